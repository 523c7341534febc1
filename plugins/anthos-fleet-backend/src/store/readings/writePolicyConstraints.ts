import type { PolicyConstraint } from 'backstage-plugin-anthos-fleet-common';
import type { Knex } from 'knex';
import { upsert } from './batch';

const MAX_SAMPLES = 3;
const MAX_TEXT = 256;

/** Writes the constraints of one cluster, in place of those that it had. */
export async function writePolicyConstraints(
  tx: Knex.Transaction,
  ref: string,
  constraints: readonly PolicyConstraint[],
) {
  await tx('policy_constraints').where({ ref }).delete();
  const rows = new Map(
    constraints.map(constraint => [
      `${constraint.kind}/${constraint.name}`,
      toRow(ref, constraint),
    ]),
  );
  await upsert(
    tx,
    'policy_constraints',
    [...rows.values()],
    ['ref', 'kind', 'name'],
  );
}

function toRow(ref: string, constraint: PolicyConstraint) {
  const { kind, name, bundle, enforcement, totalViolations, violations } =
    constraint;
  return {
    ref,
    kind: kind.slice(0, MAX_TEXT),
    name: name.slice(0, MAX_TEXT),
    bundle: (bundle ?? '').slice(0, MAX_TEXT),
    enforcement,
    violations: totalViolations ?? null,
    samples_json: JSON.stringify(violations.slice(0, MAX_SAMPLES)),
  };
}
