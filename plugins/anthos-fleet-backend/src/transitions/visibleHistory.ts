import type { Knex } from 'knex';
import {
  whereClusterVisible,
  wherePackageSyncVisible,
  type Visible,
} from '../store';

/** Whether a caller sees everything, so that no query has to ask. */
export function seesEverything({ clusters, packageSyncs }: Visible): boolean {
  return clusters === undefined && packageSyncs === undefined;
}

/**
 * Package syncs that a caller may see, those included that are gone: they are judged by what was
 * known of them last, and by their cluster. Of a cluster that is gone nothing can be judged, so
 * only callers without conditions on clusters see what was on it.
 *
 * The query has the tables `package_syncs` and `clusters` in it, for further conditions.
 */
export function visibleSyncs(knex: Knex, visible: Visible): Knex.QueryBuilder {
  const query = knex({ package_syncs: 'noticed_syncs' }).leftJoin(
    'clusters',
    'clusters.ref',
    'package_syncs.ref',
  );
  wherePackageSyncVisible(query, visible);
  return query;
}

/** Package syncs with an error, now or in history, that a caller may see. */
export function visibleErrors(knex: Knex, visible: Visible): Knex.QueryBuilder {
  return visibleSyncs(knex, visible).join(
    'error_spans',
    'error_spans.sync_id',
    'package_syncs.id',
  );
}

/** Narrows a query with the table `transitions` in it to what a caller may see. */
export function whereTransitionVisible(
  query: Knex.QueryBuilder,
  knex: Knex,
  visible: Visible,
) {
  if (seesEverything(visible)) {
    return;
  }
  query.andWhere(builder =>
    builder
      .where(nested => {
        nested.whereIn('transitions.subject', ['cluster', 'connection']);
        if (visible.clusters) {
          const clusters = knex('clusters').select('clusters.ref');
          whereClusterVisible(clusters, visible.clusters);
          nested.whereIn('transitions.ref', clusters);
        }
      })
      .orWhere(nested =>
        nested
          .where('transitions.subject', 'package-sync')
          .whereIn(
            'transitions.subject_id',
            visibleSyncs(knex, visible).select('package_syncs.id'),
          ),
      )
      .orWhere(nested =>
        nested
          .where('transitions.subject', 'error-group')
          .whereIn(
            'transitions.subject_id',
            visibleErrors(knex, visible).select('error_spans.fingerprint'),
          ),
      ),
  );
}
