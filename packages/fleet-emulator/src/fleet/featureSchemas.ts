import { DateTime } from 'luxon';
import { z } from 'zod';
import { nameSchema, oneOf, strict, timeSchema } from './schemaParts';

export const CONFIG_SYNC_STATUSES = [
  // The emulated cluster syncs for itself, and the Hub says what comes of it.
  'live',
  'synced',
  'pending',
  'error',
  'stopped',
  'stopping',
  'installing',
  'install-failed',
  'not-installed',
  'not-configured',
  'unauthorized',
  'unreachable',
  // Configured in the fleet, but the cluster has not reported yet.
  'assigned',
  // The fleet could not even ask the cluster: a code and a description, nothing else.
  'feature-error',
] as const;

export const MESH_STATUSES = [
  'managed',
  'in-cluster',
  'provisioning',
  'needs-attention',
  'degraded',
  'stalled',
  'failed-precondition',
  'assigned',
] as const;

export const POLICY_STATUSES = [
  'active',
  'installing',
  'updating',
  'suspended',
  'detached',
  'not-installed',
  'cluster-error',
  'hub-error',
  'assigned',
] as const;

const originSchema = oneOf('an origin', [
  'fleet',
  'fleet-out-of-sync',
  'user',
  'unset',
]);

/** How the fleet sees the feature on the cluster; the default follows from the status. */
function verdict(now: DateTime) {
  return {
    code: oneOf('a feature code', ['OK', 'WARNING', 'ERROR']).optional(),
    description: z.string().optional(),
    reported: timeSchema(now).optional(),
  };
}

export const sourceSchema = strict({
  type: oneOf('a kind of source', ['git', 'oci']).default('git'),
  repo: z.string(),
  branch: z.string().optional(),
  revision: z.string().optional(),
  dir: z.string().optional(),
  format: oneOf('a source format', ['unstructured', 'hierarchy']).default(
    'unstructured',
  ),
  secret: oneOf('a secret type', [
    'ssh',
    'cookiefile',
    'gcenode',
    'token',
    'gcpserviceaccount',
    'githubapp',
    'none',
  ]).default('token'),
  waitSeconds: z.int().min(1).default(15),
});

export const configSyncDefaultsSchema = strict({
  version: z.string().default('1.22.0'),
  upgrades: oneOf('a way to upgrade', ['auto', 'manual']).default('manual'),
  source: sourceSchema.optional(),
  preventDrift: z.boolean().default(false),
});

const commitSchema = z.string().regex(/^([0-9a-f]{40}|sha256:[0-9a-f]{64})$/, {
  error:
    'must be a full commit: 40 hexadecimal digits (or sha256:… for an OCI image)',
});

const errorResourceSchema = strict({
  path: z.string().optional(),
  name: z.string().optional(),
  namespace: z.string().optional(),
  kind: z
    .string()
    .regex(/^([^/]+\/)?[^/]+\/[^/]+$/, {
      error:
        'must be version/Kind or group/version/Kind, such as apps/v1/Deployment',
    })
    .optional(),
});

const syncErrorSchema = strict({
  code: z.string().optional(),
  message: z.string(),
  resources: z.array(errorResourceSchema).default([]),
});

/** A RootSync; a RepoSync when it has a namespace. */
const packageSyncSchema = strict({
  name: nameSchema.optional(),
  namespace: nameSchema.optional(),
  /** `org/name` of a repository of the fleet, or an address. */
  repo: z.string().optional(),
  branch: z.string().default('main'),
  revision: z.string().optional(),
  dir: z.string().optional(),
  secret: z.string().optional(),
  reconcileTimeout: z.string().optional(),
  statusMode: oneOf('a status mode', ['enabled', 'disabled']).optional(),
  // The rest is for clusters that are not live: there, this is all there is.
  state: oneOf('a state of a sync', [
    'synced',
    'pending',
    'error',
    'reconciling',
    'stalled',
  ]).optional(),
  message: z.string().optional(),
  errors: z.array(syncErrorSchema).max(1000).default([]),
});

export function configSyncSchema(now: DateTime) {
  return strict({
    status: oneOf('a Config Sync status', CONFIG_SYNC_STATUSES),
    origin: originSchema.default('fleet'),
    version: z.string().optional(),
    upgrades: configSyncDefaultsSchema.shape.upgrades
      .removeDefault()
      .optional(),
    source: sourceSchema.partial().optional(),
    preventDrift: z.boolean().optional(),
    commit: commitSchema.optional(),
    sourceCommit: commitSchema.optional(),
    lastSync: timeSchema(now).optional(),
    packageSyncs: z.int().min(0).optional(),
    syncs: z.array(packageSyncSchema).default([]),
    errors: z.array(syncErrorSchema).max(100).default([]),
    installErrors: z.array(z.string()).default([]),
    operatorErrors: z.array(z.string()).default([]),
    ...verdict(now),
  });
}

const planeStates = oneOf('a state of a mesh', [
  'DISABLED',
  'FAILED_PRECONDITION',
  'PROVISIONING',
  'ACTIVE',
  'STALLED',
  'NEEDS_ATTENTION',
  'DEGRADED',
  'DEPROVISIONING',
]);

const planeDetailSchema = strict({ code: z.string(), details: z.string() });

const planeSchema = strict({
  state: planeStates.optional(),
  implementation: oneOf('a mesh implementation', [
    'ISTIOD',
    'TRAFFIC_DIRECTOR',
    'UPDATING',
  ]).optional(),
  details: z.array(planeDetailSchema).optional(),
});

const conditionSchema = strict({
  code: z.string(),
  severity: oneOf('a severity', ['ERROR', 'WARNING', 'INFO']),
  details: z.string().optional(),
  link: z.string().optional(),
});

export const managementSchema = oneOf('a way to manage the mesh', [
  'automatic',
  'manual',
  'unset',
]);

export function meshSchema(now: DateTime) {
  return strict({
    status: oneOf('a mesh status', MESH_STATUSES),
    origin: originSchema.default('fleet'),
    management: managementSchema.optional(),
    revision: z.string().default('asm-managed'),
    controlPlane: planeSchema.optional(),
    dataPlane: planeSchema.omit({ implementation: true }).optional(),
    conditions: z.array(conditionSchema).default([]),
    ...verdict(now),
  });
}

const policyStates = oneOf('a Policy Controller state', [
  'NOT_INSTALLED',
  'INSTALLING',
  'ACTIVE',
  'UPDATING',
  'DECOMMISSIONING',
  'CLUSTER_ERROR',
  'HUB_ERROR',
  'SUSPENDED',
  'DETACHED',
]);

const componentSchema = strict({
  state: policyStates,
  details: z.string().optional(),
});

export const policyDefaultsSchema = strict({
  version: z.string().default('1.23.1'),
  bundles: z.array(z.string()).default([]),
  auditIntervalSeconds: z.int().min(0).default(60),
  exemptNamespaces: z.array(z.string()).default(['kube-system']),
});

/** What a constraint of Policy Controller does and found. */
const constraintSchema = strict({
  /** Of a bundle, such as `pss-restricted-v2022-psp-seccomp`, or any other with a `kind`. */
  name: z.string(),
  /** `K8sRequiredLabels`: makes it a constraint of the cluster's own. */
  kind: z
    .string()
    .regex(/^[A-Z][A-Za-z0-9]*$/, {
      error: 'must be the kind of a constraint, such as K8sRequiredLabels',
    })
    .optional(),
  /** Kinds of the objects that a constraint of the cluster's own is about. */
  kinds: z.array(z.string()).optional(),
  /** `spec.parameters` of a constraint of the cluster's own. */
  parameters: z.record(z.string(), z.unknown()).optional(),
  action: oneOf('an enforcement action', ['deny', 'warn', 'dryrun']).optional(),
  violations: z.int().min(0).optional(),
  /** Where it holds. Default: everywhere. */
  namespaces: z.array(nameSchema).optional(),
});

export function policyControllerSchema(now: DateTime) {
  return strict({
    status: oneOf('a Policy Controller status', POLICY_STATUSES),
    origin: originSchema.default('fleet'),
    version: z.string().optional(),
    bundles: z.array(z.string()).optional(),
    components: z.record(z.string(), componentSchema).default({}),
    bundleStates: z.record(z.string(), componentSchema).default({}),
    constraints: z.array(constraintSchema).default([]),
    ...verdict(now),
  });
}

export type ConfigSync = z.output<ReturnType<typeof configSyncSchema>>;
export type PackageSync = z.output<typeof packageSyncSchema>;
export type ConfigSyncDefaults = z.output<typeof configSyncDefaultsSchema>;
export type Source = z.output<typeof sourceSchema>;
export type Mesh = z.output<ReturnType<typeof meshSchema>>;
export type PolicyController = z.output<
  ReturnType<typeof policyControllerSchema>
>;
export type PolicyDefaults = z.output<typeof policyDefaultsSchema>;
