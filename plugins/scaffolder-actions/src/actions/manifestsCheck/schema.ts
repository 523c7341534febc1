import type { Zod } from '../../common';

/** More findings than this help nobody; the log has all of them. */
export const MOST_FINDINGS = 200;

const LONGEST = 4096;

export const inputSchema = (z: Zod) =>
  z
    .object({
      path: z
        .string()
        .max(LONGEST)
        .optional()
        .describe('Folder of the workspace with the manifests. Default: all.'),
      sourceFormat: z
        .enum(['unstructured', 'hierarchy'])
        .optional()
        .describe('How Config Sync reads the folder. Default: unstructured.'),
      syncKind: z
        .enum(['RootSync', 'RepoSync'])
        .optional()
        .describe('What applies the folder; a RepoSync may do less.'),
      namespace: z
        .string()
        .optional()
        .describe(
          'Namespace of the RepoSync, and of objects that do not name one.',
        ),
      clusters: z
        .array(z.string())
        .max(200)
        .optional()
        .describe(
          'Refs of clusters, as project/location/name, that are asked whether they would take the manifests.',
        ),
      failOn: z
        .enum(['error', 'warning'])
        .optional()
        .describe('From when on the step fails. Default: error.'),
    })
    .strict();

export const outputSchema = (z: Zod) =>
  z.object({
    findings: z
      .array(
        z.object({
          severity: z.enum(['error', 'warning', 'info']),
          rule: z.string(),
          file: z.string(),
          line: z.number().optional(),
          object: z
            .object({
              kind: z.string(),
              namespace: z.string().optional(),
              name: z.string().optional(),
            })
            .optional(),
          message: z.string(),
          cause: z.string(),
          remedy: z.string(),
        }),
      )
      .describe(`What was found, the worst first; at most ${MOST_FINDINGS}.`),
    errors: z.number().describe('How many errors there are.'),
    warnings: z.number().describe('How many warnings there are.'),
  });
