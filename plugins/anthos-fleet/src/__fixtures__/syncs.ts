import type {
  Cluster,
  ClusterBrief,
  ManagedObject,
  ObjectCounts,
  PackageSync,
  SyncStep,
} from 'backstage-plugin-anthos-fleet-common';
import { ago, cluster, demoClusters, fresh } from './clusters';

export const LIVE = '0a1b2c3d4e5f60718293a4b5c6d7e8f901234567';
export const OLD = '9f8e7d6c5b4a39281706f5e4d3c2b1a098765432';
const HOST = 'https://github.com/kartnord';

/** A cluster as lists of other things name it. */
export function brief(item: Cluster): ClusterBrief {
  const { ref, fleet, location, name, hosting, platform, place } = item;
  return { ref, fleet, location, name, hosting, platform, place };
}

/** Counts of objects, all of them healthy unless said otherwise. */
export function counts(changes: Partial<ObjectCounts> = {}): ObjectCounts {
  return {
    total: 20,
    current: 20,
    inProgress: 0,
    failed: 0,
    terminating: 0,
    notFound: 0,
    unknown: 0,
    conflict: 0,
    ...changes,
  };
}

function step(changes: Partial<SyncStep> = {}): SyncStep {
  return {
    state: 'done',
    commit: LIVE,
    updatedAt: ago(180),
    errorCount: 0,
    ...changes,
  };
}

/** A RepoSync in sync on a healthy on-prem cluster, changed as a test needs it. */
export function packageSync(changes: Partial<PackageSync> = {}): PackageSync {
  const where = changes.cluster ?? brief(cluster());
  const namespace = changes.namespace ?? 'grunnbok-main';
  const name = changes.name ?? 'repo-sync';
  const repository = changes.repository ?? `${HOST}/${namespace}`;
  return {
    id: `${where.location}-${where.name}-${namespace}-${name}`,
    cluster: where,
    kind: 'RepoSync',
    namespace,
    name,
    state: 'synced',
    reported: 'SYNCED',
    sourceType: 'git',
    repository,
    revision: 'main',
    directory: 'deploy/prod',
    commit: LIVE,
    sourceCommit: LIVE,
    lastSyncedAt: ago(180),
    steps: {
      source: step(),
      rendering: step({ state: 'skipped' }),
      sync: step(),
    },
    errorCount: 0,
    shownErrorCount: 0,
    truncated: false,
    objects: counts(),
    owner: 'group:default/team-grunnbok',
    stateSince: ago(3 * 3600),
    links: {
      repository,
      commit: `${repository}/commit/${changes.commit ?? LIVE}`,
      sourceCommit: `${repository}/commit/${changes.sourceCommit ?? LIVE}`,
      compare: `${repository}/compare/${OLD}...${LIVE}`,
    },
    freshness: fresh(),
    ...changes,
  };
}

/** What makes a sync one that errors keep from the newest commit. */
export const failing = {
  state: 'error',
  reported: 'ERROR',
  commit: OLD,
  sourceCommit: LIVE,
  behind: { since: ago(12 * 60) },
  stateSince: ago(12 * 60),
  lastSyncedAt: ago(5 * 3600),
  errorCount: 1,
  shownErrorCount: 1,
  steps: {
    source: step(),
    rendering: step({ state: 'skipped' }),
    sync: step({
      state: 'failed',
      errorCount: 1,
      commit: LIVE,
      updatedAt: ago(40),
    }),
  },
  waitsFor: [{ kind: 'errors' }],
} satisfies Partial<PackageSync>;

/** What makes a sync one that is taking a commit over. */
export const moving = {
  state: 'reconciling',
  reported: 'SYNCING',
  commit: OLD,
  sourceCommit: LIVE,
  behind: { since: ago(90) },
  stateSince: ago(90),
  lastSyncedAt: ago(5 * 3600),
  objects: counts({ current: 14, inProgress: 6 }),
  steps: {
    source: step(),
    rendering: step({ state: 'done' }),
    sync: step({ state: 'running', updatedAt: ago(10) }),
  },
  waitsFor: [
    {
      kind: 'objects',
      totalObjects: 6,
      objects: [
        {
          group: 'apps',
          kind: 'Deployment',
          namespace: 'grunnbok-main',
          name: 'api',
          status: 'in-progress',
          message: '2 of 3 pods are ready.',
        },
      ],
    },
  ],
} satisfies Partial<PackageSync>;

function on(name: string, location = 'europe-north1'): ClusterBrief {
  const found = demoClusters.find(
    item => item.name === name && item.location === location,
  );
  if (!found) {
    throw new Error(`No demo cluster ${location}/${name}`);
  }
  return brief(found);
}

function rootSync(
  where: ClusterBrief,
  changes: Partial<PackageSync> = {},
): PackageSync {
  return packageSync({
    cluster: where,
    kind: 'RootSync',
    namespace: 'config-management-system',
    name: 'root-sync',
    repository: `${HOST}/fleet-config`,
    directory: 'clusters/prod',
    owner: 'group:default/team-platform',
    objects: counts({ total: 140, current: 140 }),
    ...changes,
  });
}

/** Package syncs of the demo clusters: one of every kind and condition. */
export const demoSyncs: PackageSync[] = [
  packageSync({
    cluster: on('onprem-prod'),
    ...failing,
    objects: counts({ total: 20, current: 17, failed: 1, notFound: 2 }),
  }),
  packageSync({
    cluster: on('onprem-prod'),
    namespace: 'tinglysing',
    owner: 'group:default/team-tinglysing',
    ...failing,
  }),
  packageSync({
    cluster: on('azure-prod'),
    namespace: 'tinglysing',
    owner: 'group:default/team-tinglysing',
    ...failing,
  }),
  packageSync({
    cluster: on('maps', 'europe-west1'),
    namespace: 'kart-fliser',
    name: 'tiles',
    owner: 'group:default/team-kart',
    ...failing,
    truncated: true,
    errorCount: 240,
    shownErrorCount: 2,
  }),
  packageSync({
    cluster: on('maps'),
    namespace: 'kart-fliser',
    name: 'tiles',
    owner: 'group:default/team-kart',
    ...failing,
  }),
  rootSync(on('aws-stage'), {
    ...failing,
    state: 'stalled',
    reported: 'STALLED',
    steps: {
      source: step({
        state: 'failed',
        errorCount: 1,
        message: 'authentication failed for the repository',
      }),
      rendering: step({ state: 'waiting', commit: undefined }),
      sync: step({ state: 'waiting', commit: OLD }),
    },
    waitsFor: [{ kind: 'source', message: 'The repository cannot be read.' }],
  }),
  packageSync({ cluster: on('gcp-dev'), directory: 'deploy/dev', ...moving }),
  packageSync({
    cluster: on('gcp-dev'),
    namespace: 'matrikkel',
    state: 'pending',
    reported: 'PENDING',
    commit: undefined,
    sourceCommit: undefined,
    lastSyncedAt: undefined,
    objects: undefined,
    steps: {
      source: step({ state: 'running', commit: undefined }),
      rendering: step({ state: 'waiting', commit: undefined }),
      sync: step({ state: 'waiting', commit: undefined }),
    },
    waitsFor: [{ kind: 'reconciler', message: 'The reconciler starts.' }],
    owner: undefined,
  }),
  packageSync({ cluster: on('gcp-prod') }),
  packageSync({
    cluster: on('gcp-prod'),
    namespace: 'matrikkel',
    sourceType: 'oci',
    repository: 'europe-docker.pkg.dev/kartnord/packages/matrikkel',
    commit:
      'sha256:0a1b2c3d4e5f60718293a4b5c6d7e8f90123456789abcdef0123456789abcdef',
    sourceCommit: undefined,
    links: undefined,
    objectStatusOff: true,
    objects: undefined,
    owner: undefined,
  }),
  ...['onprem-prod', 'onprem-dev', 'gcp-prod', 'gcp-dev', 'azure-prod'].map(
    name => rootSync(on(name)),
  ),
  rootSync(on('maps', 'europe-west1')),
  rootSync(on('maps')),
];

/** Objects that a sync manages, unhealthy ones first. */
export const demoObjects: ManagedObject[] = [
  {
    group: 'apps',
    kind: 'Deployment',
    namespace: 'grunnbok-main',
    name: 'api',
    status: 'failed',
    actuation: 'Failed',
    reconcile: 'Skipped',
    message: 'exceeded quota: compute',
    errorFingerprint: 'quota',
  },
  ...['worker', 'scheduler'].map(
    (name): ManagedObject => ({
      group: 'apps',
      kind: 'Deployment',
      namespace: 'grunnbok-main',
      name,
      status: 'not-found',
      actuation: 'Pending',
      reconcile: 'Pending',
    }),
  ),
  ...Array.from(
    { length: 9 },
    (_, index): ManagedObject => ({
      group: '',
      kind: index % 2 ? 'Service' : 'ConfigMap',
      namespace: 'grunnbok-main',
      name: `part-${index + 1}`,
      status: 'current',
      actuation: 'Succeeded',
      reconcile: 'Succeeded',
      commit: OLD.slice(0, 7),
    }),
  ),
  {
    group: 'networking.istio.io',
    kind: 'VirtualService',
    namespace: 'grunnbok-main',
    name: 'api',
    status: 'current',
    commit: OLD.slice(0, 7),
  },
];
