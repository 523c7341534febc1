import type { Description, Fields } from './description';

// No package describes the kinds of Config Sync.

const duration = {
  matches: /^(\d+(\.\d+)?(ns|us|µs|ms|s|m|h))+$/,
  as: 'a duration, as in 15s or 5m',
};
const named = { fields: { name: 'string' }, required: ['name'] } as const;
const container = {
  oneOf: [
    'reconciler',
    'git-sync',
    'oci-sync',
    'helm-sync',
    'hydration-controller',
    'gcenode-askpass-sidecar',
    'otel-agent',
  ],
};
const quantity = 'anything';

const git: Description = {
  fields: {
    repo: 'string',
    branch: 'string',
    revision: 'string',
    dir: 'string',
    period: duration,
    auth: {
      oneOf: [
        'ssh',
        'cookiefile',
        'gcenode',
        'gcpserviceaccount',
        'token',
        'githubapp',
        'none',
      ],
    },
    gcpServiceAccountEmail: 'string',
    proxy: 'string',
    secretRef: named,
    noSSLVerify: 'boolean',
    caCertSecretRef: named,
  },
  required: ['repo', 'auth'],
};

const oci: Description = {
  fields: {
    image: 'string',
    dir: 'string',
    period: duration,
    auth: {
      oneOf: ['gcenode', 'gcpserviceaccount', 'k8sserviceaccount', 'none'],
    },
    gcpServiceAccountEmail: 'string',
    caCertSecretRef: named,
  },
  required: ['image', 'auth'],
};

const helm = (more: Fields): Description => ({
  fields: {
    repo: 'string',
    chart: 'string',
    version: 'string',
    releaseName: 'string',
    values: 'anything',
    valuesFileRefs: {
      listOf: {
        fields: { name: 'string', dataKey: 'string' },
        required: ['name'],
      },
    },
    includeCRDs: 'boolean',
    period: duration,
    auth: {
      oneOf: [
        'none',
        'gcpserviceaccount',
        'k8sserviceaccount',
        'token',
        'gcenode',
      ],
    },
    gcpServiceAccountEmail: 'string',
    secretRef: named,
    caCertSecretRef: named,
    ...more,
  },
  required: ['repo', 'chart', 'auth'],
});

const override = (more: Fields): Description => ({
  fields: {
    resources: {
      listOf: {
        fields: {
          containerName: container,
          cpuRequest: quantity,
          memoryRequest: quantity,
          cpuLimit: quantity,
          memoryLimit: quantity,
        },
      },
    },
    gitSyncDepth: 'integer',
    statusMode: { oneOf: ['enabled', 'disabled'] },
    reconcileTimeout: duration,
    apiServerTimeout: duration,
    enableShellInRendering: 'boolean',
    logLevels: {
      listOf: {
        fields: { containerName: container, logLevel: 'integer' },
        required: ['containerName', 'logLevel'],
      },
    },
    ...more,
  },
});

const sync = (spec: Fields): Description => ({
  fields: {
    apiVersion: 'string',
    kind: 'string',
    metadata: 'anything',
    status: 'anything',
    spec: {
      fields: {
        sourceType: { oneOf: ['git', 'oci', 'helm'] },
        git,
        oci,
        ...spec,
      },
    },
  },
  required: ['metadata', 'spec'],
});

const SCHEMAS: Readonly<Record<string, Description>> = {
  RootSync: sync({
    sourceFormat: { oneOf: ['hierarchy', 'unstructured'] },
    helm: helm({ namespace: 'string', deployNamespace: 'string' }),
    override: override({
      namespaceStrategy: { oneOf: ['implicit', 'explicit'] },
      roleRefs: {
        listOf: {
          fields: {
            kind: { oneOf: ['Role', 'ClusterRole'] },
            name: 'string',
            namespace: 'string',
          },
          required: ['kind', 'name'],
        },
      },
    }),
  }),
  RepoSync: sync({
    sourceFormat: { oneOf: ['unstructured'] },
    helm: helm({}),
    override: override({}),
  }),
};

/** The schema of a RootSync or RepoSync. */
export function findSyncSchema(
  apiVersion: string,
  kind: string,
): Description | undefined {
  return /^configsync\.gke\.io\/(v1beta1|v1alpha1)$/.test(apiVersion) &&
    Object.hasOwn(SCHEMAS, kind)
    ? SCHEMAS[kind]
    : undefined;
}
