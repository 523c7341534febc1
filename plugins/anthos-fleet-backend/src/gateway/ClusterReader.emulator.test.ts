import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  DEFAULT_TOKEN,
  generateFleet,
  loadFleet,
  startFleetEmulator,
  type FaultInput,
  type FleetEmulator,
  type FleetEmulatorOptions,
} from 'fleet-emulator';
import type { ObservedCluster } from 'backstage-plugin-anthos-fleet-common';
import { emulatedReader } from '../hub/__testUtils__/emulated';
import { expectContract } from './__testUtils__/contract';
import { createClusterReader } from './ClusterReader';
import type { ClusterReaderOptions, ClusterReadRequest } from './types';

jest.setTimeout(60_000);

const folder = mkdtempSync(join(tmpdir(), 'gateway-emulator-'));
const caFile = join(folder, 'ca.pem');
let emulator: FleetEmulator;
let clusters: ObservedCluster[];

async function start(options: FleetEmulatorOptions) {
  emulator = await startFleetEmulator(options);
  writeFileSync(caFile, emulator.gateway.ca);
  const { clusters: register } = await emulatedReader(emulator).readFleet();
  clusters = register.data ?? [];
}

async function readCluster(
  cluster: ObservedCluster,
  request: Partial<ClusterReadRequest> = {},
  options: Partial<ClusterReaderOptions> & { token?: string } = {},
) {
  const reader = createClusterReader({
    fleet: {
      project: 'acme-fleet',
      hub: { endpoint: emulator.url },
      gateway: { enabled: true, endpoint: emulator.gateway.url, caFile },
      auth: { accessToken: options.token ?? DEFAULT_TOKEN },
    },
    clusterDeadlineMs: 30_000,
    maxResponseBytes: 8 * 1024 * 1024,
    retryDelayMs: 1,
    ...options,
  });
  try {
    const { ref, fleet, location, name, projectNumber, platform } = cluster;
    const result = await reader.read({
      address: {
        ...{ ref, fleet, location, name, projectNumber },
        direct: platform === 'gke',
      },
      inventories: [],
      slowParts: false,
      takeRequest: async () => {},
      ...request,
    });
    expectContract(result.reading);
    return { ...result.reading, retryAfterMs: result.retryAfterMs };
  } finally {
    await reader.close();
  }
}

function find(name: string): ObservedCluster {
  const cluster = clusters.find(({ ref }) => ref.endsWith(`/${name}`));
  if (!cluster) {
    throw new Error(`There is no cluster ${name}`);
  }
  return cluster;
}

afterAll(() => rmSync(folder, { recursive: true }));

describe('the demo fleet', () => {
  beforeAll(async () => {
    const file = join(__dirname, '../../../../examples/fleet.yaml');
    await start({ fleet: await loadFleet(file) });
  });
  afterAll(() => emulator.close());

  it('is read cluster by cluster, each as it is connected', async () => {
    for (const cluster of clusters) {
      const reading = await readCluster(cluster, { slowParts: true });
      const { state } = cluster.connection;
      if (state === 'connected') {
        expect(reading).toMatchObject({
          outcome: 'ok',
          packageSyncs: { outcome: 'ok' },
          namespaces: { outcome: 'ok', installed: true },
          policyConstraints: { outcome: 'ok' },
          meshRevisions: { outcome: 'ok' },
        });
      } else if (state !== 'direct') {
        expect(reading).toMatchObject({
          outcome: 'unreachable',
          refusedBy: 'agent',
          remedy: expect.stringContaining('gke-connect'),
        });
      }
    }
  });

  it('has syncs, objects, namespaces and constraints', async () => {
    const reading = await readCluster(find('europe-north1/atgcp1-dev'), {
      slowParts: true,
    });
    const syncs = reading.packageSyncs?.data ?? [];
    const root = syncs.find(({ kind }) => kind === 'RootSync');
    expect(root).toMatchObject({
      namespace: 'config-management-system',
      name: 'root-sync',
      state: 'error',
    });
    expect(root?.errors[0].code).toMatch(/^KNV\d{4}$/);
    expect(reading.inventories?.data?.size).toBeGreaterThan(0);
    expect(reading.policyConstraints?.data?.length).toBeGreaterThan(0);
    expect(reading.meshRevisions?.data?.length).toBeGreaterThan(0);
    expect(
      reading.namespaces?.data?.some(
        ({ meshInjection }) => meshInjection === 'enabled',
      ),
    ).toBe(true);
  });

  it('has a cluster without Config Sync, which is no failure', async () => {
    expect(
      await readCluster(find('europe-west4/azure-geodata-dev')),
    ).toMatchObject({
      outcome: 'ok',
      packageSyncs: { outcome: 'ok', installed: false },
    });
  });

  it('reads the objects of a sync that is well when somebody looks at it', async () => {
    const cluster = find('europe-north1/atkv3-prod');
    const key = 'RepoSync/terrain-main/repo-sync';
    const { inventories } = await readCluster(cluster, { inventories: [key] });
    const inventory = inventories?.data?.get(key);
    expect([...(inventories?.data?.keys() ?? [])]).toContain(key);
    expect(inventory?.counts.total).toBeGreaterThan(0);
  });

  it('is reached through the agent where there is one, and without it on GKE', async () => {
    emulator.requests.clear();
    await readCluster(find('europe-north1/atgcp1-prod'));
    await readCluster(find('europe-north1/atkv3-prod'));
    const paths = emulator.requests
      .list({ resource: 'rootsyncs.configsync.gke.io' })
      .map(({ path }) => path);
    expect(paths).toEqual([
      expect.stringContaining('/gkeMemberships/atgcp1-prod/apis/'),
      expect.stringContaining('/memberships/atkv3-prod/apis/'),
    ]);
  });

  it('finds a GKE cluster that the register does not call one', async () => {
    const cluster = { ...find('europe-north1/atgcp1-prod') };
    cluster.platform = 'unknown';
    expect((await readCluster(cluster)).outcome).toBe('ok');
  });

  it('says what is missing where the number of the project is not known', async () => {
    const cluster = find('europe-north1/atkv3-prod');
    expect(
      await readCluster({ ...cluster, projectNumber: undefined }),
    ).toMatchObject({
      outcome: 'invalid',
      message: expect.stringContaining('number of project acme-fleet'),
    });
  });

  it.each<[who: string, token: string, cluster: string, expected: object]>([
    [
      'nobody has bound',
      'visitor-token',
      'europe-north1/atkv3-prod',
      {
        outcome: 'forbidden',
        refusedBy: 'rbac',
        message: expect.stringContaining('rootsyncs.configsync.gke.io'),
        remedy: expect.stringContaining('"visitor@elsewhere.example"'),
      },
    ],
    [
      'nobody has bound, on GKE',
      'visitor-token',
      'europe-north1/atgcp1-prod',
      { outcome: 'forbidden', refusedBy: 'rbac' },
    ],
    [
      'the agent may not act for',
      'stranger-token',
      'europe-north1/atkv3-prod',
      {
        outcome: 'forbidden',
        refusedBy: 'impersonation',
        remedy: expect.stringContaining(
          'generate-gateway-rbac --membership=atkv3-prod --users=stranger@elsewhere.example',
        ),
      },
    ],
    [
      'Google does not know',
      'no-such-token',
      'europe-north1/atkv3-prod',
      { outcome: 'unauthenticated', refusedBy: 'gateway' },
    ],
  ])('refuses somebody whom %s', async (_, token, name, expected) => {
    expect(await readCluster(find(name), {}, { token })).toMatchObject(
      expected,
    );
  });
});

describe('faults', () => {
  beforeAll(() =>
    start({
      fleet: generateFleet({ clusters: 3, seed: 7 }),
      tokens: [
        DEFAULT_TOKEN,
        { token: 'without-gateway', denied: ['gkehub.gateway.*'] },
        {
          token: 'without-credentials',
          denied: ['gkehub.gateway.generateCredentials'],
        },
      ],
    }),
  );
  afterAll(() => emulator.close());
  afterEach(() => {
    emulator.faults.clear();
  });

  let cluster: ObservedCluster;
  let at: string;
  let outcomes: string[];

  const outcomesOf = (which: ObservedCluster[]) =>
    Promise.all(
      which.map(async one => {
        const { outcome, refusedBy } = await readCluster(one);
        return `${one.ref} ${outcome} ${refusedBy}`;
      }),
    );
  const others = () => clusters.filter(({ ref }) => ref !== cluster.ref);

  beforeAll(async () => {
    const all = await outcomesOf(clusters);
    const answers = clusters.find((_, index) => all[index].includes(' ok '));
    if (!answers) {
      throw new Error('No cluster answers');
    }
    cluster = answers;
    at = `${cluster.location}/${cluster.name}`;
    outcomes = await outcomesOf(others());
  });

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
      emulator.faults.set({ ...fault, cluster: at } as FaultInput);
      const failed = await readCluster(cluster, {}, patience);
      expect(failed).toMatchObject({ outcome, message: expect.any(String) });
      expect(failed.refusedBy).toBe(by);
      const probe = await readCluster(cluster, { probe: true }, patience);
      expect(probe).toMatchObject({ outcome, requests: 1 });
      expect(await outcomesOf(others())).toEqual(outcomes);

      emulator.faults.clear();
      expect(
        (await readCluster(cluster, { probe: true }, patience)).outcome,
      ).toBe('ok');
      expect((await readCluster(cluster)).outcome).toBe('ok');
    },
  );

  it('turns nothing green when every value is of a wrong type', async () => {
    emulator.faults.set({ kind: 'wrong-types', shape: 'leaves', cluster: at });
    const reading = await readCluster(cluster);
    const states = reading.packageSyncs?.data?.map(({ state }) => state) ?? [];
    expect(states).not.toContain('synced');
  });

  it('is told when to come back', async () => {
    emulator.faults.set({
      kind: 'status',
      status: 429,
      retryAfterSeconds: 7,
      cluster: at,
    });
    expect((await readCluster(cluster)).retryAfterMs).toBe(7_000);
  });

  it('of one kind leave the other parts of the cluster alone', async () => {
    emulator.faults.set({
      kind: 'status',
      status: 403,
      layer: 'rbac',
      resource: 'namespaces',
      cluster: at,
    });
    expect(await readCluster(cluster)).toMatchObject({
      outcome: 'ok',
      packageSyncs: { outcome: 'ok' },
      namespaces: { outcome: 'forbidden', refusedBy: 'rbac' },
    });
  });

  it('of the address do not keep a cluster from being read', async () => {
    expect(
      (await readCluster(cluster, {}, { token: 'without-credentials' }))
        .outcome,
    ).toBe('ok');
  });

  it('of rights name the role', async () => {
    expect(
      await readCluster(cluster, {}, { token: 'without-gateway' }),
    ).toMatchObject({
      outcome: 'forbidden',
      refusedBy: 'iam',
      message: expect.stringContaining('gkehub.gateway.get'),
      remedy: expect.stringContaining('roles/gkehub.gatewayReader'),
    });
  });
});
