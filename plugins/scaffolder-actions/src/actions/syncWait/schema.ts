import { durationSchema, type Zod } from '../../common';

export const inputSchema = (z: Zod) =>
  z
    .object({
      clusters: z
        .array(z.string())
        .min(1)
        .max(200)
        .describe('Refs of the clusters, as project/location/name.'),
      commit: z
        .string()
        .describe(
          'The commit that is to be live, or at least 7 characters of it.',
        ),
      repoUrl: z
        .string()
        .optional()
        .describe(
          'Address of the repository. Only syncs that follow it count, and newer commits of it do as well.',
        ),
      directory: z
        .string()
        .optional()
        .describe('Only syncs that apply this folder of the repository count.'),
      kind: z
        .enum(['RootSync', 'RepoSync'])
        .optional()
        .describe(
          'Default: RepoSync with a namespace; RootSync with nothing but clusters; either with a repository.',
        ),
      namespace: z
        .string()
        .optional()
        .describe('Namespace of the RepoSync on every cluster.'),
      name: z.string().optional().describe('Name of the sync.'),
      timeout: durationSchema(z, 'How long to wait. Default: 15 minutes.'),
      grace: durationSchema(
        z,
        'How long errors that may heal by themselves are waited for. Default: 1 minute.',
      ),
      pollSeconds: z
        .number()
        .min(1)
        .max(300)
        .optional()
        .describe('Time between two looks. Default: 5.'),
    })
    .strict();

export const outputSchema = (z: Zod) =>
  z.object({
    live: z.boolean().describe('Whether the commit is live on every cluster.'),
    results: z
      .array(
        z.object({
          cluster: z.string(),
          live: z.boolean(),
          state: z.string(),
          commit: z.string().optional().describe('The commit that is live.'),
          sync: z.string().optional().describe('ID of the sync in the portal.'),
          reason: z
            .string()
            .optional()
            .describe('What the cluster waits for, or what blocks it.'),
        }),
      )
      .describe('One for each cluster.'),
  });
