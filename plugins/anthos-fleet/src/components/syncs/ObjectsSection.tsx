import type { PackageSyncDetails } from 'backstage-plugin-anthos-fleet-common';
import { usePageWords } from '../../hooks/usePageWords';
import { Section } from '../sections/Section';
import sections from '../sections/sections.module.css';
import { Ago, Quiet } from '../ui';
import { ObjectTree } from './ObjectTree';

/** The objects that a sync manages, by health. */
export function ObjectsSection(props: { details: PackageSyncDetails }) {
  const { sync, objects, totalObjects, objectsObservedAt } = props.details;
  const { t } = usePageWords();
  if (!objects.length) {
    return (
      <Section title={t('sync.section.objects')}>
        <Quiet>
          {sync.objectStatusOff
            ? t('sync.objects.off')
            : t('sync.objects.none')}
        </Quiet>
      </Section>
    );
  }
  return (
    <Section title={t('sync.section.objects')}>
      <ObjectTree objects={objects} healthyTotal={sync.objects?.current} />
      <p className={sections.more}>
        <span className={sections.inline}>
          {objectsObservedAt && (
            <Quiet>
              {t('sync.objects.asOf', {
                ago: <Ago time={objectsObservedAt} />,
              })}
            </Quiet>
          )}
          {objects.length < totalObjects && (
            <Quiet>
              {t('sync.objects.truncated', {
                shown: String(objects.length),
                total: String(totalObjects),
              })}
            </Quiet>
          )}
        </span>
      </p>
    </Section>
  );
}
