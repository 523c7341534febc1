import type { Cluster, Freshness } from 'backstage-plugin-anthos-fleet-common';
import { useWords } from '../../hooks/useWords';
import { freshnessOfSync, isLastKnown, knownAt } from '../../model/verdict';
import { Ago } from './Ago';
import { Quiet } from './Quiet';

function AgeText(props: {
  time: string | undefined;
  lastKnown: boolean;
  reason: string | undefined;
}) {
  const { time, lastKnown, reason } = props;
  const { t } = useWords();
  if (!time) {
    return <Quiet title={reason}>{t('ago.never')}</Quiet>;
  }
  const ago = <Ago time={time} />;
  return (
    <Quiet title={reason}>
      {lastKnown ? t('ago.lastKnown', { ago }) : ago}
    </Quiet>
  );
}

/** The age of what one source says. Once it is old it says so, and the title gives the reason. */
export function Age(props: { freshness: Freshness }) {
  const { age, observedAt, message } = props.freshness;
  return (
    <AgeText
      time={age === 'never' ? undefined : observedAt}
      lastKnown={age !== 'fresh'}
      reason={message}
    />
  );
}

/** The age of what is known of a cluster: a silent one has told nothing since it was last heard of. */
export function ClusterAge(props: { cluster: Cluster }) {
  const { cluster } = props;
  return (
    <AgeText
      time={knownAt(cluster)}
      lastKnown={isLastKnown(cluster)}
      reason={freshnessOfSync(cluster).message}
    />
  );
}
