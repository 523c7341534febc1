import {
  rollUpStates,
  syncStateRank,
  type ConfigSync,
  type ObservedPackageSync,
  type SyncState,
} from 'backstage-plugin-anthos-fleet-common';

/** Columns of a cluster that tell its state, and what they are judged from. */
export interface EffectiveColumns {
  sync_state: SyncState;
  sync_rank: number;
  error_count: number;
  sync_basis: 'package-syncs' | 'fleet-summary';
}

/** What the package syncs say of the whole cluster, kept beside the fleet's own summary. */
export type ObservedSyncSummary = Pick<
  ConfigSync,
  | 'packageSyncs'
  | 'commit'
  | 'sourceCommit'
  | 'lastSyncedAt'
  | 'repository'
  | 'revision'
  | 'directory'
>;

// A cluster that misses one turn has not changed its state.
const FAILURES_BEFORE_SUMMARY = 3;

/** Whether so many failures in a row mean that the package syncs are not known any more. */
export function fallsBack(failures: number): boolean {
  return failures >= FAILURES_BEFORE_SUMMARY;
}

/** The fleet's summary as the state of a cluster. */
export function fromSummary(
  state: SyncState,
  errors: number,
): EffectiveColumns {
  return {
    sync_state: state,
    sync_rank: syncStateRank(state),
    error_count: errors,
    sync_basis: 'fleet-summary',
  };
}

/** The state of a cluster from its package syncs; undefined when there is none to judge from. */
export function fromPackageSyncs(
  syncs: Pick<ObservedPackageSync, 'state' | 'errorCount'>[],
): EffectiveColumns | undefined {
  const state = rollUpStates(syncs.map(sync => sync.state));
  return (
    state && {
      sync_state: state,
      sync_rank: syncStateRank(state),
      error_count: syncs.reduce((sum, sync) => sum + sync.errorCount, 0),
      sync_basis: 'package-syncs',
    }
  );
}

const ROOT_SYNC = 'root-sync';

/** What of the package syncs is shown with the cluster itself. */
export function summarise(syncs: ObservedPackageSync[]): ObservedSyncSummary {
  const totals = new Map<SyncState, number>();
  for (const { state } of syncs) {
    totals.set(state, (totals.get(state) ?? 0) + 1);
  }
  const roots = syncs.filter(sync => sync.kind === 'RootSync');
  const root =
    roots.length === 1
      ? roots[0]
      : roots.find(({ name }) => name === ROOT_SYNC);
  return {
    packageSyncs: [...totals]
      .map(([state, total]) => ({ state, total }))
      .sort((a, b) => syncStateRank(b.state) - syncStateRank(a.state)),
    ...(root && {
      commit: root.commit,
      sourceCommit: root.sourceCommit,
      lastSyncedAt: root.lastSyncedAt,
      repository: root.repository,
      revision: root.revision,
      directory: root.directory,
    }),
  };
}
