// @ts-check

const WORST_FIRST = [
  'error',
  'stalled',
  'unknown',
  'not-configured',
  'reconciling',
  'pending',
  'not-installed',
  'synced',
];

/**
 * What the clusters themselves say, read through the Connect Gateway. Every table has the ref of
 * its cluster, so that a cluster that leaves the fleet takes its rows with it.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('fleets', table => {
    table.string('project_number', 32).comment('Number of the fleet project');
  });

  await knex.schema.alterTable('clusters', table => {
    table
      .string('hub_sync_state', 32)
      .notNullable()
      .defaultTo('unknown')
      .comment("The fleet's own summary; sync_state is the state that holds");
    table.integer('hub_error_count').notNullable().defaultTo(0);
    table
      .string('sync_basis', 32)
      .notNullable()
      .defaultTo('fleet-summary')
      .comment('What sync_state and error_count are judged from');
    table
      .text('observed_sync_json')
      .comment('What the package syncs say of the whole cluster');
    table
      .string('register_changed_at', 32)
      .comment('When the register or its summary last changed');
  });
  await knex('clusters').update({
    hub_sync_state: knex.ref('sync_state'),
    hub_error_count: knex.ref('error_count'),
  });

  await knex.schema.createTable('cluster_readings', table => {
    table.comment('How the last reading of each cluster itself ended');
    table.string('ref').primary();
    table.string('attempted_at', 32).comment('Null: asked for, never tried');
    table.string('observed_at', 32).comment('Time of the data; null if never');
    table.string('outcome', 32);
    table.text('message');
    table.text('remedy');
    table.string('refused_by', 32);
    table.integer('failures').notNullable().defaultTo(0).comment('In a row');
    table.string('next_attempt_at', 32);
    table.string('refresh_requested_at', 32);
    table.string('slow_parts_read_at', 32);
    table.text('parts_json').comment('How the reading of each part ended');
  });

  await knex.schema.createTable('package_syncs', table => {
    table.comment('RootSyncs and RepoSyncs');
    table.string('id', 40).primary();
    table.string('ref').notNullable().index().comment('Cluster');
    table.string('kind', 32).notNullable();
    table.string('namespace', 256).notNullable();
    table.string('name', 256).notNullable();
    table.string('state', 32).notNullable();
    table.integer('state_rank').notNullable();
    table.string('state_since', 32).notNullable();
    table.string('behind_since', 32);
    table.text('repository').notNullable().defaultTo('');
    table
      .string('repository_key', 256)
      .notNullable()
      .defaultTo('')
      .comment('Beginning of the repository, to sort by');
    table.string('commit_id', 256).notNullable().defaultTo('');
    table.integer('error_count').notNullable();
    table.string('owner', 512).notNullable().defaultTo('');
    table.text('search_text').notNullable();
    table.text('sync_json').notNullable();
    table.string('hash', 40).notNullable();
    table.string('changed_at', 32).notNullable();
    table.string('looked_at', 32).comment('When somebody last looked at it');
    table.index(['state_rank', 'id']);
    table.index(['namespace', 'ref']);
  });

  await knex.schema.createTable('sync_errors', table => {
    table.comment(
      'The errors of one fingerprint on one package sync, from the time they were first seen until they closed',
    );
    table.string('sync_id', 40).notNullable();
    table.string('fingerprint', 64).notNullable();
    table.string('first_seen_at', 32).notNullable();
    table.string('closed_at', 32).comment('Null while open').index();
    table.string('ref').notNullable().index();
    table.integer('total').notNullable();
    table
      .integer('held_back')
      .comment('Healthy objects behind it; null: unknown');
    table.text('message').notNullable();
    table.text('search_text').notNullable();
    table.text('errors_json').notNullable();
    table.string('hash', 40).notNullable();
    table.primary(['sync_id', 'fingerprint', 'first_seen_at']);
    table.index(['fingerprint', 'closed_at']);
  });

  await knex.schema.createTable('sync_error_namespaces', table => {
    table.comment('Namespaces that open errors speak of; empty: of none');
    table.string('sync_id', 40).notNullable();
    table.string('fingerprint', 64).notNullable();
    table.string('namespace', 256).notNullable();
    table.string('ref').notNullable().index();
    table.integer('total').notNullable();
    table.text('message').notNullable().comment('Of the first of them');
    table.primary(['sync_id', 'fingerprint', 'namespace']);
    table.index(['namespace', 'sync_id']);
  });

  await knex.schema.createTable('error_groups', table => {
    table.comment('Fingerprints that are open on some package sync, or were');
    table.string('fingerprint', 64).primary();
    table.string('code', 64).notNullable().defaultTo('');
    table.text('headline').notNullable();
    table.string('first_seen_at', 32).notNullable();
    table.string('opened_at', 32).notNullable();
    table.string('closed_at', 32).comment('Null while open').index();
  });

  await knex.schema.createTable('inventories', table => {
    table.comment('Objects that package syncs manage, counted by health');
    table.string('sync_id', 40).primary();
    table.string('ref').notNullable().index();
    table.string('observed_at', 32).notNullable();
    table.boolean('status_off').notNullable();
    table.text('counts_json').notNullable();
    table.text('waits_json').comment('Objects that are waited for; null: none');
    table.string('hash', 40).notNullable();
  });

  await knex.schema.createTable('inventory_namespaces', table => {
    table.comment('The objects themselves, one row per sync and namespace');
    table.string('sync_id', 40).notNullable();
    table.string('namespace', 256).notNullable();
    table.string('ref').notNullable().index();
    table.integer('unhealthy').notNullable();
    table.text('counts_json').notNullable();
    table.text('objects_json').notNullable();
    table.primary(['sync_id', 'namespace']);
    table.index(['namespace', 'sync_id']);
  });

  await knex.schema.createTable('namespaces', table => {
    table.comment('Namespaces of the clusters, from their metadata');
    table.string('ref').notNullable();
    table.string('name', 256).notNullable();
    table.string('mesh_injection', 32).notNullable();
    table.string('mesh_revision', 256);
    table.string('owner', 512).notNullable().defaultTo('');
    table.text('labels_json').notNullable();
    table.string('hash', 40).notNullable();
    table.primary(['ref', 'name']);
  });

  await knex.schema.createTable('cluster_parts', table => {
    table.comment('What is read of clusters at a slower pace');
    table.string('ref').notNullable();
    table.string('part', 32).notNullable();
    table.text('data_json').notNullable();
    table.string('hash', 40).notNullable();
    table.primary(['ref', 'part']);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  for (const name of [
    'cluster_parts',
    'namespaces',
    'inventory_namespaces',
    'inventories',
    'error_groups',
    'sync_error_namespaces',
    'sync_errors',
    'package_syncs',
    'cluster_readings',
  ]) {
    await knex.schema.dropTable(name);
  }
  // The schema before knows the fleet's own summary only.
  await knex('clusters').update({
    sync_state: knex.ref('hub_sync_state'),
    error_count: knex.ref('hub_error_count'),
  });
  for (const [rank, state] of WORST_FIRST.entries()) {
    await knex('clusters')
      .where({ sync_state: state })
      .update({ sync_rank: rank });
  }
  await knex.schema.alterTable('clusters', table => {
    table.dropColumns(
      'hub_sync_state',
      'hub_error_count',
      'sync_basis',
      'observed_sync_json',
      'register_changed_at',
    );
  });
  await knex.schema.alterTable('fleets', table => {
    table.dropColumn('project_number');
  });
};
