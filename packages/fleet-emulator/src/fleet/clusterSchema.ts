import { DateTime } from 'luxon';
import { z } from 'zod';
import {
  configSyncSchema,
  meshSchema,
  policyControllerSchema,
} from './featureSchemas';
import {
  labelsSchema,
  lastSeenSchema,
  locationSchema,
  nameSchema,
  oneOf,
  strict,
  timeSchema,
  wireSchema,
} from './schemaParts';

/** The kinds of cluster that Google's fleet knows, in words. */
export const PLATFORMS = [
  'gke',
  'vmware',
  'vmware-admin',
  'bare-metal',
  'bare-metal-admin',
  'bare-metal-hybrid',
  'bare-metal-standalone',
  'gke-on-aws',
  'gke-on-azure',
  'eks',
  'aks',
  'attached',
  'edge',
  'appliance',
  'unknown',
] as const;

export type Platform = (typeof PLATFORMS)[number];

/** The cluster resource that a membership points to, where it differs from the membership. */
const resourceSchema = strict({
  project: z.string().optional(),
  location: z.string().optional(),
  name: z.string().optional(),
});

function kubernetesSchema(now: DateTime) {
  return strict({
    version: z.string(),
    nodes: z.int().min(0).default(3),
    cpus: z.int().min(0).optional(),
    memoryGib: z.number().min(0).optional(),
    providerId: z.string().optional(),
    reported: timeSchema(now).optional(),
  });
}

/** A namespace that is in the cluster before any sync. */
const namespaceSchema = strict({
  name: nameSchema,
  labels: labelsSchema.default({}),
  /** `spec.hard` of a ResourceQuota. */
  quota: labelsSchema.optional(),
});

/**
 * Raw JSON that is laid over what the emulator would say, for shapes that have no word above:
 * values of a future API, for example. A JSON merge patch, so null removes.
 */
const wireOverridesSchema = strict({
  membership: wireSchema.optional(),
  configmanagement: strict({
    spec: wireSchema.optional(),
    state: wireSchema.optional(),
  }).optional(),
  servicemesh: strict({
    spec: wireSchema.optional(),
    state: wireSchema.optional(),
  }).optional(),
  policycontroller: strict({
    spec: wireSchema.optional(),
    state: wireSchema.optional(),
  }).optional(),
});

/**
 * One cluster of the fleet. Relative times become fixed ones at `now`, so that what comes out can
 * be read again later and means the same.
 */
export function createClusterSchema(now: DateTime) {
  return strict({
    name: nameSchema,
    location: locationSchema,
    platform: oneOf('a platform', PLATFORMS),
    labels: labelsSchema.default({}),
    resource: resourceSchema.optional(),
    orphan: z.boolean().default(false),
    state: oneOf('a state', [
      'CREATING',
      'READY',
      'DELETING',
      'UPDATING',
      'SERVICE_UPDATING',
    ]).default('READY'),
    kubernetes: kubernetesSchema(now).optional(),
    lastSeen: lastSeenSchema(now).optional(),
    registered: timeSchema(now).optional(),
    updated: timeSchema(now).optional(),
    externalId: z.string().optional(),
    uniqueId: z.string().optional(),
    configSync: configSyncSchema(now).optional(),
    mesh: meshSchema(now).optional(),
    policyController: policyControllerSchema(now).optional(),
    namespaces: z.array(namespaceSchema).default([]),
    /** `VirtualService.networking.istio.io`: kinds of the mesh that this cluster does not have. */
    missingKinds: z.array(z.string()).default([]),
    /** Whether the roles `view` and `edit` hold for the kinds of the mesh and the Gateway API. */
    tenantRoles: z.boolean().default(true),
    wire: wireOverridesSchema.optional(),
  });
}

type ClusterSchema = ReturnType<typeof createClusterSchema>;

/**
 * A cluster as it may be written: in the fleet file, to the admin route, in a test.
 *
 * @public
 */
export type ClusterInput = z.input<ClusterSchema>;

/**
 * A cluster of the fleet with every default filled in and every time fixed.
 *
 * @public
 */
export type ClusterDefinition = z.output<ClusterSchema>;

/** `location/name`, which identifies a cluster within its fleet. */
export function clusterKey(cluster: { location: string; name: string }) {
  return `${cluster.location}/${cluster.name}`;
}
