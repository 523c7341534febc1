import type { Knex } from 'knex';
import type { ErrorGroupQuery } from '../FleetStore';
import { toCodes, wherePackageSync } from '../packageSyncs/conditions';
import { visiblePackageSyncs } from '../packageSyncs/query';
import type { StoreContext } from '../StoreContext';
import type { Visible } from '../visibility';
import { whereWords } from '../words';

/**
 * Errors of visible package syncs, open and closed: one row per sync, fingerprint and the time that
 * it lasted. Everything that is said of an error group is taken from these rows, so that no count
 * and no sample tells of what the caller may not see.
 */
export function visibleErrors(
  context: StoreContext,
  visible: Visible,
): Knex.QueryBuilder {
  return visiblePackageSyncs(context, visible)
    .join('sync_errors', 'sync_errors.sync_id', 'package_syncs.id')
    .join('cluster_readings', 'cluster_readings.ref', 'package_syncs.ref')
    .join(
      'error_groups',
      'error_groups.fingerprint',
      'sync_errors.fingerprint',
    );
}

/** Narrows {@link visibleErrors} to what the filters of a list ask for. */
export function matchingErrors(
  context: StoreContext,
  filters: ErrorGroupQuery,
  visible: Visible,
): Knex.QueryBuilder {
  const errors = () => {
    const builder = visibleErrors(context, visible);
    wherePackageSync(builder, filters);
    return builder;
  };
  const builder = errors();
  if (filters.open ?? true) {
    builder.whereNull('sync_errors.closed_at');
  } else {
    builder.whereNotIn(
      'sync_errors.fingerprint',
      errors()
        .whereNull('sync_errors.closed_at')
        .select('sync_errors.fingerprint'),
    );
  }
  if (filters.since) {
    const { since } = filters;
    const earlier = errors().where('sync_errors.first_seen_at', '<', since);
    if (filters.open ?? true) {
      earlier.whereNull('sync_errors.closed_at');
    }
    builder.whereNotIn(
      'sync_errors.fingerprint',
      earlier.select('sync_errors.fingerprint'),
    );
  }
  if (filters.code?.length) {
    builder.whereIn('error_groups.code', toCodes(filters.code));
  }
  if (filters.muted) {
    const { fingerprints, shown } = filters.muted;
    builder[shown ? 'whereIn' : 'whereNotIn'](
      'sync_errors.fingerprint',
      fingerprints,
    );
  }
  whereWords(builder, filters.q, [
    'sync_errors.search_text',
    'package_syncs.search_text',
  ]);
  return builder;
}

/** What is counted of a group. */
export interface GroupRow {
  fingerprint: string;
  code: string;
  headline: string;
  /** PostgreSQL gives sums and counts as text. */
  package_syncs: number | string;
  clusters: number | string;
  errors: number | string;
  /** Errors as they are stored: one of each package sync and each time that it had it. */
  rows: number | string;
  held_back: number | string | null;
  first_seen_at: string;
  last_seen_at: string;
}

/**
 * Puts {@link visibleErrors} together by fingerprint.
 *
 * @param total - how many errors of a row count, as SQL with its values; all of them by default
 */
export function grouped(
  { knex }: StoreContext,
  errors: Knex.QueryBuilder,
  [total, values]: [string, string[]] = ['sync_errors.total', []],
): Knex.QueryBuilder {
  return errors
    .groupBy(
      'sync_errors.fingerprint',
      'error_groups.code',
      'error_groups.headline',
    )
    .select(
      'sync_errors.fingerprint',
      'error_groups.code',
      'error_groups.headline',
      knex.raw(
        'max(coalesce(sync_errors.closed_at, cluster_readings.observed_at)) as last_seen_at',
      ),
      knex.raw(`sum(${total}) as errors`, values),
    )
    .countDistinct({
      package_syncs: 'package_syncs.id',
      clusters: 'package_syncs.ref',
    })
    .count({ rows: '*' })
    .sum({ held_back: 'sync_errors.held_back' })
    .min({ first_seen_at: 'sync_errors.first_seen_at' });
}
