import type { Knex } from 'knex';
import { observedSync, syncError } from '../__testUtils__/clusterReadings';
import { createTestDatabases } from '../__testUtils__/databases';
import { observedCluster } from '../__testUtils__/readings';
import { EVERYTHING, type Visible } from '../store';
import { NoticedFleet } from './__testUtils__/NoticedFleet';

jest.setTimeout(60_000);

const north = observedCluster('north');
const south = observedCluster('south', { labels: { env: 'dev' } });
const DAY = 24 * 60 * 60_000;

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
const ofTiles: Visible = {
  clusters: undefined,
  packageSyncs: { field: 'owner', values: ['group:default/tiles'] },
};
const noSyncs: Visible = { clusters: undefined, packageSyncs: 'none' };

describe('MuteStore', () => {
  const databases = createTestDatabases();

  describe.each(databases.eachSupportedId())('on %s', id => {
    let knex: Knex;
    let fleet: NoticedFleet;

    beforeEach(async () => {
      knex = await databases.init(id);
      fleet = await NoticedFleet.create(knex);
      await fleet.register([north, south]);
      await fleet.readTimes(2, north, [failing('maps', 'f1')]);
      await fleet.readTimes(2, south, [failing('tiles', 'f2')]);
    });

    afterEach(async () => {
      await knex.destroy();
    });

    const request = (
      target: { fingerprint?: string; cluster?: string; namespace?: string },
      days = 1,
    ) => ({
      target,
      reason: 'We know.',
      expiresAt: new Date(fleet.now.getTime() + days * DAY).toISOString(),
    });
    const create = (
      target: Parameters<typeof request>[0],
      { visible = EVERYTHING, days = 1 } = {},
    ) =>
      fleet.noticing.mutes.create(
        request(target, days),
        'user:default/anna',
        visible,
      );
    const listed = async (visible: Visible, fingerprint?: string) =>
      (await fleet.noticing.mutes.list({ fingerprint }, visible)).items.map(
        ({ target }) => target,
      );

    it('keeps what was asked for until it expires', async () => {
      const mute = await create({ fingerprint: 'f1', cluster: north.ref });
      expect(mute).toEqual({
        id: expect.any(String),
        target: { fingerprint: 'f1', cluster: north.ref },
        reason: 'We know.',
        author: 'user:default/anna',
        createdAt: fleet.now.toISOString(),
        expiresAt: new Date(fleet.now.getTime() + DAY).toISOString(),
      });
      expect(await fleet.noticing.mutes.list({}, EVERYTHING)).toEqual({
        items: [mute],
      });
      fleet.pass(DAY);
      expect(await listed(EVERYTHING)).toEqual([]);
      expect(await fleet.noticing.mutes.delete(mute.id, EVERYTHING)).toBe(
        false,
      );
      await fleet.noticing.deliver();
      expect(await knex('mutes')).toEqual([]);
    });

    it.each<[string, Parameters<typeof request>[0], number, RegExp]>([
      ['nothing', {}, 1, /^target is empty/],
      ['the past', { fingerprint: 'f1' }, -1, /^expiresAt .* in the future/],
      ['this moment', { fingerprint: 'f1' }, 0, /^expiresAt/],
      ['for too long', { fingerprint: 'f1' }, 91, /at most 90 days/],
    ])('refuses to mute %s', async (_, target, days, message) => {
      await expect(create(target, { days })).rejects.toThrow(message);
    });

    it.each<[string, Parameters<typeof request>[0], Visible, boolean]>([
      ['its error', { fingerprint: 'f2' }, onSouth, true],
      ["another's error", { fingerprint: 'f1' }, onSouth, false],
      ['its cluster', { cluster: south.ref }, onSouth, true],
      ["another's cluster", { cluster: north.ref }, onSouth, false],
      ['its namespace', { namespace: 'tiles' }, ofTiles, true],
      ["another's namespace", { namespace: 'maps' }, ofTiles, false],
      [
        'its error on another cluster',
        { fingerprint: 'f2', cluster: north.ref },
        ofTiles,
        false,
      ],
      [
        'an error in any namespace that it may speak of',
        { fingerprint: 'f2', namespace: 'shops' },
        ofTiles,
        true,
      ],
      ['a cluster, seeing no sync', { cluster: north.ref }, noSyncs, true],
      ['an error, seeing no sync', { fingerprint: 'f1' }, noSyncs, false],
    ])(
      'lets somebody mute, list and end %s only if it may be seen',
      async (_, target, visible, expected) => {
        const { id: muteId } = await create(target);
        expect(await listed(visible)).toEqual(expected ? [target] : []);
        expect(await fleet.noticing.mutes.delete(muteId, visible)).toBe(
          expected,
        );
        const created = await create(target, { visible }).then(
          () => 'created',
          error => error.name,
        );
        expect(created).toBe(expected ? 'created' : 'NotFoundError');
      },
    );

    it('lists by fingerprint, the newest first', async () => {
      await create({ fingerprint: 'f1' });
      fleet.pass(1_000);
      await create({ fingerprint: 'f1', namespace: 'maps' });
      await create({ fingerprint: 'f2' });
      expect(await listed(EVERYTHING, 'f1')).toEqual([
        { fingerprint: 'f1', namespace: 'maps' },
        { fingerprint: 'f1' },
      ]);
    });

    it('says which groups are muted as a whole', async () => {
      await create({ fingerprint: 'f1' }, { days: 1 });
      const { id: longest } = await create({ fingerprint: 'f1' }, { days: 3 });
      await create({ fingerprint: 'f1' }, { days: 2 });
      await create({ fingerprint: 'f2', cluster: south.ref });
      const found = await fleet.noticing.mutes.mutesOf(['f1', 'f2', 'f3']);
      expect([...found].map(([key, { id: muteId }]) => [key, muteId])).toEqual([
        ['f1', longest],
      ]);
    });
  });
});
