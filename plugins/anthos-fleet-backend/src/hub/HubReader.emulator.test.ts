import { join } from 'node:path';
import {
  generateFleet,
  loadFleet,
  startFleetEmulator,
  type FaultInput,
  type FleetEmulator,
} from 'fleet-emulator';
import { expectContract } from './__testUtils__/contract';
import { emulatedReader } from './__testUtils__/emulated';

const DEMO_FLEET = join(__dirname, '../../../../examples/fleet.yaml');
describe('the demo fleet', () => {
  let emulator: FleetEmulator;

  beforeAll(async () => {
    emulator = await startFleetEmulator({ fleet: await loadFleet(DEMO_FLEET) });
  });
  afterAll(() => emulator.close());
  afterEach(() => {
    emulator.faults.clear();
  });

  it('is read as it is written', async () => {
    const reading = await emulatedReader(emulator).readFleet();
    expectContract(reading);
    const { clusters, configSync, mesh, policyController } = reading;
    for (const source of [clusters, configSync, mesh, policyController]) {
      expect(source).toMatchObject({ outcome: 'ok', enabled: true });
      expect(source).not.toHaveProperty('message');
    }
    const places = Object.fromEntries(
      clusters.data?.map(({ location, name, hosting, platform, place }) => [
        `${location}/${name}`,
        [hosting, platform, ...Object.values(place)].join(' '),
      ]) ?? [],
    );
    expect(places).toMatchObject({
      'europe-north1/atkv3-prod': 'on-prem gdc-vmware Oslo DC1',
      'europe-north1/atkv3-admin': 'on-prem gdc-vmware',
      'europe-north1/atbm1-prod': expect.stringMatching(
        /^on-prem gdc-bare-metal /,
      ),
      'europe-north1/atgcp1-prod': 'gcp gke europe-north1',
      'europe-north1/atgcp1-sandbox': 'gcp gke europe-north1 europe-north1-a',
      'europe-west4/aws-satellite-prod':
        expect.stringMatching(/^aws gke-on-aws eu-/),
      'europe-west4/azure-geodata-dev': 'azure gke-on-azure',
      'europe-west1/eks-cadastre-legacy':
        expect.stringMatching(/^aws attached eu-/),
      'europe-west1/edge-tromso': expect.stringMatching(/^edge gdc-edge/),
      'global/appliance-svalbard': expect.stringMatching(/^edge gdc-appliance/),
      'global/lab-k3s': expect.stringMatching(/^unknown unknown/),
    });
    expect(
      clusters.data?.filter(({ orphaned }) => orphaned).map(({ name }) => name),
    ).toEqual(['azure-archive']);
    expect(clusters.data?.some(({ connection }) => connection.lastSeenAt)).toBe(
      true,
    );
    expect(
      clusters.data?.filter(({ name }) => name === 'tiles-prod'),
    ).toHaveLength(2);
  });

  it('is byte for byte the same when it has not changed', async () => {
    const bytes = async () => {
      const reading = await emulatedReader(emulator).readFleet();
      return JSON.stringify([
        reading.clusters.data,
        ...[reading.configSync, reading.mesh, reading.policyController].map(
          ({ data }) => [...(data ?? [])],
        ),
      ]);
    };
    expect(await bytes()).toBe(await bytes());
  });

  it.each<[name: string, fault: FaultInput, outcome: string]>([
    ['hang', { kind: 'hang' }, 'timeout'],
    ['reset', { kind: 'reset' }, 'unreachable'],
    ['400', { kind: 'status', status: 400 }, 'invalid'],
    ['401', { kind: 'status', status: 401 }, 'unauthenticated'],
    ['403', { kind: 'status', status: 403 }, 'forbidden'],
    [
      '403, API disabled',
      { kind: 'status', status: 403, reason: 'SERVICE_DISABLED' },
      'forbidden',
    ],
    ['404', { kind: 'status', status: 404 }, 'not-found'],
    ['429', { kind: 'status', status: 429 }, 'rate-limited'],
    ['500', { kind: 'status', status: 500 }, 'unreachable'],
    ['503', { kind: 'status', status: 503 }, 'unreachable'],
    ['504', { kind: 'status', status: 504 }, 'unreachable'],
    ['cut', { kind: 'cut' }, 'invalid'],
    ['truncated', { kind: 'truncated' }, 'invalid'],
    ['huge', { kind: 'huge', megabytes: 50 }, 'invalid'],
    ['wrong types', { kind: 'wrong-types' }, 'invalid'],
    ['a list', { kind: 'wrong-types', shape: 'array' }, 'invalid'],
    ['null', { kind: 'wrong-types', shape: 'null' }, 'invalid'],
    ['a text', { kind: 'wrong-types', shape: 'text' }, 'invalid'],
    ['a number', { kind: 'wrong-types', shape: 'number' }, 'invalid'],
    ['redirect', { kind: 'redirect', to: 'http://127.0.0.1:9/' }, 'invalid'],
  ])('%s of every call', async (_, fault, outcome) => {
    emulator.faults.set(fault);
    const reading = await emulatedReader(emulator, {
      callDeadlineMs: fault.kind === 'hang' ? 500 : 60_000,
      retryDelayMs: 5,
      maxResponseBytes: 1024 * 1024,
    }).readFleet();
    const { clusters, configSync, mesh, policyController } = reading;
    for (const source of [clusters, configSync, mesh, policyController]) {
      expect(source.outcome).toBe(outcome);
      expect(source.message).toMatch(/\w/);
      expect(source).not.toHaveProperty('data');
    }
  });

  it('turns nothing green when every value is of a wrong type', async () => {
    emulator.faults.set({ kind: 'wrong-types', shape: 'leaves' });
    const reading = await emulatedReader(emulator).readFleet();
    expectContract(reading);
    for (const { summary } of reading.configSync.data?.values() ?? []) {
      expect(summary.state).not.toBe('synced');
    }
  });

  it('names the permission and the role that are missing', async () => {
    emulator.faults.set({ kind: 'status', status: 403 });
    const { clusters, mesh } = await emulatedReader(emulator).readFleet();
    expect(clusters).toMatchObject({
      message: expect.stringContaining('gkehub.memberships.list'),
      remedy: expect.stringContaining('roles/gkehub.viewer'),
    });
    expect(mesh).toMatchObject({
      message: expect.stringContaining('gkehub.features.get'),
      remedy: expect.stringContaining('roles/gkehub.viewer'),
    });
  });

  it('keeps a partial answer as partial', async () => {
    emulator.faults.set({ kind: 'unreachable', location: 'europe-west4' });
    const { clusters, configSync } = await emulatedReader(emulator).readFleet();
    expect(clusters).toMatchObject({
      outcome: 'ok',
      unansweredLocations: ['europe-west4'],
    });
    expect(clusters.data?.map(({ location }) => location)).not.toContain(
      'europe-west4',
    );
    expect(configSync).toMatchObject({
      outcome: 'ok',
      unansweredLocations: ['europe-west4'],
    });
  });
});

it('reads 5,000 clusters', async () => {
  const emulator = await startFleetEmulator({
    fleet: generateFleet({ clusters: 5_000, seed: 1 }),
  });
  try {
    const reading = await emulatedReader(emulator).readFleet();
    expect(reading.clusters.outcome).toBe('ok');
    expect(reading.clusters.data).toHaveLength(5_000);
  } finally {
    await emulator.close();
  }
}, 60_000);
