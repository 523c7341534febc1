import { createPermissionRule } from '@backstage/plugin-permission-node';
import { z } from 'zod';
import { anthosFleetClusterResourceRef } from './resourceRef';

/**
 * Allows clusters of the given fleets.
 *
 * @public
 */
export const isInFleet = createPermissionRule({
  name: 'IS_IN_FLEET',
  description: 'Allow clusters that belong to one of the given fleets',
  resourceRef: anthosFleetClusterResourceRef,
  paramsSchema: z.object({
    fleets: z
      .array(z.string().min(1))
      .min(1)
      .describe('IDs of fleet host projects'),
  }),
  apply: (cluster, { fleets }) => fleets.includes(cluster.fleet),
  toQuery: ({ fleets }) => ({ field: 'fleet', values: fleets }),
});

/**
 * Allows clusters that run on the given kinds of machines.
 *
 * @public
 */
export const hasHosting = createPermissionRule({
  name: 'HAS_HOSTING',
  description: 'Allow clusters that run on the given kinds of machines',
  resourceRef: anthosFleetClusterResourceRef,
  paramsSchema: z.object({
    hostings: z
      .array(z.enum(['on-prem', 'gcp', 'aws', 'azure', 'edge', 'unknown']))
      .min(1)
      .describe('Whose machines the cluster runs on'),
  }),
  apply: (cluster, { hostings }) => hostings.includes(cluster.hosting),
  toQuery: ({ hostings }) => ({ field: 'hosting', values: hostings }),
});

/**
 * Allows clusters with a label, whatever its value or with one of the given values.
 *
 * @public
 */
export const hasLabel = createPermissionRule({
  name: 'HAS_LABEL',
  description:
    'Allow clusters that carry a label, with any value or with one of the given values',
  resourceRef: anthosFleetClusterResourceRef,
  paramsSchema: z.object({
    key: z.string().min(1).describe('Key of the label'),
    values: z
      .array(z.string())
      .min(1)
      .optional()
      .describe('Values that are allowed; any value when left out'),
  }),
  apply: (cluster, { key, values }) => {
    if (!Object.hasOwn(cluster.labels, key)) {
      return false;
    }
    return values === undefined || values.includes(cluster.labels[key]);
  },
  toQuery: ({ key, values }) => ({ field: 'label', key, values }),
});

/**
 * Allows clusters by name or by full ref.
 *
 * @public
 */
export const hasName = createPermissionRule({
  name: 'HAS_NAME',
  description: 'Allow clusters by name, or by ref as in project/location/name',
  resourceRef: anthosFleetClusterResourceRef,
  paramsSchema: z.object({
    names: z
      .array(z.string().min(1))
      .min(1)
      .describe('Names or refs (project/location/name)'),
  }),
  apply: (cluster, { names }) =>
    names.includes(cluster.name) || names.includes(cluster.ref),
  toQuery: ({ names }) => ({ field: 'name', values: names }),
});

/**
 * Every rule for clusters.
 *
 * @public
 */
export const anthosFleetClusterRules = {
  isInFleet,
  hasHosting,
  hasLabel,
  hasName,
};
