import type {
  PackageSync,
  PackageSyncList,
  PackageSyncSort,
} from 'backstage-plugin-anthos-fleet-common';
import { CommitFacts } from '../commits/CommitFacts';
import type { PackageSyncQuery } from '../FleetStore';
import {
  filtersOf,
  PageOrder,
  type SortedRow,
  type SortFields,
} from '../sorting';
import type { StoreContext } from '../StoreContext';
import type { Visible } from '../visibility';
import { whereWords } from '../words';
import {
  whereCommit,
  whereHasError,
  wherePackageSync,
  whereSource,
} from './conditions';
import { countStates } from './counts';
import { selectPackageSyncs, visiblePackageSyncs } from './query';
import { toPackageSync, type JudgedSync, type PackageSyncRow } from './rows';

const DEFAULT_LIMIT = 50;

const SORTING: SortFields<PackageSyncSort> = {
  list: 'package-syncs',
  columns: {
    state: { column: 'package_syncs.state_rank', numeric: true },
    cluster: { column: 'clusters.name' },
    namespace: { column: 'package_syncs.namespace' },
    name: { column: 'package_syncs.name' },
    repository: { column: 'package_syncs.repository_key' },
    errorCount: { column: 'package_syncs.error_count', numeric: true },
    stateSince: { column: 'package_syncs.state_since' },
  },
  tie: 'package_syncs.id',
};

/** One page of package syncs, and how many there are by state. */
export async function listPackageSyncs(
  context: StoreContext,
  query: PackageSyncQuery,
  visible: Visible,
): Promise<PackageSyncList> {
  const matching = () => {
    const builder = visiblePackageSyncs(context, visible);
    wherePackageSync(builder, query);
    whereCommit(builder, query.commit);
    whereSource(builder, query.source);
    whereHasError(builder, query.fingerprint);
    whereWords(builder, query.q, ['package_syncs.search_text']);
    return builder;
  };
  const order = new PageOrder(
    SORTING,
    query.sort ?? 'state',
    query.order ?? 'asc',
  );
  const limit = query.limit ?? DEFAULT_LIMIT;
  const page = selectPackageSyncs(matching()).limit(limit + 1);
  order.apply(page, query.cursor);

  const [rows, states]: [
    (PackageSyncRow & SortedRow)[],
    PackageSyncList['states'],
  ] = await Promise.all([
    page,
    context.answers.get(
      ['package syncs, counted', filtersOf(query), visible],
      () => countStates(matching()),
    ),
  ]);
  const shown = rows.slice(0, limit);
  return {
    items: await toPackageSyncs(context, shown),
    totalItems: states.reduce((sum, { total }) => sum + total, 0),
    states,
    ...(rows.length > limit
      ? { nextCursor: order.cursorAfter(shown[shown.length - 1]) }
      : {}),
  };
}

/** Turns rows into package syncs, for one answer. */
export async function toPackageSyncs(
  context: StoreContext,
  rows: PackageSyncRow[],
): Promise<PackageSync[]> {
  const judged: JudgedSync[] = rows.map(row => JSON.parse(row.sync_json));
  const [observations, commits] = await Promise.all([
    context.observations(),
    CommitFacts.read(context.knex, judged),
  ]);
  const { links } = context;
  return rows.map((row, at) =>
    toPackageSync(row, judged[at], { observations, links, commits }),
  );
}
