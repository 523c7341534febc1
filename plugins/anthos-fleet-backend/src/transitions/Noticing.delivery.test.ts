import type { Knex } from 'knex';
import { createTestDatabases } from '../__testUtils__/databases';
import { NoticedFleet, OUTBOX, PLATFORM } from './__testUtils__/NoticedFleet';
import { brief, broken, CLUSTERS, synced } from './__testUtils__/notices';

jest.setTimeout(60_000);

const MINUTE = 60_000;
const DAY = 24 * 60 * 60_000;
const [a] = CLUSTERS;

describe('Noticing, delivery of notifications', () => {
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
      [
        'switched off',
        { enabled: false, minSeverity: 'low' as const, namespaceOwners: true },
      ],
      [
        'for worse only',
        {
          enabled: true,
          minSeverity: 'critical' as const,
          namespaceOwners: true,
        },
      ],
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
  });
});
