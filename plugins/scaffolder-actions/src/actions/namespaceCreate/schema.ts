import type { Zod } from '../../common';
import { GIT_AUTHS, LAYOUT_KINDS, PLACEHOLDER_NAMES } from '../../manifests';

const text = (z: Zod, what: string) => z.string().describe(what);

const sourceSchema = (z: Zod) =>
  z
    .object({
      repoUrl: text(
        z,
        "Address of the team's repository, as Config Sync clones it; without user or password.",
      ),
      branch: text(z, 'Branch that is applied. Default: main.').optional(),
      dir: text(
        z,
        `Folder that is applied; may have ${PLACEHOLDER_NAMES}. Default: {namespace}/overlays/{hosting}.`,
      ).optional(),
      auth: z
        .enum(GIT_AUTHS)
        .optional()
        .describe('How Config Sync signs in. Default: none.'),
      secret: text(
        z,
        'Name of the Secret in the namespace, for ssh, token, cookiefile and githubapp. It must be made by somebody else; no secret is ever written to Git.',
      ).optional(),
      gcpServiceAccount: text(
        z,
        'E-mail address of the Google service account, for gcpserviceaccount.',
      ).optional(),
      syncName: text(z, 'Name of the RepoSync. Default: repo-sync.').optional(),
    })
    .strict()
    .describe('Where the team keeps what runs in the namespace.');

const quotaSchema = (z: Zod) =>
  z
    .object({
      pods: z.number().int().min(1).max(10_000).optional().describe('Pods.'),
      cpu: text(
        z,
        'CPUs that containers may ask for, as in 4 or 500m.',
      ).optional(),
      memory: text(z, 'Memory that they may ask for, as in 8Gi.').optional(),
      memoryLimit: text(
        z,
        'Limit of their memory together, as in 16Gi.',
      ).optional(),
    })
    .strict()
    .optional()
    .describe(
      'What the namespace may use, sidecars not counted: they are added. Default: what the installation says.',
    );

const layoutSchema = (z: Zod) =>
  z
    .object({
      kind: z
        .enum(LAYOUT_KINDS)
        .optional()
        .describe(
          "How the platform's repository is organised. Default: unstructured.",
        ),
      path: text(
        z,
        `Where in it the namespace goes; may have ${PLACEHOLDER_NAMES}. Default: clusters/{cluster}/{namespace}, namespaces/{namespace} for kustomize, and the root for hierarchical.`,
      ).optional(),
      overlays: z
        .enum(['cluster', 'hosting'])
        .optional()
        .describe(
          'For kustomize: what there is one overlay for. Default: cluster.',
        ),
      repoObject: z
        .boolean()
        .optional()
        .describe(
          'For hierarchical: also write system/repo.yaml, for a repository that has none. Default: false.',
        ),
    })
    .strict()
    .optional()
    .describe('Where the manifests lie. Default: unstructured.');

/** Inputs of `anthos-fleet:namespace:create`. */
export const inputSchema = {
  name: (z: Zod) => text(z, 'Name of the namespace.'),
  owner: (z: Zod) =>
    text(z, 'Entity ref of the group that owns it, as in group:default/team.'),
  clusters: (z: Zod) =>
    z
      .array(z.string())
      .describe('Refs of the clusters that get it, as project/location/name.'),
  group: (z: Zod) =>
    text(
      z,
      "E-mail address of the team's Google group. Default: that of the owner in the catalog.",
    ).optional(),
  role: (z: Zod) =>
    text(
      z,
      'ClusterRole that the group gets in the namespace. Default: what the installation says.',
    ).optional(),
  source: sourceSchema,
  quota: quotaSchema,
  layout: layoutSchema,
  targetPath: (z: Zod) =>
    text(
      z,
      'Folder of the workspace to write into. Default: the workspace itself.',
    ).optional(),
};

/** Outputs of `anthos-fleet:namespace:create`. */
export const outputSchema = {
  files: (z: Zod) =>
    z.array(z.string()).describe('Paths of the manifests, below targetPath.'),
  status: (z: Zod) =>
    z
      .enum(['created', 'updated', 'unchanged'])
      .describe(
        'created: the fleet had no such namespace. updated: it belonged to the same owner already. unchanged: the workspace already held these files.',
      ),
  namespace: (z: Zod) => text(z, 'Name of the namespace.'),
  syncs: (z: Zod) =>
    z
      .array(
        z.object({
          cluster: z.string(),
          kind: z.string(),
          namespace: z.string(),
          name: z.string(),
        }),
      )
      .describe('The RepoSyncs that there will be, one a cluster.'),
};
