// @ts-check

const { createHash } = require('node:crypto');

const ROWS_A_STEP = 500;

/**
 * Which source a package sync has and the newest commit that it saw there, so that the same source
 * is found on all clusters.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('package_syncs', table => {
    table
      .string('source_id', 40)
      .notNullable()
      .defaultTo('')
      .comment('Hash of repository, revision and directory; empty: no source');
    table.text('revision').notNullable().defaultTo('');
    table.text('directory').notNullable().defaultTo('');
    table.string('source_commit', 256).notNullable().defaultTo('');
    table
      .string('source_commit_since', 32)
      .notNullable()
      .defaultTo('')
      .comment('When it was first seen there');
    table.index(['source_id', 'ref']);
  });
  await fill(knex);
};

// What does not change is not written again, so that rows that are there would never get it.
async function fill(/** @type {import('knex').Knex} */ knex) {
  let after = '';
  for (;;) {
    /** @type {{ id: string, sync_json: string, changed_at: string }[]} */
    const rows = await knex('package_syncs')
      .where('id', '>', after)
      .orderBy('id')
      .limit(ROWS_A_STEP)
      .select('id', 'sync_json', 'changed_at');
    for (const { id, sync_json: json, changed_at: changedAt } of rows) {
      const {
        repository = '',
        revision = '',
        directory = '',
        sourceCommit = '',
      } = JSON.parse(json);
      const parts = JSON.stringify([repository, revision, directory]);
      await knex('package_syncs')
        .where({ id })
        .update({
          source_id: repository
            ? createHash('sha1').update(parts).digest('hex')
            : '',
          revision,
          directory,
          source_commit: sourceCommit,
          source_commit_since: sourceCommit ? changedAt : '',
        });
    }
    if (rows.length < ROWS_A_STEP) {
      return;
    }
    after = rows[rows.length - 1].id;
  }
}

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('package_syncs', table => {
    table.dropIndex(['source_id', 'ref']);
    table.dropColumns(
      'source_id',
      'revision',
      'directory',
      'source_commit',
      'source_commit_since',
    );
  });
};
