import type {
  ErrorExplanation,
  ErrorGroup,
  ErrorOccurrence,
  ErrorShare,
  Mute,
  PackageSync,
  SyncErrorResource,
  Transition,
} from 'backstage-plugin-anthos-fleet-common';
import { ago } from './clusters';
import { demoSyncs, LIVE } from './syncs';

interface DemoError {
  fingerprint: string;
  code?: string;
  headline: string;
  message: string;
  explanation: ErrorExplanation;
  step: ErrorOccurrence['step'];
  resource?: SyncErrorResource;
  heldBackObjects?: number;
  since: number;
  /** Namespaces whose failing syncs have it. */
  namespaces: string[];
  clusters?: string[];
}

const ERRORS: DemoError[] = [
  {
    fingerprint: 'quota',
    code: 'KNV2009',
    headline: 'The cluster refused an object: quota exceeded',
    message:
      'KNV2009: failed to apply Deployment.apps, grunnbok-main/api: deployments.apps "api" is forbidden: exceeded quota: compute, requested: limits.memory=4Gi, used: limits.memory=6Gi, limited: limits.memory=8Gi\n\nsource: prod/api/deployment.yaml\nnamespace: grunnbok-main\nmetadata.name: api\ngroup: apps\nversion: v1\nkind: Deployment',
    explanation: {
      title: 'The cluster refused an object: quota exceeded',
      cause:
        'Deployment api in grunnbok-main asks for 4Gi memory; 2Gi are left of the quota "compute".',
      remedy:
        'Lower limits.memory in prod/api/deployment.yaml, or raise the quota with the platform team.',
      fixedIn: 'source',
      known: true,
      documentationUrl: 'https://cloud.google.com/kubernetes-engine/docs',
    },
    step: 'sync',
    resource: {
      sourcePath: 'prod/api/deployment.yaml',
      sourceUrl: `https://github.com/kartnord/grunnbok-main/blob/${LIVE}/prod/api/deployment.yaml`,
      name: 'api',
      namespace: 'grunnbok-main',
      group: 'apps',
      version: 'v1',
      kind: 'Deployment',
    },
    heldBackObjects: 12,
    since: 12 * 60,
    namespaces: ['grunnbok-main', 'tinglysing'],
  },
  {
    fingerprint: 'unknown-kind',
    code: 'KNV1021',
    headline: 'A file uses a kind that the cluster does not know',
    message:
      'KNV1021: No CustomResourceDefinition is defined for the type "TileServer.kart.kartnord.no" in the cluster.',
    explanation: {
      title: 'A file uses a kind that the cluster does not know',
      cause:
        'The definition of TileServer.kart.kartnord.no is not installed on the cluster.',
      remedy:
        'Install the definition before the objects that use it, or correct apiVersion and kind.',
      fixedIn: 'source',
      known: true,
      documentationUrl: 'https://cloud.google.com/kubernetes-engine/docs',
    },
    step: 'source',
    resource: {
      sourcePath: 'deploy/prod/tileserver.yaml',
      sourceUrl: `https://github.com/kartnord/kart-fliser/blob/${LIVE}/deploy/prod/tileserver.yaml`,
      name: 'tiles',
      namespace: 'kart-fliser',
      group: 'kart.kartnord.no',
      version: 'v1',
      kind: 'TileServer',
    },
    since: 3 * 3600,
    namespaces: ['kart-fliser'],
  },
  {
    fingerprint: 'no-source',
    code: 'KNV2004',
    headline: 'The repository cannot be read',
    message:
      'KNV2004: error in the git-sync container: authentication failed for https://github.com/kartnord/fleet-config',
    explanation: {
      title: 'The repository cannot be read',
      cause: 'The Git host refused the credentials of the sync.',
      remedy: 'Renew the token in the secret git-creds on the cluster.',
      fixedIn: 'cluster',
      known: true,
    },
    step: 'source',
    since: 26 * 3600,
    namespaces: ['config-management-system'],
  },
  {
    fingerprint: 'odd',
    headline: 'webhook "guard.kartnord.no" denied the request',
    message:
      'admission webhook "guard.kartnord.no" denied the request: label cost-centre is missing',
    explanation: {
      title: 'An error that is not known here',
      cause: 'The product gave no code; its own words are below.',
      remedy: 'Read the message, and the manual of the product.',
      fixedIn: 'unknown',
      known: false,
    },
    step: 'sync',
    since: 40,
    namespaces: ['kart-fliser'],
    clusters: ['maps'],
  },
];

/** A mute of the error of the demo that nobody mends today. */
export const demoMute: Mute = {
  id: 'mute-1',
  target: { fingerprint: 'no-source' },
  reason: 'The token is renewed on Monday.',
  author: 'user:default/kari.nordmann',
  createdAt: ago(3600),
  expiresAt: ago(-3 * 24 * 3600),
};

function hasError(error: DemoError, sync: PackageSync): boolean {
  return (
    sync.errorCount > 0 &&
    error.namespaces.includes(sync.namespace) &&
    (error.clusters?.includes(sync.cluster.name) ?? true)
  );
}

/** Every occurrence of every error of some syncs. */
export function occurrencesOf(syncs: PackageSync[]): ErrorOccurrence[] {
  return ERRORS.flatMap(error =>
    syncs
      .filter(sync => hasError(error, sync))
      .map(sync => ({
        fingerprint: error.fingerprint,
        headline: error.headline,
        ...(error.code ? { code: error.code } : {}),
        packageSyncId: sync.id,
        cluster: sync.cluster,
        kind: sync.kind,
        namespace: sync.namespace,
        name: sync.name,
        step: error.step,
        message: error.message,
        resources: error.resource ? [error.resource] : [],
        repository: sync.repository,
        commit: LIVE,
        owner: sync.owner,
        firstSeenAt: ago(error.since),
        explanation: error.explanation,
      })),
  );
}

const unique = <T>(items: (T | undefined)[]): T[] => [
  ...new Set(items.filter((item): item is T & {} => item !== undefined)),
];

/** How often each name is there. */
export function sharesOf(names: (string | undefined)[]): ErrorShare[] {
  return unique(names)
    .map(name => ({
      name,
      totalPackageSyncs: names.filter(other => other === name).length,
    }))
    .sort((a, b) => b.totalPackageSyncs - a.totalPackageSyncs);
}

function listShares(syncs: PackageSync[]) {
  const owners = sharesOf(syncs.map(({ owner }) => owner));
  const repositories = sharesOf(syncs.map(({ repository }) => repository));
  return {
    owners: owners.slice(0, 3),
    totalOwners: owners.length,
    repositories: repositories.slice(0, 3),
    totalRepositories: repositories.length,
  };
}

/** The error groups of some syncs, as the back end would count them. */
export function groupsOf(syncs: PackageSync[]): ErrorGroup[] {
  return ERRORS.flatMap((error): ErrorGroup[] => {
    const having = syncs.filter(sync => hasError(error, sync));
    if (!having.length) {
      return [];
    }
    const clusters = [
      ...new Map(having.map(({ cluster }) => [cluster.ref, cluster])).values(),
    ];
    return [
      {
        fingerprint: error.fingerprint,
        ...(error.code ? { code: error.code } : {}),
        headline: error.headline,
        explanation: error.explanation,
        message: error.message,
        open: true,
        firstSeenAt: ago(error.since),
        lastSeenAt: ago(40),
        totalClusters: clusters.length,
        totalPackageSyncs: having.length,
        totalErrors: having.length,
        clusters: clusters.slice(0, 10),
        hostings: unique(clusters.map(({ hosting }) => hosting)).map(
          hosting => ({
            hosting,
            total: clusters.filter(item => item.hosting === hosting).length,
          }),
        ),
        namespaces: unique(having.map(({ namespace }) => namespace)),
        repositories: unique(having.map(({ repository }) => repository)),
        owners: unique(having.map(({ owner }) => owner)),
        shares: listShares(having),
        ...(error.resource
          ? {
              sample: {
                packageSyncId: having[0].id,
                cluster: having[0].cluster,
                resource: error.resource,
                commit: LIVE,
              },
            }
          : {}),
        ...(error.heldBackObjects
          ? { heldBackObjects: error.heldBackObjects }
          : {}),
        ...(error.fingerprint === 'no-source' ? { mute: demoMute } : {}),
      },
    ];
  });
}

/** An error group of the demo by its fingerprint, changed as a test needs it. */
export function errorGroup(
  fingerprint = 'quota',
  changes: Partial<ErrorGroup> = {},
): ErrorGroup {
  const group = groupsOf(demoSyncs).find(
    item => item.fingerprint === fingerprint,
  );
  if (!group) {
    throw new Error(`No demo error ${fingerprint}`);
  }
  return { ...group, ...changes };
}

/** What changed lately, newest first. */
export function transitionsOf(syncs: PackageSync[]): Transition[] {
  return syncs
    .filter(sync => sync.state !== 'synced')
    .flatMap((sync, index): Transition[] => [
      {
        id: `t${index}b`,
        subject: 'package-sync',
        subjectId: sync.id,
        cluster: sync.cluster,
        kind: sync.kind,
        namespace: sync.namespace,
        name: sync.name,
        from: 'synced',
        to: sync.state,
        at: sync.stateSince ?? ago(600),
        confirmedAt: ago(500),
        ...(sync.sourceCommit ? { commit: sync.sourceCommit } : {}),
      },
      {
        id: `t${index}a`,
        subject: 'package-sync',
        subjectId: sync.id,
        cluster: sync.cluster,
        kind: sync.kind,
        namespace: sync.namespace,
        name: sync.name,
        from: 'reconciling',
        to: 'synced',
        at: ago(5 * 3600),
        confirmedAt: ago(5 * 3600 - 60),
        ...(sync.commit ? { commit: sync.commit } : {}),
      },
    ])
    .sort((a, b) => b.at.localeCompare(a.at));
}
