import type { PackageSync } from 'backstage-plugin-anthos-fleet-common';
import { usePageWords } from '../../hooks/usePageWords';
import { toneOfObject } from '../../model/tone';
import { Section } from '../sections/Section';
import sections from '../sections/sections.module.css';
import { Quiet, StateLabel } from '../ui';
import { ObjectName } from './ObjectName';
import { waitWord } from './SyncCells';

/** What a sync that is not finished waits for. */
export function WaitsSection(props: { sync: PackageSync }) {
  const { waitsFor = [] } = props.sync;
  const { t } = usePageWords();
  // That errors must be solved is said by the errors themselves.
  const reasons = waitsFor.filter(reason => reason.kind !== 'errors');
  if (!reasons.length) {
    return null;
  }
  return (
    <Section title={t('sync.section.waits')}>
      <ul className={sections.list}>
        {reasons.map(reason => {
          const { objects = [], totalObjects = objects.length } = reason;
          return (
            <li key={reason.kind} className={sections.item}>
              <StateLabel tone="moving" wrap>
                {waitWord(t, reason)}
              </StateLabel>
              {reason.message && (
                <p className={sections.message}>{reason.message}</p>
              )}
              {objects.map(object => (
                <span
                  key={`${object.kind} ${object.namespace} ${object.name}`}
                  className={sections.inline}
                >
                  <StateLabel tone={toneOfObject(object.status)}>
                    <ObjectName object={object} />
                  </StateLabel>
                  {object.message && <Quiet>{object.message}</Quiet>}
                </span>
              ))}
              {objects.length > 0 && objects.length < totalObjects && (
                <Quiet>
                  {t('sync.objects.truncated', {
                    shown: String(objects.length),
                    total: String(totalObjects),
                  })}
                </Quiet>
              )}
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
