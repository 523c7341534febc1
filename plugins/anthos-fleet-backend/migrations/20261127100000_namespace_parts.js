// @ts-check

/**
 * What clusters say of single namespaces: quotas, and policies of a mesh. A row per namespace, so
 * that one namespace is read without what the others have.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('namespace_parts', table => {
    table.comment(
      'Quotas and mesh policies, one row per cluster and namespace',
    );
    table.string('ref').notNullable();
    table.string('part', 32).notNullable();
    table.string('namespace').notNullable();
    table.text('data_json').notNullable().comment('As the cluster says it');
    table.string('hash', 64).notNullable();
    table.primary(['ref', 'part', 'namespace']);
    table.index(['namespace', 'ref']);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('namespace_parts');
};
