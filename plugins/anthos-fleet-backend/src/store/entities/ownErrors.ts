import type { ErrorGroup } from 'backstage-plugin-anthos-fleet-common';
import type { Knex } from 'knex';
import { toErrorGroups } from '../errorGroups/groups';
import { grouped, visibleErrors, type GroupRow } from '../errorGroups/query';
import type { StoreContext } from '../StoreContext';
import type { Visible } from '../visibility';

const MAX_GROUPS = 50;

/** IDs of package syncs, or a query for them. */
export type SyncIds = string[] | Knex.QueryBuilder;

/**
 * Error groups of an entity, counted over its own package syncs: of those of a whole cluster only
 * the errors about its namespaces, or about none.
 */
export async function readOwnErrors(
  context: StoreContext,
  ids: SyncIds,
  namespaces: string[],
  visible: Visible,
): Promise<{ errors: ErrorGroup[]; totalErrorGroups: number }> {
  const own = () => ownErrors(context, ids, namespaces, visible);
  const [rows, count]: [GroupRow[], { total: number | string }] =
    await Promise.all([
      grouped(context, own(), ownTotal(namespaces))
        .orderBy([
          { column: 'package_syncs', order: 'desc' },
          'sync_errors.fingerprint',
        ])
        .limit(MAX_GROUPS),
      own().countDistinct({ total: 'sync_errors.fingerprint' }).first(),
    ]);
  return {
    errors: await toErrorGroups(context, own, rows, {
      open: true,
      namespaces,
    }),
    totalErrorGroups: Number(count.total),
  };
}

function ownErrors(
  context: StoreContext,
  ids: SyncIds,
  namespaces: string[],
  visible: Visible,
): Knex.QueryBuilder {
  const builder = visibleErrors(context, visible)
    .whereNull('sync_errors.closed_at')
    .whereIn('package_syncs.id', ids as string[]);
  if (namespaces.length === 0) {
    return builder;
  }
  const totals = context
    .knex('sync_error_namespaces')
    .whereIn('namespace', [...namespaces, ''])
    .whereIn('sync_id', ids as string[])
    .groupBy('sync_id', 'fingerprint')
    .select('sync_id', 'fingerprint')
    .sum({ total: 'total' })
    .as('own_errors');
  return builder
    .leftJoin(totals, join =>
      join
        .on('own_errors.sync_id', 'sync_errors.sync_id')
        .andOn('own_errors.fingerprint', 'sync_errors.fingerprint'),
    )
    .andWhere(about =>
      about
        .whereIn('package_syncs.namespace', namespaces)
        .orWhereNotNull('own_errors.sync_id'),
    );
}

/** How many of the errors of a row are the entity's own. */
function ownTotal(namespaces: string[]): [string, string[]] | undefined {
  if (namespaces.length === 0) {
    return undefined;
  }
  const places = namespaces.map(() => '?').join(', ');
  return [
    // An error about two of its namespaces is one error.
    `case when package_syncs.namespace in (${places})
        or own_errors.total > sync_errors.total
      then sync_errors.total else own_errors.total end`,
    namespaces,
  ];
}
