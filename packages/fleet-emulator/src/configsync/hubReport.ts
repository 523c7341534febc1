import type { Json, KubeObject } from '../cluster/objects';
import type { LiveReport } from '../fleet/FleetModel';

/** A summary holds no more; the cluster itself has them all. */
const MOST_ERRORS = 50;

function syncing({ status }: KubeObject): Json | undefined {
  return (status?.conditions ?? []).find(
    ({ type }: Json) => type === 'Syncing',
  );
}

function isTrue({ status }: KubeObject, type: string): boolean {
  return (status?.conditions ?? []).some(
    (condition: Json) => condition.type === type && condition.status === 'True',
  );
}

function errorsOf(sync: KubeObject): LiveReport['errors'] {
  return ['source', 'rendering', 'sync']
    .flatMap(stage => (sync.status?.[stage]?.errors ?? []) as Json[])
    .map(({ code, errorMessage, errorResources = [] }) => ({
      code: `KNV${code}`,
      message: errorMessage,
      resources: (errorResources as Json[]).map(
        ({ sourcePath, name, namespace, gvk }) => ({
          path: sourcePath,
          name,
          namespace,
          kind: gvk?.kind
            ? [gvk.group, gvk.version, gvk.kind].filter(Boolean).join('/')
            : undefined,
        }),
      ),
    }));
}

function isPending(sync: KubeObject): boolean {
  return isTrue(sync, 'Reconciling') || syncing(sync)?.status !== 'False';
}

function statusOf(syncs: KubeObject[], failed: boolean): LiveReport['status'] {
  if (!syncs.length) {
    return 'not-configured';
  }
  if (failed) {
    return 'error';
  }
  return syncs.some(isPending) ? 'pending' : 'synced';
}

function sourceOf(sync: KubeObject | undefined): LiveReport['source'] {
  const { repo, branch, revision, dir, secretRef } = sync?.spec?.git ?? {};
  return (
    sync && {
      repo,
      branch,
      revision,
      dir,
      secret: secretRef ? 'token' : 'none',
    }
  );
}

/** What the Hub says of a live cluster, from the syncs in it. */
export function hubReport(syncs: KubeObject[], reported: string): LiveReport {
  const errors = syncs.flatMap(errorsOf);
  const stalled = syncs.filter(sync => isTrue(sync, 'Stalled'));
  const failed = errors.length > 0 || stalled.length > 0;
  const first =
    syncs.find(({ metadata }) => metadata.name === 'root-sync') ?? syncs[0];
  const { status = {} } = first ?? {};
  const lastSync = syncs
    .map(sync => sync.status?.sync?.lastUpdate as string | undefined)
    .filter(time => time !== undefined)
    .sort()
    .at(-1);
  return {
    status: statusOf(syncs, failed),
    source: sourceOf(first),
    commit: status.lastSyncedCommit ?? status.sync?.commit,
    sourceCommit: status.source?.commit,
    lastSync,
    packageSyncs: syncs.length,
    errors: [
      ...stalled.map(sync => ({
        code: 'KNV1061',
        message: (sync.status?.conditions ?? []).find(
          ({ type }: Json) => type === 'Stalled',
        )?.message as string,
        resources: [],
      })),
      ...errors,
    ].slice(0, MOST_ERRORS),
    reported,
    code: failed ? 'ERROR' : 'OK',
    description: failed
      ? 'Config Sync reports errors; see the sync state.'
      : undefined,
  };
}
