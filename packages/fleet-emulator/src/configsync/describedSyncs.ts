import type { Json, KubeObjectInput } from '../cluster/objects';
import type { ClusterDefinition } from '../fleet/clusterSchema';
import type { ConfigSync, PackageSync, Source } from '../fleet/featureSchemas';
import { rfc3339 } from '../fleet/times';
import type { FleetHead } from '../hub/wire';
import { CONTROLLER_NAMESPACE, reconcilerName } from './identity';
import { groupConditions, resourceGroup, resourceStatus } from './inventory';
import type { ConfigSyncError } from './knvErrors';
import { idOfPackageSync, packageSyncObject } from './packageSyncs';
import { readSettings } from './syncSpec';
import {
  RENDERING,
  withReady,
  withReconciling,
  withRendering,
  withSource,
  withStalled,
  withSync,
} from './syncStatus';
import type { ObjectRef } from './applyOrder';

type DescribedError = ConfigSync['errors'][number];

/** Codes that are found when objects are applied, and when they are rendered. */
const SYNC_CODES = /^(1060|2005|2006|2008|2009|2010|2013)$/;
const RENDERING_CODES = /^(1068|2015)$/;

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

const NO_COMMIT = '0'.repeat(40);

/** One sync of a cluster that does not sync for itself. */
export interface DescribedSync {
  sync: PackageSync;
  state: NonNullable<PackageSync['state']>;
  errors: DescribedError[];
}

function digits(code: string | undefined, message: string): string {
  return (
    /(\d{4})/.exec(code ?? '')?.[1] ?? /KNV(\d{4})/.exec(message)?.[1] ?? '9999'
  );
}

function toConfigSyncError({
  code,
  message,
  resources,
}: DescribedError): ConfigSyncError {
  return {
    code: digits(code, message),
    errorMessage: message,
    ...(resources.length
      ? {
          errorResources: resources.map(({ path, name, namespace, kind }) => {
            const [kindName = '', version = '', group = ''] = (kind ?? '')
              .split('/')
              .reverse();
            return {
              ...(path ? { sourcePath: path } : {}),
              ...(name ? { name } : {}),
              ...(namespace ? { namespace } : {}),
              gvk: { group, version, kind: kindName },
            };
          }),
        }
      : {}),
  };
}

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

function statusOf(
  { state, sync, errors }: DescribedSync,
  object: KubeObjectInput,
  configSync: ConfigSync,
  created: string,
): Json {
  const { source } = readSettings(object as any);
  const synced = configSync.commit ?? NO_COMMIT;
  const newest = configSync.sourceCommit ?? synced;
  const at = configSync.lastSync ?? configSync.reported ?? created;
  const report = { source, errors: [] as ConfigSyncError[], at };
  const begin: Json = {
    observedGeneration: 1,
    reconciler: reconcilerName(idOfPackageSync(sync)),
  };
  if (state === 'stalled') {
    return withStalled(begin, 'Validation', sync.message ?? 'KNV1061', at);
  }
  if (state === 'reconciling') {
    const message =
      sync.message ??
      `Deployment (${CONTROLLER_NAMESPACE}/${begin.reconciler}) InProgress: Replicas: 0/1`;
    return withReconciling(begin, 'Deployment', message, at);
  }
  const through = (status: Json, commit: string) =>
    withSync(
      withRendering(withSource(status, { ...report, commit }), {
        ...report,
        commit,
        message: RENDERING.skipped,
      }),
      { ...report, commit, syncing: false },
    );
  const before = through(
    withReady(withReconciling(begin, '', '', created), created),
    synced,
  );
  if (state === 'synced') {
    return before;
  }
  const next = { ...report, commit: newest };
  if (state === 'pending') {
    const fetched = withSource(before, next);
    return newest === synced
      ? withSync(fetched, { ...next, syncing: true })
      : fetched;
  }
  return withErrors(before, next, errors.map(toConfigSyncError));
}

/** Errors are found in three places; a blocking one ends the way. */
function withErrors(
  before: Json,
  next: Parameters<typeof withSource>[1],
  errors: ConfigSyncError[],
): Json {
  const rendering = errors.filter(({ code }) => RENDERING_CODES.test(code));
  const sync = errors.filter(({ code }) => SYNC_CODES.test(code));
  const source = errors.filter(
    error => !rendering.includes(error) && !sync.includes(error),
  );
  let status = withSource(before, { ...next, errors: source });
  if (rendering.length) {
    return withRendering(status, {
      ...next,
      errors: rendering,
      message: RENDERING.failed,
    });
  }
  if (sync.length || !source.length) {
    status = withSource(
      withRendering(status, { ...next, message: RENDERING.skipped }),
      { ...next, errors: source },
    );
    status = withSync(status, { ...next, errors: sync, syncing: false });
  }
  return status;
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
        status: statusOf(described, sync, configSync, created),
      },
      group,
    };
  });
}
