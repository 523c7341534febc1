import { DateTime } from 'luxon';
import { z } from 'zod';
import { clusterKey, createClusterSchema } from './clusterSchema';
import {
  configSyncDefaultsSchema,
  managementSchema,
  policyDefaultsSchema,
} from './featureSchemas';
import {
  labelsSchema,
  locationSchema,
  nameSchema,
  strict,
  timeSchema,
} from './schemaParts';

const namespaceSchema = strict({
  name: nameSchema,
  labels: labelsSchema.default({}),
  namespaceLabels: labelsSchema.default({}),
});

const scopeSchema = strict({
  name: nameSchema,
  labels: labelsSchema.default({}),
  namespaceLabels: labelsSchema.default({}),
  namespaces: z.array(namespaceSchema).default([]),
  clusters: z
    .array(
      z.string().regex(/^[^/]+\/[^/]+$/, {
        error: 'must be location/name of a cluster of this fleet',
      }),
    )
    .default([]),
});

/** A feature that is absent is not enabled, and Google answers 404. */
const featuresSchema = strict({
  configSync: strict({
    default: configSyncDefaultsSchema.optional(),
  }).optional(),
  mesh: strict({ default: managementSchema.optional() }).optional(),
  policyController: strict({
    default: policyDefaultsSchema.optional(),
  }).optional(),
  /** Names of further features, which are listed as active and say nothing else. */
  others: z.array(nameSchema).default([]),
  customRoles: z.array(z.string().min(1)).default([]),
});

/** A Git repository that the syncs of the fleet read. */
function repositorySchema(now: DateTime) {
  return strict({
    name: z.string().regex(/^[a-z0-9][a-z0-9-]*\/[a-z0-9][a-z0-9-]*$/, {
      error: 'must be org/name, in lower-case letters, digits and hyphens',
    }),
    /** Its files, as a folder beside the fleet file. */
    folder: z.string().optional(),
    files: z.record(z.string(), z.string()).optional(),
    private: z.boolean().optional(),
    history: z
      .array(
        strict({
          message: z.string(),
          author: z.string(),
          at: timeSchema(now),
          paths: z.array(z.string()).optional(),
        }),
      )
      .min(1)
      .optional(),
  });
}

/** Everything a fleet is. */
export function createFleetSchema(now: DateTime) {
  return strict({
    project: strict({
      id: z.string().regex(/^[a-z][a-z0-9-]{4,28}[a-z0-9]$/, {
        error:
          'must be a Google project ID: 6 to 30 lower-case letters, digits and hyphens',
      }),
      number: z
        .union([z.int().positive(), z.string().regex(/^\d+$/)], {
          error: 'must be the project number, such as 123456789012',
        })
        .transform(String),
      name: z.string().optional(),
    }),
    displayName: z
      .string()
      .min(4)
      .max(30, { error: 'must be 4 to 30 characters' })
      .optional(),
    created: timeSchema(now).default('2024-01-01T00:00:00Z'),
    locations: z.array(locationSchema).default([]),
    features: featuresSchema.default({ others: [], customRoles: [] }),
    scopes: z.array(scopeSchema).default([]),
    repositories: z.array(repositorySchema(now)).default([]),
    clusters: z.array(createClusterSchema(now)),
  }).superRefine((fleet, context) => {
    const keys = new Set<string>();
    fleet.clusters.forEach((cluster, index) => {
      const key = clusterKey(cluster);
      if (keys.has(key)) {
        context.addIssue({
          code: 'custom',
          path: ['clusters', index, 'name'],
          message: `${key} is there twice; give one of them another name or location`,
        });
      }
      keys.add(key);
    });
    fleet.scopes.forEach((scope, index) => {
      scope.clusters.forEach((ref, position) => {
        if (!keys.has(ref)) {
          context.addIssue({
            code: 'custom',
            path: ['scopes', index, 'clusters', position],
            message: `no cluster ${ref} in this fleet; write location/name of one`,
          });
        }
      });
    });
  });
}

type FleetSchema = ReturnType<typeof createFleetSchema>;

/**
 * A fleet as it may be written.
 *
 * @public
 */
export type FleetInput = z.input<FleetSchema>;

/**
 * A fleet with every default filled in and every time fixed.
 *
 * @public
 */
export type FleetDefinition = z.output<FleetSchema>;
