import type { NotificationSendOptions } from '@backstage/plugin-notifications-node';
import type { Knex } from 'knex';
import {
  failedClusterReading,
  observedSync,
  rootSync,
  syncError,
} from '../__testUtils__/clusterReadings';
import { createTestDatabases } from '../__testUtils__/databases';
import { observedCluster } from '../__testUtils__/readings';
import { EVERYTHING } from '../store';
import {
  HISTORY,
  NoticedFleet,
  OUTBOX,
  PLATFORM,
} from './__testUtils__/NoticedFleet';

jest.setTimeout(60_000);

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const clusters = Array.from({ length: 8 }, (_, at) =>
  observedCluster(`dc${at}-prod`),
);
const [a, b, c] = clusters;

const broken = (namespace: string, fingerprint = 'f1') =>
  observedSync({
    namespace,
    state: 'error',
    errors: [syncError(fingerprint)],
  });
const synced = (namespace: string) => observedSync({ namespace });

/** Recipient and title of each, by recipient. */
function brief(sent: NotificationSendOptions[]): [unknown, string][] {
  return sent
    .map(({ recipients, payload }): [unknown, string] => [
      recipients.type === 'entity' && recipients.entityRef,
      payload.title,
    ])
    .sort(([left], [right]) => String(left).localeCompare(String(right)));
}

describe('Noticing, notifications', () => {
  const databases = createTestDatabases();

  describe.each(databases.eachSupportedId())('on %s', id => {
    let knex: Knex;
    let fleet: NoticedFleet;

    beforeEach(async () => {
      knex = await databases.init(id);
      fleet = await NoticedFleet.create(knex);
      await fleet.register(clusters);
    });

    afterEach(async () => {
      await knex.destroy();
    });

    const breakOn = (count: number) =>
      fleet.sweepTimes(2, clusters.slice(0, count), [broken('maps')]);

    it('tells each recipient once, whatever the number of clusters, of what it owns', async () => {
      await breakOn(3);
      await fleet.readTimes(2, clusters[5], [broken('tiles')]);
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
      for (const cluster of clusters.slice(0, 6)) {
        await fleet.readTimes(2, cluster, [broken('maps')]);
        await fleet.readTimes(2, cluster, [synced('maps')]);
        await fleet.deliver(0);
      }
      const tellings = fleet.sent.length;
      for (const cluster of clusters.slice(0, 6)) {
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
      await fleet.register(clusters.filter(cluster => cluster !== c));
      expect(brief(await fleet.deliver())).toEqual([
        [PLATFORM, 'All clusters of acme-fleet answer again'],
      ]);
    });

    it('tells a new owner, and the old one that it is over for it', async () => {
      await breakOn(1);
      await fleet.deliver();
      await knex('package_syncs').update({ owner: 'group:default/geo' });
      await fleet.readTimes(1, a, [broken('maps')]);
      expect(brief(await fleet.deliver(OUTBOX.updateMs))).toEqual([
        ['group:default/geo', 'The cluster refused an object on dc0-prod'],
        ['group:default/maps', 'Healed: The cluster refused an object'],
      ]);
    });

    describe('that cannot be sent', () => {
      it('tries again later, longer each time, and tells once', async () => {
        let tries = 0;
        fleet.send = async () => {
          tries += 1;
          throw new Error('Request failed with status 503');
        };
        await breakOn(1);
        expect(await fleet.deliver()).toEqual([]);
        expect(tries).toBe(2);
        await fleet.deliver(4_000);
        expect(tries).toBe(2);
        await fleet.deliver(1_000);
        expect(tries).toBe(4);
        await fleet.deliver(9_000);
        expect(tries).toBe(4);
        fleet.send = async () => {};
        expect(await fleet.deliver(1_000)).toHaveLength(2);
        expect(await fleet.deliver(DAY)).toEqual([]);
      });

      it('says nothing of what healed meanwhile', async () => {
        fleet.send = async () => {
          throw new Error('Request failed with status 503');
        };
        await breakOn(1);
        await fleet.deliver();
        await fleet.readTimes(2, a, [synced('maps')]);
        fleet.send = async () => {};
        expect(await fleet.deliver(DAY)).toEqual([]);
      });

      it('notes what spreads while one is under way, for the next', async () => {
        await breakOn(1);
        fleet.send = async () => {
          fleet.send = async () => {};
          await breakOn(2);
        };
        await fleet.deliver();
        await fleet.deliver(OUTBOX.updateMs);
        expect(brief(fleet.sent)).toEqual([
          ['group:default/maps', expect.stringContaining('on dc0-prod')],
          ['group:default/maps', expect.stringContaining('on 2 clusters')],
          [PLATFORM, expect.stringContaining('on 2 clusters')],
        ]);
      });
    });

    it('leaves alone for a while what may still arrive', async () => {
      const slow = await NoticedFleet.create(knex, { sendTimeoutMs: 10 });
      await slow.readTimes(2, a, [broken('maps')]);
      let tries = 0;
      slow.send = () => {
        tries += 1;
        return new Promise(() => {});
      };
      expect(await slow.deliver()).toEqual([]);
      expect(tries).toBe(2);
      slow.send = async () => {};
      expect(await slow.deliver(MINUTE)).toEqual([]);
      expect(await slow.deliver(OUTBOX.leaseMs)).toHaveLength(2);
    });

    it('lets one of two replicas send', async () => {
      const other = await NoticedFleet.create(knex);
      await breakOn(3);
      fleet.pass(MINUTE);
      // The clocks of two replicas are never quite the same.
      other.pass(fleet.now.getTime() - other.now.getTime() - 1_500);
      await Promise.all([
        fleet.noticing.deliver(),
        other.noticing.deliver(),
        fleet.noticing.deliver(),
        other.noticing.deliver(),
      ]);
      expect(brief([...fleet.sent, ...other.sent])).toEqual([
        ['group:default/maps', 'The cluster refused an object on 3 clusters'],
        [PLATFORM, 'The cluster refused an object on 3 clusters'],
      ]);
    });

    it('takes over what a replica claimed before it died', async () => {
      await breakOn(1);
      fleet.pass(OUTBOX.settleMs);
      await knex('notices').update({
        claim: 'of a replica that died',
        claimed_until: new Date(
          fleet.now.getTime() + OUTBOX.leaseMs,
        ).toISOString(),
      });
      expect(await fleet.deliver(0)).toEqual([]);
      expect(await fleet.deliver(OUTBOX.leaseMs)).toHaveLength(2);
    });

    it('is not held up by a clock that was put back', async () => {
      await breakOn(1);
      fleet.pass(-DAY);
      expect(await fleet.deliver(0)).toHaveLength(2);
    });

    it.each([
      ['switched off', { enabled: false, minSeverity: 'low' as const }],
      ['for worse only', { enabled: true, minSeverity: 'critical' as const }],
    ])('sends nothing when it is %s', async (_, config) => {
      const quiet = await NoticedFleet.create(knex, {
        notifications: { platformGroup: PLATFORM, ...config },
      });
      await quiet.readTimes(2, a, [broken('maps')]);
      expect(await quiet.deliver()).toEqual([]);
    });

    it('works without any of the services', async () => {
      const alone = await NoticedFleet.create(knex, { services: {} });
      await alone.readTimes(2, a, [broken('maps')]);
      expect(await alone.deliver()).toEqual([]);
      expect(await alone.history()).toContain('error-group new > open');
    });

    describe('muted', () => {
      const mute = (target: Parameters<typeof request>[0], days = 1) =>
        fleet.noticing.mutes.create(
          request(target, days),
          'user:default/anna',
          EVERYTHING,
        );
      const request = (
        target: { fingerprint?: string; cluster?: string; namespace?: string },
        days: number,
      ) => ({
        target,
        reason: 'We know.',
        expiresAt: new Date(fleet.now.getTime() + days * DAY).toISOString(),
      });

      it.each([
        ['the error', { fingerprint: 'f1' }, []],
        [
          'another error',
          { fingerprint: 'f2' },
          ['on 2 clusters', 'on 2 clusters'],
        ],
        ['one cluster', { cluster: a.ref }, ['on dc1-prod', 'on dc1-prod']],
        ['the namespace', { namespace: 'maps' }, []],
        [
          'the namespace on one cluster',
          { namespace: 'maps', cluster: b.ref },
          ['on dc0-prod', 'on dc0-prod'],
        ],
      ])('by %s tells the rest', async (_, target, expected) => {
        await mute(target);
        await breakOn(2);
        expect(brief(await fleet.deliver()).map(([, title]) => title)).toEqual(
          expected.map(where => `The cluster refused an object ${where}`),
        );
      });

      it('goes on in history, and is told when the mute expires', async () => {
        await mute({ fingerprint: 'f1' });
        await breakOn(1);
        expect(await fleet.deliver()).toEqual([]);
        expect(await fleet.history()).toContain('error-group new > open');
        expect(await fleet.deliver(DAY)).toEqual([]);
        expect(await fleet.deliver()).toHaveLength(2);
        expect(await fleet.deliver(DAY)).toEqual([]);
      });

      it('is told again when a mute ends early, though it was told before', async () => {
        await breakOn(1);
        expect(await fleet.deliver()).toHaveLength(2);
        const { id: muteId } = await mute({
          cluster: a.ref,
          namespace: 'maps',
        });
        await breakOn(2);
        const others = await fleet.deliver(OUTBOX.updateMs);
        expect(others).toEqual([]);
        expect(await fleet.noticing.mutes.delete(muteId, EVERYTHING)).toBe(
          true,
        );
        expect(await fleet.noticing.mutes.delete(muteId, EVERYTHING)).toBe(
          false,
        );
        expect(brief(await fleet.deliver()).map(([, title]) => title)).toEqual([
          'The cluster refused an object on 2 clusters',
          'The cluster refused an object on 2 clusters',
        ]);
      });

      it('is not told again of what healed meanwhile', async () => {
        await mute({ fingerprint: 'f1' });
        await breakOn(1);
        await fleet.readTimes(2, a, [synced('maps')]);
        await fleet.deliver();
        await fleet.deliver(DAY);
        expect(await fleet.deliver()).toEqual([]);
      });

      it('clears what was told before, since it is over', async () => {
        await breakOn(1);
        await fleet.deliver();
        await mute({ fingerprint: 'f1' });
        await fleet.readTimes(2, a, [synced('maps')]);
        expect(brief(await fleet.deliver())[0][1]).toBe(
          'Healed: The cluster refused an object',
        );
      });
    });
  });
});
