import { parseEntityRef } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import { READS, type ActionOptions } from './ActionOptions';
import { HOSTINGS, SYNC_STATES } from './words';

/** Registers `get-entity-status`. */
export function createGetEntityStatusAction(options: ActionOptions) {
  options.actionsRegistry.register({
    name: 'get-entity-status',
    title: 'Where a service runs, and what is live there',
    description: `
Tells for one entity of the catalog on which clusters it runs, on-premise or in which cloud, which commit of its
configuration is live on each, and what is wrong; for a system, a domain or a group how its components are.

## When to use

When somebody asks where a component runs, whether a commit has arrived, or why it has not.
`,
    attributes: READS,
    schema: {
      input: z =>
        z.object({
          entityRef: z
            .string()
            .min(1)
            .max(200)
            .describe('Entity, as in component:default/cadastre-api'),
        }),
      output: z =>
        z.object({
          entityRef: z.string().describe('The entity'),
          state: z
            .enum(SYNC_STATES)
            .optional()
            .describe('The worst state of its syncs; absent without any'),
          clusters: z
            .array(
              z.object({
                ref: z.string().describe('Identity of the cluster'),
                hosting: z.enum(HOSTINGS).describe('Whose machines it runs on'),
                place: z.string().optional().describe('Site or region'),
              }),
            )
            .describe('Clusters that it names, at most 200'),
          syncs: z
            .array(
              z.object({
                cluster: z.string().describe('Ref of the cluster'),
                namespace: z.string().describe('Namespace of the sync'),
                state: z.enum(SYNC_STATES).describe('State of the sync'),
                commit: z.string().optional().describe('Commit that is live'),
                sourceCommit: z
                  .string()
                  .optional()
                  .describe('Newest commit in Git'),
              }),
            )
            .describe('Its package syncs, at most 200'),
          errors: z
            .array(
              z.object({
                code: z.string().optional().describe('Code, as in KNV1021'),
                headline: z.string().describe('What is wrong'),
                cause: z.string().describe('Why'),
                remedy: z.string().describe('What to do'),
              }),
            )
            .describe('What is wrong, at most 50'),
          components: z
            .array(
              z.object({
                entityRef: z.string().describe('The component'),
                state: z
                  .enum(SYNC_STATES)
                  .describe('The worst of its clusters'),
                clusters: z.number().describe('Clusters that it runs on'),
                syncedClusters: z
                  .number()
                  .describe('Clusters where it is in sync now'),
                errors: z.number().describe('Causes of errors'),
              }),
            )
            .optional()
            .describe(
              'Components of a system, a domain or a group that name clusters, worst first',
            ),
        }),
    },
    examples: [
      {
        title: 'A component',
        input: { entityRef: 'component:default/cadastre-api' },
      },
    ],
    action: async ({ input, credentials }) => {
      const visible = await options.access.read(credentials);
      const status = await options.entityStatus.read(
        readEntityRef(input.entityRef),
        { credentials, visible },
      );
      return {
        output: {
          entityRef: status.entityRef,
          state: status.state,
          clusters: status.clusters.map(({ cluster }) => ({
            ref: cluster.ref,
            hosting: cluster.hosting,
            place:
              cluster.place.site ?? cluster.place.zone ?? cluster.place.region,
          })),
          syncs: status.syncs.map(sync => ({
            cluster: sync.cluster.ref,
            namespace: sync.namespace,
            state: sync.state,
            commit: sync.commit,
            sourceCommit: sync.sourceCommit,
          })),
          components: status.parts?.items.map(item => ({
            entityRef: item.entityRef,
            state: item.state,
            clusters: item.totalClusters,
            syncedClusters: item.syncedClusters,
            errors: item.totalErrorGroups,
          })),
          errors: status.errors.map(({ code, headline, explanation }) => ({
            code,
            headline,
            cause: explanation.cause,
            remedy: explanation.remedy,
          })),
        },
      };
    },
  });
}

function readEntityRef(text: string) {
  try {
    return parseEntityRef(text);
  } catch {
    throw new InputError(
      `entityRef is '${text}', which is no reference to an entity; write kind:namespace/name, as in component:default/cadastre-api`,
    );
  }
}
