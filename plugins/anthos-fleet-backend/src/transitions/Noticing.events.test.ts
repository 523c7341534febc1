import type { Knex } from 'knex';
import { observedSync, syncError } from '../__testUtils__/clusterReadings';
import { createTestDatabases } from '../__testUtils__/databases';
import { FLEET, observedCluster } from '../__testUtils__/readings';
import { EVERYTHING } from '../store';
import { NoticedFleet } from './__testUtils__/NoticedFleet';

jest.setTimeout(60_000);

const a = observedCluster('a');
const synced = observedSync({ namespace: 'maps' });
const broken = observedSync({
  namespace: 'maps',
  state: 'error',
  errors: [syncError('f1')],
});
const MINUTE = 60_000;

describe('Noticing, events and signals', () => {
  const databases = createTestDatabases();

  describe.each(databases.eachSupportedId())('on %s', id => {
    let knex: Knex;
    let fleet: NoticedFleet;

    beforeEach(async () => {
      knex = await databases.init(id);
      fleet = await NoticedFleet.create(knex);
      await fleet.register([a]);
    });

    afterEach(async () => {
      await knex.destroy();
    });

    const transitionsOf = (from: NoticedFleet) =>
      from.published.map(
        ({ eventPayload }) =>
          (eventPayload as { transition: { id: string } }).transition,
      );

    it('publishes each transition once, as the history has it, in order', async () => {
      await fleet.readTimes(2, a, [synced]);
      await fleet.readTimes(2, a, [broken]);
      await fleet.deliver();
      await fleet.deliver();
      const { items } = await fleet.log.list({}, EVERYTHING);
      const byId = (x: { id: string }, y: { id: string }) =>
        x.id < y.id ? -1 : 1;
      expect(transitionsOf(fleet).sort(byId)).toEqual(items.sort(byId));
      const times = fleet.published.map(
        ({ eventPayload }) =>
          (eventPayload as { transition: { confirmedAt: string } }).transition
            .confirmedAt,
      );
      expect(times).toEqual([...times].sort());
      expect(fleet.published[0]).toMatchObject({
        topic: 'anthos-fleet.transitions',
        eventPayload: { version: 1, transition: { cluster: { ref: a.ref } } },
      });
    });

    it('publishes later what could not be published', async () => {
      await fleet.readTimes(2, a, [synced]);
      let calls = 0;
      fleet.publish = async () => {
        calls += 1;
        if (calls === 2) {
          throw new Error('the bus is away');
        }
      };
      await fleet.deliver();
      expect(fleet.published).toHaveLength(1);
      await fleet.deliver(5 * MINUTE);
      const ids = transitionsOf(fleet).map(transition => transition.id);
      expect(ids).toHaveLength(3);
      expect(new Set(ids).size).toBe(3);
    });

    it('lets one of two replicas publish', async () => {
      const other = await NoticedFleet.create(knex);
      await fleet.readTimes(2, a, [broken]);
      // The clocks of two replicas are never quite the same.
      other.pass(fleet.now.getTime() - other.now.getTime() - 1_500);
      await Promise.all([
        fleet.noticing.deliver(),
        other.noticing.deliver(),
        fleet.noticing.deliver(),
      ]);
      const ids = [...transitionsOf(fleet), ...transitionsOf(other)].map(
        transition => transition.id,
      );
      expect(ids.sort()).toEqual(
        (await knex('transitions').select('id')).map(row => row.id).sort(),
      );
    });

    it('signals that a fleet changed, and not when nothing did', async () => {
      // Sweeps that find nothing new are signalled too, as such.
      const changes = () =>
        fleet.signalled
          .map(({ message }) => message)
          .filter(message => message.type === 'changed');
      const quiet = { recorded: true, changed: false };
      const reading = (at: string) => ({
        ref: a.ref,
        attemptedAt: at,
        outcome: 'ok' as const,
        requests: 1,
      });
      await fleet.noticing.observe(reading('2026-11-23T11:00:00.000Z'), quiet);
      expect(changes()).toEqual([]);
      await fleet.noticing.observe(reading('2026-11-23T11:00:01.000Z'), {
        recorded: false,
        changed: true,
      });
      expect(changes()).toEqual([]);
      await fleet.noticing.observe(reading('2026-11-23T11:00:02.000Z'), {
        recorded: true,
        changed: true,
      });
      expect(changes()).toEqual([
        { type: 'changed', fleet: FLEET, at: expect.any(String) },
      ]);
    });
  });
});
