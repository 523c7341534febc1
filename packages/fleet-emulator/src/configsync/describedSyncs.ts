import type { KubeObjectInput } from '../cluster/objects';
import type { ClusterDefinition } from '../fleet/clusterSchema';
import type { ConfigSync, PackageSync, Source } from '../fleet/featureSchemas';
import { rfc3339 } from '../fleet/times';
import type { FleetHead } from '../hub/wire';
import {
  DescribedError,
  describedStatus,
  DescribedSync,
  digits,
  NO_COMMIT,
  SYNC_CODES,
} from './describedStatus';
import { groupConditions, resourceGroup, resourceStatus } from './inventory';
import { idOfPackageSync, packageSyncObject } from './packageSyncs';
import type { ObjectRef } from './applyOrder';

/** Services whose configuration fills up a cluster that only says how many syncs it has. */
const SERVICES = [
  'addresses',
  'archive',
  'borders',
  'catalog',
  'charts',
  'coast',
  'deeds',
  'elevation',
  'events',
  'export',
  'geocoder',
  'imagery',
  'ingest',
  'labels',
  'ledger',
  'lighthouse',
  'metrics',
  'names',
  'notices',
  'orders',
  'parcels',
  'permits',
  'places',
  'portal',
  'print',
  'quality',
  'rivers',
  'roads',
  'routes',
  'search',
  'sensors',
  'soil',
  'stations',
  'survey',
  'terrain',
  'tides',
  'tiles',
  'trails',
  'waters',
  'weather',
];

function plain(sync: Partial<PackageSync>): PackageSync {
  return { branch: 'main', errors: [], ...sync };
}

/** Where an error belongs: to the team whose namespace it is about, or to the platform. */
function homeOf({
  code,
  message,
  resources,
}: DescribedError): string | undefined {
  return digits(code, message) === '1060'
    ? undefined
    : resources.find(({ namespace }) => namespace)?.namespace;
}

/** All syncs that a cluster's file, its errors and its number of syncs together tell of. */
export function describeSyncs(
  configSync: ConfigSync,
  source: Partial<Source>,
): DescribedSync[] {
  const { syncs, errors, packageSyncs = 1, status } = configSync;
  const root = syncs.some(({ namespace }) => namespace === undefined)
    ? []
    : [plain({ branch: source.branch ?? 'main', dir: source.dir })];
  const all = [...root, ...syncs];
  const taken = new Set(all.map(({ namespace }) => namespace));
  const add = (namespace: string) => {
    if (all.length < packageSyncs && !taken.has(namespace)) {
      taken.add(namespace);
      all.push(plain({ namespace }));
    }
  };
  errors.flatMap(error => homeOf(error) ?? []).forEach(add);
  SERVICES.forEach(service => add(`${service}-main`));
  SERVICES.forEach(service => add(`${service}-preview`));
  const described = all.map(sync => ({
    sync,
    state: sync.state ?? ('synced' as DescribedSync['state']),
    errors: [...sync.errors],
  }));
  for (const error of errors) {
    const home = homeOf(error);
    const owner =
      described.find(({ sync }) => home && sync.namespace === home) ??
      described[0];
    owner.errors.push(error);
  }
  for (const entry of described) {
    if (entry.errors.length && !entry.sync.state) {
      entry.state = 'error';
    }
  }
  if (
    status === 'pending' &&
    !described.some(({ state }) => state === 'pending')
  ) {
    described[0].state = 'pending';
  }
  return described;
}

function inventoryOf(
  { sync, errors }: DescribedSync,
  object: KubeObjectInput,
  commit: string,
  at: string,
) {
  const id = idOfPackageSync(sync);
  const own: ObjectRef[] = sync.namespace
    ? [
        {
          group: '',
          kind: 'ConfigMap',
          namespace: sync.namespace,
          name: 'settings',
        },
      ]
    : [];
  const refused: ObjectRef[] = errors
    .filter(({ code, message }) => SYNC_CODES.test(digits(code, message)))
    .flatMap(({ resources }) => resources)
    .flatMap(({ kind = '', name, namespace = '' }) => {
      const [kindName, , group = ''] = kind.split('/').reverse();
      return name ? [{ group, kind: kindName, namespace, name }] : [];
    });
  const unique = [
    ...new Map(refused.map(ref => [JSON.stringify(ref), ref])).values(),
  ];
  const statuses = [
    ...own.map(ref =>
      resourceStatus(
        {
          ref,
          strategy: 'Apply',
          actuation: 'Succeeded',
          reconcile: 'Succeeded',
        },
        'Current',
        { commit, at },
      ),
    ),
    ...unique.map(ref =>
      resourceStatus(
        { ref, strategy: 'Apply', actuation: 'Failed', reconcile: 'Skipped' },
        'NotFound',
        { commit, at },
      ),
    ),
  ];
  const statusDisabled = sync.statusMode === 'disabled';
  return {
    ...resourceGroup(id, [...own, ...unique], { statusDisabled }),
    status: {
      observedGeneration: 1,
      ...(statusDisabled ? {} : { resourceStatuses: statuses }),
      conditions: groupConditions(statusDisabled ? [] : statuses, at),
    },
    owner: object,
  };
}

/**
 * The RootSyncs, RepoSyncs and inventories of a cluster that does not sync for itself, so that the
 * cluster tells what the Hub tells of it.
 */
export function describedObjects(
  fleet: FleetHead,
  { configSync, registered }: ClusterDefinition,
  gitUrl: string,
): Array<{ sync: KubeObjectInput; group: KubeObjectInput }> {
  if (!configSync || configSync.status === 'not-configured') {
    return [];
  }
  const source = {
    ...fleet.features.configSync?.default?.source,
    ...configSync.source,
  };
  const created = registered ?? fleet.created ?? rfc3339(0);
  return describeSyncs(configSync, source).map(described => {
    const sync = packageSyncObject(described.sync, {
      gitUrl,
      repo: source.repo ?? 'acme/fleet-config',
    });
    const commit = configSync.commit ?? NO_COMMIT;
    const at = configSync.lastSync ?? created;
    const { owner: _owner, ...group } = inventoryOf(
      described,
      sync,
      commit,
      at,
    );
    return {
      sync: {
        ...sync,
        metadata: { ...sync.metadata, creationTimestamp: created },
        status: describedStatus(described, sync, configSync, created),
      },
      group,
    };
  });
}
