import type {
  ConstraintSample,
  Enforcement,
  EnforcementCount,
  Freshness,
} from 'backstage-plugin-anthos-fleet-common';
import type { Knex } from 'knex';
import {
  BRIEF_COLUMNS,
  toBrief,
  type BriefColumns,
} from '../packageSyncs/rows';
import { chunks } from '../readings/batch';
import { ENFORCEMENTS, type ConstraintRow } from './query';

const MAX_SAMPLES = 3;

/** What is told of a constraint beside its counts. */
export interface ConstraintMore {
  enforcements: EnforcementCount[];
  samples: ConstraintSample[];
  lastKnownClusters: number;
}

interface SampleRow extends BriefColumns {
  id: string;
  enforcement: Enforcement;
  violations: number | null;
  samples_json: string;
}

/**
 * Reads what constraints do on how many clusters, and where most violates them.
 *
 * @param constraints - all rows that are counted, one per cluster and constraint
 * @param lastKnown - by ref, clusters that were not read lately
 */
export async function readMore(
  knex: Knex,
  constraints: () => Knex.QueryBuilder,
  rows: readonly ConstraintRow[],
  lastKnown: ReadonlyMap<string, Freshness>,
): Promise<Map<string, ConstraintMore>> {
  const more = new Map<string, ConstraintMore>(
    rows.map(({ id }) => [
      id,
      { enforcements: [], samples: [], lastKnownClusters: 0 },
    ]),
  );
  if (rows.length === 0) {
    return more;
  }
  const own = () =>
    constraints().whereIn(
      ['policy_constraints.kind', 'policy_constraints.name'],
      rows.map(({ kind, name }) => [kind, name]),
    );
  const [counts, samples, ...old] = await Promise.all([
    countEnforcements(knex, own()),
    readSamples(knex, own()),
    ...[...chunks([...lastKnown.keys()])].map(refs =>
      countConstraints(knex, own().whereIn('clusters.ref', refs)),
    ),
  ]);
  for (const { id, total } of old.flat()) {
    more.get(id)!.lastKnownClusters += Number(total);
  }
  for (const { id, enforcement, total } of counts) {
    more.get(id)?.enforcements.push({ enforcement, total: Number(total) });
  }
  for (const row of samples) {
    const age = lastKnown.get(row.cluster_ref);
    more.get(row.id)?.samples.push({
      cluster: toBrief(row),
      enforcement: row.enforcement,
      ...(row.violations !== null && { totalViolations: row.violations }),
      violations: JSON.parse(row.samples_json),
      ...(age && { lastKnown: age }),
    });
  }
  for (const { enforcements } of more.values()) {
    enforcements.sort(
      (a, b) =>
        ENFORCEMENTS.indexOf(a.enforcement) -
        ENFORCEMENTS.indexOf(b.enforcement),
    );
  }
  return more;
}

const idOf = (knex: Knex) =>
  knex.raw(`policy_constraints.kind || '/' || policy_constraints.name as id`);

async function countEnforcements(
  knex: Knex,
  constraints: Knex.QueryBuilder,
): Promise<{ id: string; enforcement: Enforcement; total: number | string }[]> {
  return constraints
    .groupBy(
      'policy_constraints.kind',
      'policy_constraints.name',
      'policy_constraints.enforcement',
    )
    .select(idOf(knex), 'policy_constraints.enforcement')
    .count({ total: '*' });
}

async function countConstraints(
  knex: Knex,
  constraints: Knex.QueryBuilder,
): Promise<{ id: string; total: number | string }[]> {
  return constraints
    .groupBy('policy_constraints.kind', 'policy_constraints.name')
    .select(idOf(knex))
    .count({ total: '*' });
}

async function readSamples(
  knex: Knex,
  constraints: Knex.QueryBuilder,
): Promise<SampleRow[]> {
  const ranked = constraints.select(
    idOf(knex),
    'policy_constraints.enforcement',
    'policy_constraints.violations',
    'policy_constraints.samples_json',
    ...BRIEF_COLUMNS,
    knex.raw(
      `row_number() over (
        partition by policy_constraints.kind, policy_constraints.name
        order by coalesce(policy_constraints.violations, -1) desc, clusters.name, clusters.ref
      ) as place`,
    ),
  );
  return knex
    .from(ranked.as('ranked'))
    .where('place', '<=', MAX_SAMPLES)
    .orderBy('place')
    .select('*');
}
