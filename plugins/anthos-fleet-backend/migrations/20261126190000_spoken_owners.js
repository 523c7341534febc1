// @ts-check

/**
 * Whose namespaces the errors of package syncs of whole clusters speak of. It is kept as long as the
 * error counts as open, which is longer than a single reading without it.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('error_span_owners', table => {
    table.comment(
      'Who beside the owner of the package sync is told of an error',
    );
    table.string('fingerprint', 64).notNullable();
    table.string('sync_id', 40).notNullable();
    table.string('owner', 512).notNullable();
    table.primary(['fingerprint', 'sync_id', 'owner']);
    table.index(['sync_id']);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('error_span_owners');
};
