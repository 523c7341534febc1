import { createPermissionRule } from '@backstage/plugin-permission-node';
import { z } from 'zod';
import { anthosFleetPackageSyncResourceRef } from './resourceRef';

/**
 * Allows package syncs on the given clusters.
 *
 * @public
 */
export const isOnCluster = createPermissionRule({
  name: 'IS_ON_CLUSTER',
  description:
    'Allow package syncs on clusters of the given names, or refs as in project/location/name',
  resourceRef: anthosFleetPackageSyncResourceRef,
  paramsSchema: z.object({
    clusters: z
      .array(z.string().min(1))
      .min(1)
      .describe('Names or refs (project/location/name)'),
  }),
  apply: ({ cluster }, { clusters }) =>
    clusters.includes(cluster.name) || clusters.includes(cluster.ref),
  toQuery: ({ clusters }) => ({ field: 'cluster', values: clusters }),
});

/**
 * Allows package syncs in the given namespaces. Syncs of a whole cluster are in
 * `config-management-system`.
 *
 * @public
 */
export const isInNamespace = createPermissionRule({
  name: 'IS_IN_NAMESPACE',
  description: 'Allow package syncs in one of the given namespaces',
  resourceRef: anthosFleetPackageSyncResourceRef,
  paramsSchema: z.object({
    namespaces: z
      .array(z.string().min(1))
      .min(1)
      .describe('Namespaces of the package syncs'),
  }),
  apply: ({ namespace }, { namespaces }) => namespaces.includes(namespace),
  toQuery: ({ namespaces }) => ({ field: 'namespace', values: namespaces }),
});

/**
 * Allows package syncs that belong to one of the given owners.
 *
 * @public
 */
export const hasOwner = createPermissionRule({
  name: 'HAS_OWNER',
  description: 'Allow package syncs that belong to one of the given owners',
  resourceRef: anthosFleetPackageSyncResourceRef,
  paramsSchema: z.object({
    owners: z
      .array(z.string().min(1))
      .min(1)
      .describe('Entity refs, as in group:default/team-maps'),
  }),
  apply: ({ owner }, { owners }) =>
    owner !== undefined && canonical(owners).includes(canonicalRef(owner)),
  toQuery: ({ owners }) => ({ field: 'owner', values: canonical(owners) }),
});

/**
 * Allows package syncs on clusters of the given fleets.
 *
 * @public
 */
export const isPackageSyncInFleet = createPermissionRule({
  name: 'IS_IN_FLEET',
  description: 'Allow package syncs on clusters of one of the given fleets',
  resourceRef: anthosFleetPackageSyncResourceRef,
  paramsSchema: z.object({
    fleets: z
      .array(z.string().min(1))
      .min(1)
      .describe('IDs of fleet host projects'),
  }),
  apply: ({ cluster }, { fleets }) => fleets.includes(cluster.fleet),
  toQuery: ({ fleets }) => ({ field: 'fleet', values: fleets }),
});

/**
 * Every rule for package syncs.
 *
 * @public
 */
export const anthosFleetPackageSyncRules = {
  isOnCluster,
  isInNamespace,
  hasOwner,
  isInFleet: isPackageSyncInFleet,
};

// The catalog compares entity refs without regard to case, and writes them in small letters.
function canonicalRef(ref: string): string {
  return ref.toLocaleLowerCase('en-US');
}

function canonical(refs: string[]): string[] {
  return refs.map(canonicalRef);
}
