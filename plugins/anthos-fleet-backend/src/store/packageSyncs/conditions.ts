import { normalizeErrorCode } from 'backstage-plugin-anthos-fleet-common';
import type { Knex } from 'knex';
import { MAX_VALUES } from '../conditions';
import type { PackageSyncFilters } from '../FleetStore';
import { whereClusterNamed } from '../visibility';
import { escapeLike } from '../words';

/** Narrows package syncs, joined with their clusters, to what the filters of a list ask for. */
export function wherePackageSync(
  query: Knex.QueryBuilder,
  filters: PackageSyncFilters,
) {
  const lists = [
    ['clusters.fleet', filters.fleet],
    ['clusters.hosting', filters.hosting],
    ['package_syncs.namespace', filters.namespace],
    ['package_syncs.kind', filters.kind],
    ['package_syncs.state', filters.state],
    ['package_syncs.repository', filters.repo],
    ['package_syncs.owner', filters.owner?.map(toCanonicalRef)],
  ] as const;
  for (const [column, values] of lists) {
    if (values?.length) {
      query.whereIn(column, values.slice(0, MAX_VALUES));
    }
  }
  if (filters.cluster?.length) {
    whereClusterNamed(query, filters.cluster.slice(0, MAX_VALUES));
  }
}

/** Narrows to what runs a commit, given in full or by its beginning. */
export function whereCommit(
  query: Knex.QueryBuilder,
  commit: string | undefined,
) {
  if (commit) {
    query.whereRaw(`package_syncs.commit_id like ? escape '\\'`, [
      `${escapeLike(commit)}%`,
    ]);
  }
}

/** Narrows to what has a source, by the ID of its rollout. */
export function whereSource(
  query: Knex.QueryBuilder,
  source: string | undefined,
) {
  if (source) {
    query.where('package_syncs.source_id', source);
  }
}

/** Narrows to what has an open error of the group. */
export function whereHasError(
  query: Knex.QueryBuilder,
  fingerprint: string | undefined,
) {
  if (fingerprint) {
    query.whereIn('package_syncs.id', builder =>
      builder
        .select('sync_errors.sync_id')
        .from('sync_errors')
        .where('sync_errors.fingerprint', fingerprint)
        .whereNull('sync_errors.closed_at'),
    );
  }
}

/** Codes as they are stored, also when they are given by their number alone. */
export function toCodes(codes: string[]): string[] {
  return codes.map(code => normalizeErrorCode(code) ?? code);
}

function toCanonicalRef(ref: string): string {
  return ref.toLocaleLowerCase('en-US');
}
