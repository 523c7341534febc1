import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { readdirSync } from 'node:fs';
import type { Knex } from 'knex';
import { createTestDatabases } from '../__testUtils__/databases';

const directory = resolvePackagePath(
  'backstage-plugin-anthos-fleet-backend',
  'migrations',
);
const migrations = readdirSync(directory).filter(name => name.endsWith('.js'));

jest.setTimeout(60_000);

describe('migrations', () => {
  const databases = createTestDatabases();

  it.each(databases.eachSupportedId())(
    'go up, down and up again on %s',
    async id => {
      const knex = await databases.init(id);
      for (const _ of migrations) {
        await knex.migrate.up({ directory });
      }
      await knex('clusters').insert(row('a/b/c'));
      await expect(knex('clusters').insert(row('a/b/c'))).rejects.toThrow();
      expect(await tables(knex)).toEqual(
        expect.arrayContaining([
          'cluster_labels',
          'clusters',
          'fleets',
          'observations',
        ]),
      );

      for (const _ of migrations) {
        await knex.migrate.down({ directory });
      }
      expect(
        (await tables(knex)).filter(name => !name.includes('migrations')),
      ).toEqual([]);

      await knex.migrate.latest({ directory });
      expect(await knex('clusters').select('ref')).toEqual([]);
      await knex.destroy();
    },
  );

  it.each(databases.eachSupportedId())(
    'keep what is known of the fleet when the clusters themselves come to it, on %s',
    async id => {
      const knex = await databases.init(id);
      await knex.migrate.up({ directory });
      await knex('fleets').insert({ fleet: 'a' });
      await knex('clusters').insert([
        { ...row('a/b/c'), sync_state: 'error', sync_rank: 0, error_count: 3 },
        { ...row('a/b/d'), error_count: 0 },
      ]);

      await knex.migrate.latest({ directory });
      const columns = [
        'ref',
        'sync_state',
        'sync_rank',
        'error_count',
        'hub_sync_state',
        'hub_error_count',
        'sync_basis',
      ];
      const upgraded = knex('clusters').orderBy('ref').select(columns);
      expect(await upgraded.clone()).toEqual([
        {
          ref: 'a/b/c',
          sync_state: 'error',
          sync_rank: 0,
          error_count: 3,
          hub_sync_state: 'error',
          hub_error_count: 3,
          sync_basis: 'fleet-summary',
        },
        expect.objectContaining({
          ref: 'a/b/d',
          sync_state: 'synced',
          hub_sync_state: 'synced',
          hub_error_count: 0,
        }),
      ]);

      // The schema before knows the fleet's own summary only.
      await knex('clusters')
        .where({ ref: 'a/b/d' })
        .update({ sync_state: 'stalled', sync_rank: 1, error_count: 9 });
      for (const _ of migrations.slice(1)) {
        await knex.migrate.down({ directory });
      }
      expect(
        await knex('clusters')
          .where({ ref: 'a/b/d' })
          .first('sync_state', 'sync_rank', 'error_count'),
      ).toEqual({ sync_state: 'synced', sync_rank: 7, error_count: 0 });
      expect(await knex('fleets').select('fleet')).toEqual([{ fleet: 'a' }]);
      await expect(knex('clusters').insert(row('a/b/c'))).rejects.toThrow();
      await knex.destroy();
    },
  );
});

async function tables(knex: Knex): Promise<string[]> {
  const isSqlite = String(knex.client.config.client).includes('sqlite');
  const rows: { name: string }[] = isSqlite
    ? await knex('sqlite_master')
        .where({ type: 'table' })
        .whereNot('name', 'like', 'sqlite_%')
        .select('name')
    : await knex('information_schema.tables')
        .where({ table_schema: 'public' })
        .select({ name: 'table_name' });
  return rows.map(({ name }) => name);
}

function row(ref: string) {
  return {
    ref,
    fleet: 'a',
    location: 'b',
    name: 'c',
    hosting: 'gcp',
    platform: 'gke',
    sync_state: 'synced',
    sync_rank: 7,
    connection_state: 'direct',
    orphaned: false,
    search_text: '',
    register_json: '{}',
    register_details: '{}',
    register_hash: '',
    config_sync_json: '{}',
    config_sync_errors: '[]',
    config_sync_hash: '',
    mesh_hash: '',
    policy_hash: '',
  };
}
