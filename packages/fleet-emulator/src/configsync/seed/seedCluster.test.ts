import { ClusterObjects } from '../../cluster/ClusterObjects';
import type { Json, KubeObject } from '../../cluster/objects';
import {
  ClusterDefinition,
  clusterKey,
  ClusterInput,
} from '../../fleet/clusterSchema';
import { loadFleet, readFleet } from '../../fleet/loadFleet';
import { FleetEmulator, startFleetEmulator } from '../../startFleetEmulator';
import { DEMO_FLEET } from '../../__testUtils__/hub';

const SYNCS = ['rootsyncs.configsync.gke.io', 'reposyncs.configsync.gke.io'];

function syncsOf(cluster: ClusterObjects | undefined): readonly KubeObject[] {
  return SYNCS.flatMap(resource => cluster?.all(resource) ?? []);
}

/** The state of a sync as `nomos status` has it. */
function stateOf({ status }: KubeObject): string {
  const condition = (type: string): Json | undefined =>
    status?.conditions?.find((entry: Json) => entry.type === type);
  if (condition('Stalled')?.status === 'True') {
    return 'stalled';
  }
  if (condition('Reconciling')?.status === 'True') {
    return 'reconciling';
  }
  const syncing = condition('Syncing');
  if (syncing?.status !== 'False') {
    return 'pending';
  }
  return syncing.errorSummary?.totalCount ? 'error' : 'synced';
}

function worst(states: string[]): string | undefined {
  return ['stalled', 'error', 'reconciling', 'pending', 'synced'].find(state =>
    states.includes(state),
  );
}

function messagesOf(syncs: readonly KubeObject[]): string[] {
  return syncs
    .flatMap(({ status }) =>
      ['source', 'rendering', 'sync'].flatMap(
        stage => status?.[stage]?.errors ?? [],
      ),
    )
    .map(({ errorMessage }) => errorMessage)
    .sort();
}

/** What syncs look like from the cluster, for each status of the Hub. */
const STATE: Record<string, string | undefined> = {
  synced: 'synced',
  pending: 'pending',
  error: 'error',
  stopped: 'synced',
  unreachable: 'synced',
  'not-configured': undefined,
  'not-installed': undefined,
  installing: undefined,
  'install-failed': undefined,
  assigned: undefined,
};

describe('clusters of the demo', () => {
  let emulator: FleetEmulator;
  let clusters: ClusterDefinition[];

  beforeAll(async () => {
    emulator = await startFleetEmulator({ fleet: await loadFleet(DEMO_FLEET) });
    clusters = emulator.fleet.listClusters();
  });
  afterAll(() => emulator.close());

  const made = (name: string, location = 'europe-north1') =>
    emulator.clusters.get(`${location}/${name}`);

  it('tell what the Hub tells of them', () => {
    const described = clusters.filter(({ configSync }) =>
      Object.keys(STATE).includes(configSync?.status ?? ''),
    );
    expect(described.length).toBeGreaterThan(8);
    for (const definition of described) {
      const { status, packageSyncs, errors, commit } = definition.configSync!;
      const syncs = syncsOf(emulator.clusters.get(clusterKey(definition)));
      expect([definition.name, worst(syncs.map(stateOf))]).toEqual([
        definition.name,
        STATE[status],
      ]);
      expect(messagesOf(syncs)).toEqual(
        errors.map(({ message }) => message).sort(),
      );
      expect(syncs).toHaveLength(packageSyncs ?? 0);
      for (const sync of syncs) {
        const { namespace, name } = sync.metadata;
        expect(sync.status.lastSyncedCommit).toBe(commit);
        const group = emulator.clusters
          .get(clusterKey(definition))
          ?.get('resourcegroups.kpt.dev', name, namespace);
        expect(group?.status.observedGeneration).toBe(1);
      }
    }
  });

  it('tell it of a cluster that is live, too', () => {
    const live = clusters.flatMap(definition => {
      const ref = clusterKey(definition);
      const report = emulator.fleet.lastReport(ref);
      return report ? [{ ref, report }] : [];
    });
    expect(live).toHaveLength(5);
    for (const { ref, report } of live) {
      const syncs = syncsOf(emulator.clusters.get(ref));
      expect([ref, worst(syncs.map(stateOf))]).toEqual([ref, report.status]);
      expect(messagesOf(syncs)).toEqual(
        report.errors.map(({ message }) => message).sort(),
      );
      expect(syncs).toHaveLength(report.packageSyncs as number);
    }
  });

  it('are one when they are registered twice, and none when they are gone', () => {
    expect(made('atkv2-dev', 'global')).toBe(made('atkv3-dev'));
    expect(made('azure-archive', 'europe-west4')).toBeUndefined();
    expect(made('atgcp2-sandbox', 'europe-west1')).toBeUndefined();
    expect(made('no-such-cluster')).toBeUndefined();
  });

  it('have the mesh that the Hub tells of', () => {
    const revision = made('atgcp1-prod')?.get(
      'controlplanerevisions.mesh.cloud.google.com',
      'asm-managed',
      'istio-system',
    );
    expect(revision).toMatchObject({
      spec: { type: 'managed_service', channel: 'regular' },
      status: {
        conditions: [
          { type: 'Reconciled', status: 'True' },
          { type: 'Stalled', status: 'False' },
          { type: 'ProvisioningFinished', status: 'True' },
        ],
      },
    });
    expect(
      made('atkv3-prod')?.all('controlplanerevisions.mesh.cloud.google.com'),
    ).toEqual([]);
    expect(
      made('atkv3-prod')?.find('deployments.apps', 'istiod', 'istio-system'),
    ).toBeDefined();
    expect(
      made('atkv3-dev')?.kinds.find('virtualservices.networking.istio.io'),
    ).toBeUndefined();
    expect(
      made('atkv3-dev')?.kinds.find('destinationrules.networking.istio.io'),
    ).toBeDefined();
  });

  it('have constraints, with more violations than they list', () => {
    const cluster = made('atkv3-dev');
    const constraint = cluster?.get(
      'k8spspallowedusers.constraints.gatekeeper.sh',
      'pss-restricted-v2022-psp-pods-allowed-user-ranges',
    );
    expect(constraint).toMatchObject({
      spec: { enforcementAction: 'deny' },
      status: { totalViolations: 27 },
    });
    expect(constraint?.status.violations).toHaveLength(20);
    expect(
      cluster?.all('constrainttemplates.templates.gatekeeper.sh').length,
    ).toBeGreaterThan(3);
    expect(
      made('atgcp1-sandbox')?.kinds.find(
        'constrainttemplates.templates.gatekeeper.sh',
      ),
    ).toBeUndefined();
  });

  it('have namespaces that say whose they are, and quotas', () => {
    const cluster = made('atgcp1-prod');
    expect(cluster?.get('namespaces', 'cadastre-main').metadata.labels).toEqual(
      expect.objectContaining({
        team: 'property',
        owner: 'team-property',
        'istio-injection': 'enabled',
      }),
    );
    expect(
      cluster?.get('resourcequotas', 'objects', 'cadastre-main').status.used,
    ).toMatchObject({ 'count/deployments.apps': '1' });
  });
});

describe('a cluster that the fleet describes', () => {
  async function make(cluster: Partial<ClusterInput>) {
    const emulator = await startFleetEmulator({
      fleet: readFleet({
        project: { id: 'acme-fleet', number: 1 },
        features: { configSync: {}, mesh: {}, policyController: {} },
        scopes: [
          {
            name: 'property',
            namespaceLabels: { team: 'property' },
            namespaces: [{ name: 'deeds-main', labels: { env: 'prod' } }],
            clusters: ['global/one'],
          },
        ],
        clusters: [
          { name: 'one', location: 'global', platform: 'gke', ...cluster },
        ],
      }),
    });
    const objects = emulator.clusters.get('global/one') as ClusterObjects;
    return { objects, close: () => emulator.close() };
  }

  it('has the states of its syncs, and errors where they belong', async () => {
    const error = (code: string, message: string, namespace?: string) => ({
      code,
      message,
      resources: namespace
        ? [
            {
              name: 'api',
              namespace,
              kind: 'apps/v1/Deployment',
              path: 'a.yaml',
            },
          ]
        : [],
    });
    const { objects, close } = await make({
      configSync: {
        status: 'error',
        packageSyncs: 9,
        commit: 'a'.repeat(40),
        sourceCommit: 'b'.repeat(40),
        errors: [
          error('KNV2009', 'refused', 'deeds-main'),
          error('1060', 'two managers', 'deeds-main'),
        ],
        syncs: [
          { namespace: 'maps', state: 'stalled', message: 'no Secret' },
          { namespace: 'tides', state: 'reconciling' },
          { namespace: 'roads', state: 'pending' },
          {
            namespace: 'soil',
            errors: [error('1068', 'no kustomization'), error('1068', 'none')],
          },
        ],
      },
    });
    try {
      const states = Object.fromEntries(
        syncsOf(objects).map(sync => [
          sync.metadata.namespace,
          [stateOf(sync), messagesOf([sync])],
        ]),
      );
      expect(Object.keys(states)).toHaveLength(9);
      expect(states).toMatchObject({
        'config-management-system': ['error', ['two managers']],
        'deeds-main': ['error', ['refused']],
        maps: ['stalled', []],
        tides: ['reconciling', []],
        roads: ['pending', []],
        soil: ['error', ['no kustomization', 'none']],
      });
      expect(
        objects.get('resourcegroups.kpt.dev', 'repo-sync', 'deeds-main').status
          .resourceStatuses,
      ).toContainEqual(
        expect.objectContaining({
          name: 'api',
          status: 'NotFound',
          actuation: 'Failed',
        }),
      );
    } finally {
      await close();
    }
  });

  it('has its own namespaces and those of its scopes', async () => {
    const { objects, close } = await make({
      namespaces: [
        { name: 'maps', labels: { team: 'maps' }, quota: { pods: '2' } },
      ],
    });
    try {
      expect(objects.get('namespaces', 'maps').metadata.labels).toMatchObject({
        team: 'maps',
      });
      expect(objects.get('resourcequotas', 'quota', 'maps').spec.hard).toEqual({
        pods: '2',
      });
      expect(
        objects.get('namespaces', 'deeds-main').metadata.labels,
      ).toMatchObject({ team: 'property', env: 'prod' });
    } finally {
      await close();
    }
  });

  async function withPrivilegedPod(action: 'deny' | 'dryrun') {
    const { objects, close } = await make({
      namespaces: [{ name: 'maps' }],
      policyController: {
        status: 'active',
        bundles: ['policy-essentials-v2022'],
        constraints: [
          { name: 'policy-essentials-v2022-psp-privileged-container', action },
        ],
      },
    });
    try {
      return objects.create({
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name: 'root', namespace: 'maps' },
        spec: {
          containers: [
            { name: 'app', image: 'x', securityContext: { privileged: true } },
          ],
        },
      });
    } finally {
      await close();
    }
  }

  it('refuses what a constraint denies, and only that', async () => {
    await expect(withPrivilegedPod('deny')).rejects.toThrow(
      'admission webhook "validation.gatekeeper.sh" denied the request: [policy-essentials-v2022-psp-privileged-container] Privileged container is not allowed: app',
    );
    expect((await withPrivilegedPod('dryrun')).metadata.name).toBe('root');
  });
});
