// @ts-check

/**
 * What changed and stayed changed, and who is told of it. Nothing here refers to the rows of a
 * cluster or of a package sync: history outlives them.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('subject_states', table => {
    table.comment('What is remembered of each subject that can change');
    table.string('subject', 16).notNullable();
    table.string('subject_id', 256).notNullable();
    table.string('fleet').notNullable().defaultTo('');
    table.string('ref').notNullable().defaultTo('').comment('Cluster, if one');
    table.string('told', 32).comment('State that was told last');
    table
      .boolean('quiet')
      .notNullable()
      .comment('Seeing the told state again changes nothing');
    table
      .string('pending_since', 32)
      .comment('When a state was first seen that is not told yet')
      .index();
    table.string('changed_at', 32).notNullable();
    table.text('memory_json').notNullable();
    table.primary(['subject', 'subject_id']);
    table.index(['ref']);
    table.index(['fleet', 'subject']);
    table.index(['subject', 'changed_at']);
  });

  await knex.schema.createTable('noticed_syncs', table => {
    table.comment('Package syncs that history speaks of, also when gone');
    table.string('id', 40).primary();
    table.string('ref').notNullable().index();
    table.string('kind', 32).notNullable();
    table.string('namespace', 256).notNullable();
    table.string('name', 256).notNullable();
    table.string('owner', 512).notNullable();
    table.string('gone_at', 32).comment('Null while the cluster has it');
    table.index(['namespace']);
  });

  await knex.schema.createTable('error_spans', table => {
    table.comment('From when to when a package sync is known to have an error');
    table.string('fingerprint', 64).notNullable();
    table.string('sync_id', 40).notNullable();
    table.string('opened_at', 32).notNullable();
    table.string('closed_at', 32).comment('Null while open');
    table.boolean('flapping').notNullable().comment('It comes and goes');
    table.primary(['fingerprint', 'sync_id', 'opened_at']);
    table.index(['sync_id']);
    table.index(['closed_at']);
  });

  await knex.schema.createTable('transitions', table => {
    table.comment('History');
    table.string('id', 40).primary();
    table.string('subject', 16).notNullable();
    table.string('subject_id', 256).notNullable();
    table.string('fleet').notNullable().defaultTo('');
    table.string('ref').notNullable().defaultTo('');
    table.string('kind', 32);
    table.string('namespace', 256);
    table.string('name', 256);
    table.string('code', 64);
    table.text('headline');
    table.string('from_state', 32).comment('Null for what is seen first');
    table.string('to_state', 32).notNullable();
    table.string('at', 32).notNullable().comment('When it was first seen');
    table
      .string('confirmed_at', 32)
      .notNullable()
      .comment('When it was known to hold')
      .index();
    table.string('commit_id', 256);
    table.text('message');
    table.boolean('flapping').notNullable();
    table.text('cluster_json').comment('The cluster as it was then');
    table.boolean('published').notNullable().comment('On the bus of events');
    table.string('claimed_until', 32).comment('By who is publishing it');
    table.index(['at', 'id']);
    table.index(['subject', 'subject_id', 'at']);
    table.index(['ref', 'at']);
    table.index(['published', 'confirmed_at']);
  });

  await knex.schema.createTable('notices', table => {
    table.comment(
      'Who is to be told of what: one row per cause and recipient, not per change',
    );
    table.string('scope', 200).notNullable();
    table.string('recipient', 512).notNullable();
    table.string('due_at', 32).comment('Null when there is nothing to tell');
    table.integer('version').notNullable().comment('Grows with every change');
    table.boolean('again').notNullable().comment('To be told though it was');
    table.text('told_json').comment('What was told last');
    table.string('told_at', 32);
    table.integer('failures').notNullable().comment('In a row');
    table.string('claim', 40).comment('Of who is sending it');
    table.string('claimed_until', 32);
    table.primary(['scope', 'recipient']);
    table.index(['due_at']);
  });

  await knex.schema.createTable('mutes', table => {
    table.comment('What nobody is told of; empty columns match everything');
    table.string('id', 40).primary();
    table.string('fingerprint', 64).notNullable().defaultTo('').index();
    table.string('ref').notNullable().defaultTo('');
    table.string('namespace', 256).notNullable().defaultTo('');
    table.text('reason').notNullable();
    table.string('author', 512).notNullable();
    table.string('created_at', 32).notNullable();
    table.string('expires_at', 32).notNullable().index();
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  for (const name of [
    'mutes',
    'notices',
    'transitions',
    'error_spans',
    'noticed_syncs',
    'subject_states',
  ]) {
    await knex.schema.dropTable(name);
  }
};
