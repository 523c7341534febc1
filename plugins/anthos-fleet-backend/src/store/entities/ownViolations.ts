import {
  type Enforcement,
  type EntityViolation,
  type PolicyConstraint,
} from 'backstage-plugin-anthos-fleet-common';
import type { Knex } from 'knex';
import { compareText } from '../compareText';
import { whereSelected } from '../conditions';
import type { StoreContext } from '../StoreContext';
import { whereClusterVisible } from '../visibility';
import { escapeLike } from '../words';
import type { OwnSyncs } from './ownSyncs';

const MAX_CLUSTERS = 200;
const MAX_VIOLATIONS = 100;
// To look for more words in every text takes longer than to read it.
const MAX_MENTIONS = 5;

const STRICTEST_FIRST: readonly Enforcement[] = [
  'deny',
  'scoped',
  'warn',
  'dryrun',
  'unknown',
];

/**
 * What in an entity's namespaces violates a policy.
 *
 * @returns undefined where no policies were read, which is not the same as that all is well
 */
export async function readOwnViolations(
  { knex, gateway }: StoreContext,
  { selection, namespaces, visible }: OwnSyncs,
): Promise<EntityViolation[] | undefined> {
  if (namespaces.length === 0) {
    return undefined;
  }
  const query = knex('cluster_parts')
    .join('clusters', 'clusters.ref', 'cluster_parts.ref')
    .whereIn('clusters.fleet', gateway.fleets)
    .where('cluster_parts.part', 'policyConstraints');
  whereClusterVisible(query, visible.clusters);
  whereSelected(query, selection);
  const rows: { ref: string; constraints: string | null }[] = await query
    .orderBy('cluster_parts.ref')
    .limit(MAX_CLUSTERS)
    .select('cluster_parts.ref', ifMentioned(knex, namespaces));
  if (rows.length === 0) {
    return undefined;
  }
  return rows
    .flatMap(row => violationsOn(row, namespaces))
    .sort(byWeight)
    .slice(0, MAX_VIOLATIONS);
}

/** Most clusters have nothing about these namespaces, and much about others. */
function ifMentioned(knex: Knex, namespaces: string[]): Knex.Raw {
  if (namespaces.length > MAX_MENTIONS) {
    return knex.raw('cluster_parts.data_json as constraints');
  }
  const mentions = namespaces
    .map(() => `cluster_parts.data_json like ? escape '\\'`)
    .join(' or ');
  return knex.raw(
    `case when ${mentions} then cluster_parts.data_json end as constraints`,
    namespaces.map(name => `%"namespace":${escapeLike(JSON.stringify(name))}%`),
  );
}

function violationsOn(
  { ref, constraints }: { ref: string; constraints: string | null },
  namespaces: string[],
): EntityViolation[] {
  const all: PolicyConstraint[] = constraints ? JSON.parse(constraints) : [];
  return all.flatMap(
    ({ kind, name, bundle, enforcement, auditedAt, violations }) =>
      violations.flatMap(violation =>
        violation.namespace && namespaces.includes(violation.namespace)
          ? [
              {
                cluster: ref,
                constraintKind: kind,
                constraint: name,
                ...(bundle && { bundle }),
                enforcement,
                ...violation,
                namespace: violation.namespace,
                ...(auditedAt && { auditedAt }),
              },
            ]
          : [],
      ),
  );
}

function byWeight(a: EntityViolation, b: EntityViolation): number {
  return (
    STRICTEST_FIRST.indexOf(a.enforcement) -
      STRICTEST_FIRST.indexOf(b.enforcement) ||
    compareText(a.constraint, b.constraint) ||
    compareText(a.namespace, b.namespace) ||
    compareText(a.name, b.name) ||
    compareText(a.cluster, b.cluster)
  );
}
