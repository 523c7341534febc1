import type { Knex } from 'knex';
import {
  failedClusterReading,
  rootSync,
  syncError,
} from '../__testUtils__/clusterReadings';
import { createTestDatabases } from '../__testUtils__/databases';
import {
  HISTORY,
  NoticedFleet,
  OUTBOX,
  PLATFORM,
} from './__testUtils__/NoticedFleet';
import { brief, broken, CLUSTERS, synced } from './__testUtils__/notices';

jest.setTimeout(60_000);

const MINUTE = 60_000;
const [a, b, c] = CLUSTERS;

describe('Noticing, notifications', () => {
  const databases = createTestDatabases();

  describe.each(databases.eachSupportedId())('on %s', id => {
    let knex: Knex;
    let fleet: NoticedFleet;

    beforeEach(async () => {
      knex = await databases.init(id);
      fleet = await NoticedFleet.create(knex);
      await fleet.register(CLUSTERS);
    });

    afterEach(async () => {
      await knex.destroy();
    });

    const breakOn = (count: number) =>
      fleet.sweepTimes(2, CLUSTERS.slice(0, count), [broken('maps')]);

    it('tells each recipient once, whatever the number of clusters, of what it owns', async () => {
      await breakOn(3);
      await fleet.readTimes(2, CLUSTERS[5], [broken('tiles')]);
      const sent = await fleet.deliver();
      expect(brief(sent)).toEqual([
        ['group:default/maps', 'The cluster refused an object on 3 clusters'],
        [
          'group:default/platform',
          'The cluster refused an object on 4 clusters',
        ],
        ['group:default/tiles', 'The cluster refused an object on dc5-prod'],
      ]);
      const maps = sent.find(
        ({ recipients }) =>
          recipients.type === 'entity' &&
          recipients.entityRef === 'group:default/maps',
      );
      expect(maps?.payload).toEqual({
        title: 'The cluster refused an object on 3 clusters',
        description:
          '3 package syncs fail with KNV2009 on dc0-prod, dc1-prod and dc2-prod. Namespace: maps.',
        link: '/fleet/errors/f1',
        severity: 'high',
        topic: 'Sync errors',
        scope: 'error-group:f1:group:default/maps',
      });
      expect(await fleet.deliver()).toEqual([]);
    });

    it('waits until a change has settled', async () => {
      await breakOn(1);
      expect(await fleet.deliver(OUTBOX.settleMs - 1)).toEqual([]);
      expect(await fleet.deliver(1)).toHaveLength(2);
    });

    it('tells those who run the clusters alone what nobody else owns', async () => {
      await fleet.readTimes(2, a, [
        rootSync({ state: 'error', errors: [syncError('f1')] }),
      ]);
      expect(brief(await fleet.deliver())).toEqual([
        [PLATFORM, 'The cluster refused an object on dc0-prod'],
      ]);
    });

    it('replaces what it told when the cause spreads, after a while, and not when it shrinks', async () => {
      await breakOn(1);
      const [first] = await fleet.deliver();
      await breakOn(8);
      expect(await fleet.deliver(0)).toEqual([]);
      const spread = await fleet.deliver(OUTBOX.updateMs);
      expect(brief(spread)[0]).toEqual([
        'group:default/maps',
        'The cluster refused an object on 8 clusters',
      ]);
      expect(spread.map(({ payload }) => payload.scope)).toContain(
        first.payload.scope,
      );
      expect(spread[0].payload.description).toContain('and 3 more');
      await fleet.readTimes(2, a, [synced('maps')]);
      expect(await fleet.deliver(OUTBOX.updateMs)).toEqual([]);
    });

    it('says when it healed, at once and once', async () => {
      await breakOn(2);
      const told = await fleet.deliver();
      await fleet.readTimes(2, a, [synced('maps')]);
      await fleet.readTimes(2, b, [synced('maps')]);
      const healed = await fleet.deliver();
      expect(brief(healed)).toEqual([
        ['group:default/maps', 'Healed: The cluster refused an object'],
        [PLATFORM, 'Healed: The cluster refused an object'],
      ]);
      expect(healed.map(({ payload }) => payload.severity)).toEqual([
        'low',
        'low',
      ]);
      expect(healed.map(({ payload }) => payload.scope).sort()).toEqual(
        told.map(({ payload }) => payload.scope).sort(),
      );
      expect(await fleet.deliver(OUTBOX.updateMs)).toEqual([]);
    });

    it('says nothing of what healed before it was told', async () => {
      await breakOn(1);
      await fleet.readTimes(2, a, [synced('maps')]);
      expect(await fleet.deliver()).toEqual([]);
    });

    it('tells again of what comes back', async () => {
      await breakOn(1);
      await fleet.deliver();
      await fleet.readTimes(2, a, [synced('maps')]);
      await fleet.deliver();
      await breakOn(1);
      expect(brief(await fleet.deliver())).toHaveLength(2);
    });

    it('tells what comes and goes once, and how it ended', async () => {
      await fleet.readTimes(2, a, [synced('maps')]);
      for (let change = 0; change < 16; change += 1) {
        await fleet.readTimes(1, a, [
          change % 2 ? synced('maps') : broken('maps'),
        ]);
        await fleet.deliver();
      }
      expect(brief(fleet.sent)).toEqual([
        [
          'group:default/maps',
          'The cluster refused an object: it comes and goes',
        ],
        [PLATFORM, 'The cluster refused an object: it comes and goes'],
      ]);
      await fleet.readTimes(20, a, [synced('maps')]);
      expect(brief(await fleet.deliver())[0][1]).toBe(
        'Healed: The cluster refused an object',
      );
    });

    it('counts a group that opens and closes on one cluster after another as flapping', async () => {
      for (const cluster of CLUSTERS.slice(0, 6)) {
        await fleet.readTimes(2, cluster, [broken('maps')]);
        await fleet.readTimes(2, cluster, [synced('maps')]);
        await fleet.deliver(0);
      }
      const tellings = fleet.sent.length;
      for (const cluster of CLUSTERS.slice(0, 6)) {
        await fleet.readTimes(2, cluster, [broken('maps')]);
        await fleet.deliver(0);
        await fleet.readTimes(2, cluster, [synced('maps')]);
        await fleet.deliver(0);
      }
      expect(fleet.sent.length - tellings).toBeLessThanOrEqual(2);
      expect(await fleet.deliver(HISTORY.flapping.windowMs)).toEqual([]);
      const last = await fleet.deliver();
      expect(last.map(({ payload }) => payload.title)).toEqual([
        'Healed: The cluster refused an object',
        'Healed: The cluster refused an object',
      ]);
    });

    it('tells who runs the clusters which of them are silent', async () => {
      const fail = async (cluster: { ref: string }) => {
        for (let time = 0; time < 2; time += 1) {
          fleet.pass(MINUTE);
          await fleet.observe(
            failedClusterReading(cluster, fleet.now.toISOString(), {
              message: 'The agent is not connected',
            }),
          );
        }
      };
      await fleet.readTimes(2, a, []);
      await fail(a);
      const [one] = await fleet.deliver();
      expect(one).toEqual({
        recipients: { type: 'entity', entityRef: PLATFORM },
        payload: {
          title: 'dc0-prod does not answer',
          description:
            'The agent is not connected. What is shown of it is as old as its last answer.',
          link: `/fleet/clusters/${a.ref}`,
          severity: 'high',
          topic: 'Silent clusters',
          scope: `silent-clusters:acme-fleet:${PLATFORM}`,
        },
      });
      await fail(b);
      await fail(c);
      const [three] = await fleet.deliver();
      expect(three.payload).toMatchObject({
        title: '3 clusters of acme-fleet do not answer',
        description:
          'Silent: dc0-prod, dc1-prod and dc2-prod. What is shown of them is as old as their last answers.',
        scope: one.payload.scope,
      });
      await fleet.readTimes(2, a, []);
      await fleet.readTimes(2, b, []);
      expect(await fleet.deliver()).toEqual([]);
      // The last of them leaves the fleet.
      await fleet.register(CLUSTERS.filter(cluster => cluster !== c));
      expect(brief(await fleet.deliver())).toEqual([
        [PLATFORM, 'All clusters of acme-fleet answer again'],
      ]);
    });

    it('tells a new owner, and the old one that it is over for it', async () => {
      await breakOn(1);
      await fleet.deliver();
      fleet.owners.set('maps', 'group:default/geo');
      await fleet.readTimes(1, a, [broken('maps')]);
      expect(brief(await fleet.deliver(OUTBOX.updateMs))).toEqual([
        ['group:default/geo', 'The cluster refused an object on dc0-prod'],
        ['group:default/maps', 'Healed: The cluster refused an object'],
      ]);
    });
  });
});
