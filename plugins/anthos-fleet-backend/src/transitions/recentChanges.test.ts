import type { Knex } from 'knex';
import { observedSync, syncError } from '../__testUtils__/clusterReadings';
import { createTestDatabases } from '../__testUtils__/databases';
import { FLEET, observedCluster } from '../__testUtils__/readings';
import { EVERYTHING, type Visible } from '../store';
import { NoticedFleet } from './__testUtils__/NoticedFleet';
import { TransitionLog } from './TransitionLog';

jest.setTimeout(60_000);

const DAY_MS = 86_400_000;

const north = observedCluster('north');
const south = observedCluster('south');

const failing = observedSync({
  namespace: 'maps',
  state: 'error',
  errors: [syncError('f-maps')],
});
const healthy = observedSync({ namespace: 'maps', state: 'synced' });

describe('recentChanges', () => {
  const databases = createTestDatabases();

  describe.each(databases.eachSupportedId())('on %s', id => {
    let knex: Knex;
    let fleet: NoticedFleet;
    let latest: string;

    // Reading only, so all of them look at the same history.
    beforeAll(async () => {
      knex = await databases.init(id);
      fleet = await NoticedFleet.create(knex);
      await fleet.register([north, south]);
      await fleet.readTimes(3, north, [healthy]);
      await fleet.readTimes(3, north, [failing]);
      await fleet.readTimes(3, south, [failing]);
      const [row] = await knex('transitions').max({ at: 'at' });
      latest = row.at;
    });

    afterAll(async () => {
      await knex.destroy();
    });

    const changes = (visible: Visible = EVERYTHING, afterMs = 0) =>
      new TransitionLog({
        knex,
        fleets: [FLEET],
        now: () => new Date(Date.parse(latest) + afterMs),
      }).changes(visible);
    const short = async (visible?: Visible) =>
      (await changes(visible)).items
        .map(
          ({ direction, transition: { subject, cluster, from, to } }) =>
            `${subject} ${cluster?.name ?? ''} ${
              from ?? 'new'
            }>${to} ${direction}`,
        )
        .sort();

    it('tells what got worse, from the state before, and what is new', async () => {
      expect(await short()).toEqual([
        'cluster north synced>error worse',
        'cluster south new>error new',
        'error-group  new>open new',
        'package-sync north synced>error worse',
        'package-sync south new>error new',
      ]);
      expect(await changes()).toMatchObject({
        hours: 24,
        worse: 2,
        new: 3,
        better: 0,
        truncated: false,
      });
    });

    it('forgets what is older than a day', async () => {
      expect(await changes(EVERYTHING, DAY_MS + 1)).toMatchObject({
        worse: 0,
        new: 0,
        better: 0,
        items: [],
      });
    });

    it('tells, and counts, only what the caller may see', async () => {
      const onNorth: Visible = {
        clusters: { field: 'name', values: ['north'] },
        packageSyncs: undefined,
      };
      expect(await short(onNorth)).toEqual([
        'cluster north synced>error worse',
        'error-group  new>open new',
        'package-sync north synced>error worse',
      ]);
      const noSyncs: Visible = { clusters: undefined, packageSyncs: 'none' };
      expect(await changes(noSyncs)).toMatchObject({
        worse: 1,
        new: 1,
        better: 0,
      });
    });

    const withMended = async (count: number, check: () => Promise<void>) => {
      const rows = Array.from({ length: count }, (_, index) => ({
        id: `extra-${index}`,
        subject: 'connection',
        subject_id: `extra-${index}`,
        fleet: FLEET,
        ref: '',
        from_state: 'silent',
        to_state: 'answering',
        at: latest,
        confirmed_at: latest,
        flapping: false,
        published: true,
      }));
      await knex.batchInsert('transitions', rows, 50);
      try {
        await check();
      } finally {
        await knex('transitions').where('id', 'like', 'extra-%').delete();
      }
    };

    it('says when more changed than it looks at', async () => {
      await withMended(1_001, async () => {
        const { truncated, items, ...counts } = await changes();
        expect(truncated).toBe(true);
        expect(counts.worse + counts.new + counts.better).toBe(1_000);
        expect(items).toHaveLength(10);
      });
    });

    it('names at most ten, and counts all', async () => {
      await withMended(20, async () => {
        const { items, ...counts } = await changes();
        expect(items).toHaveLength(10);
        expect(counts).toMatchObject({ worse: 2, new: 3, better: 20 });
        expect(items.map(({ direction }) => direction)).toEqual([
          ...Array(2).fill('worse'),
          ...Array(3).fill('new'),
          ...Array(5).fill('better'),
        ]);
      });
    });
  });
});
