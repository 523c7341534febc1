import type { Json, KubeObjectInput } from '../cluster/objects';
import type { ConfigSync, PackageSync } from '../fleet/featureSchemas';
import { CONTROLLER_NAMESPACE, reconcilerName } from './identity';
import type { ConfigSyncError } from './knvErrors';
import { idOfPackageSync } from './packageSyncs';
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

export type DescribedError = ConfigSync['errors'][number];

/** Codes that are found when objects are applied, and when they are rendered. */
export const SYNC_CODES = /^(1060|2005|2006|2008|2009|2010|2013)$/;
const RENDERING_CODES = /^(1068|2015)$/;

export const NO_COMMIT = '0'.repeat(40);

/** One sync of a cluster that does not sync for itself. */
export interface DescribedSync {
  sync: PackageSync;
  state: NonNullable<PackageSync['state']>;
  errors: DescribedError[];
}

/** `1021`, however the code is written. */
export function digits(code: string | undefined, message: string): string {
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

/** The status that Config Sync would have written. */
export function describedStatus(
  { state, sync, errors }: DescribedSync,
  object: KubeObjectInput,
  configSync: ConfigSync,
  created: string,
): Json {
  const { source } = readSettings(object);
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
