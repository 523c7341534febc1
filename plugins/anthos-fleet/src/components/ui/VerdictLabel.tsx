import type { Cluster } from 'backstage-plugin-anthos-fleet-common';
import { useWords } from '../../hooks/useWords';
import { judgeCluster, type Verdict } from '../../model/verdict';
import type { FleetTranslation } from '../../translation';
import { StateLabel } from './StateLabel';

/** The word for a verdict. */
export function verdictWord(
  t: FleetTranslation,
  cluster: Cluster,
  verdict: Verdict,
): string {
  if (verdict.kind !== 'sync') {
    return t(`verdict.${verdict.kind}`);
  }
  const word = t(`sync.${cluster.configSync.state}`);
  const says = cluster.configSync.state !== 'unknown';
  return verdict.lastKnown && says
    ? t('verdict.lastKnown', { state: word })
    : word;
}

/** What is to be said of a cluster, in an icon and a word. */
export function VerdictLabel(props: {
  cluster: Cluster;
  strong?: boolean;
  wrap?: boolean;
}) {
  const { cluster, strong, wrap } = props;
  const { t } = useWords();
  const verdict = judgeCluster(cluster);
  return (
    <StateLabel tone={verdict.tone} strong={strong} wrap={wrap}>
      {verdictWord(t, cluster, verdict)}
    </StateLabel>
  );
}
