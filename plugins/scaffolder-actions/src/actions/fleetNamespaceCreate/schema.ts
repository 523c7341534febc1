import { durationSchema, type Zod } from '../../common';

const text = (z: Zod, what: string) => z.string().describe(what);

export const inputSchema = (z: Zod) =>
  z
    .object({
      fleet: text(
        z,
        'Fleet host project. Default: that of the clusters.',
      ).optional(),
      scope: text(
        z,
        'Team scope of the fleet that the namespace is in. It is made when it is not there; one of another owner is refused.',
      ),
      namespace: text(z, 'Name of the namespace.'),
      clusters: z
        .array(z.string())
        .min(1)
        .max(100)
        .describe(
          'Refs of the clusters that the scope is for, as project/location/name. Those that it has already stay.',
        ),
      owner: text(
        z,
        'Entity ref of the owner, as in group:default/team-maps.',
      ).optional(),
      group: text(
        z,
        'E-mail address of the Google group that gets the role in the namespaces of the scope.',
      ).optional(),
      role: z
        .enum(['view', 'edit', 'admin'])
        .optional()
        .describe('The role of the group. Default: edit.'),
      labels: z
        .record(z.string(), z.string())
        .optional()
        .describe('Labels of the namespace on the clusters.'),
      timeout: durationSchema(
        z,
        'How long to wait for Google. Default: 5 minutes.',
      ),
    })
    .strict();

export const outputSchema = (z: Zod) =>
  z.object({
    done: z.boolean().describe('Whether everything is there.'),
    changed: z
      .boolean()
      .describe('Whether anything had to be made; false when all was there.'),
    steps: z
      .array(
        z.object({ kind: z.string(), name: z.string(), state: z.string() }),
      )
      .describe('What was done for the scope, namespace, clusters and role.'),
  });
