import type {
  EntityError,
  ErrorGroup,
} from 'backstage-plugin-anthos-fleet-common';
import type { Knex } from 'knex';
import { toErrorGroups } from '../errorGroups/groups';
import { grouped, visibleErrors, type GroupRow } from '../errorGroups/query';
import type { StoreContext } from '../StoreContext';
import { whereOwn, type OwnSyncs } from './ownSyncs';

const MAX_GROUPS = 50;

/**
 * Error groups of an entity, counted over its own package syncs: of those of a whole cluster only
 * the errors about its namespaces, or about none.
 */
export async function readOwnErrors(
  context: StoreContext,
  own: OwnSyncs,
): Promise<{ errors: ErrorGroup[]; totalErrorGroups: number }> {
  const { namespaces } = own;
  const errors = () => ownErrors(context, own);
  const rows: GroupRow[] = await grouped(context, errors(), ownTotal(own))
    .orderBy([
      { column: 'package_syncs', order: 'desc' },
      'sync_errors.fingerprint',
    ])
    .limit(MAX_GROUPS + 1);
  const shown = rows.slice(0, MAX_GROUPS);
  const [groups, total] = await Promise.all([
    toErrorGroups(context, shown, {
      open: true,
      errors,
      namespaces,
      // The first error of a whole cluster may be about somebody else's namespace.
      ...(namespaces.length > 0 && {
        message: 'coalesce(own_errors.message, sync_errors.message)',
      }),
    }),
    rows.length > MAX_GROUPS ? countGroups(errors()) : rows.length,
  ]);
  return { errors: groups, totalErrorGroups: total };
}

/** The error group that holds back most of an entity's own package syncs. */
export async function readWorstError(
  context: StoreContext,
  own: OwnSyncs,
): Promise<EntityError | undefined> {
  const row: GroupRow | undefined = await grouped(
    context,
    ownErrors(context, own),
    ownTotal(own),
  )
    .orderBy([
      { column: 'package_syncs', order: 'desc' },
      'sync_errors.fingerprint',
    ])
    .first();
  return (
    row && {
      fingerprint: row.fingerprint,
      ...(row.code && { code: row.code }),
      headline: row.headline,
    }
  );
}

async function countGroups(errors: Knex.QueryBuilder): Promise<number> {
  const row: { total: number | string } = await errors
    .countDistinct({ total: 'sync_errors.fingerprint' })
    .first();
  return Number(row.total);
}

function ownErrors(context: StoreContext, own: OwnSyncs): Knex.QueryBuilder {
  const { namespaces, ids, visible } = own;
  const builder = visibleErrors(context, visible).whereNull(
    'sync_errors.closed_at',
  );
  whereOwn(builder, own);
  if (namespaces.length === 0) {
    return builder;
  }
  const totals = context
    .knex('sync_error_namespaces')
    .whereIn('namespace', [...namespaces, ''])
    .groupBy('sync_id', 'fingerprint')
    .select('sync_id', 'fingerprint')
    .sum({ total: 'total' })
    .min({ message: 'message' });
  if (ids) {
    totals.whereIn('sync_id', ids);
  }
  return builder
    .leftJoin(totals.as('own_errors'), join =>
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
function ownTotal({ namespaces }: OwnSyncs): [string, string[]] | undefined {
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
