import type { EntityStatus } from 'backstage-plugin-anthos-fleet-common';
import { usePageWords } from '../../hooks/usePageWords';
import { Section } from '../sections/Section';
import sections from '../sections/sections.module.css';
import { ObjectTree } from '../syncs/ObjectTree';
import { Quiet } from '../ui';

/** The objects in an entity's namespaces by health, over all of its clusters. */
export function EntityObjects(props: { status: EntityStatus }) {
  const { objects, objectCounts, syncs, totalObjects } = props.status;
  const { t } = usePageWords();
  if (!objects.length) {
    return null;
  }
  const clusterOf = new Map(syncs.map(({ id, cluster }) => [id, cluster.name]));
  const where = new Map(
    objects.map(({ object, packageSyncId }) => [
      object,
      clusterOf.get(packageSyncId),
    ]),
  );
  return (
    <Section title={t('tab.objects.title')}>
      {objectCounts && (
        <p className={sections.lead}>
          {t('tab.objects.sum', {
            ready: String(objectCounts.current),
            total: String(objectCounts.total),
          })}
        </p>
      )}
      <ObjectTree
        objects={objects.map(({ object }) => object)}
        healthyTotal={objectCounts?.current}
        whereOf={object => where.get(object)}
      />
      {objects.length < totalObjects && (
        <p className={sections.more}>
          <Quiet>
            {t('sync.objects.truncated', {
              shown: String(objects.length),
              total: String(totalObjects),
            })}
          </Quiet>
        </p>
      )}
    </Section>
  );
}
