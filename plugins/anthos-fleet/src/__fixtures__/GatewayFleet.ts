import type {
  Cluster,
  ClusterDetails,
  EntityStatus,
  ErrorGroup,
  Freshness,
  Overview,
  PackageSync,
  SyncState,
  SyncStateCount,
} from 'backstage-plugin-anthos-fleet-common';
import type { PackageSyncQuery, SyncErrorQuery, TransitionQuery } from '../api';
import { ago, fresh } from './clusters';
import {
  demoMute,
  groupsOf,
  occurrencesOf,
  sharesOf,
  transitionsOf,
} from './errors';
import { FakeFleet, responseError } from './FakeFleet';
import { counts, demoObjects, demoSyncs } from './syncs';

const WORST_FIRST: SyncState[] = [
  'error',
  'stalled',
  'reconciling',
  'pending',
  'unknown',
  'not-configured',
  'not-installed',
  'synced',
];

function stateCounts(syncs: PackageSync[]): SyncStateCount[] {
  return WORST_FIRST.flatMap(state => {
    const total = syncs.filter(sync => sync.state === state).length;
    return total ? [{ state, total }] : [];
  });
}

/** A reading that the cluster itself refused, with the remedy. */
export const refused: Freshness = {
  outcome: 'forbidden',
  age: 'stale',
  observedAt: ago(26 * 3600),
  attemptedAt: ago(50),
  nextAttemptAt: ago(-70),
  refusedBy: 'rbac',
  message:
    'The cluster does not let the account list RootSyncs: rootsyncs.configsync.gke.io is forbidden.',
  remedy: `Apply this on the cluster:
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata:
  name: anthos-fleet-reader
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: ClusterRole
  name: anthos-fleet-reader
subjects:
  - kind: User
    name: portal@kartnord-fleet.iam.gserviceaccount.com`,
};

function matchesSync(sync: PackageSync, query: PackageSyncQuery): boolean {
  const one = <T>(values: T[] | undefined, ...own: (T | undefined)[]) =>
    !values || own.some(value => value !== undefined && values.includes(value));
  const text = [sync.name, sync.namespace, sync.cluster.name, sync.repository]
    .join(' ')
    .toLowerCase();
  return (
    one(query.fleet, sync.cluster.fleet) &&
    one(query.hosting, sync.cluster.hosting) &&
    one(query.cluster, sync.cluster.ref, sync.cluster.name) &&
    one(query.namespace, sync.namespace) &&
    one(query.kind, sync.kind) &&
    one(query.state, sync.state) &&
    one(query.repo, sync.repository) &&
    one(query.owner, sync.owner) &&
    (!query.commit || Boolean(sync.commit?.startsWith(query.commit))) &&
    (!query.fingerprint ||
      occurrencesOf([sync]).some(
        item => item.fingerprint === query.fingerprint,
      )) &&
    (query.q ?? '')
      .toLowerCase()
      .split(/\s+/)
      .every(word => text.includes(word))
  );
}

/** A fleet in memory whose clusters are read themselves: it knows package syncs and their errors. */
export class GatewayFleet extends FakeFleet {
  readonly #muted = new Map([[demoMute.id, demoMute]]);

  constructor(clusters?: Cluster[], readonly syncs: PackageSync[] = demoSyncs) {
    super(clusters);
  }

  async getPackageSyncs(query: PackageSyncQuery) {
    const found = this.syncs.filter(sync => matchesSync(sync, query));
    const by = {
      cluster: (sync: PackageSync) => sync.cluster.name,
      namespace: (sync: PackageSync) => sync.namespace,
      name: (sync: PackageSync) => sync.name,
      repository: (sync: PackageSync) => sync.repository ?? '',
      errorCount: (sync: PackageSync) =>
        String(sync.errorCount).padStart(6, '0'),
      stateSince: (sync: PackageSync) => sync.stateSince ?? '',
      state: (sync: PackageSync) => String(WORST_FIRST.indexOf(sync.state)),
    }[query.sort ?? 'state'];
    const sorted = [...found].sort((a, b) => by(a).localeCompare(by(b)));
    if (query.order === 'desc') {
      sorted.reverse();
    }
    const start = Number(query.cursor ?? 0);
    const end = start + (query.limit ?? 50);
    return {
      items: sorted.slice(start, end),
      totalItems: sorted.length,
      states: stateCounts(found),
      ...(end < sorted.length ? { nextCursor: String(end) } : {}),
    };
  }

  async getPackageSync(id: string) {
    const sync = this.syncs.find(item => item.id === id);
    if (!sync) {
      throw await responseError(404, 'NotFoundError', `No package sync ${id}`);
    }
    const objects = sync.objects
      ? demoObjects.filter(
          item => sync.state !== 'synced' || item.status === 'current',
        )
      : [];
    return {
      sync,
      errors: occurrencesOf([sync]),
      objects,
      totalObjects: objects.length,
      ...(objects.length ? { objectsObservedAt: ago(40) } : {}),
    };
  }

  async getSyncErrors(query: SyncErrorQuery) {
    const syncs = this.syncs.filter(sync =>
      matchesSync(sync, { ...query, sort: undefined, q: undefined }),
    );
    const groups = this.#groups(query.open === false ? [] : syncs).filter(
      group =>
        (!query.code || (group.code && query.code.includes(group.code))) &&
        (query.muted === undefined ||
          query.muted === (group.mute !== undefined)) &&
        (!query.q ||
          group.headline.toLowerCase().includes(query.q.toLowerCase())),
    );
    const fingerprints = new Set(groups.map(group => group.fingerprint));
    const hit = syncs.filter(sync =>
      occurrencesOf([sync]).some(item => fingerprints.has(item.fingerprint)),
    );
    groups.sort((a, b) => b.totalPackageSyncs - a.totalPackageSyncs);
    return {
      items: groups.map(group => ({
        ...group,
        course: [...Array(26).fill(0), 1, group.totalPackageSyncs],
      })),
      totalItems: groups.length,
      totalPackageSyncs: hit.length,
      totalClusters: new Set(hit.map(sync => sync.cluster.ref)).size,
    };
  }

  async getSyncError(fingerprint: string) {
    const group = this.#groups(this.syncs).find(
      item => item.fingerprint === fingerprint,
    );
    if (!group) {
      throw await responseError(
        404,
        'NotFoundError',
        `No error ${fingerprint}`,
      );
    }
    const occurrences = occurrencesOf(this.syncs).filter(
      item => item.fingerprint === fingerprint,
    );
    const has = this.syncs.filter(sync =>
      occurrences.some(({ packageSyncId }) => packageSyncId === sync.id),
    );
    const owners = sharesOf(has.map(({ owner }) => owner));
    const repositories = sharesOf(has.map(({ repository }) => repository));
    return {
      group,
      clusters: sharesOf(has.map(({ cluster }) => cluster.ref)).map(
        ({ name, totalPackageSyncs }) => ({
          cluster: has.find(({ cluster }) => cluster.ref === name)!.cluster,
          totalPackageSyncs,
        }),
      ),
      owners,
      totalOwners: owners.length,
      repositories,
      totalRepositories: repositories.length,
      occurrences,
      totalOccurrences: occurrences.length,
      timeline: [0, 0, 0, 0, 1, 1, 3, occurrences.length].map(
        (packageSyncs, index) => ({
          at: ago((7 - index) * 3600),
          packageSyncs,
        }),
      ),
      mayMute: true,
    };
  }

  async getTransitions(query: TransitionQuery) {
    const syncs = this.syncs.filter(
      sync =>
        (!query.packageSync || sync.id === query.packageSync) &&
        (!query.fingerprint ||
          occurrencesOf([sync]).some(
            item => item.fingerprint === query.fingerprint,
          )),
    );
    return { items: transitionsOf(syncs).slice(0, query.limit ?? 50) };
  }

  async createMute(request: Parameters<FakeFleet['createMute']>[0]) {
    const mute = await super.createMute(request);
    this.#muted.set(mute.id, mute);
    return mute;
  }

  async deleteMute(id: string) {
    this.#muted.delete(id);
  }

  async getOverview(): Promise<Overview> {
    const overview = await super.getOverview();
    return {
      ...overview,
      attention: overview.attention.map(item => this.#read(item)),
      packageSyncs: stateCounts(this.syncs),
      openErrorGroups: this.#groups(this.syncs).length,
      worstErrors: this.#groups(this.syncs)
        .sort((a, b) => b.totalClusters - a.totalClusters)
        .slice(0, 3)
        .map(({ fingerprint, code, headline, totalClusters }) => ({
          fingerprint,
          ...(code && { code }),
          headline,
          totalClusters,
        })),
      fleets: overview.fleets.map(sweep => ({
        ...sweep,
        gateway: {
          enabled: true,
          totalClusters: 14,
          answering: 11,
          requestsPerMinute: 1200,
          oldestReadAt: ago(26 * 3600),
        },
      })),
    };
  }

  async getCluster(ref: {
    project: string;
    location: string;
    name: string;
  }): Promise<ClusterDetails> {
    const details = await super.getCluster(ref);
    const syncs = this.syncs.filter(
      sync => sync.cluster.ref === details.cluster.ref,
    );
    return {
      ...details,
      cluster: this.#read(details.cluster),
      packageSyncs: syncs,
      totalPackageSyncs: syncs.length,
      policyConstraints: details.cluster.policyController
        ? [
            {
              kind: 'K8sPSPPrivilegedContainer',
              name: 'psp-privileged-container',
              bundle: 'pss-baseline-v2022',
              enforcement: 'dryrun',
              totalViolations: 34,
              auditedAt: ago(300),
              violations: [
                {
                  kind: 'Pod',
                  namespace: 'kart-fliser',
                  name: 'node-tuner-x7k2p',
                  message: 'Privileged container is not allowed: tuner',
                },
                { kind: 'Pod', namespace: 'matrikkel', name: 'probe-0' },
              ],
            },
          ]
        : [],
      meshRevisions: details.cluster.mesh
        ? [
            {
              name: 'asm-managed',
              ready: 'true',
              type: 'managed_service',
              channel: 'regular',
            },
            {
              name: 'asm-managed-rapid',
              ready: 'false',
              channel: 'rapid',
              reason: 'ProvisioningFailed',
              message: 'The control plane could not be provisioned.',
            },
          ]
        : [],
    };
  }

  async getEntityStatus(entity: { name: string }): Promise<EntityStatus> {
    const status = await super.getEntityStatus(entity);
    const refs = new Set(status.clusters.map(({ cluster }) => cluster.ref));
    const names = new Set(status.namespaces.map(({ name }) => name));
    const syncs = this.syncs.filter(
      sync => refs.has(sync.cluster.ref) && names.has(sync.namespace),
    );
    const errors = groupsOf(syncs);
    return {
      ...status,
      clusters: status.clusters.map(item => ({
        ...item,
        cluster: this.#read(item.cluster),
      })),
      ...(syncs.length ? { state: syncs[0].state } : {}),
      syncs,
      totalSyncs: syncs.length,
      errors,
      totalErrorGroups: errors.length,
      namespacesOnClusters: syncs.map(sync => ({
        cluster: sync.cluster.ref,
        name: sync.namespace,
        state: sync.state,
        meshInjection: sync.cluster.hosting === 'on-prem' ? 'none' : 'enabled',
        ...(sync.cluster.hosting === 'on-prem'
          ? {}
          : { meshRevision: 'asm-managed' }),
        ...(sync.owner ? { owner: sync.owner } : {}),
      })),
      objects: syncs
        .slice(0, 1)
        .flatMap(sync =>
          demoObjects.map(object => ({ packageSyncId: sync.id, object })),
        ),
      totalObjects: syncs.length ? 60 : 0,
      ...(syncs.length
        ? {
            objectCounts: counts({
              total: 60,
              current: 51,
              inProgress: 6,
              failed: 1,
              notFound: 2,
            }),
          }
        : {}),
    };
  }

  #groups(syncs: PackageSync[]): ErrorGroup[] {
    const muted = [...this.#muted.values()];
    return groupsOf(syncs).map(({ mute: _, ...group }) => {
      const mute = muted.find(
        item => item.target.fingerprint === group.fingerprint,
      );
      return mute ? { ...group, mute } : group;
    });
  }

  #read(item: Cluster): Cluster {
    const syncs = this.syncs.filter(sync => sync.cluster.ref === item.ref);
    return {
      ...item,
      configSync: {
        ...item.configSync,
        basis: syncs.length ? 'package-syncs' : 'fleet-summary',
        ...(syncs.length ? { packageSyncs: stateCounts(syncs) } : {}),
      },
      freshness: {
        ...item.freshness,
        gateway: item.connection.state === 'disconnected' ? refused : fresh(),
      },
    };
  }
}
