import type { Hosting, Platform } from 'backstage-plugin-anthos-fleet-common';
import type { Zod } from '../../common';

export const HOSTINGS = [
  'on-prem',
  'gcp',
  'aws',
  'azure',
  'edge',
  'unknown',
] as const satisfies Hosting[];

export const PLATFORMS = [
  'gke',
  'gdc-vmware',
  'gdc-bare-metal',
  'gdc-edge',
  'gdc-appliance',
  'gke-on-aws',
  'gke-on-azure',
  'attached',
  'unknown',
] as const satisfies Platform[];

const oneOrMore = <T extends readonly [string, ...string[]]>(
  z: Zod,
  words: T,
  what: string,
) =>
  z
    .union([z.enum(words), z.array(z.enum(words)).min(1)])
    .optional()
    .describe(`${what} One or several of ${words.join(', ')}.`);

export const inputSchema = (z: Zod) =>
  z
    .object({
      hosting: oneOrMore(z, HOSTINGS, 'Where the clusters run.'),
      platform: oneOrMore(z, PLATFORMS, 'What the clusters are made of.'),
      labels: z
        .union([z.string(), z.record(z.string(), z.string())])
        .optional()
        .describe(
          'Labels that the clusters have: a selector as in env=prod,tier in (a,b), or labels with their values.',
        ),
      sites: z
        .array(z.string())
        .min(1)
        .optional()
        .describe('Sites of clusters that are not in a cloud.'),
      names: z
        .array(z.string())
        .min(1)
        .max(200)
        .optional()
        .describe(
          'Only these: names, location/name, or project/location/name. Each of them must be there.',
        ),
      fleet: z.string().optional().describe('Fleet host project.'),
      min: z
        .number()
        .int()
        .min(0)
        .optional()
        .describe('Clusters that are needed at least. Default: 1.'),
      max: z
        .number()
        .int()
        .min(1)
        .optional()
        .describe('Clusters that are wanted at most. Default: any number.'),
      healthyOnly: z
        .boolean()
        .optional()
        .describe(
          'Leave out clusters that do not answer, that are gone or being deleted, that manage other clusters, or whose platform is being shut down. Default: false.',
        ),
    })
    .strict();

export const outputSchema = (z: Zod) =>
  z.object({
    clusters: z
      .array(z.string())
      .describe('Refs of the clusters, as project/location/name.'),
    names: z.array(z.string()).describe('Their names, in the same order.'),
    byHosting: z
      .record(z.string(), z.array(z.string()))
      .describe('The refs by where the clusters run, as in on-prem, gcp.'),
    details: z
      .array(
        z.object({
          ref: z.string(),
          fleet: z.string(),
          location: z.string(),
          name: z.string(),
          hosting: z.string(),
          platform: z.string(),
          site: z.string().optional(),
          labels: z.record(z.string(), z.string()),
          syncState: z.string(),
        }),
      )
      .describe('What is known of each of them.'),
  });
