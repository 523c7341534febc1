import type {
  ConfigSyncErrorFacts,
  PackageSyncFacts,
  PackageSyncStatusFacts,
  SyncConditionFacts,
  SyncStageFacts,
} from '../packageSyncFacts';

export const OLD = '9f8e7d6c5b4a39281706f5e4d3c2b1a098765432';
export const NEW = '0a1b2c3d4e5f60718293a4b5c6d7e8f901234567';

export const QUOTA_ERROR: ConfigSyncErrorFacts = {
  code: '2009',
  errorMessage:
    'KNV2009: failed to apply Deployment.apps, grunnbok-main/api: exceeded quota: compute, requested: limits.memory=4Gi, used: limits.memory=6Gi, limited: limits.memory=8Gi\n\nFor more information, see https://g.co/cloud/acm-errors#knv2009',
  errorResources: [
    {
      sourcePath: 'prod/api/deployment.yaml',
      name: 'api',
      namespace: 'grunnbok-main',
      gvk: { group: 'apps', version: 'v1', kind: 'Deployment' },
    },
  ],
};

export const UNKNOWN_KIND_ERROR: ConfigSyncErrorFacts = {
  code: '1021',
  errorMessage:
    'KNV1021: No CustomResourceDefinition is defined for the type "VirtualService.networking.istio.io" in the cluster.\nResource types that are not native Kubernetes objects must have a CustomResourceDefinition.\n\nConfig Sync will retry until a CustomResourceDefinition is defined for the type "VirtualService.networking.istio.io" in the cluster.\n\nsource: prod/api/route.yaml\nnamespace: grunnbok-main\nmetadata.name: api\ngroup: networking.istio.io\nversion: v1\nkind: VirtualService\n\nFor more information, see https://g.co/cloud/acm-errors#knv1021',
  errorResources: [
    {
      sourcePath: 'prod/api/route.yaml',
      name: 'api',
      namespace: 'grunnbok-main',
      gvk: {
        group: 'networking.istio.io',
        version: 'v1',
        kind: 'VirtualService',
      },
    },
  ],
};

export function stage(
  commit: string | undefined,
  errors: ConfigSyncErrorFacts[] = [],
  more: Partial<SyncStageFacts> = {},
): SyncStageFacts {
  return {
    commit,
    lastUpdate: '2026-09-01T06:00:25Z',
    ...(errors.length && { errors }),
    errorSummary: errors.length
      ? { totalCount: errors.length, errorCountAfterTruncation: errors.length }
      : {},
    ...more,
  };
}

export const notStalled: SyncConditionFacts = {
  type: 'Stalled',
  status: 'False',
};

export const notReconciling: SyncConditionFacts = {
  type: 'Reconciling',
  status: 'False',
};

export function syncing(
  status: 'True' | 'False' | 'Unknown',
  more: Partial<SyncConditionFacts> = {},
): SyncConditionFacts {
  return {
    type: 'Syncing',
    status,
    reason: 'Sync',
    message: status === 'True' ? 'Syncing' : 'Sync Completed',
    commit: NEW,
    errorSummary: {},
    ...more,
  };
}

/** A RepoSync that is synced to the newest commit, as Config Sync 1.22 writes it. */
export const SYNCED_STATUS: PackageSyncStatusFacts = {
  observedGeneration: 3,
  lastSyncedCommit: NEW,
  source: stage(NEW),
  rendering: stage(NEW, [], { message: 'Rendering skipped' }),
  sync: stage(NEW),
  conditions: [notReconciling, notStalled, syncing('False')],
};

/** A RepoSync, synced unless another status is given. */
export function repoSync(
  status: PackageSyncStatusFacts | undefined = SYNCED_STATUS,
  more: Partial<PackageSyncFacts> = {},
): PackageSyncFacts {
  return {
    kind: 'RepoSync',
    namespace: 'grunnbok-main',
    name: 'repo-sync',
    generation: 3,
    spec: {
      sourceType: 'git',
      git: {
        repo: 'https://github.com/acme/grunnbok-config',
        branch: 'main',
        revision: 'HEAD',
        dir: 'prod',
      },
    },
    status,
    ...more,
  };
}
