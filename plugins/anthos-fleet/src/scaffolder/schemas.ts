import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';

/** What the cluster picker gives, and its options. */
export const clusterPickerSchema = makeFieldSchema({
  output: z =>
    z.array(z.string()).describe('Clusters, each as project/location/name'),
  uiOptions: z =>
    z.object({
      hosting: z
        .array(z.enum(['on-prem', 'gcp', 'aws', 'azure', 'edge', 'unknown']))
        .optional()
        .describe('Offer clusters that run there only'),
      platform: z
        .array(
          z.enum([
            'gke',
            'gdc-vmware',
            'gdc-bare-metal',
            'gdc-edge',
            'gdc-appliance',
            'gke-on-aws',
            'gke-on-azure',
            'attached',
            'unknown',
          ]),
        )
        .optional()
        .describe('Offer clusters of these products only'),
      labelSelector: z
        .string()
        .optional()
        .describe(
          'Offer clusters whose labels match only, as in env=prod,tier in (a,b)',
        ),
      minItems: z
        .number()
        .int()
        .min(1)
        .optional()
        .describe('How many clusters must be chosen at least'),
      maxItems: z
        .number()
        .int()
        .min(1)
        .optional()
        .describe(
          'How many clusters can be chosen at most; with 1, a choice replaces the one before',
        ),
      disableUnhealthy: z
        .boolean()
        .optional()
        .describe('Let only clusters be chosen whose syncs are in good order'),
    }),
});

/** What the field for the name of a namespace gives, and its options. */
export const namespaceNameSchema = makeFieldSchema({
  output: z => z.string().describe('Name of the namespace'),
  uiOptions: z =>
    z.object({
      ownerField: z
        .string()
        .optional()
        .describe(
          'Name of the field of the form that holds the owner: a namespace of that owner is an update',
        ),
      prefixes: z
        .array(z.string())
        .optional()
        .describe('The name must begin with one of these'),
      reserved: z
        .array(z.string())
        .optional()
        .describe(
          'More names that are kept for the platform: whole names, or beginnings as in team-platform-*',
        ),
      repoSyncName: z
        .string()
        .optional()
        .describe(
          'Name of the RepoSync in the namespace, which shares a limit with it; repo-sync by default',
        ),
    }),
});

/** What the picker of services gives, and its options. */
export const callerPickerSchema = makeFieldSchema({
  output: z =>
    z
      .array(z.string())
      .describe('Entity refs of services, as in component:default/tiles'),
  uiOptions: z =>
    z.object({
      maxItems: z
        .number()
        .int()
        .min(1)
        .optional()
        .describe('How many services can be chosen at most'),
    }),
});

/** What the picker of a group gives, and its options. */
export const groupPickerSchema = makeFieldSchema({
  output: z =>
    z
      .string()
      .describe('Entity ref of a group, as in group:default/team-tiles'),
  uiOptions: z =>
    z.object({
      allowAll: z
        .boolean()
        .optional()
        .describe(
          'Offer every group of the catalog, after those of who fills in the form',
        ),
    }),
});

/** Properties of the cluster picker. */
export type ClusterPickerProps = typeof clusterPickerSchema.TProps;

/** Properties of the field for the name of a namespace. */
export type NamespaceNameProps = typeof namespaceNameSchema.TProps;

/** Properties of the picker of services. */
export type CallerPickerProps = typeof callerPickerSchema.TProps;

/** Properties of the picker of a group. */
export type GroupPickerProps = typeof groupPickerSchema.TProps;
