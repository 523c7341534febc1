import { Accordion, AccordionPanel, AccordionTrigger } from '@backstage/ui';
import type { ManagedObject } from 'backstage-plugin-anthos-fleet-common';
import { useFleetLinks } from '../../hooks/useFleetLinks';
import { usePageWords } from '../../hooks/usePageWords';
import { objectTree } from '../../model/objectGroups';
import { toneOfObject } from '../../model/tone';
import sections from '../sections/sections.module.css';
import { MaybeLink, Mono, Quiet, StateLabel } from '../ui';
import { ObjectName } from './ObjectName';
import styles from './syncs.module.css';

/** Objects by health: those that need people one by one, the healthy ones folded, by kind. */
export function ObjectTree(props: {
  objects: ManagedObject[];
  /** Healthy ones in truth, when not all of them are listed. */
  healthyTotal?: number;
  /** On which cluster an object is, where that is not plain. */
  whereOf?: (object: ManagedObject) => string | undefined;
}) {
  const { whereOf } = props;
  const { t } = usePageWords();
  const tree = objectTree(props.objects);
  const healthyTotal = Math.max(props.healthyTotal ?? 0, tree.healthyTotal);
  return (
    <div className={styles.tree}>
      {tree.unhealthy.map(({ status, objects }) => (
        <div key={status} className={styles.branch}>
          <StateLabel tone={toneOfObject(status)} strong>
            {t(`object.${status}`)} {objects.length}
          </StateLabel>
          <ul className={styles.leaves}>
            {objects.map((object, index) => (
              <UnhealthyObject
                // The same object may be on several clusters.
                key={`${keyOf(object)} ${index}`}
                object={object}
                where={whereOf?.(object)}
              />
            ))}
          </ul>
        </div>
      ))}
      {tree.healthyTotal > 0 && (
        <Accordion>
          <AccordionTrigger
            title={t('sync.objects.healthy', { count: healthyTotal })}
          />
          <AccordionPanel>
            <div className={styles.tree}>
              {tree.healthy.map(({ kind, objects }) => (
                <div key={kind} className={styles.branch}>
                  <StateLabel tone="good">
                    {kind} {objects.length}
                  </StateLabel>
                  <ul className={styles.leaves}>
                    {objects.map((object, index) => (
                      <li
                        key={`${keyOf(object)} ${index}`}
                        className={sections.inline}
                      >
                        <Mono>{object.name}</Mono>
                        {object.namespace && <Quiet>{object.namespace}</Quiet>}
                        {whereOf && <Quiet>{whereOf(object)}</Quiet>}
                        {object.commit && (
                          <Quiet>
                            <Mono>{object.commit}</Mono>
                          </Quiet>
                        )}
                      </li>
                    ))}
                  </ul>
                </div>
              ))}
            </div>
          </AccordionPanel>
        </Accordion>
      )}
    </div>
  );
}

function keyOf({ group, kind, namespace, name }: ManagedObject): string {
  return [group, kind, namespace, name].join(' ');
}

function UnhealthyObject(props: {
  object: ManagedObject;
  where: string | undefined;
}) {
  const { object, where } = props;
  const { t } = usePageWords();
  const links = useFleetLinks();
  return (
    <li className={sections.item}>
      <span className={sections.inline}>
        <ObjectName object={object} />
        {where && <Quiet>{where}</Quiet>}
        {object.errorFingerprint && (
          <MaybeLink href={links.error(object.errorFingerprint)}>
            {t('sync.objects.error')}
          </MaybeLink>
        )}
      </span>
      {object.message && <p className={sections.message}>{object.message}</p>}
    </li>
  );
}
