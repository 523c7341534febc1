// @ts-check

/**
 * What Git hosts say of the commits that are live, and of those that are not yet.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('commits', table => {
    table.comment('Who made a commit, when and why; never changes once known');
    table.string('repository_id', 40).notNullable();
    table.string('commit_id', 64).notNullable();
    table.text('author').notNullable().defaultTo('');
    table.string('committed_at', 32).notNullable().defaultTo('');
    table.text('subject').notNullable().defaultTo('');
    asked(table);
    table.primary(['repository_id', 'commit_id']);
    table.index(['commit_id']);
  });
  await knex.schema.createTable('commit_distances', table => {
    table.comment('How many commits the older one is behind; never changes');
    table.string('repository_id', 40).notNullable();
    table.string('base_commit', 64).notNullable();
    table.string('head_commit', 64).notNullable();
    table.integer('commits').notNullable().defaultTo(0);
    table.boolean('at_least').notNullable().defaultTo(false);
    asked(table);
    table.primary(['repository_id', 'base_commit', 'head_commit']);
    table.index(['base_commit', 'head_commit']);
  });
  await knex.schema.createTable('commit_hosts', table => {
    table.comment('Git hosts that asked for a pause, or that failed');
    table.string('host', 255).primary();
    table.integer('failures').notNullable();
    table.string('paused_until', 32).notNullable();
  });
};

function asked(/** @type {import('knex').Knex.CreateTableBuilder} */ table) {
  table.boolean('known').notNullable();
  table
    .integer('failures')
    .notNullable()
    .comment('How often the host had no answer');
  table.string('retry_at', 32).notNullable().comment('While it is not known');
  table.string('needed_at', 32).notNullable().comment('When it was live last');
  table.index(['needed_at']);
}

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('commit_hosts');
  await knex.schema.dropTable('commit_distances');
  await knex.schema.dropTable('commits');
};
