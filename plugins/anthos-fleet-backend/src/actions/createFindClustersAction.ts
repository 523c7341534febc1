import type { Cluster } from 'backstage-plugin-anthos-fleet-common';
import { READS, type ActionOptions } from './ActionOptions';
import { HOSTINGS, SYNC_STATES } from './words';

/** Registers `find-clusters`. */
export function createFindClustersAction(options: ActionOptions) {
  options.actionsRegistry.register({
    name: 'find-clusters',
    title: 'Find clusters of the fleet',
    description: `
Finds Kubernetes clusters of the Google fleets that this portal reads: where each of them runs, and whether the
configuration on it is the one in Git.

## When to use

To learn which clusters there are, on-premise or in a cloud, before asking about one of them; to find clusters that are
out of sync or not heard of. To learn what is wrong on them, use \`find-sync-errors\`.
`,
    attributes: READS,
    schema: {
      input: z =>
        z.object({
          hosting: z
            .array(z.enum(HOSTINGS))
            .optional()
            .describe('Whose machines they run on; several widen the search'),
          syncState: z
            .array(z.enum(SYNC_STATES))
            .optional()
            .describe('State of their configuration; several widen the search'),
          q: z
            .string()
            .max(200)
            .optional()
            .describe(
              'Words in name, place, platform or labels; all must match',
            ),
          limit: z
            .number()
            .int()
            .min(1)
            .max(100)
            .optional()
            .describe('Clusters to answer, 20 unless told'),
        }),
      output: z =>
        z.object({
          clusters: z.array(
            z.object({
              ref: z.string().describe('Identity: project/location/name'),
              name: z.string().describe('Name in the fleet'),
              hosting: z.enum(HOSTINGS).describe('Whose machines it runs on'),
              platform: z.string().describe('Product that runs it'),
              place: z
                .string()
                .optional()
                .describe('Site, or region of the cloud'),
              syncState: z.enum(SYNC_STATES).describe('State of Config Sync'),
              commit: z.string().optional().describe('Commit that is live'),
              errors: z.number().describe('Errors that are reported'),
              age: z
                .enum(['fresh', 'stale', 'never'])
                .describe('How old the knowledge is'),
            }),
          ),
          totalClusters: z.number().describe('Clusters that match in all'),
        }),
    },
    examples: [
      {
        title: 'On-premise clusters with errors',
        input: { hosting: ['on-prem'], syncState: ['error', 'stalled'] },
      },
    ],
    action: async ({ input, credentials }) => {
      const { limit = 20, ...filters } = input;
      const list = await options.store.listClusters(
        { ...filters, limit, sort: 'name' },
        await options.access.read(credentials),
      );
      return {
        output: {
          clusters: list.items.map(toCluster),
          totalClusters: list.totalItems,
        },
      };
    },
  });
}

function toCluster(cluster: Cluster) {
  const { place, configSync } = cluster;
  return {
    ref: cluster.ref,
    name: cluster.name,
    hosting: cluster.hosting,
    platform: cluster.platform,
    place: place.site ?? place.zone ?? place.region,
    syncState: configSync.state,
    commit: configSync.commit,
    errors: configSync.errorCount,
    age: cluster.freshness.hub.age,
  };
}
