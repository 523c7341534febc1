import type {
  SyncState,
  SyncStateCount,
} from 'backstage-plugin-anthos-fleet-common';
import type { PageTranslation } from '../pageTranslation';
import type { ClusterFilter } from './clusterSearch';
import type { Tone } from './tone';

/** A sentence over a list of clusters, and those that it counts. */
export interface ClusterSentence {
  text: string;
  tone?: Tone;
  filter?: ClusterFilter;
}

/** What a colleague would say of many clusters, by how their configuration is. */
export function clusterListSentences(
  t: PageTranslation,
  states: readonly SyncStateCount[],
): ClusterSentence[] {
  const total = states.reduce((sum, item) => sum + item.total, 0);
  const count = (wanted: readonly SyncState[]) =>
    states
      .filter(({ state }) => wanted.includes(state))
      .reduce((sum, item) => sum + item.total, 0);
  if (count(['synced']) === total) {
    return [
      { text: t('clusters.say.allSynced', { count: total }), tone: 'good' },
    ];
  }
  const part = (
    key:
      | 'clusters.say.error'
      | 'clusters.say.moving'
      | 'clusters.say.synced'
      | 'clusters.say.without'
      | 'clusters.say.unknown',
    tone: Tone,
    syncState: SyncState[],
  ): ClusterSentence[] => {
    const some = count(syncState);
    return some
      ? [{ text: t(key, { count: some }), tone, filter: { syncState } }]
      : [];
  };
  return [
    { text: t('clusters.say.total', { count: total }) },
    ...part('clusters.say.error', 'broken', ['stalled', 'error']),
    ...part('clusters.say.moving', 'moving', ['pending', 'reconciling']),
    ...part('clusters.say.synced', 'good', ['synced']),
    ...part('clusters.say.without', 'unknown', [
      'not-installed',
      'not-configured',
    ]),
    ...part('clusters.say.unknown', 'unknown', ['unknown']),
  ];
}
