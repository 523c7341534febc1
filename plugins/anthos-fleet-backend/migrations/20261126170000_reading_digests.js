// @ts-check

/**
 * What the last reading of a cluster said, in short, so that one that says the same is recognised
 * before anything is compared row by row.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('cluster_readings', table => {
    table
      .string('digest', 40)
      .comment('Of all that was read and written; null: to be compared again');
    table
      .boolean('noticed')
      .notNullable()
      .defaultTo(false)
      .comment('Seeing the same digest again would change no history');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('cluster_readings', table => {
    table.dropColumns('digest', 'noticed');
  });
};
