import type { ErrorGroup } from 'backstage-plugin-anthos-fleet-common';
import { READS, type ActionOptions } from './ActionOptions';

/** Registers `find-sync-errors`. */
export function createFindSyncErrorsAction(options: ActionOptions) {
  options.actionsRegistry.register({
    name: 'find-sync-errors',
    title: 'Find errors of Config Sync',
    description: `
Finds what keeps configuration in Git from becoming live on the clusters of the fleet. Errors with the same cause are one
answer, however many clusters and syncs have them; each comes with its cause and its remedy.

## When to use

When something that was committed does not arrive, to learn why and what to change; to see what is broken for a team, in a
namespace or on a cluster. For one entity of the catalog, use \`get-entity-status\`.
`,
    attributes: READS,
    schema: {
      input: z => {
        const texts = (what: string, max: number) =>
          z.array(z.string().min(1).max(max)).max(50).optional().describe(what);
        return z.object({
          cluster: texts(
            'Clusters, each by project/location/name or name',
            200,
          ),
          namespace: texts('Namespaces of the syncs', 63),
          owner: texts('Entity refs of owners', 200),
          code: texts('Codes, as in KNV1021', 64),
          limit: z
            .number()
            .int()
            .min(1)
            .max(50)
            .optional()
            .describe('Causes to answer, 10 unless told'),
        });
      },
      output: z =>
        z.object({
          errors: z.array(
            z.object({
              fingerprint: z.string().describe('Identity of the cause'),
              code: z.string().optional().describe('Code, as in KNV1021'),
              headline: z.string().describe('What is wrong'),
              cause: z.string().describe('Why'),
              remedy: z.string().describe('What to do'),
              message: z.string().describe('Words of Config Sync'),
              clusters: z.array(z.string()).describe('Refs, at most 10'),
              namespaces: z.array(z.string()).describe('At most 10'),
              owners: z.array(z.string()).describe('Entity refs, at most 10'),
              totalClusters: z.number().describe('Clusters that have it'),
              since: z.string().describe('When it was first seen, ISO 8601'),
            }),
          ),
          totalErrors: z.number().describe('Causes that match in all'),
        }),
    },
    examples: [
      { title: 'Everything that is broken', input: {} },
      {
        title: 'What a team has to mend',
        input: { owner: ['group:default/team-property'], limit: 5 },
      },
    ],
    action: async ({ input, credentials }) => {
      const { limit = 10, ...filters } = input;
      const list = await options.store.listErrorGroups(
        { ...filters, limit, sort: 'clusters', order: 'desc' },
        await options.access.readPackageSyncs(credentials),
      );
      return {
        output: {
          errors: list.items.map(toError),
          totalErrors: list.totalItems,
        },
      };
    },
  });
}

function toError(group: ErrorGroup) {
  return {
    fingerprint: group.fingerprint,
    code: group.code,
    headline: group.headline,
    cause: group.explanation.cause,
    remedy: group.explanation.remedy,
    message: group.message,
    clusters: group.clusters.map(({ ref }) => ref),
    namespaces: group.namespaces,
    owners: group.owners,
    totalClusters: group.totalClusters,
    since: group.firstSeenAt,
  };
}
