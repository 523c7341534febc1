// @ts-check

/**
 * Times are ISO 8601 texts in UTC: they sort as they are, and read the same from every database.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('fleets', table => {
    table.comment('Fleets and their last sweep');
    table.string('fleet').primary().comment('Fleet host project');
    table.string('started_at', 32).comment('Begin of the last sweep');
    table.string('finished_at', 32).comment('End of the last sweep');
    table
      .string('refresh_requested_at', 32)
      .comment('When somebody last asked for a sweep');
  });

  await knex.schema.createTable('observations', table => {
    table.comment(
      'How the last read of each source ended. The row with an empty location holds for every location that has no row of its own: one that answered',
    );
    table.string('fleet').notNullable();
    table.string('source', 32).notNullable();
    table.string('location').notNullable().defaultTo('');
    table.string('outcome', 32).notNullable();
    table.boolean('enabled').notNullable();
    table.string('attempted_at', 32).notNullable();
    table.string('observed_at', 32).comment('Time of the data; null if never');
    table.text('message');
    table.text('remedy');
    table.primary(['fleet', 'source', 'location']);
  });

  await knex.schema.createTable('clusters', table => {
    table.comment('Clusters of the fleets, one row per registration');
    table.string('ref').primary().comment('project/location/name');
    table.string('fleet').notNullable();
    table.string('location').notNullable();
    table.string('name').notNullable();
    table.string('external_id');
    table.string('hosting', 32).notNullable();
    table.string('platform', 32).notNullable();
    table.string('site', 1024).notNullable().defaultTo('');
    table.string('sync_state', 32).notNullable();
    table
      .integer('sync_rank')
      .notNullable()
      .comment('Order of sync states, worst first');
    table.integer('error_count').notNullable().defaultTo(0);
    table.string('connection_state', 32).notNullable();
    table.boolean('orphaned').notNullable();
    table.integer('node_count').notNullable().defaultTo(-1);
    table
      .string('version_key', 64)
      .notNullable()
      .defaultTo('')
      .comment('Kubernetes version in a form that sorts');
    table.text('search_text').notNullable();
    table.text('register_json').notNullable();
    table.text('register_details').notNullable();
    table.string('register_hash', 40).notNullable();
    table.text('config_sync_json').notNullable();
    table.text('config_sync_errors').notNullable();
    table.string('config_sync_hash', 40).notNullable();
    table.text('mesh_json');
    table.text('mesh_conditions');
    table.string('mesh_hash', 40).notNullable();
    table.text('policy_json');
    table.text('policy_parts');
    table.string('policy_hash', 40).notNullable();
    table.index(['name', 'ref']);
    table.index(['fleet', 'location']);
    table.index(['external_id']);
  });

  await knex.schema.createTable('cluster_labels', table => {
    table.comment('Labels of the clusters, for filters and permissions');
    table.string('ref').notNullable();
    table.string('key', 512).notNullable();
    table.string('value', 512).notNullable();
    table.primary(['ref', 'key']);
    table.index(['key', 'ref']);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('cluster_labels');
  await knex.schema.dropTable('clusters');
  await knex.schema.dropTable('observations');
  await knex.schema.dropTable('fleets');
};
