import {
  newestCommit,
  syncStateRank,
  type RolloutCommit,
  type SyncState,
  type SyncStateCount,
} from 'backstage-plugin-anthos-fleet-common';
import type { Knex } from 'knex';

/** What is live of one source. */
export interface LiveCommits {
  newest: string | undefined;
  /** The newest first, then those on most clusters. */
  commits: Omit<RolloutCommit, 'url'>[];
  states: SyncStateCount[];
}

type Syncs = () => Knex.QueryBuilder;

/**
 * Reads what is live of each source.
 *
 * @param syncs - the package syncs of these sources that are counted
 */
export async function readCommits(
  knex: Knex,
  syncs: Syncs,
): Promise<Map<string, LiveCommits>> {
  const [live, seen, states] = await Promise.all([
    readLive(syncs),
    readSeen(knex, syncs),
    readStates(syncs),
  ]);
  const sources = new Map<string, LiveCommits>();
  for (const [id, own] of bySource(live)) {
    const newest = newestCommit(seen.get(id) ?? []);
    const commits = own.map(row => ({
      ...(row.commit_id && { commit: row.commit_id }),
      totalClusters: Number(row.clusters),
      totalPackageSyncs: Number(row.syncs),
      newest: newest !== undefined && row.commit_id === newest,
    }));
    sources.set(id, {
      newest,
      commits: commits.sort(newestFirst),
      states: states.get(id) ?? [],
    });
  }
  return sources;
}

interface LiveRow {
  source_id: string;
  commit_id: string;
  clusters: number | string;
  syncs: number | string;
}

async function readLive(syncs: Syncs): Promise<LiveRow[]> {
  return syncs()
    .groupBy('package_syncs.source_id', 'package_syncs.commit_id')
    .select('package_syncs.source_id', 'package_syncs.commit_id')
    .countDistinct({ clusters: 'package_syncs.ref' })
    .count({ syncs: '*' });
}

async function readSeen(knex: Knex, syncs: Syncs) {
  const rows: {
    source_id: string;
    commit_id: string;
    source_commit: string;
    since: string;
    syncs: number | string;
  }[] = await syncs()
    .groupBy(
      'package_syncs.source_id',
      'package_syncs.commit_id',
      'package_syncs.source_commit',
    )
    .select(
      'package_syncs.source_id',
      'package_syncs.commit_id',
      'package_syncs.source_commit',
      knex.raw('min(package_syncs.source_commit_since) as since'),
    )
    .count({ syncs: '*' });
  const seen = rows.map(row => ({
    source_id: row.source_id,
    commit: row.commit_id,
    sourceCommit: row.source_commit,
    sourceCommitSince: row.since,
    syncs: Number(row.syncs),
  }));
  return bySource(seen);
}

async function readStates(syncs: Syncs) {
  const rows: {
    source_id: string;
    state: SyncState;
    total: number | string;
  }[] = await syncs()
    .groupBy('package_syncs.source_id', 'package_syncs.state')
    .select('package_syncs.source_id', 'package_syncs.state')
    .count({ total: '*' });
  const states = new Map<string, SyncStateCount[]>();
  for (const { source_id: id, state, total } of rows) {
    const own = states.get(id) ?? [];
    own.push({ state, total: Number(total) });
    states.set(
      id,
      own.sort((a, b) => syncStateRank(a.state) - syncStateRank(b.state)),
    );
  }
  return states;
}

function bySource<T extends { source_id: string }>(
  rows: readonly T[],
): Map<string, T[]> {
  const sources = new Map<string, T[]>();
  for (const row of rows) {
    const own = sources.get(row.source_id) ?? [];
    own.push(row);
    sources.set(row.source_id, own);
  }
  return sources;
}

function newestFirst(
  a: Omit<RolloutCommit, 'url'>,
  b: Omit<RolloutCommit, 'url'>,
): number {
  return (
    Number(b.newest) - Number(a.newest) ||
    b.totalClusters - a.totalClusters ||
    (a.commit ?? '').localeCompare(b.commit ?? '', 'en-US')
  );
}
