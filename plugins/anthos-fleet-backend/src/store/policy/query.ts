import type { Enforcement } from 'backstage-plugin-anthos-fleet-common';
import type { Knex } from 'knex';
import { MAX_VALUES } from '../conditions';
import type { PolicyConstraintQuery } from '../FleetLists';
import { visibleClusters, type StoreContext } from '../StoreContext';
import { whereClusterNamed, type VisibleClusters } from '../visibility';
import { whereWords } from '../words';

/** What constraints do, the strictest first. */
export const ENFORCEMENTS: readonly Enforcement[] = [
  'deny',
  'warn',
  'scoped',
  'dryrun',
  'unknown',
];

const ENFORCEMENT_RANK = `case policy_constraints.enforcement
  ${ENFORCEMENTS.map((word, rank) => `when '${word}' then ${rank}`).join(' ')}
  else ${ENFORCEMENTS.length} end`;

/** What is counted of a constraint. */
export interface ConstraintRow {
  id: string;
  kind: string;
  name: string;
  bundle: string;
  /** PostgreSQL gives sums and counts as text. */
  clusters: number | string;
  violating: number | string;
  audited: number | string;
  violations: number | string;
}

/** Visible clusters, as far as the filters choose them. */
export function chosenClusters(
  context: StoreContext,
  { fleet, hosting, cluster }: PolicyConstraintQuery,
  visible: VisibleClusters,
): Knex.QueryBuilder {
  const builder = visibleClusters(context, visible);
  if (fleet?.length) {
    builder.whereIn('clusters.fleet', fleet.slice(0, MAX_VALUES));
  }
  if (hosting?.length) {
    builder.whereIn('clusters.hosting', hosting);
  }
  if (cluster?.length) {
    whereClusterNamed(builder, cluster.slice(0, MAX_VALUES));
  }
  return builder;
}

/** The constraints of these clusters, one row per cluster and constraint. */
export function constraintsOf(
  context: StoreContext,
  query: PolicyConstraintQuery,
  visible: VisibleClusters,
): Knex.QueryBuilder {
  const builder = chosenClusters(context, query, visible)
    .join('policy_constraints', 'policy_constraints.ref', 'clusters.ref')
    .whereIn('clusters.fleet', context.gateway.fleets);
  if (query.enforcement?.length) {
    builder.whereIn('policy_constraints.enforcement', query.enforcement);
  }
  return builder;
}

/** The same as {@link constraintsOf}, of the constraints that match. */
export function matchingOnClusters(
  context: StoreContext,
  query: PolicyConstraintQuery,
  visible: VisibleClusters,
): Knex.QueryBuilder {
  return constraintsOf(context, query, visible).whereIn(
    ['policy_constraints.kind', 'policy_constraints.name'],
    matchingConstraints(context, query, visible).select(
      'constraints.kind',
      'constraints.name',
    ),
  );
}

/** One row for each constraint that matches, as the table `constraints`. */
export function matchingConstraints(
  context: StoreContext,
  query: PolicyConstraintQuery,
  visible: VisibleClusters,
): Knex.QueryBuilder {
  const { knex } = context;
  const grouped = constraintsOf(context, query, visible)
    .groupBy('policy_constraints.kind', 'policy_constraints.name')
    .select(
      'policy_constraints.kind',
      'policy_constraints.name',
      knex.raw(
        `policy_constraints.kind || '/' || policy_constraints.name as id`,
      ),
      knex.raw('max(policy_constraints.bundle) as bundle'),
      knex.raw('count(*) as clusters'),
      knex.raw('count(policy_constraints.violations) as audited'),
      knex.raw(
        'sum(case when policy_constraints.violations > 0 then 1 else 0 end) as violating',
      ),
      knex.raw('coalesce(sum(policy_constraints.violations), 0) as violations'),
      knex.raw(`min(${ENFORCEMENT_RANK}) as enforcement_rank`),
      knex.raw(
        `lower(policy_constraints.kind || ' ' || policy_constraints.name || ' ' || max(policy_constraints.bundle)) as search_text`,
      ),
    );
  const constraints = knex.from(grouped.as('constraints'));
  if (query.violated !== undefined) {
    constraints.where('constraints.violating', query.violated ? '>' : '=', 0);
  }
  whereWords(constraints, query.q, ['constraints.search_text']);
  return constraints;
}
