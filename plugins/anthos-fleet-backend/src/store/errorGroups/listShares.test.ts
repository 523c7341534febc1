import type { Knex } from 'knex';
import { createTestDatabases } from '../../__testUtils__/databases';
import { createStore, writeSampleFleet } from '../__testUtils__/sampleFleet';
import { countShares, readListShares } from './listShares';

jest.setTimeout(60_000);

const row = (sync_id: string, owner: string, repository: string | null) => ({
  fingerprint: 'quota',
  sync_id,
  owner,
  repository,
});

it('names those with most package syncs first, and says how many there are', () => {
  expect(
    countShares([
      row('1', 'a', 'x'),
      row('2', 'd', 'x'),
      row('3', 'b', null),
      row('4', 'd', 'x'),
      row('4', 'd', 'x'),
      row('5', 'c', ''),
      row('6', '', 'y'),
    ]),
  ).toEqual({
    owners: [
      { name: 'd', totalPackageSyncs: 2 },
      { name: 'a', totalPackageSyncs: 1 },
      { name: 'b', totalPackageSyncs: 1 },
    ],
    totalOwners: 4,
    repositories: [
      { name: 'x', totalPackageSyncs: 3 },
      { name: 'y', totalPackageSyncs: 1 },
    ],
    totalRepositories: 2,
  });
});

describe('of groups that are too large to be read', () => {
  const databases = createTestDatabases();

  it.each(databases.eachSupportedId())('counts the same on %s', async id => {
    const knex: Knex = await databases.init(id);
    await writeSampleFleet(await createStore(knex));
    const errors = () =>
      knex('sync_errors').join(
        'package_syncs',
        'package_syncs.id',
        'sync_errors.sync_id',
      );
    const rows = await errors().select(
      'fingerprint',
      'sync_id',
      'owner',
      'repository',
    );
    const fingerprints = ['quota', 'source', 'never'];
    expect(await readListShares(errors, fingerprints)).toEqual(
      new Map(
        fingerprints.map(fingerprint => [
          fingerprint,
          countShares(rows.filter(item => item.fingerprint === fingerprint)),
        ]),
      ),
    );
    expect(rows.filter(item => item.fingerprint === 'quota')).toHaveLength(2);
    expect(await readListShares(errors, [])).toEqual(new Map());
    await knex.destroy();
  });
});
