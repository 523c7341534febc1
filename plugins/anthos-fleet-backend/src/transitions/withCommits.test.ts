import type { Knex } from 'knex';
import { observedSync } from '../__testUtils__/clusterReadings';
import { createTestDatabases } from '../__testUtils__/databases';
import { FLEET, observedCluster } from '../__testUtils__/readings';
import { CommitStore, EVERYTHING, type Visible } from '../store';
import { NoticedFleet } from './__testUtils__/NoticedFleet';

jest.setTimeout(60_000);

const COMMIT = '1'.repeat(40);
const PAGE = 'https://github.com/acme/maps';
const INGRID = {
  author: 'Ingrid Aas',
  committedAt: '2026-11-23T07:00:00.000Z',
  subject: 'Raise memory',
};
const north = observedCluster('north');

const sync = (repository: string) =>
  observedSync({
    namespace: 'maps',
    state: 'error',
    commit: COMMIT,
    repository,
  });

describe('commits of history', () => {
  const databases = createTestDatabases();

  describe.each(databases.eachSupportedId())('on %s', id => {
    let knex: Knex;
    let fleet: NoticedFleet;

    beforeEach(async () => {
      knex = await databases.init(id);
      fleet = await NoticedFleet.create(knex);
      await fleet.register([north]);
      await fleet.readTimes(2, north, [sync(`${PAGE}.git`)]);
    });
    afterEach(() => knex.destroy());

    const tell = (page: string) =>
      new CommitStore({ knex, fleets: [FLEET], keepMs: 3_600_000 }).record(
        { page, commit: COMMIT, syncs: 1 },
        { details: INGRID },
      );
    const list = async (visible: Visible = EVERYTHING) =>
      (await fleet.log.list({}, visible)).items;
    const ofSync = async () =>
      (await list()).filter(({ subject }) => subject === 'package-sync');

    it('are told as far as the Git host told of them', async () => {
      expect(await ofSync()).toEqual([
        expect.objectContaining({ commit: COMMIT }),
      ]);
      expect((await ofSync())[0]).not.toHaveProperty('commitDetails');
      await tell(PAGE);
      expect(await ofSync()).toEqual([
        expect.objectContaining({ commit: COMMIT, commitDetails: INGRID }),
      ]);
    });

    it('are those of the repository, and not of another one', async () => {
      await tell('https://github.com/acme/else');
      expect((await ofSync())[0]).not.toHaveProperty('commitDetails');
      await fleet.readTimes(2, north, [sync('https://github.com/acme/else')]);
      expect((await ofSync())[0]).toHaveProperty('commitDetails', INGRID);
    });

    it('are told with package syncs alone, which their readers may see', async () => {
      await tell(PAGE);
      const told = JSON.stringify(
        await list({ clusters: undefined, packageSyncs: 'none' }),
      );
      expect(told).toContain(north.ref);
      expect(told).not.toContain('Ingrid');
    });

    it('are not told of a package sync that is gone', async () => {
      await tell(PAGE);
      await fleet.readTimes(3, north, []);
      const items = await ofSync();
      expect(items.map(({ to }) => to)).toEqual(['not-configured', 'error']);
      expect(JSON.stringify(items)).not.toContain('Ingrid');
    });
  });
});
