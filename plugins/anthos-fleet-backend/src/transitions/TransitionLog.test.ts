import type { Knex } from 'knex';
import {
  observedSync,
  rootSync,
  syncError,
} from '../__testUtils__/clusterReadings';
import { createTestDatabases } from '../__testUtils__/databases';
import { FLEET, observedCluster } from '../__testUtils__/readings';
import { EVERYTHING, type Visible } from '../store';
import { NoticedFleet } from './__testUtils__/NoticedFleet';
import { TransitionLog, type TransitionQuery } from './TransitionLog';

jest.setTimeout(60_000);

const north = observedCluster('north');
const south = observedCluster('south', { labels: { env: 'dev' } });
const left = observedCluster('left');

const failing = (namespace: string, fingerprint: string) =>
  observedSync({
    namespace,
    state: 'error',
    errors: [syncError(fingerprint)],
  });

const onSouth: Visible = {
  clusters: { field: 'label', key: 'env', values: ['dev'] },
  packageSyncs: undefined,
};
const inMaps: Visible = {
  clusters: undefined,
  packageSyncs: { field: 'namespace', values: ['maps'] },
};
const ofTiles: Visible = {
  clusters: undefined,
  packageSyncs: { field: 'owner', values: ['group:default/tiles'] },
};
const noSyncs: Visible = { clusters: undefined, packageSyncs: 'none' };
const notMaps: Visible = {
  clusters: undefined,
  packageSyncs: { not: { field: 'namespace', values: ['maps'] } },
};
const tilesOnNorth: Visible = {
  clusters: { field: 'name', values: ['north'] },
  packageSyncs: { field: 'namespace', values: ['tiles'] },
};

describe('TransitionLog', () => {
  const databases = createTestDatabases();

  describe.each(databases.eachSupportedId())('on %s', id => {
    let knex: Knex;
    let fleet: NoticedFleet;

    // Reading only, so all of them look at the same history.
    beforeAll(async () => {
      knex = await databases.init(id);
      fleet = await NoticedFleet.create(knex);
      await fleet.register([north, south, left]);
      await fleet.readTimes(2, north, [
        failing('maps', 'f-maps'),
        failing('tiles', 'f-both'),
        rootSync(),
      ]);
      await fleet.readTimes(2, south, [
        failing('maps', 'f-both'),
        failing('gone', 'f-gone'),
      ]);
      await fleet.readTimes(2, left, [failing('left', 'f-left')]);
      await fleet.readTimes(3, south, [failing('maps', 'f-both')]);
      await fleet.register([north, south]);
    });

    afterAll(async () => {
      await knex.destroy();
    });

    const list = async (query: TransitionQuery, visible = EVERYTHING) =>
      (await fleet.log.list({ limit: 200, ...query }, visible)).items;
    const short = async (query: TransitionQuery, visible = EVERYTHING) =>
      (await list(query, visible))
        .map(({ subject, subjectId, cluster, namespace, to }) => {
          const what =
            subject === 'error-group'
              ? subjectId
              : [cluster?.name, namespace].filter(Boolean).join('/');
          return `${subject} ${what} ${to}`;
        })
        .sort();
    const groups = async (visible: Visible) =>
      [
        ...new Set(
          (await list({ subject: ['error-group'] }, visible)).map(
            item => item.subjectId,
          ),
        ),
      ].sort();

    it('gives everything, newest first', async () => {
      const items = await list({});
      const times = items.map(({ at }) => at);
      expect(times).toEqual([...times].sort().reverse());
      expect(items).toHaveLength(
        Number((await knex('transitions').count({ n: '*' }))[0].n),
      );
    });

    it.each<[string, TransitionQuery, string[]]>([
      [
        'by cluster name',
        { cluster: ['south'], subject: ['package-sync', 'error-group'] },
        [
          'error-group f-both open',
          'error-group f-gone closed',
          'error-group f-gone open',
          'package-sync south/gone error',
          'package-sync south/gone not-configured',
          'package-sync south/maps error',
        ],
      ],
      [
        'by cluster ref',
        { cluster: [north.ref], subject: ['cluster', 'connection'] },
        ['cluster north error', 'connection north answering'],
      ],
      [
        'of a cluster that left, by its name',
        { cluster: ['left'] },
        [
          'cluster left error',
          'cluster left unknown',
          'connection left answering',
          'error-group f-left closed',
          'error-group f-left open',
          'package-sync left/left error',
          'package-sync left/left unknown',
        ],
      ],
      [
        'by namespace',
        { namespace: ['tiles'] },
        ['error-group f-both open', 'package-sync north/tiles error'],
      ],
      [
        'by fingerprint',
        { fingerprint: 'f-gone' },
        ['error-group f-gone closed', 'error-group f-gone open'],
      ],
      ['by another fleet', { fleet: ['other'] }, []],
      ['by a time to come', { since: '2100-01-01T00:00:00.000Z' }, []],
      ['by a name with wildcards', { cluster: ['%'] }, []],
    ])('filters %s', async (_, query, expected) => {
      expect(await short(query)).toEqual(expected);
    });

    it('filters by package sync and by time', async () => {
      const [{ subjectId }] = await list({
        subject: ['package-sync'],
        namespace: ['gone'],
      });
      const found = await list({ packageSync: subjectId });
      expect(found.map(({ to }) => to)).toEqual(['not-configured', 'error']);
      const [{ at: since }] = found;
      expect(
        (await list({ packageSync: subjectId, since })).map(({ to }) => to),
      ).toEqual(['not-configured']);
      expect(await list({ fleet: [FLEET] })).toEqual(await list({}));
    });

    it('pages without a gap or a repetition', async () => {
      const all = await list({});
      const ids: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await fleet.log.list({ limit: 3, cursor }, EVERYTHING);
        expect(page.items.length).toBeLessThanOrEqual(3);
        ids.push(...page.items.map(item => item.id));
        cursor = page.nextCursor;
      } while (cursor);
      expect(ids).toEqual(all.map(item => item.id));
    });

    it.each(['nonsense', 'WzEsMl0', 'e30'])(
      'refuses the cursor %s',
      async cursor => {
        await expect(fleet.log.list({ cursor }, EVERYTHING)).rejects.toThrow(
          /^cursor cannot be read; use the nextCursor/,
        );
      },
    );

    it.each<[string, Visible, string[]]>([
      ['everything', EVERYTHING, ['f-both', 'f-gone', 'f-left', 'f-maps']],
      ['one cluster', onSouth, ['f-both', 'f-gone']],
      ['one namespace', inMaps, ['f-both', 'f-maps']],
      ['an owner', ofTiles, ['f-both']],
      ['all but a namespace', notMaps, ['f-both', 'f-gone', 'f-left']],
      ['a namespace on a cluster', tilesOnNorth, ['f-both']],
      ['no sync', noSyncs, []],
    ])('shows the groups of who sees %s', async (_, visible, expected) => {
      expect(await groups(visible)).toEqual(expected);
    });

    it.each<[string, Visible, string[]]>([
      [
        'one cluster',
        onSouth,
        [
          'package-sync south/gone error',
          'package-sync south/gone not-configured',
          'package-sync south/maps error',
        ],
      ],
      [
        'one namespace',
        inMaps,
        ['package-sync north/maps error', 'package-sync south/maps error'],
      ],
      ['an owner', ofTiles, ['package-sync north/tiles error']],
      [
        'a namespace on a cluster',
        tilesOnNorth,
        ['package-sync north/tiles error'],
      ],
      ['no sync', noSyncs, []],
    ])('shows the syncs of who sees %s', async (_, visible, expected) => {
      expect(await short({ subject: ['package-sync'] }, visible)).toEqual(
        expected,
      );
    });

    it.each<[string, Visible, string[]]>([
      ['everything', EVERYTHING, ['left', 'left', 'north', 'south']],
      ['one cluster', onSouth, ['south']],
      ['no sync', noSyncs, ['left', 'left', 'north', 'south']],
      ['another cluster', tilesOnNorth, ['north']],
    ])('shows the clusters of who sees %s', async (_, visible, expected) => {
      const items = await list({ subject: ['cluster'] }, visible);
      expect(items.map(({ cluster }) => cluster?.name).sort()).toEqual(
        expected,
      );
    });

    it('does not find by a filter what may not be seen', async () => {
      expect(
        await short({ cluster: ['north'], subject: ['error-group'] }, onSouth),
      ).toEqual([]);
      expect(
        await short({ namespace: ['tiles'], subject: ['error-group'] }, inMaps),
      ).toEqual([]);
      expect(await short({ cluster: ['left'] }, onSouth)).toEqual([]);
    });

    it('shows no history of fleets that are not configured', async () => {
      const other = new TransitionLog({ knex, fleets: ['other-fleet'] });
      const { items } = await other.list(
        { subject: ['cluster', 'package-sync'] },
        EVERYTHING,
      );
      expect(items).toEqual([]);
    });

    it('counts the syncs of a group over time, as far as they are visible', async () => {
      const counts = async (visible: Visible) => {
        const timeline = await fleet.log.timeline('f-both', visible);
        expect(timeline.map(({ at }) => at)).toEqual(
          timeline.map(({ at }) => at).sort(),
        );
        return timeline.map(({ packageSyncs }) => packageSyncs);
      };
      const all = await counts(EVERYTHING);
      expect(all[0]).toBe(1);
      expect(all[all.length - 1]).toBe(2);
      expect(Math.max(...(await counts(onSouth)))).toBe(1);
      expect(await counts(noSyncs)).toEqual([]);
      const gone = await fleet.log.timeline('f-gone', EVERYTHING);
      expect(gone[0].packageSyncs).toBe(1);
      expect(gone[gone.length - 1].packageSyncs).toBe(0);
    });

    it('tells the last week of several groups, as far as they are visible', async () => {
      const last = async (visible: Visible, ids = ['f-both', 'f-gone']) => {
        const courses = await fleet.log.courses(ids, visible);
        expect([...courses.keys()]).toEqual(ids);
        return ids.map(group => courses.get(group)?.at(-1));
      };
      expect(await last(EVERYTHING)).toEqual([2, 1]);
      expect(await last(onSouth)).toEqual([1, 1]);
      expect(await last(inMaps)).toEqual([1, 0]);
      expect(await last(noSyncs)).toEqual([0, 0]);
      expect(await last(EVERYTHING, ['unheard-of'])).toEqual([0]);
      expect(await last(EVERYTHING, [])).toEqual([]);
    });
  });
});
