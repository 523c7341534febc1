import { DEFAULT_TOKEN, generateFleet, type FaultInput } from 'fleet-emulator';
import type { ObservedCluster } from 'backstage-plugin-anthos-fleet-common';
import { EmulatedFleet } from './__testUtils__/emulated';

jest.setTimeout(60_000);

describe('faults', () => {
  let fleet: EmulatedFleet;

  beforeAll(async () => {
    fleet = await EmulatedFleet.start({
      fleet: generateFleet({ clusters: 3, seed: 7 }),
      tokens: [
        DEFAULT_TOKEN,
        { token: 'without-gateway', denied: ['gkehub.gateway.*'] },
        {
          token: 'without-credentials',
          denied: ['gkehub.gateway.generateCredentials'],
        },
      ],
    });
    await findOneThatAnswers();
  });
  afterAll(() => fleet.stop());
  afterEach(() => {
    fleet.emulator.faults.clear();
  });

  let cluster: ObservedCluster;
  let at: string;
  let outcomes: string[];

  const outcomesOf = (which: readonly ObservedCluster[]) =>
    Promise.all(
      which.map(async one => {
        const { outcome, refusedBy } = await fleet.read(one);
        return `${one.ref} ${outcome} ${refusedBy}`;
      }),
    );
  const others = () => fleet.clusters.filter(({ ref }) => ref !== cluster.ref);

  async function findOneThatAnswers() {
    const all = await outcomesOf(fleet.clusters);
    const answers = fleet.clusters.find((_, index) =>
      all[index].includes(' ok '),
    );
    if (!answers) {
      throw new Error('No cluster answers');
    }
    cluster = answers;
    at = `${cluster.location}/${cluster.name}`;
    outcomes = await outcomesOf(others());
  }

  const patience = {
    callDeadlineMs: 800,
    clusterDeadlineMs: 2_500,
    maxResponseBytes: 1024 * 1024,
  };

  it.each<
    [name: string, fault: FaultInput, outcome: string, by: string | undefined]
  >([
    ['hang', { kind: 'hang' }, 'timeout', undefined],
    ['drip', { kind: 'drip', bytesPerSecond: 5 }, 'timeout', undefined],
    ['latency', { kind: 'latency', milliseconds: 3_000 }, 'timeout', undefined],
    ['reset', { kind: 'reset' }, 'unreachable', 'gateway'],
    ['400', { kind: 'status', status: 400 }, 'invalid', 'gateway'],
    ['401', { kind: 'status', status: 401 }, 'unauthenticated', 'gateway'],
    ['403', { kind: 'status', status: 403 }, 'forbidden', 'iam'],
    [
      '403, API disabled',
      { kind: 'status', status: 403, reason: 'SERVICE_DISABLED' },
      'forbidden',
      'gateway',
    ],
    [
      '403 of the agent',
      { kind: 'status', status: 403, layer: 'impersonation' },
      'forbidden',
      'impersonation',
    ],
    [
      '403 of the cluster',
      { kind: 'status', status: 403, layer: 'rbac' },
      'forbidden',
      'rbac',
    ],
    ['404', { kind: 'status', status: 404 }, 'not-found', 'gateway'],
    ['429', { kind: 'status', status: 429 }, 'rate-limited', 'gateway'],
    [
      '429 of the cluster',
      { kind: 'status', status: 429, layer: 'api-server' },
      'rate-limited',
      'api-server',
    ],
    ['500', { kind: 'status', status: 500 }, 'unreachable', 'gateway'],
    [
      '500 of the cluster',
      { kind: 'status', status: 500, layer: 'api-server' },
      'unreachable',
      'api-server',
    ],
    ['503', { kind: 'status', status: 503 }, 'unreachable', 'agent'],
    [
      '503 of the cluster',
      { kind: 'status', status: 503, layer: 'api-server' },
      'unreachable',
      'api-server',
    ],
    [
      '401 of the cluster',
      { kind: 'status', status: 401, layer: 'api-server' },
      'unauthenticated',
      'api-server',
    ],
    ['cut', { kind: 'cut' }, 'invalid', undefined],
    ['truncated', { kind: 'truncated' }, 'invalid', 'gateway'],
    ['huge', { kind: 'huge', megabytes: 20 }, 'invalid', 'gateway'],
    ['wrong types', { kind: 'wrong-types' }, 'invalid', 'api-server'],
    ['a list', { kind: 'wrong-types', shape: 'array' }, 'invalid', 'gateway'],
    ['null', { kind: 'wrong-types', shape: 'null' }, 'invalid', 'gateway'],
    ['a page', { kind: 'page' }, 'invalid', 'gateway'],
    ['malformed', { kind: 'malformed' }, 'invalid', 'gateway'],
    [
      'a redirect',
      { kind: 'redirect', to: 'http://127.0.0.1:9/' },
      'invalid',
      'gateway',
    ],
  ])(
    '%s: one cluster fails, and is read when it heals',
    async (_, fault, outcome, by) => {
      fleet.emulator.faults.set({ ...fault, cluster: at } as FaultInput);
      const failed = await fleet.read(cluster, {}, patience);
      expect(failed).toMatchObject({ outcome, message: expect.any(String) });
      expect(failed.refusedBy).toBe(by);
      const probe = await fleet.read(cluster, { probe: true }, patience);
      expect(probe).toMatchObject({ outcome, requests: 1 });
      expect(await outcomesOf(others())).toEqual(outcomes);

      fleet.emulator.faults.clear();
      expect(
        (await fleet.read(cluster, { probe: true }, patience)).outcome,
      ).toBe('ok');
      expect((await fleet.read(cluster)).outcome).toBe('ok');
    },
  );

  it('turns nothing green when every value is of a wrong type', async () => {
    fleet.emulator.faults.set({
      kind: 'wrong-types',
      shape: 'leaves',
      cluster: at,
    });
    const reading = await fleet.read(cluster);
    const states = reading.packageSyncs?.data?.map(({ state }) => state) ?? [];
    expect(states).not.toContain('synced');
  });

  it('is told when to come back', async () => {
    fleet.emulator.faults.set({
      kind: 'status',
      status: 429,
      retryAfterSeconds: 7,
      cluster: at,
    });
    expect((await fleet.read(cluster)).retryAfterMs).toBe(7_000);
  });

  it('of one kind leave the other parts of the cluster alone', async () => {
    fleet.emulator.faults.set({
      kind: 'status',
      status: 403,
      layer: 'rbac',
      resource: 'namespaces',
      cluster: at,
    });
    expect(await fleet.read(cluster)).toMatchObject({
      outcome: 'ok',
      packageSyncs: { outcome: 'ok' },
      namespaces: { outcome: 'forbidden', refusedBy: 'rbac' },
    });
  });

  it('of the address do not keep a cluster from being read', async () => {
    expect(
      (await fleet.read(cluster, {}, { token: 'without-credentials' })).outcome,
    ).toBe('ok');
  });

  it('of rights name the role', async () => {
    expect(
      await fleet.read(cluster, {}, { token: 'without-gateway' }),
    ).toMatchObject({
      outcome: 'forbidden',
      refusedBy: 'iam',
      message: expect.stringContaining('gkehub.gateway.get'),
      remedy: expect.stringContaining('roles/gkehub.gatewayReader'),
    });
  });
});
