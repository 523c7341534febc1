import type { Knex } from 'knex';
import {
  clusterReading,
  observedSync,
} from '../../__testUtils__/clusterReadings';
import { createTestDatabases } from '../../__testUtils__/databases';
import {
  fleetReading,
  FLEET,
  observedCluster,
} from '../../__testUtils__/readings';
import { createStore, T0, T1 } from '../__testUtils__/sampleFleet';
import type { DatabaseFleetStore } from '../DatabaseFleetStore';
import { EVERYTHING, type Visible } from '../visibility';
import { CommitStore } from './CommitStore';

jest.setTimeout(60_000);

const [OLD, MIDDLE, NEWEST, OTHER] = ['1', '2', '3', '4'].map(digit =>
  digit.repeat(40),
);
const PAGE = 'https://github.com/acme/maps';
const HOUR_MS = 3_600_000;
const INGRID = {
  author: 'Ingrid Aas',
  committedAt: '2026-11-27T07:00:00.000Z',
  subject: 'Raise memory',
};

const behind = observedCluster('behind');
const middle = observedCluster('middle');
const newest = observedCluster('newest');

describe('CommitStore', () => {
  const databases = createTestDatabases();

  describe.each(databases.eachSupportedId())('on %s', id => {
    let knex: Knex;
    let store: DatabaseFleetStore;
    let commits: CommitStore;
    let now = new Date(T1);

    beforeAll(async () => {
      knex = await databases.init(id);
      // Answers are kept for a moment; here everybody asks long after.
      let asked = Date.parse(T1);
      store = await createStore(knex, {
        now: () => {
          asked += 6_000;
          return new Date(asked);
        },
      });
      commits = new CommitStore({
        knex,
        fleets: [FLEET],
        keepMs: 30 * 24 * HOUR_MS,
        now: () => now,
      });
      await store.recordReading(fleetReading(T0, [behind, middle, newest]), {
        startedAt: T0,
        finishedAt: T0,
      });
      const sync = (commit: string, sourceCommit: string, repository: string) =>
        observedSync({ commit, sourceCommit, repository });
      const write = (
        cluster: { ref: string },
        syncs: Parameters<typeof clusterReading>[2],
      ) =>
        store.recordClusterReading(clusterReading(cluster, T1, syncs), {
          ownerOf: () => undefined,
          failures: 0,
        });
      await write(behind, [
        sync(OLD, NEWEST, `${PAGE}.git`),
        observedSync({ name: 'helm', sourceType: 'helm', commit: '1.2.3' }),
      ]);
      // The same repository, written otherwise; this one has not seen the newest commit.
      await write(middle, [
        sync(MIDDLE, MIDDLE, `${PAGE}.git`),
        {
          ...sync(OTHER, OTHER, 'git@github.com:acme/maps.git'),
          name: 'by-ssh',
        },
      ]);
      await write(newest, [sync(NEWEST, NEWEST, `${PAGE}.git`)]);
    });

    beforeEach(async () => {
      now = new Date(T1);
      await knex('commits').delete();
      await knex('commit_distances').delete();
    });

    afterAll(() => knex.destroy());

    const unknown = async () =>
      (await commits.listUnknown())
        .filter(({ page }) => page === PAGE)
        .map(({ commit, head }) => [commit[0], head?.[0]].join(''))
        .sort();
    const live = async (visible: Visible = EVERYTHING) =>
      (await store.listPackageSyncs({}, visible)).items;
    const syncOn = async (cluster: { name: string }) =>
      (await live()).find(
        sync => sync.cluster.name === cluster.name && sync.name === 'repo-sync',
      )!;

    it('asks about every commit that pages show, and how far each is behind', async () => {
      expect(await unknown()).toEqual(['1', '13', '2', '23', '3', '4']);
      expect((await commits.listUnknown())[0]).toEqual({
        page: PAGE,
        commit: NEWEST,
        syncs: 3,
      });
    });

    it('asks nothing twice, and shows it where the sync is shown', async () => {
      const page = PAGE;
      await commits.record(
        { page, commit: OLD, syncs: 1 },
        { details: INGRID },
      );
      await commits.record(
        { page, commit: OLD, head: NEWEST, syncs: 1 },
        { distance: { commits: 4, atLeast: true } },
      );
      await commits.record(
        { page, commit: NEWEST, syncs: 1 },
        { details: { author: 'Bo' } },
      );
      expect(await unknown()).toEqual(['2', '23', '4']);

      expect(await syncOn(behind)).toMatchObject({
        commit: OLD,
        commitDetails: INGRID,
        sourceCommitDetails: { author: 'Bo' },
        behind: { since: T1, distance: { commits: 4, atLeast: true } },
      });
      expect(await syncOn(newest)).toMatchObject({
        commitDetails: { author: 'Bo' },
      });
      expect(await syncOn(newest)).not.toHaveProperty('sourceCommitDetails');
      expect(await syncOn(middle)).not.toHaveProperty('commitDetails');

      const { items } = await store.listRollouts({ q: PAGE }, EVERYTHING);
      const rollout = items.find(
        ({ repository }) => repository === `${PAGE}.git`,
      );
      expect(rollout!.commits).toEqual([
        expect.objectContaining({ commit: NEWEST, details: { author: 'Bo' } }),
        expect.objectContaining({
          commit: OLD,
          details: INGRID,
          behind: { commits: 4, atLeast: true },
        }),
        expect.not.objectContaining({ details: expect.anything() }),
      ]);
    });

    it('knows one repository by all of its addresses, and no other by them', async () => {
      await commits.record(
        { page: PAGE, commit: OTHER, syncs: 1 },
        { details: INGRID },
      );
      await commits.record(
        { page: 'https://github.com/acme/else', commit: OLD, syncs: 1 },
        { details: { author: 'Eve' } },
      );
      expect(
        (await live()).find(({ name }) => name === 'by-ssh'),
      ).toMatchObject({ commitDetails: INGRID });
      expect(await syncOn(behind)).not.toHaveProperty('commitDetails');
    });

    it('does not say that what is not behind is 0 commits behind', async () => {
      await commits.record(
        { page: PAGE, commit: OLD, head: NEWEST, syncs: 1 },
        { distance: { commits: 0, atLeast: false } },
      );
      expect((await syncOn(behind)).behind).toEqual({ since: T1 });
      expect(await unknown()).not.toContain('13');
    });

    it('asks later, and ever later, for what had no answer', async () => {
      const question = { page: PAGE, commit: OLD, syncs: 1 };
      await commits.record(question, undefined);
      expect(await unknown()).not.toContain('1');
      expect(await syncOn(behind)).not.toHaveProperty('commitDetails');
      now = new Date(now.getTime() + HOUR_MS / 4);
      expect(await unknown()).toContain('1');
      await commits.record(question, undefined);
      now = new Date(now.getTime() + HOUR_MS / 4);
      expect(await unknown()).not.toContain('1');
      now = new Date(now.getTime() + HOUR_MS / 4);
      expect(await unknown()).toContain('1');
      await commits.record(question, { details: INGRID });
      expect(await syncOn(behind)).toMatchObject({ commitDetails: INGRID });
    });

    it('forgets what no cluster has any more, and nothing else', async () => {
      const gone = 'a'.repeat(40);
      for (const commit of [gone, OLD]) {
        await commits.record(
          { page: PAGE, commit, syncs: 1 },
          { details: INGRID },
        );
      }
      now = new Date(now.getTime() + 31 * 24 * HOUR_MS);
      await commits.listUnknown();
      await commits.deleteOld();
      expect(await knex('commits').pluck('commit_id')).toEqual([OLD]);
    });

    it('says nothing to those who may not see the sync', async () => {
      await commits.record(
        { page: PAGE, commit: OLD, syncs: 1 },
        { details: INGRID },
      );
      const visible: Visible = {
        clusters: { field: 'name', values: [newest.name] },
        packageSyncs: undefined,
      };
      const syncs = await live(visible);
      const rollouts = await store.listRollouts({}, visible);
      expect(syncs).toHaveLength(1);
      expect(rollouts.totalItems).toBe(1);
      expect(JSON.stringify([syncs, rollouts])).not.toContain('Ingrid');
    });

    it('remembers how a host has to be treated', async () => {
      expect(await commits.getPause('git.test')).toBeUndefined();
      for (const failures of [1, 2]) {
        const pause = { failures, pausedUntil: T1 };
        await commits.setPause('git.test', pause);
        expect(await commits.getPause('git.test')).toEqual(pause);
      }
      await commits.setPause('git.test', undefined);
      expect(await commits.getPause('git.test')).toBeUndefined();
    });
  });
});
