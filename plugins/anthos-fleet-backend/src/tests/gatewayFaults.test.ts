import {
  generateFleet,
  startFleetEmulator,
  type FaultInput,
  type FleetEmulator,
} from 'fleet-emulator';
import type { Knex } from 'knex';
import type {
  Cluster,
  Outcome,
  RefusedBy,
} from 'backstage-plugin-anthos-fleet-common';
import {
  FREQUENCY_MS,
  startFleetBackend,
  type TestFleetBackend,
} from '../__testUtils__/backend';
import { TestClock } from '../__testUtils__/clock';
import { createTestDatabases } from '../__testUtils__/databases';
import { FLEET } from '../__testUtils__/readings';

jest.setTimeout(120_000);

type Row = [what: string, FaultInput, Outcome, RefusedBy?];

const CLUSTERS = 50;

const withoutFreshness = ({ freshness: _freshness, ...cluster }: Cluster) =>
  cluster;

describe('faults of one cluster among fifty', () => {
  const databases = createTestDatabases();

  // What a fault does to rows is tested on every database beside the store; one suffices here.
  const [[oneOfThem]] = databases.eachSupportedId();
  describe.each([oneOfThem])('on %s', id => {
    let clock: TestClock;
    let emulator: FleetEmulator;
    let backend: TestFleetBackend;
    let knex: Knex;
    let good: Cluster[];
    let victim: Cluster;

    /** One sweep of the clusters, as long after the last as sweeps are apart. */
    const nextSweep = async () => {
      clock.jump(FREQUENCY_MS);
      emulator.requests.clear();
      await backend.sweepClusters();
      return backend.clusters();
    };

    beforeAll(async () => {
      clock = new TestClock();
      knex = await databases.init(id);
      emulator = await startFleetEmulator({
        fleet: generateFleet({
          seed: 11,
          clusters: CLUSTERS,
          project: FLEET,
          silentRate: 0,
        }),
        gatewayRequestsPerMinute: 1_000_000,
      });
      backend = await startFleetBackend({
        hubUrl: emulator.url,
        gateway: emulator.gateway,
        knex,
        callDeadlineMs: 4_000,
        clusterDeadlineMs: 6_000,
        sweep: {
          frequency: { milliseconds: FREQUENCY_MS },
          requestsPerMinute: 1_000_000,
        },
      });
      // The emulator makes a cluster when it is first asked, which takes longer than a deadline.
      await backend.sweep();
      for (let sweeps = 0; sweeps < 3; sweeps++) {
        await nextSweep();
      }
    });

    afterAll(async () => {
      await backend.stop();
      await emulator.close();
      await knex.destroy();
      clock.restore();
    });

    const address = ({ location, name }: Cluster) => `${location}/${name}`;
    const strike = (fault: FaultInput) =>
      emulator.faults.set({
        method: 'gateway.*',
        cluster: address(victim),
        ...fault,
      });
    const requestsOfVictim = () =>
      emulator.requests
        .list()
        .filter(({ cluster }) => cluster === address(victim)).length;
    const find = (clusters: Cluster[], { ref }: Cluster) =>
      clusters.find(cluster => cluster.ref === ref)!;

    beforeEach(async () => {
      emulator.faults.clear();
      good = await nextSweep();
      const failed = good.find(
        ({ freshness }) => freshness.gateway?.outcome !== 'ok',
      );
      if (good.length !== CLUSTERS || failed) {
        throw new Error(
          `No good data of ${good.length} clusters: ${JSON.stringify(
            failed?.freshness.gateway,
          )}`,
        );
      }
      victim = good.find(
        ({ platform, configSync }) =>
          platform === 'gdc-vmware' && configSync.basis === 'package-syncs',
      )!;
    });

    it.each<Row>([
      ['hangs', { kind: 'hang' }, 'timeout'],
      ['answers late', { kind: 'latency', milliseconds: 20_000 }, 'timeout'],
      ['drips', { kind: 'drip', bytesPerSecond: 20 }, 'timeout'],
      ['resets', { kind: 'reset' }, 'unreachable'],
      ['says 401', { kind: 'status', status: 401 }, 'unauthenticated'],
      [
        'is refused by IAM',
        { kind: 'status', status: 403 },
        'forbidden',
        'iam',
      ],
      [
        'is refused by impersonation',
        { kind: 'status', status: 403, layer: 'impersonation' },
        'forbidden',
        'impersonation',
      ],
      [
        'is refused by RBAC',
        { kind: 'status', status: 403, layer: 'rbac' },
        'forbidden',
        'rbac',
      ],
      ['has no agent', { kind: 'status', status: 503 }, 'unreachable', 'agent'],
      [
        'has a server that is busy',
        {
          kind: 'status',
          status: 429,
          layer: 'api-server',
          retryAfterSeconds: 30,
        },
        'rate-limited',
        'api-server',
      ],
      [
        'has a server that fails',
        { kind: 'status', status: 500, layer: 'api-server' },
        'unreachable',
        'api-server',
      ],
      ['says 504', { kind: 'status', status: 504 }, 'unreachable'],
      ['cuts its answer', { kind: 'cut' }, 'invalid'],
      ['truncates its JSON', { kind: 'truncated' }, 'invalid'],
      ['answers 50 MB', { kind: 'huge', megabytes: 50 }, 'invalid'],
      ['answers null', { kind: 'wrong-types', shape: 'null' }, 'invalid'],
      ['answers a list', { kind: 'wrong-types', shape: 'array' }, 'invalid'],
      ['answers a page', { kind: 'page' }, 'invalid'],
      [
        'sends us elsewhere',
        { kind: 'redirect', to: 'http://127.0.0.1:9/' },
        'invalid',
      ],
    ])('a cluster that %s', async (...[, fault, outcome, refusedBy]: Row) => {
      strike(fault);
      const after = await nextSweep();

      // The others are read as ever.
      for (const cluster of after.filter(({ ref }) => ref !== victim.ref)) {
        const { gateway } = cluster.freshness;
        expect(gateway).toMatchObject({ outcome: 'ok', age: 'fresh' });
        expect(gateway).not.toHaveProperty('nextAttemptAt');
        expect(
          gateway!.observedAt! >
            find(good, cluster).freshness.gateway!.observedAt!,
        ).toBe(true);
      }

      // Its row says what happened and when the next try is; what was known stays.
      const struck = find(after, victim);
      const { gateway } = struck.freshness;
      expect(withoutFreshness(struck)).toEqual(withoutFreshness(victim));
      expect(gateway).toMatchObject({
        outcome,
        ...(refusedBy && { refusedBy }),
        observedAt: victim.freshness.gateway!.observedAt,
        message: expect.stringMatching(/\w/),
        nextAttemptAt: expect.stringMatching(/Z$/),
      });
      expect(gateway!.nextAttemptAt! > gateway!.attemptedAt).toBe(true);
      expect(JSON.stringify(struck)).not.toContain('emulator-token');

      // It is fresh after the first sweep that follows its healing.
      emulator.faults.clear();
      clock.jump(outcome === 'rate-limited' ? 30_000 : 0);
      const healed = find(await nextSweep(), victim).freshness.gateway!;
      expect(healed).toEqual({
        outcome: 'ok',
        age: 'fresh',
        observedAt: healed.attemptedAt,
        attemptedAt: expect.any(String),
      });
    });

    it('is only probed after three failures, and read in the sweep after it healed', async () => {
      strike({ kind: 'reset' });
      for (let failures = 0; failures < 3; failures++) {
        await nextSweep();
      }
      const struck = find(await nextSweep(), victim);
      expect(requestsOfVictim()).toBe(1);
      expect(struck.configSync.basis).toBe('fleet-summary');
      expect(struck.freshness.gateway!.nextAttemptAt).toBeDefined();

      emulator.faults.clear();
      const healed = find(await nextSweep(), victim);
      expect(requestsOfVictim()).toBeGreaterThan(2);
      expect(withoutFreshness(healed)).toEqual(withoutFreshness(victim));
      expect(healed.freshness.gateway).toMatchObject({ outcome: 'ok' });
    });

    it('delays nobody for longer than the quota of the fleet says', async () => {
      strike({ kind: 'status', status: 429, retryAfterSeconds: 1, times: 1 });
      const after = await nextSweep();
      const refused = after.filter(
        ({ freshness }) => freshness.gateway?.outcome !== 'ok',
      );
      expect(refused.map(({ ref }) => ref)).toEqual(
        refused.length ? [victim.ref] : [],
      );
      clock.jump(FREQUENCY_MS);
      const next = find(await nextSweep(), victim);
      expect(next.freshness.gateway?.outcome).toBe('ok');
    });

    it('is read at once when somebody asks for it, and no other is', async () => {
      // Nothing else is new to the register.
      await backend.sweep();
      clock.jump(1_000);
      emulator.requests.clear();
      const asked = await backend.post(`/clusters/${victim.ref}/refresh`);
      expect(asked.body).toMatchObject({ accepted: true });
      const read = new Set(
        emulator.requests
          .list()
          .flatMap(({ cluster }) => (cluster ? [cluster] : [])),
      );
      expect([...read]).toEqual([address(victim)]);
    });

    it('goes on when the clock is put back and on', async () => {
      const ages = async () =>
        (await nextSweep()).map(
          ({ freshness }) =>
            clock.now() - Date.parse(freshness.gateway!.observedAt!),
        );
      for (const ms of [-86_400_000, 2 * 86_400_000]) {
        clock.jump(ms);
        for (const age of await ages()) {
          expect(age).toBeGreaterThanOrEqual(0);
          expect(age).toBeLessThan(FREQUENCY_MS);
        }
      }
    });
  });
});
