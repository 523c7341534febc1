// @ts-check

const ROWS_A_STEP = 200;

/**
 * Where clusters stand and what runs on them in which version, to be counted and filtered. Null: the
 * cluster does not have it; empty: not known.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('clusters', table => {
    table
      .string('region', 256)
      .notNullable()
      .defaultTo('')
      .comment('Region of a cloud; empty for a cluster in a site');
    table.string('kubernetes_version', 128).notNullable().defaultTo('');
    table.string('config_sync_version', 128);
    table.string('mesh_revision', 128);
    table.string('policy_version', 128);
    table.string('end_of_life', 32).comment('Day on which the platform ends');
  });
  await fill(knex);
};

// What does not change is not written again, so that clusters that are there would never get them.
async function fill(/** @type {import('knex').Knex} */ knex) {
  let after = '';
  for (;;) {
    /** @type {Record<string, string | null>[]} */
    const rows = await knex('clusters')
      .where('ref', '>', after)
      .orderBy('ref')
      .limit(ROWS_A_STEP)
      .select(
        'ref',
        'hub_sync_state',
        'register_json',
        'config_sync_json',
        'mesh_json',
        'policy_json',
      );
    for (const row of rows) {
      await knex('clusters').where('ref', row.ref).update(columnsOf(row));
    }
    if (rows.length < ROWS_A_STEP) {
      return;
    }
    after = String(rows[rows.length - 1].ref);
  }
}

function columnsOf(/** @type {Record<string, string | null>} */ row) {
  const { place, kubernetesVersion, endOfLife } = parse(row.register_json);
  const mesh = parse(row.mesh_json);
  const policy = parse(row.policy_json);
  return {
    region: place?.site ? '' : (place?.region ?? '').slice(0, 256),
    kubernetes_version: cut(kubernetesVersion),
    end_of_life: endOfLife ?? null,
    config_sync_version:
      row.hub_sync_state === 'not-installed'
        ? null
        : cut(parse(row.config_sync_json).version),
    mesh_revision:
      !row.mesh_json || mesh.state === 'not-managed'
        ? null
        : cut(mesh.revision),
    policy_version:
      !row.policy_json || policy.state === 'not-installed'
        ? null
        : cut(policy.version),
  };
}

function parse(/** @type {string | null} */ json) {
  return JSON.parse(json || '{}');
}

function cut(/** @type {string | undefined} */ text) {
  return (text ?? '').slice(0, 128);
}

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('clusters', table => {
    table.dropColumns(
      'region',
      'kubernetes_version',
      'config_sync_version',
      'mesh_revision',
      'policy_version',
      'end_of_life',
    );
  });
};
