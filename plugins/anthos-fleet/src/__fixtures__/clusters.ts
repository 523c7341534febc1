import type { Cluster, Freshness } from 'backstage-plugin-anthos-fleet-common';

const LIVE = '0a1b2c3d4e5f60718293a4b5c6d7e8f901234567';
const OLD = '9f8e7d6c5b4a39281706f5e4d3c2b1a098765432';
const REPOSITORY = 'https://github.com/kartnord/fleet-config';

// The clock of a page ticks every five seconds; a label must be the same whenever a test looks.
const CLOCK_BEHIND_MS = 5_000;

/** A time that is so many seconds ago, so that fixtures never grow old. */
export function ago(seconds: number): string {
  return new Date(Date.now() - CLOCK_BEHIND_MS - seconds * 1000).toISOString();
}

export function fresh(seconds = 40): Freshness {
  return {
    outcome: 'ok',
    age: 'fresh',
    observedAt: ago(seconds),
    attemptedAt: ago(seconds),
  };
}

export function stale(seconds = 12 * 60): Freshness {
  return {
    outcome: 'timeout',
    age: 'stale',
    observedAt: ago(seconds),
    attemptedAt: ago(30),
    message: 'The GKE Hub API did not answer within 20 s.',
    remedy: 'See whether the back end can reach gkehub.googleapis.com.',
  };
}

/** A healthy on-prem cluster, changed as a test needs it. */
export function cluster(changes: Partial<Cluster> = {}): Cluster {
  const fleet = changes.fleet ?? 'kartnord-fleet';
  const location = changes.location ?? 'europe-north1';
  const name = changes.name ?? 'onprem-prod';
  return {
    ref: `${fleet}/${location}/${name}`,
    fleet,
    location,
    name,
    hosting: 'on-prem',
    platform: 'gdc-vmware',
    place: { site: 'Oslo DC1' },
    lifecycle: 'ready',
    kubernetesVersion: 'v1.33.5-gke.700',
    nodeCount: 12,
    labels: { env: 'prod', site: 'osl1' },
    orphaned: false,
    connection: { state: 'connected' },
    consoleUrl: `https://console.cloud.google.com/kubernetes/clusters/details/${location}/${name}?project=${fleet}`,
    configSync: {
      state: 'synced',
      reported: 'SYNCED',
      commit: LIVE,
      sourceCommit: LIVE,
      lastSyncedAt: ago(180),
      errorCount: 0,
      repository: REPOSITORY,
      revision: 'main',
      directory: 'clusters/prod',
      version: '1.22.0',
      automaticUpgrades: false,
      origin: 'fleet-default',
    },
    freshness: { hub: fresh(), configSync: fresh() },
    ...changes,
  };
}

const errors = {
  ...cluster().configSync,
  state: 'error' as const,
  reported: 'ERROR',
  commit: OLD,
  errorCount: 2,
  lastSyncedAt: ago(12 * 60),
};

/** The clusters of a mapping authority: one of every kind and condition. */
export const demoClusters: Cluster[] = [
  cluster({ configSync: errors }),
  cluster({
    name: 'onprem-dev',
    place: { site: 'Bergen DC2' },
    platform: 'gdc-bare-metal',
    labels: { env: 'dev', site: 'bgo2' },
    nodeCount: 5,
  }),
  cluster({
    name: 'onprem-lab',
    place: { site: 'Bergen DC2' },
    platform: 'gdc-bare-metal',
    labels: { env: 'lab', site: 'bgo2' },
    connection: { state: 'disconnected', lastSeenAt: ago(29 * 3600) },
    nodeCount: 3,
  }),
  cluster({
    name: 'gcp-prod',
    hosting: 'gcp',
    platform: 'gke',
    place: { region: 'europe-north1' },
    connection: { state: 'direct' },
    kubernetesVersion: 'v1.34.1-gke.1431000',
    nodeCount: 24,
    labels: { env: 'prod' },
    mesh: {
      state: 'needs-attention',
      managed: true,
      reported: 'ACTIVE',
      dataPlane: 'ACTIVE',
      implementation: 'TRAFFIC_DIRECTOR',
      revision: 'asm-managed',
      errorCount: 0,
      warningCount: 1,
    },
    policyController: {
      state: 'active',
      reported: 'ACTIVE',
      version: '1.21.0',
    },
    freshness: {
      hub: fresh(),
      configSync: fresh(),
      mesh: fresh(),
      policyController: stale(),
    },
  }),
  cluster({
    name: 'gcp-dev',
    hosting: 'gcp',
    platform: 'gke',
    place: { region: 'europe-north1', zone: 'europe-north1-a' },
    connection: { state: 'direct' },
    kubernetesVersion: 'v1.34.1-gke.1431000',
    nodeCount: 6,
    labels: { env: 'dev' },
    configSync: {
      ...cluster().configSync,
      state: 'reconciling',
      commit: OLD,
      lastSyncedAt: ago(900),
    },
  }),
  cluster({
    name: 'maps',
    location: 'europe-west1',
    hosting: 'gcp',
    platform: 'gke',
    place: { region: 'europe-west1' },
    connection: { state: 'direct' },
    nodeCount: 9,
    labels: { env: 'prod' },
  }),
  cluster({
    name: 'maps',
    location: 'europe-north1',
    hosting: 'gcp',
    platform: 'gke',
    place: { region: 'europe-north1' },
    connection: { state: 'direct' },
    nodeCount: 9,
    labels: { env: 'prod' },
  }),
  cluster({
    name: 'aws-stage',
    hosting: 'aws',
    platform: 'gke-on-aws',
    place: { region: 'eu-north-1' },
    endOfLife: '2027-03-17',
    labels: { env: 'stage' },
    configSync: { ...cluster().configSync, state: 'stalled', commit: OLD },
  }),
  cluster({
    name: 'eks-tiles',
    hosting: 'aws',
    platform: 'attached',
    place: { region: 'eu-north-1' },
    labels: { env: 'prod' },
    configSync: { state: 'not-installed', errorCount: 0 },
  }),
  cluster({
    name: 'azure-prod',
    hosting: 'azure',
    platform: 'gke-on-azure',
    place: { region: 'norwayeast' },
    endOfLife: '2027-03-17',
    labels: { env: 'prod' },
  }),
  cluster({
    name: 'edge-tromso',
    hosting: 'edge',
    platform: 'gdc-edge',
    place: { site: 'Tromsø' },
    labels: { env: 'prod', site: 'tos' },
    nodeCount: 3,
    freshness: { hub: stale(), configSync: stale() },
  }),
  cluster({
    name: 'field-kit-4',
    hosting: 'edge',
    platform: 'gdc-appliance',
    place: {},
    labels: {},
    nodeCount: undefined,
    kubernetesVersion: undefined,
    connection: { state: 'unknown' },
    configSync: { state: 'unknown', errorCount: 0 },
    freshness: {
      hub: fresh(),
      configSync: { outcome: 'ok', age: 'never', attemptedAt: ago(40) },
    },
  }),
  cluster({
    name: 'old-sandbox',
    hosting: 'gcp',
    platform: 'gke',
    place: { region: 'europe-west4' },
    orphaned: true,
    labels: { env: 'sandbox' },
    connection: { state: 'direct' },
    configSync: { state: 'unknown', errorCount: 0 },
  }),
  cluster({
    name: 'onprem-new',
    place: { site: 'Oslo DC1' },
    lifecycle: 'creating',
    labels: { env: 'prod', site: 'osl1' },
    connection: { state: 'unknown' },
    nodeCount: undefined,
    kubernetesVersion: undefined,
    configSync: { state: 'not-installed', errorCount: 0 },
  }),
];
