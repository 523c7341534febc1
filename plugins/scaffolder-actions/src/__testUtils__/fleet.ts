import { NotFoundError } from '@backstage/errors';
import type { Entity } from '@backstage/catalog-model';
import {
  stringifyClusterRef,
  type Cluster,
  type ClusterDetails,
  type ClusterRef,
  type NamespaceStatus,
} from 'backstage-plugin-anthos-fleet-common';

/** On-premise, with a control plane in the cluster that only its namespaces tell of. */
export const HALL = 'acme-fleet/europe-north1/atkv3-prod';
/** In the cloud, with a mesh that Google runs. */
export const CLOUD = 'acme-fleet/europe-north1/atgcp1-prod';
/** Without any mesh. */
export const BARE = 'acme-fleet/europe-north1/atbm9-prod';
/** Another cluster of the same name as {@link CLOUD}. */
export const NAMESAKE = 'acme-fleet/europe-west4/atgcp1-prod';

const AT = '2026-11-26T08:00:00.000Z';

/** A cluster with all that is known of it. */
export function makeDetails(
  ref: string,
  more: Partial<Cluster> = {},
  details: Partial<ClusterDetails> = {},
): ClusterDetails {
  const [fleet, location, name] = ref.split('/');
  return {
    cluster: {
      ref,
      fleet,
      location,
      name,
      hosting: 'on-prem',
      platform: 'gdc-vmware',
      place: {},
      lifecycle: 'ready',
      labels: {},
      orphaned: false,
      connection: { state: 'connected' },
      configSync: { state: 'synced', errorCount: 0 },
      freshness: { hub: { outcome: 'ok', age: 'fresh', attemptedAt: AT } },
      ...more,
    },
    alsoRegisteredAs: [],
    syncErrors: [],
    meshConditions: [],
    policyComponents: [],
    policyBundles: [],
    packageSyncs: [],
    totalPackageSyncs: 0,
    policyConstraints: [],
    meshRevisions: [],
    ...details,
  };
}

const gcp = {
  hosting: 'gcp',
  platform: 'gke',
  mesh: {
    state: 'active',
    managed: true,
    implementation: 'TRAFFIC_DIRECTOR',
    errorCount: 0,
    warningCount: 0,
  },
} as const;

const CLUSTERS = [
  makeDetails(
    HALL,
    { mesh: { state: 'not-managed', errorCount: 0, warningCount: 0 } },
    {
      injectionLabels: [
        { key: 'istio.io/rev', value: 'asm-1313-9', namespaces: 7 },
      ],
    },
  ),
  makeDetails(CLOUD, gcp),
  makeDetails(NAMESAKE, gcp),
  makeDetails(BARE, { platform: 'gdc-bare-metal' }),
];

/** The fleet as the actions ask for it; remembers whose rights were used. */
export class FakeFleet {
  readonly namespaces = new Map<string, Partial<NamespaceStatus>>();
  readonly asked: unknown[] = [];

  constructor(private readonly clusters: ClusterDetails[] = CLUSTERS) {}

  async getCluster(
    ref: ClusterRef,
    { credentials }: { credentials: unknown },
  ): Promise<ClusterDetails> {
    this.asked.push(credentials);
    const text = stringifyClusterRef(ref);
    const found = this.clusters.find(({ cluster }) => cluster.ref === text);
    if (!found) {
      throw new NotFoundError(`No cluster ${text}`);
    }
    return found;
  }

  async getNamespace(
    name: string,
    { credentials }: { credentials: unknown },
  ): Promise<NamespaceStatus> {
    this.asked.push(credentials);
    return {
      name,
      clusters: [],
      owners: [],
      unknownOn: [],
      totalUnknown: 0,
      ...this.namespaces.get(name),
    };
  }
}

/** A namespace of a cluster, as the fleet tells of it. */
export function onCluster(cluster: string, name: string, owner?: string) {
  return {
    cluster,
    name,
    state: 'synced' as const,
    meshInjection: 'enabled' as const,
    ...(owner && { owner }),
  };
}

function component(name: string, annotations: Record<string, string>): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name, annotations },
    spec: { type: 'service', owner: 'team-property', lifecycle: 'production' },
  };
}

/** The catalog of the tests. */
export const ENTITIES: Entity[] = [
  {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: { name: 'team-property' },
    spec: {
      type: 'team',
      children: [],
      profile: { email: 'property@kartnord.example' },
    },
  },
  {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: { name: 'team-silent' },
    spec: { type: 'team', children: [] },
  },
  {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'System',
    metadata: { name: 'land-register' },
    spec: { owner: 'team-property' },
  },
  component('cadastre-api', {
    'anthos-fleet/namespace': 'cadastre-main, cadastre-preview',
    'anthos-fleet/service-account': 'cadastre-api',
  }),
  component('address-api', {
    'backstage.io/kubernetes-namespace': 'address-main',
    'anthos-fleet/service-account': 'address',
  }),
  component('shared', {
    'anthos-fleet/namespace': 'shared',
    'anthos-fleet/service-account': 'default',
  }),
  component('nameless', { 'anthos-fleet/namespace': 'nameless' }),
  component('nowhere', { 'anthos-fleet/service-account': 'nowhere' }),
  component('hostile', {
    'anthos-fleet/namespace': 'x"]}\nspec: {}',
    'anthos-fleet/service-account': 'x',
  }),
];
