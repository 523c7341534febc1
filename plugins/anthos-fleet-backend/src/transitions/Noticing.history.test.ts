import type { Knex } from 'knex';
import {
  clusterReading,
  failedClusterReading,
  observedSync,
  rootSync,
  syncError,
} from '../__testUtils__/clusterReadings';
import { createTestDatabases } from '../__testUtils__/databases';
import { observedCluster } from '../__testUtils__/readings';
import { EVERYTHING } from '../store';
import { HISTORY, NoticedFleet } from './__testUtils__/NoticedFleet';

jest.setTimeout(60_000);

const a = observedCluster('a');
const b = observedCluster('b');
const MINUTE = 60_000;

const synced = observedSync({ namespace: 'maps' });
const broken = observedSync({
  namespace: 'maps',
  state: 'error',
  message: 'It is broken.',
  errors: [syncError('f1')],
});

describe('Noticing, history', () => {
  const databases = createTestDatabases();

  describe.each(databases.eachSupportedId())('on %s', id => {
    let knex: Knex;
    let fleet: NoticedFleet;

    beforeEach(async () => {
      knex = await databases.init(id);
      fleet = await NoticedFleet.create(knex);
      await fleet.register([a, b]);
    });

    afterEach(async () => {
      await knex.destroy();
    });

    const ofSyncs = async () =>
      (await fleet.history()).filter(line => line.startsWith('package-sync'));
    const ofGroups = async () =>
      (await fleet.history()).filter(line => line.startsWith('error-group'));

    it('tells a state when two readings saw it', async () => {
      await fleet.read(a, [synced]);
      expect(await fleet.history()).toEqual([]);
      await fleet.readTimes(1, a, [synced]);
      expect((await fleet.history()).sort()).toEqual([
        'cluster new > synced',
        'connection new > answering',
        'package-sync new > synced',
      ]);
    });

    it('keeps when it was first seen and when it was known to hold, with the words', async () => {
      await fleet.readTimes(2, a, [synced]);
      await fleet.readTimes(2, a, [broken]);
      const { items } = await fleet.log.list(
        { subject: ['package-sync'] },
        EVERYTHING,
      );
      expect(items[0]).toMatchObject({
        from: 'synced',
        to: 'error',
        kind: 'RepoSync',
        namespace: 'maps',
        name: 'repo-sync',
        message: 'It is broken.',
        commit: synced.commit,
        cluster: { ref: a.ref, name: 'a', hosting: 'gcp', platform: 'gke' },
      });
      expect(Date.parse(items[0].confirmedAt)).toBeGreaterThanOrEqual(
        Date.parse(items[0].at) + MINUTE,
      );
      const groups = await fleet.log.list(
        { subject: ['error-group'] },
        EVERYTHING,
      );
      expect(groups.items).toEqual([
        expect.objectContaining({
          subjectId: 'f1',
          to: 'open',
          code: 'KNV2009',
          headline: 'The cluster refused an object',
          at: items[0].at,
        }),
      ]);
    });

    it('does not tell what was gone at the next reading', async () => {
      await fleet.readTimes(2, a, [synced]);
      await fleet.readTimes(1, a, [broken]);
      await fleet.readTimes(2, a, [synced]);
      expect(await ofSyncs()).toEqual(['package-sync new > synced']);
      expect(await ofGroups()).toEqual([]);
    });

    it('tells what held for the configured time, where sweeps are far apart', async () => {
      await fleet.readTimes(2, a, [synced, rootSync()]);
      const before = await fleet.history();
      fleet.pass(10 * MINUTE);
      await fleet.read(a, [broken]);
      await fleet.deliver(HISTORY.holdForMs - MINUTE);
      expect(await fleet.history()).toEqual(before);
      await fleet.deliver(MINUTE + 1_000);
      expect((await fleet.history()).slice(before.length).sort()).toEqual([
        'cluster synced > error',
        'error-group new > open',
        'package-sync synced > error',
        'package-sync synced > not-configured',
      ]);
      await fleet.deliver(10 * MINUTE);
      await fleet.read(a, [broken]);
      await fleet.deliver(10 * MINUTE);
      expect(await fleet.history()).toHaveLength(before.length + 4);
      fleet.pass(MINUTE);
      await fleet.observe(
        failedClusterReading(a, fleet.now.toISOString(), {
          message: 'No answer came.',
        }),
      );
      await fleet.deliver(HISTORY.holdForMs + 1_000);
      const { items } = await fleet.log.list(
        { subject: ['connection'] },
        EVERYTHING,
      );
      expect(items[0]).toMatchObject({
        to: 'silent',
        message: 'No answer came.',
      });
    });

    it('tells flapping once, and how it ended when it is calm', async () => {
      await fleet.readTimes(2, a, [synced]);
      for (let change = 0; change < 8; change += 1) {
        await fleet.readTimes(1, a, [change % 2 ? synced : broken]);
      }
      expect((await ofSyncs()).slice(1)).toEqual([
        'package-sync synced > error, flapping',
      ]);
      expect(await ofGroups()).toEqual(['error-group new > open, flapping']);
      await fleet.readTimes(20, a, [synced]);
      expect((await ofSyncs()).slice(2)).toEqual([
        'package-sync error > synced',
      ]);
      expect((await ofGroups()).slice(1)).toEqual([
        'error-group open > closed',
      ]);
    });

    it('learns nothing of syncs from a reading that failed', async () => {
      await fleet.readTimes(2, a, [broken]);
      for (let time = 0; time < 3; time += 1) {
        fleet.pass(MINUTE);
        await fleet.observe(
          failedClusterReading(a, fleet.now.toISOString(), {
            message: 'No answer came.',
          }),
        );
      }
      expect(await ofGroups()).toEqual(['error-group new > open']);
      expect(await ofSyncs()).toEqual(['package-sync new > error']);
      const { items } = await fleet.log.list(
        { subject: ['connection'] },
        EVERYTHING,
      );
      expect(items.map(({ from, to, message }) => [from, to, message])).toEqual(
        [
          ['answering', 'silent', 'No answer came.'],
          [undefined, 'answering', undefined],
        ],
      );
    });

    it('ends the history of a sync that was removed', async () => {
      await fleet.readTimes(2, a, [synced, rootSync()]);
      await fleet.readTimes(1, a, [rootSync()]);
      expect(await ofSyncs()).toHaveLength(2);
      await fleet.readTimes(3, a, [rootSync()]);
      const { items } = await fleet.log.list(
        { subject: ['package-sync'], namespace: ['maps'] },
        EVERYTHING,
      );
      expect(items.map(({ from, to }) => [from, to])).toEqual([
        ['synced', 'not-configured'],
        [undefined, 'synced'],
      ]);
      expect(items[0].message).toContain('removed');
    });

    it('ends the history of a cluster that left, and closes what was open on it alone', async () => {
      await fleet.readTimes(2, a, [broken]);
      await fleet.readTimes(2, b, [
        observedSync({
          ...broken,
          errors: [syncError('f1'), syncError('f2')],
        }),
      ]);
      await fleet.register([a]);
      const { items } = await fleet.log.list({ cluster: [b.ref] }, EVERYTHING);
      const own = items.filter(({ subject }) => subject !== 'error-group');
      expect(
        own
          .slice(0, 2)
          .map(({ subject, from, to, message }) => [subject, from, to, message])
          .sort(),
      ).toEqual([
        ['cluster', 'error', 'unknown', 'The cluster left the fleet.'],
        ['package-sync', 'error', 'unknown', 'The cluster left the fleet.'],
      ]);
      expect(own[0].cluster).toMatchObject({ name: 'b', hosting: 'gcp' });
      const closed = await knex('transitions').where({ to_state: 'closed' });
      expect(closed.map(row => row.subject_id)).toEqual(['f2']);
      const before = await fleet.history();
      await fleet.register([a]);
      expect(await fleet.history()).toEqual(before);
    });

    it('takes clusters that are not read from the register', async () => {
      const away = observedCluster('c', {
        connection: { state: 'disconnected' },
      });
      const fresh = [a, away];
      await fleet.register(fresh, { gateway: false });
      await fleet.register(fresh, { gateway: false });
      const { items } = await fleet.log.list(
        { subject: ['connection'] },
        EVERYTHING,
      );
      expect(
        items.map(({ cluster, to }) => `${cluster?.name} ${to}`).sort(),
      ).toEqual(['a answering', 'c silent']);
    });

    it('counts a reading once, however often it is taken in', async () => {
      const reading = clusterReading(a, fleet.now.toISOString(), [broken]);
      const recorded = await fleet.record(reading);
      await fleet.noticing.observe(reading, recorded);
      await fleet.noticing.observe(reading, recorded);
      await fleet.noticing.observe(reading, recorded);
      expect(await fleet.history()).toEqual([]);
    });

    it('makes up for readings that were written and not taken in', async () => {
      await fleet.readTimes(2, a, [synced]);
      for (let time = 0; time < 3; time += 1) {
        fleet.pass(MINUTE);
        // The process dies between the two.
        await fleet.record(
          clusterReading(a, fleet.now.toISOString(), [broken]),
        );
      }
      await fleet.readTimes(2, a, [broken]);
      expect((await ofSyncs()).slice(1)).toEqual([
        'package-sync synced > error',
      ]);
      expect(await ofGroups()).toEqual(['error-group new > open']);
    });

    it('writes nothing of a reading whose transaction fails, and all of it at the next', async () => {
      await fleet.readTimes(2, a, [synced]);
      await fleet.readTimes(1, a, [broken]);
      const before = await knex('subject_states').orderBy('subject_id');
      await knex.schema.renameTable('notices', 'notices_away');
      await expect(fleet.readTimes(1, a, [broken])).rejects.toThrow();
      await knex.schema.renameTable('notices_away', 'notices');
      expect(await knex('subject_states').orderBy('subject_id')).toEqual(
        before,
      );
      expect(await ofGroups()).toEqual([]);
      await fleet.readTimes(1, a, [broken]);
      expect(await ofGroups()).toEqual(['error-group new > open']);
    });

    it('writes one transition of a group whose clusters are handled by two replicas at once', async () => {
      const other = await NoticedFleet.create(knex);
      const clusters = Array.from({ length: 12 }, (_, at) =>
        observedCluster(`c${at}`),
      );
      await fleet.register(clusters);
      const replicas = [fleet, other];
      const readAll = (at: string, sync: typeof broken) =>
        Promise.all(
          clusters.map((cluster, index) =>
            replicas[index % 2].observe(clusterReading(cluster, at, [sync])),
          ),
        );
      const thrice = observedSync({
        ...broken,
        errors: [syncError('f1'), syncError('f2'), syncError('f3')],
      });
      await readAll('2026-11-23T11:00:00.000Z', thrice);
      await readAll('2026-11-23T11:01:00.000Z', thrice);
      const rows = await knex('transitions').where({ subject: 'error-group' });
      expect(rows.map(row => row.subject_id).sort()).toEqual([
        'f1',
        'f2',
        'f3',
      ]);
      await readAll('2026-11-23T11:02:00.000Z', synced);
      await readAll('2026-11-23T11:03:00.000Z', synced);
      const states = await knex('transitions')
        .where({ subject: 'error-group', subject_id: 'f1' })
        .orderBy('confirmed_at');
      expect(states.map(row => row.to_state)).toEqual(['open', 'closed']);
      expect(await knex('error_spans').whereNull('closed_at')).toEqual([]);
    });

    it.each([
      ['forward', 3 * 24 * 60 * MINUTE],
      ['back', -2 * 60 * MINUTE],
    ])('bears a clock that is put %s', async (_, jump) => {
      await fleet.readTimes(2, a, [synced]);
      await fleet.readTimes(1, a, [broken]);
      fleet.pass(jump);
      await fleet.readTimes(3, a, [broken]);
      await fleet.readTimes(3, a, [synced]);
      expect((await ofSyncs()).sort()).toEqual([
        'package-sync error > synced',
        'package-sync new > synced',
        'package-sync synced > error',
      ]);
      expect((await ofGroups()).sort()).toEqual([
        'error-group new > open',
        'error-group open > closed',
      ]);
    });

    it('touches nothing when nothing changed', async () => {
      await fleet.readTimes(3, a, [broken, rootSync()]);
      const tables = ['subject_states', 'noticed_syncs', 'error_spans'];
      const read = () => Promise.all(tables.map(table => knex(table)));
      const before = await read();
      await fleet.readTimes(2, a, [broken, rootSync()]);
      expect(await read()).toEqual(before);
    });

    it('forgets what is older than the retention, and keeps what is open', async () => {
      await fleet.readTimes(2, a, [broken]);
      await fleet.readTimes(2, b, [
        observedSync({ ...broken, errors: [syncError('f2')] }),
      ]);
      await fleet.readTimes(2, b, []);
      await fleet.noticing.maintain();
      const kept = await fleet.history();
      expect(kept.length).toBeGreaterThan(5);
      fleet.pass(HISTORY.retentionMs + 60 * MINUTE);
      await fleet.noticing.maintain();
      expect(await fleet.history()).toEqual([]);
      const spans = await knex('error_spans');
      expect(spans.map(span => span.fingerprint)).toEqual(['f1']);
      expect((await knex('noticed_syncs')).map(sync => sync.ref)).toEqual([
        a.ref,
      ]);
      await fleet.readTimes(3, a, [synced]);
      expect(await ofGroups()).toEqual(['error-group open > closed']);
    });
  });
});
