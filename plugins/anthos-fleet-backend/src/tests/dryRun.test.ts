import {
  PROVISIONING_TOKEN,
  startFleetEmulator,
  type FaultInput,
  type FleetEmulator,
} from 'fleet-emulator';
import type { Knex } from 'knex';
import type {
  DryRunReport,
  Outcome,
  RefusedBy,
} from 'backstage-plugin-anthos-fleet-common';
import {
  startFleetBackend,
  type TestFleetBackend,
} from '../__testUtils__/backend';
import { createTestDatabases } from '../__testUtils__/databases';
import { FLEET } from '../__testUtils__/readings';

jest.setTimeout(120_000);

const CONSTRAINT = 'pss-restricted-v2022-psp-pods-allowed-user-ranges';
const PATH = `/clusters/${FLEET}/europe-north1/hall/dry-run`;

const namespace = (name: string, labels = {}) => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name, labels },
});

const configMap = (values: object = {}, metadata: object = {}) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'settings', namespace: 'default', ...metadata },
  ...values,
});

const deployment = (namespaced: string, runAsNonRoot?: boolean) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'api', namespace: namespaced },
  spec: {
    selector: { matchLabels: { app: 'api' } },
    template: {
      metadata: { labels: { app: 'api' } },
      spec: {
        ...(runAsNonRoot && { securityContext: { runAsNonRoot } }),
        containers: [{ name: 'api', image: 'example.com/api:1' }],
      },
    },
  },
});

describe('a dry run through the emulated gateway', () => {
  const databases = createTestDatabases();
  let emulator: FleetEmulator;
  let backend: TestFleetBackend;
  let knex: Knex;

  beforeAll(async () => {
    knex = await databases.init('SQLITE_3');
    emulator = await startFleetEmulator({
      fleet: {
        project: { id: FLEET, number: '123456789012' },
        features: {
          configSync: {
            default: { source: { repo: 'https://github.com/acme/config' } },
          },
          policyController: { default: { bundles: ['pss-restricted-v2022'] } },
        },
        clusters: [
          {
            name: 'hall',
            location: 'europe-north1',
            platform: 'vmware',
            lastSeen: '1 minute ago',
            kubernetes: { version: 'v1.32.9-gke.300' },
            configSync: { status: 'synced', commit: 'a'.repeat(40) },
            policyController: {
              status: 'active',
              constraints: [{ name: CONSTRAINT, action: 'deny' }],
            },
          },
        ],
      },
      gatewayRequestsPerMinute: 1_000_000,
    });
    backend = await startFleetBackend({
      hubUrl: emulator.url,
      gateway: emulator.gateway,
      knex,
      callDeadlineMs: 2_000,
      clusterDeadlineMs: 4_000,
      sweep: { requestsPerMinute: 1_000_000 },
      provisioning: {
        enabled: true,
        auth: { accessToken: PROVISIONING_TOKEN },
      },
    });
    await backend.sweep();
    // The emulator makes a cluster when it is first asked, which takes longer than a deadline.
    await backend.sweep();
  });

  afterAll(async () => {
    await backend.stop();
    await emulator.close();
    await knex.destroy();
  });

  // The limit of requests would be met by the number of tests alone.
  let clock: number;
  beforeEach(() => {
    emulator.faults.clear();
    emulator.requests.clear();
    clock = (clock ?? 0) + 61_000;
    const real = performance.now.bind(performance);
    jest.spyOn(performance, 'now').mockImplementation(() => real() + clock);
  });
  afterEach(() => jest.restoreAllMocks());

  async function dryRun(...manifests: object[]): Promise<DryRunReport> {
    const { status, body } = await backend.post(PATH, { manifests });
    expect({ status, body }).toMatchObject({ status: 200 });
    return body;
  }

  it('takes what the cluster would take, and changes nothing', async () => {
    const report = await dryRun(configMap({ data: { a: '1' } }));
    expect(report).toMatchObject({
      ref: `${FLEET}/europe-north1/hall`,
      outcome: 'ok',
      results: [{ index: 0, verdict: 'accepted' }],
    });
    expect(report.constraintsMessage).toBeUndefined();
    const hall = emulator.clusters.get('europe-north1/hall');
    expect(hall?.find('configmaps', 'settings', 'default')).toBeUndefined();
    expect(
      emulator.requests
        .list()
        .filter(({ method }) => /patch/i.test(String(method))),
    ).toHaveLength(1);
  });

  it('says which constraint refuses an object, and which select it', async () => {
    const report = await dryRun(
      deployment('default'),
      deployment('default', true),
      configMap(),
    );
    expect(report.results).toMatchObject([
      {
        index: 0,
        verdict: 'refused',
        webhook: 'validation.gatekeeper.sh',
        constraint: CONSTRAINT,
        message: expect.stringContaining('runAsNonRoot'),
        remedy: expect.stringContaining(CONSTRAINT),
      },
      { index: 1, verdict: 'accepted' },
      { index: 2, verdict: 'accepted' },
    ]);
    expect(report.enforcedConstraints).toEqual([
      {
        kind: 'K8sPSPAllowedUsers',
        name: CONSTRAINT,
        bundle: 'pss-restricted-v2022',
        indices: [0, 1],
      },
    ]);
  });

  it('does not refuse what is in a namespace of the same request', async () => {
    const report = await dryRun(
      namespace('maps'),
      configMap({}, { namespace: 'maps' }),
      configMap({}, { namespace: 'elsewhere' }),
    );
    expect(report.results).toMatchObject([
      { verdict: 'accepted' },
      {
        verdict: 'unknown',
        message: expect.stringContaining('the namespace maps'),
      },
      {
        verdict: 'refused',
        message: expect.stringContaining('elsewhere'),
        remedy: expect.stringContaining('Create the namespace elsewhere'),
      },
    ]);
  });

  it('tells a wrong value, an unknown kind and a missing namespace', async () => {
    const report = await dryRun(
      {
        ...deployment('default', true),
        spec: {
          ...deployment('default', true).spec,
          selector: { matchLabels: { app: 'another' } },
        },
      },
      {
        apiVersion: 'example.com/v1',
        kind: 'Widget',
        metadata: { name: 'a', namespace: 'default' },
      },
      { ...configMap(), metadata: { name: 'no-namespace' } },
    );
    expect(report.results).toMatchObject([
      {
        verdict: 'refused',
        reason: 'Invalid',
        refusedBy: 'api-server',
        message: expect.stringContaining('selector'),
      },
      {
        verdict: 'refused',
        message: expect.stringContaining('the kind Widget of example.com/v1'),
      },
      { verdict: 'unknown', remedy: expect.stringContaining('namespace') },
    ]);
  });

  it('never sends a secret, nor what the cluster writes itself', async () => {
    const report = await dryRun(
      {
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: { name: 's', namespace: 'default' },
        stringData: { password: 'hunter2' },
      },
      configMap({}, { uid: '1' }),
    );
    expect(report.results).toMatchObject([
      { verdict: 'unknown', message: expect.stringContaining('not sent') },
      { verdict: 'refused', message: expect.stringContaining('metadata.uid') },
    ]);
    expect(JSON.stringify(report)).not.toContain('hunter2');
    expect(
      emulator.requests
        .list()
        .filter(({ method }) => /patch/i.test(String(method))),
    ).toEqual([]);
  });

  it('does not blame the object for rights that the account lacks', async () => {
    const rule = {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'RoleBinding',
      metadata: { name: 'team', namespace: 'default' },
      roleRef: {
        apiGroup: 'rbac.authorization.k8s.io',
        kind: 'ClusterRole',
        name: 'cluster-admin',
      },
      subjects: [
        {
          apiGroup: 'rbac.authorization.k8s.io',
          kind: 'Group',
          name: 'maps@example.com',
        },
      ],
    };
    const report = await dryRun(
      rule,
      { ...rule, roleRef: { ...rule.roleRef, name: 'edit' } },
      {
        apiVersion: 'apiextensions.k8s.io/v1',
        kind: 'CustomResourceDefinition',
        metadata: { name: 'widgets.example.com' },
        spec: {},
      },
    );
    expect(report.results).toMatchObject([
      {
        verdict: 'unknown',
        refusedBy: 'rbac',
        remedy: expect.stringContaining('bind'),
      },
      { verdict: 'accepted' },
      {
        verdict: 'unknown',
        refusedBy: 'rbac',
        remedy: expect.stringMatching(
          /backstage-anthos-fleet-provisioner[^]*"create","patch"/,
        ),
      },
    ]);
  });

  it('takes two MiB of manifests and no more', async () => {
    const big = (bytes: number) =>
      configMap({ data: { big: 'x'.repeat(bytes) } });
    const kib = 1024;
    const { status } = await backend.post(PATH, {
      manifests: [big(900 * kib), big(900 * kib)],
    });
    expect(status).toBe(200);
    const tooLarge = await backend.post(PATH, {
      manifests: [big(2_100 * kib)],
    });
    expect(tooLarge.status).toBe(413);
    expect(tooLarge.body.error.message).toContain('larger than 2 MiB');
    const elsewhere = await backend.post(
      `/clusters/${FLEET}/europe-north1/hall/refresh`,
      { big: 'x'.repeat(200 * kib) },
    );
    expect(elsewhere.status).toBe(413);
  });

  it.each<[what: string, manifest: unknown, text: string]>([
    ['nothing of an object', {}, 'manifests[0].apiVersion is missing'],
    [
      'a path in its name',
      configMap({}, { name: '../../secrets' }),
      'manifests[0].metadata.name',
    ],
    [
      'a path as its namespace',
      configMap({}, { namespace: '..' }),
      'manifests[0].metadata.namespace',
    ],
    [
      'a look-alike name',
      configMap({}, { name: 'sеttings' }),
      'manifests[0].metadata.name',
    ],
    [
      'a list',
      { apiVersion: 'v1', kind: 'List', items: [] },
      'manifests[0].metadata.name is missing',
    ],
    [
      'an address as its group',
      { ...configMap(), apiVersion: 'evil.example/../v1' },
      'manifests[0].apiVersion',
    ],
  ])('refuses %s', async (_, manifest, text) => {
    const { status, body } = await backend.post(PATH, {
      manifests: [manifest],
    });
    expect(status).toBe(400);
    expect(body.error.message).toContain(text);
    expect(emulator.requests.list()).toEqual([]);
  });

  it('refuses more than 200 objects, and none', async () => {
    const many = await backend.post(PATH, {
      manifests: Array.from({ length: 201 }, () => configMap()),
    });
    expect(many.status).toBe(400);
    expect((await backend.post(PATH, { manifests: [] })).status).toBe(400);
  });

  it('does not know a cluster that is not there', async () => {
    const { status } = await backend.post(
      `/clusters/${FLEET}/europe-north1/nowhere/dry-run`,
      { manifests: [configMap()] },
    );
    expect(status).toBe(404);
  });

  it('limits how often somebody asks a cluster', async () => {
    const ask = () => backend.post(PATH, { manifests: [configMap()] });
    const answers = [];
    for (let asked = 0; asked < 21; asked++) {
      answers.push((await ask()).status);
    }
    expect(answers.filter(status => status === 200)).toHaveLength(20);
    expect(answers.at(-1)).toBe(429);
  });

  describe('when the cluster cannot be asked', () => {
    const gateway = (fault: FaultInput): FaultInput => ({
      method: 'gateway.*',
      cluster: 'europe-north1/hall',
      ...fault,
    });

    it.each<[what: string, FaultInput, Outcome, RefusedBy | undefined]>([
      ['hangs', { kind: 'hang' }, 'timeout', undefined],
      [
        'is refused the token',
        { kind: 'status', status: 401 },
        'unauthenticated',
        'gateway',
      ],
      [
        'is refused by IAM',
        { kind: 'status', status: 403, layer: 'iam' },
        'forbidden',
        'iam',
      ],
      [
        'is refused by the agent',
        { kind: 'status', status: 403, layer: 'impersonation' },
        'forbidden',
        'impersonation',
      ],
      ['is not known', { kind: 'status', status: 404 }, 'not-found', 'gateway'],
      [
        'is out of quota',
        { kind: 'status', status: 429 },
        'rate-limited',
        'gateway',
      ],
      ['has no agent', { kind: 'status', status: 503 }, 'unreachable', 'agent'],
      ['breaks off', { kind: 'reset' }, 'unreachable', 'gateway'],
      ['is a page of a proxy', { kind: 'page' }, 'invalid', 'gateway'],
    ])('because it %s, it says so', async (_, fault, outcome, refusedBy) => {
      emulator.faults.set(gateway(fault));
      const report = await dryRun(configMap(), deployment('default'));
      expect(report).toMatchObject({
        outcome,
        message: expect.any(String),
        results: [],
      });
      const remedies: Partial<Record<string, string>> = {
        iam: 'roles/gkehub.gatewayEditor',
        impersonation: 'backstage-anthos-fleet-provisioner',
      };
      expect(report.remedy).toContain(remedies[String(refusedBy)] ?? '');
    });

    it('keeps what was said before the cluster fell silent', async () => {
      emulator.faults.set(
        gateway({ kind: 'hang', resource: 'deployments.apps' }),
      );
      const report = await dryRun(configMap(), deployment('default'));
      expect(report).toMatchObject({
        outcome: 'timeout',
        results: [
          { verdict: 'accepted' },
          { verdict: 'unknown', message: expect.stringContaining('answer') },
        ],
      });
    });

    it('says so when only the constraints are not known', async () => {
      emulator.faults.set(
        gateway({
          kind: 'status',
          status: 403,
          layer: 'rbac',
          path: '/apis/constraints.gatekeeper.sh',
        }),
      );
      jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 600_000);
      const report = await dryRun(configMap());
      expect(report.results).toMatchObject([{ verdict: 'accepted' }]);
    });
  });
});

describe('a fleet that templates may not ask', () => {
  const databases = createTestDatabases();

  it('says which setting allows it, and asks nobody', async () => {
    const knex = await databases.init('SQLITE_3');
    const emulator = await startFleetEmulator({
      fleet: {
        project: { id: FLEET, number: '123456789012' },
        clusters: [
          { name: 'hall', location: 'europe-north1', platform: 'gke' },
        ],
      },
    });
    const backend = await startFleetBackend({
      hubUrl: emulator.url,
      gateway: emulator.gateway,
      knex,
    });
    await backend.sweep();
    emulator.requests.clear();
    const { body } = await backend.post(PATH, { manifests: [configMap()] });
    expect(body).toMatchObject({
      outcome: 'forbidden',
      remedy: expect.stringContaining('provisioning.enabled'),
      results: [],
    });
    const put = await backend.put(`/fleet-namespaces/${FLEET}/maps/maps-main`, {
      clusters: [`${FLEET}/europe-north1/hall`],
    });
    expect(put.status).toBe(403);
    expect(put.body.error.message).toContain('provisioning.enabled');
    expect(emulator.requests.list()).toEqual([]);
    await backend.stop();
    await emulator.close();
    await knex.destroy();
  });
});
