// @ts-check

/**
 * Counts of writes. Their sum tells, for the price of one statement, whether anything that is
 * answered from this database, but for times, changed since an answer was made.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  for (const name of ['cluster_readings', 'fleets']) {
    await knex.schema.alterTable(name, table => {
      table
        .integer('writes')
        .notNullable()
        .defaultTo(0)
        .comment('How often anything but the time of a reading was written');
    });
  }
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  for (const name of ['cluster_readings', 'fleets']) {
    await knex.schema.alterTable(name, table => {
      table.dropColumn('writes');
    });
  }
};
