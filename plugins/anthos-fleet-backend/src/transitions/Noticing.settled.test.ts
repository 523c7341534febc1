import type { Knex } from 'knex';
import {
  clusterReading,
  observedSync,
  syncError,
} from '../__testUtils__/clusterReadings';
import { createTestDatabases } from '../__testUtils__/databases';
import { observedCluster } from '../__testUtils__/readings';
import { NoticedFleet } from './__testUtils__/NoticedFleet';

jest.setTimeout(60_000);

const a = observedCluster('a');
const synced = observedSync({ namespace: 'maps' });
const broken = observedSync({
  namespace: 'maps',
  state: 'error',
  errors: [syncError('f1')],
});

describe('Noticing, what says nothing new', () => {
  const databases = createTestDatabases();

  describe.each(databases.eachSupportedId())('on %s', id => {
    let knex: Knex;
    let fleet: NoticedFleet;
    let statements: string[];

    beforeEach(async () => {
      knex = await databases.init(id);
      fleet = await NoticedFleet.create(knex);
      await fleet.register([a]);
      statements = [];
      knex.on('query', ({ sql }: { sql: string }) => statements.push(sql));
    });

    afterEach(async () => {
      await knex.destroy();
    });

    const reading = (minute: number, sync = synced) =>
      clusterReading(
        a,
        new Date(fleet.now.getTime() + minute * 60_000).toISOString(),
        [sync],
        { namespaces: [] },
      );

    it('costs two statements once it is told', async () => {
      await fleet.readTimes(3, a, [synced]);
      statements.length = 0;
      await fleet.readTimes(1, a, [synced]);
      expect(statements).toHaveLength(2);
    });

    it('is looked at until it is told', async () => {
      await fleet.readTimes(3, a, [synced]);
      await fleet.read(a, [broken]);
      await fleet.read(a, [broken]);
      const history = await fleet.history();
      expect(history).toContain('package-sync synced > error');
      expect(history).toContain('error-group new > open');

      // The same as long ago, but not as what was told last.
      await fleet.read(a, [synced]);
      await fleet.read(a, [synced]);
      expect(await fleet.history()).toContain('package-sync error > synced');
    });

    it('is made up for where it was written and not looked at', async () => {
      await fleet.readTimes(3, a, [synced]);
      // Whoever wrote these stopped before it could look.
      await fleet.record(reading(1, broken));
      await fleet.record(reading(2, broken));
      const third = await fleet.record(reading(3, broken));
      expect(third).toMatchObject({ changed: false, settled: false });

      await fleet.observe(reading(4, broken));
      await fleet.observe(reading(5, broken));
      expect(await fleet.history()).toContain('package-sync synced > error');
    });

    it('does not settle by an observation of an older reading', async () => {
      const first = reading(1);
      const recorded = await fleet.record(first);
      await fleet.record(reading(2, broken));
      await fleet.noticing.observe(first, recorded);
      expect(await fleet.record(reading(3, broken))).toMatchObject({
        settled: false,
      });
    });
  });
});
