import type {
  ErrorGroupList,
  ErrorGroupSort,
} from 'backstage-plugin-anthos-fleet-common';
import type { ErrorGroupQuery } from '../FleetStore';
import {
  filtersOf,
  PageOrder,
  type SortedRow,
  type SortFields,
} from '../sorting';
import type { StoreContext } from '../StoreContext';
import type { Visible } from '../visibility';
import { toErrorGroups } from './groups';
import { grouped, matchingErrors, type GroupRow } from './query';

const DEFAULT_LIMIT = 50;

const SORTING: SortFields<ErrorGroupSort> = {
  list: 'error-groups',
  columns: {
    clusters: { column: 'groups.clusters', numeric: true },
    packageSyncs: { column: 'groups.package_syncs', numeric: true },
    code: { column: 'groups.code' },
    firstSeenAt: { column: 'groups.first_seen_at' },
    lastSeenAt: { column: 'groups.last_seen_at' },
  },
  tie: 'groups.fingerprint',
};

/** One page of error groups; those on most package syncs come first. */
export async function listErrorGroups(
  context: StoreContext,
  query: ErrorGroupQuery,
  visible: Visible,
): Promise<ErrorGroupList> {
  const { knex } = context;
  const matching = () => matchingErrors(context, query, visible);
  const sort = query.sort ?? 'packageSyncs';
  const filters = filtersOf(query);
  const order = new PageOrder(
    SORTING,
    sort,
    query.order ?? (sort === 'code' ? 'asc' : 'desc'),
  );
  const limit = query.limit ?? DEFAULT_LIMIT;
  const page = knex
    .from(grouped(context, matching()).as('groups'))
    .select('groups.*')
    .limit(limit + 1);
  order.apply(page, query.cursor);

  const [rows, totals]: [
    (GroupRow & SortedRow)[],
    Record<'items' | 'syncs' | 'clusters', number | string>,
  ] = await Promise.all([
    page,
    context.answers.get(['error groups, counted', filters, visible], () =>
      matching()
        .countDistinct({
          items: 'sync_errors.fingerprint',
          syncs: 'package_syncs.id',
          clusters: 'package_syncs.ref',
        })
        .first(),
    ),
  ]);
  const shown = rows.slice(0, limit);
  return {
    items: await toErrorGroups(context, shown, {
      open: query.open ?? true,
      errors: matching,
      shares: true,
      kept: ['error groups, sampled', filters, visible],
    }),
    totalItems: Number(totals.items),
    totalPackageSyncs: Number(totals.syncs),
    totalClusters: Number(totals.clusters),
    ...(rows.length > limit
      ? { nextCursor: order.cursorAfter(shown[shown.length - 1]) }
      : {}),
  };
}
