import type {
  FleetConstraint,
  LastKnownCluster,
  PolicyConstraintList,
  PolicyConstraintSort,
} from 'backstage-plugin-anthos-fleet-common';
import type { PolicyConstraintQuery } from '../FleetLists';
import {
  filtersOf,
  PageOrder,
  type SortedRow,
  type SortFields,
} from '../sorting';
import type { StoreContext } from '../StoreContext';
import type { VisibleClusters } from '../visibility';
import { named, readLastKnown } from './lastKnown';
import {
  constraintsOf,
  matchingConstraints,
  matchingOnClusters,
  type ConstraintRow,
} from './query';
import { readMore, type ConstraintMore } from './samples';
import { readSilentClusters } from './silentClusters';

const DEFAULT_LIMIT = 50;

const SORTING: SortFields<PolicyConstraintSort> = {
  list: 'policy-constraints',
  columns: {
    violations: { column: 'constraints.violations', numeric: true },
    clusters: { column: 'constraints.clusters', numeric: true },
    name: { column: 'constraints.name' },
    enforcement: { column: 'constraints.enforcement_rank', numeric: true },
  },
  tie: 'constraints.id',
};

const FALLING: readonly PolicyConstraintSort[] = ['violations', 'clusters'];

/** One page of constraints over the fleet; those first that most violates. */
export async function listPolicyConstraints(
  context: StoreContext,
  query: PolicyConstraintQuery,
  visible: VisibleClusters,
): Promise<PolicyConstraintList> {
  const sort = query.sort ?? 'violations';
  const order = new PageOrder(
    SORTING,
    sort,
    query.order ?? (FALLING.includes(sort) ? 'desc' : 'asc'),
  );
  const limit = query.limit ?? DEFAULT_LIMIT;
  const page = matchingConstraints(context, query, visible)
    .select('constraints.*')
    .limit(limit + 1);
  order.apply(page, query.cursor);

  const filters = filtersOf(query);
  const [rows, totals, silent, lastKnown]: [
    (ConstraintRow & SortedRow)[],
    Totals,
    Awaited<ReturnType<typeof readSilentClusters>>,
    LastKnownCluster[],
  ] = await Promise.all([
    page,
    context.answers.get(['policy constraints, counted', filters, visible], () =>
      countAll(context, query, visible),
    ),
    context.answers.get(['policy constraints, silent', filters, visible], () =>
      readSilentClusters(context, query, visible),
    ),
    context.answers.get(['policy constraints, old', filters, visible], () =>
      readLastKnown(context, query, visible),
    ),
  ]);
  const shown = rows.slice(0, limit);
  const more = await readMore(
    context.knex,
    () => constraintsOf(context, query, visible),
    shown,
    new Map(lastKnown.map(item => [item.cluster.ref, item.freshness])),
  );
  return {
    items: shown.map(row => toConstraint(row, more.get(row.id)!)),
    ...totals,
    ...silent,
    lastKnown: named(lastKnown),
    ...(rows.length > limit
      ? { nextCursor: order.cursorAfter(shown[shown.length - 1]) }
      : {}),
  };
}

type Totals = Pick<
  PolicyConstraintList,
  | 'totalItems'
  | 'violatedItems'
  | 'totalViolations'
  | 'totalClusters'
  | 'violatingClusters'
>;

async function countAll(
  context: StoreContext,
  query: PolicyConstraintQuery,
  visible: VisibleClusters,
): Promise<Totals> {
  const { knex } = context;
  const matching = () => matchingConstraints(context, query, visible);
  const [items, clusters] = await Promise.all([
    matching()
      .select(
        knex.raw('count(*) as total'),
        knex.raw(
          'sum(case when constraints.violating > 0 then 1 else 0 end) as violated',
        ),
        knex.raw('sum(constraints.violations) as violations'),
      )
      .first(),
    matchingOnClusters(context, query, visible)
      .select(
        knex.raw('count(distinct clusters.ref) as total'),
        knex.raw(
          'count(distinct case when policy_constraints.violations > 0 then clusters.ref end) as violating',
        ),
      )
      .first(),
  ]);
  return {
    totalItems: Number(items.total),
    violatedItems: Number(items.violated),
    totalViolations: Number(items.violations),
    totalClusters: Number(clusters.total),
    violatingClusters: Number(clusters.violating),
  };
}

function toConstraint(
  row: ConstraintRow,
  { enforcements, samples, lastKnownClusters }: ConstraintMore,
): FleetConstraint {
  const totalClusters = Number(row.clusters);
  return {
    id: row.id,
    kind: row.kind,
    name: row.name,
    ...(row.bundle && { bundle: row.bundle }),
    totalClusters,
    violatingClusters: Number(row.violating),
    unauditedClusters: totalClusters - Number(row.audited),
    lastKnownClusters,
    totalViolations: Number(row.violations),
    enforcements,
    samples,
  };
}
