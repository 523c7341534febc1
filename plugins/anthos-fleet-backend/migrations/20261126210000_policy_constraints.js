// @ts-check

const CLUSTERS_A_STEP = 20;
const ROWS_A_STATEMENT = 500;
const MAX_SAMPLES = 3;

/**
 * The constraints of all clusters side by side, so that they are counted over the fleet without
 * reading what each cluster said in full.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('policy_constraints', table => {
    table.comment('Constraints of Policy Controller, one row per cluster');
    table.string('ref').notNullable();
    table.string('kind', 256).notNullable();
    table.string('name', 256).notNullable();
    table.string('bundle', 256).notNullable().defaultTo('');
    table.string('enforcement', 32).notNullable();
    table.integer('violations').comment('Null: not audited yet');
    table.text('samples_json').notNullable().comment('A few of the violations');
    table.primary(['ref', 'kind', 'name']);
    table.index(['kind', 'name']);
  });
  await fill(knex);
};

// What does not change is not written again, so that clusters that are there would never get it.
async function fill(/** @type {import('knex').Knex} */ knex) {
  let after = '';
  for (;;) {
    /** @type {{ ref: string, data_json: string }[]} */
    const parts = await knex('cluster_parts')
      .where('part', 'policyConstraints')
      .where('ref', '>', after)
      .orderBy('ref')
      .limit(CLUSTERS_A_STEP)
      .select('ref', 'data_json');
    for (const part of parts) {
      const rows = rowsOf(part);
      for (let at = 0; at < rows.length; at += ROWS_A_STATEMENT) {
        await knex('policy_constraints').insert(
          rows.slice(at, at + ROWS_A_STATEMENT),
        );
      }
    }
    if (parts.length < CLUSTERS_A_STEP) {
      return;
    }
    after = parts[parts.length - 1].ref;
  }
}

function rowsOf(/** @type {{ ref: string, data_json: string }} */ part) {
  const rows = new Map();
  for (const constraint of JSON.parse(part.data_json)) {
    const { kind, name, bundle, enforcement, totalViolations } = constraint;
    rows.set(`${kind}/${name}`, {
      ref: part.ref,
      kind: kind.slice(0, 256),
      name: name.slice(0, 256),
      bundle: (bundle ?? '').slice(0, 256),
      enforcement,
      violations: totalViolations ?? null,
      samples_json: JSON.stringify(constraint.violations.slice(0, MAX_SAMPLES)),
    });
  }
  return [...rows.values()];
}

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('policy_constraints');
};
