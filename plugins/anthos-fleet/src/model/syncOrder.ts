import type {
  SyncState,
  SyncStateCount,
} from 'backstage-plugin-anthos-fleet-common';

// The same order in every bar, so that bars can be compared at a glance.
const ORDER: readonly SyncState[] = [
  'synced',
  'reconciling',
  'pending',
  'error',
  'stalled',
  'not-configured',
  'not-installed',
  'unknown',
];

/** Counts in the order in which bars and legends show them, without those that are zero. */
export function inOrder(counts: readonly SyncStateCount[]): SyncStateCount[] {
  const place = (state: SyncState) => {
    const index = ORDER.indexOf(state);
    return index < 0 ? ORDER.length : index;
  };
  return counts
    .filter(count => count.total > 0)
    .sort((a, b) => place(a.state) - place(b.state));
}
