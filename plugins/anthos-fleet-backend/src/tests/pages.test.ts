import { generateFleet, startFleetEmulator } from 'fleet-emulator';
import { startFleetBackend } from '../__testUtils__/backend';
import { createTestDatabases } from '../__testUtils__/databases';
import { FLEET } from '../__testUtils__/readings';

jest.setTimeout(120_000);

describe('a fleet in many pages', () => {
  const databases = createTestDatabases();

  it.each(databases.eachSupportedId())(
    'is read whole, and kept whole when a page fails, on %s',
    async id => {
      const knex = await databases.init(id);
      const emulator = await startFleetEmulator({
        fleet: generateFleet({ seed: 5, clusters: 5_000, project: FLEET }),
        maxPageSize: 500,
      });
      const backend = await startFleetBackend({
        hubUrl: emulator.url,
        knex,
        callDeadlineMs: 20_000,
      });
      const total = async () =>
        (await backend.get('/clusters?limit=1')).body.totalItems;
      try {
        await backend.sweep();
        expect(await total()).toBe(5_000);
        expect(emulator.requests.count('memberships.list')).toBe(10);

        // The listing breaks off after some of its pages.
        const fault = { kind: 'status', method: 'memberships.list' } as const;
        const sweep = backend.sweep();
        while (emulator.requests.count('memberships.list') < 13) {
          await new Promise(resolve => setImmediate(resolve));
        }
        emulator.faults.set({ ...fault, status: 500 });
        await sweep;
        expect(await total()).toBe(5_000);
        const { body } = await backend.get('/overview');
        expect(body.fleets[0].sources[0].freshness.outcome).toBe('unreachable');
        expect(body.ages).toEqual([{ age: 'fresh', total: 5_000 }]);
      } finally {
        await backend.stop();
        await emulator.close();
        await knex.destroy();
      }
    },
  );
});
