import type { Knex } from 'knex';
import {
  namespaceOf,
  rootSync,
  syncError,
} from '../__testUtils__/clusterReadings';
import { createTestDatabases } from '../__testUtils__/databases';
import { EVERYTHING } from '../store';
import { NoticedFleet, OUTBOX, PLATFORM } from './__testUtils__/NoticedFleet';
import { brief, broken, CLUSTERS, synced } from './__testUtils__/notices';

jest.setTimeout(60_000);

const [a, b] = CLUSTERS;
const MAPS = 'group:default/maps';
const TILES = 'group:default/tiles';

/** The RootSync of a cluster with an error about each of these namespaces. */
function rootBroken(...namespaces: string[]) {
  return rootSync({
    state: 'error',
    errors: namespaces.map(namespace => syncError('f1', { namespace })),
  });
}

describe('Noticing, owners of namespaces that RootSyncs speak of', () => {
  const databases = createTestDatabases();

  describe.each(databases.eachSupportedId())('on %s', id => {
    let knex: Knex;
    let fleet: NoticedFleet;

    beforeEach(async () => {
      knex = await databases.init(id);
      fleet = await NoticedFleet.create(knex);
      fleet.namespaces.push(namespaceOf('maps'), namespaceOf('tiles'));
      await fleet.register(CLUSTERS);
    });

    afterEach(async () => {
      await knex.destroy();
    });

    const titles = async (afterMs?: number) =>
      brief(await fleet.deliver(afterMs));

    it('tells each of them once, of its own namespaces alone, and that it healed', async () => {
      await fleet.sweepTimes(2, [a, b], [rootBroken('maps', 'tiles')]);
      const sent = await fleet.deliver();
      expect(brief(sent)).toEqual([
        [MAPS, 'The cluster refused an object on 2 clusters'],
        [PLATFORM, 'The cluster refused an object on 2 clusters'],
        [TILES, 'The cluster refused an object on 2 clusters'],
      ]);
      const textFor = (recipient: string) =>
        sent.find(
          ({ recipients }) =>
            recipients.type === 'entity' && recipients.entityRef === recipient,
        )?.payload.description;
      expect(textFor(MAPS)).toMatch(/Namespace: maps\.$/);
      expect(textFor(TILES)).toMatch(/Namespace: tiles\.$/);
      expect(textFor(PLATFORM)).toMatch(/Namespaces: maps and tiles\.$/);

      await fleet.sweepTimes(2, [a, b], [rootSync()]);
      expect(await titles(OUTBOX.updateMs)).toEqual([
        [MAPS, 'Healed: The cluster refused an object'],
        [PLATFORM, 'Healed: The cluster refused an object'],
        [TILES, 'Healed: The cluster refused an object'],
      ]);
      expect(await titles(OUTBOX.updateMs)).toEqual([]);
    });

    it('tells an owner of syncs and namespaces of both in one notification', async () => {
      await fleet.readTimes(2, a, [rootBroken('maps'), broken('maps')]);
      const sent = await fleet.deliver();
      expect(brief(sent).map(([recipient]) => recipient)).toEqual([
        MAPS,
        PLATFORM,
      ]);
      expect(sent[0].payload.description).toContain('2 package syncs fail');
    });

    it('does not take one reading without the error for its end', async () => {
      await fleet.readTimes(2, a, [rootBroken('maps')]);
      await fleet.deliver();
      await fleet.readTimes(1, a, [rootSync()]);
      // The same cause elsewhere makes everybody hear how it stands.
      await fleet.readTimes(2, b, [rootBroken('maps')]);
      await fleet.readTimes(1, a, [rootBroken('maps')]);
      expect(await titles(OUTBOX.updateMs)).not.toContainEqual([
        MAPS,
        expect.stringMatching(/^Healed/),
      ]);
    });

    it('tells who is spoken of later, and who is not any more', async () => {
      await fleet.readTimes(2, a, [rootBroken('maps')]);
      await fleet.deliver();
      await fleet.readTimes(1, a, [rootBroken('tiles')]);
      expect(await titles(OUTBOX.updateMs)).toEqual([
        [MAPS, 'Healed: The cluster refused an object'],
        [TILES, 'The cluster refused an object on dc0-prod'],
      ]);
    });

    it('is silent where a mute of its namespace silences it', async () => {
      const syncs = [rootBroken('maps', 'tiles'), synced('maps')];
      await fleet.readTimes(1, a, syncs);
      await fleet.noticing.mutes.create(
        {
          target: { namespace: 'maps' },
          reason: 'We know.',
          expiresAt: new Date(fleet.now.getTime() + 3_600_000).toISOString(),
        },
        'user:default/kari',
        EVERYTHING,
      );
      await fleet.readTimes(1, a, syncs);
      expect((await titles()).map(([recipient]) => recipient)).toEqual([
        PLATFORM,
        TILES,
      ]);
    });

    it('tells the platform group alone where owners may not see it', async () => {
      const closed = await NoticedFleet.create(knex, {
        notifications: {
          enabled: true,
          platformGroup: PLATFORM,
          minSeverity: 'low',
          namespaceOwners: false,
        },
      });
      closed.namespaces.push(namespaceOf('maps'));
      await closed.readTimes(2, a, [rootBroken('maps')]);
      expect(brief(await closed.deliver())).toEqual([
        [PLATFORM, 'The cluster refused an object on dc0-prod'],
      ]);
    });

    it('forgets whom it told when the error is over', async () => {
      await fleet.readTimes(2, a, [rootBroken('maps')]);
      expect(await knex('error_span_owners').pluck('owner')).toEqual([MAPS]);
      await fleet.readTimes(2, a, [rootSync()]);
      expect(await knex('error_span_owners').pluck('owner')).toEqual([]);
      // Of a cluster that left nothing is read any more.
      await fleet.readTimes(2, a, [rootBroken('maps')]);
      await fleet.register(CLUSTERS.filter(({ ref }) => ref !== a.ref));
      await fleet.noticing.maintain();
      expect(await knex('error_span_owners').pluck('owner')).toEqual([]);
    });
  });
});
