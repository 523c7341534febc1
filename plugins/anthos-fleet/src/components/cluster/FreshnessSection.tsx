import type {
  ClusterFreshness,
  Freshness,
  SourceName,
} from 'backstage-plugin-anthos-fleet-common';
import { usePageWords } from '../../hooks/usePageWords';
import { toneOfAge } from '../../model/tone';
import { Age, Ago, Quiet, StateLabel } from '../ui';
import { Section } from '../sections/Section';
import { NextTry } from './UnreadNotice';
import styles from '../sections/sections.module.css';

const SOURCES: SourceName[] = [
  'hub',
  'configSync',
  'mesh',
  'policyController',
  'gateway',
];

/** How old the data of each source is, and what is in the way of newer data. */
export function FreshnessSection(props: { freshness: ClusterFreshness }) {
  const { t } = usePageWords();
  return (
    <Section title={t('cluster.section.freshness')}>
      <ul className={styles.list}>
        {SOURCES.map(source => {
          const freshness = props.freshness[source];
          return (
            freshness && (
              <SourceItem key={source} source={source} freshness={freshness} />
            )
          );
        })}
      </ul>
    </Section>
  );
}

function SourceItem(props: { source: SourceName; freshness: Freshness }) {
  const { source, freshness } = props;
  const { outcome, age, attemptedAt, message, remedy } = freshness;
  const { t } = usePageWords();
  return (
    <li className={styles.item}>
      <div className={styles.name}>
        <StateLabel tone={toneOfAge(age)}>{t(`source.${source}`)}</StateLabel>
        <Age freshness={freshness} />
      </div>
      {outcome !== 'ok' && (
        <Quiet>
          {t('cluster.freshness.attempt', {
            ago: <Ago time={attemptedAt} />,
            outcome: t(`outcome.${outcome}`),
          })}
        </Quiet>
      )}
      {outcome !== 'ok' && (
        <Quiet>
          <NextTry freshness={freshness} />
        </Quiet>
      )}
      {/* Why a cluster itself could not be read stands at the top of the page. */}
      {message && source !== 'gateway' && (
        <p className={styles.message}>{t('state.stale.reason', { message })}</p>
      )}
      {remedy && source !== 'gateway' && (
        <p className={styles.message}>{t('state.stale.remedy', { remedy })}</p>
      )}
    </li>
  );
}
