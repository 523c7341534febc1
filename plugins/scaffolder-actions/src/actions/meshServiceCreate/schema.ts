import type { Zod } from '../../common';

const text = (z: Zod, what: string) => z.string().describe(what);
const texts = (z: Zod, what: string) => z.array(z.string()).describe(what);

const publicSchema = (z: Zod) =>
  z
    .object({
      host: text(z, 'Host that people open, as in maps.example.org.'),
      path: text(
        z,
        'Path below which the service answers. Default: /',
      ).optional(),
    })
    .strict()
    .optional()
    .describe('How it is reached from outside. Default: not at all.');

const resourcesSchema = (z: Zod) =>
  z
    .object({
      cpu: text(z, 'CPU that a pod asks for. Default: 100m.').optional(),
      memory: text(z, 'Memory that it asks for. Default: 256Mi.').optional(),
      memoryLimit: text(z, 'Most that it may take. Default: 512Mi.').optional(),
    })
    .strict()
    .optional()
    .describe('What one pod needs, without its sidecar.');

/** Inputs of `anthos-fleet:mesh-service:create`. */
export const inputSchema = {
  name: (z: Zod) =>
    text(
      z,
      'What the service is called: also its component, its account and its host.',
    ),
  namespace: (z: Zod) => text(z, 'Namespace that it runs in.'),
  owner: (z: Zod) =>
    text(z, 'Entity ref of the group that owns it, as in group:default/team.'),
  clusters: (z: Zod) =>
    texts(z, 'Refs of the clusters that it runs on, as project/location/name.'),
  image: (z: Zod) =>
    text(
      z,
      'Image with a tag or a digest. Default: a sample that says hello.',
    ).optional(),
  port: (z: Zod) =>
    z
      .number()
      .int()
      .optional()
      .describe('Port that it listens on, from 1024. Default: 8080.'),
  callers: (z: Zod) =>
    texts(
      z,
      'Who calls it: entity refs of components. Default: nobody.',
    ).optional(),
  callees: (z: Zod) =>
    texts(
      z,
      'Whom it calls: entity refs of components. Default: nobody.',
    ).optional(),
  externalHosts: (z: Zod) =>
    texts(
      z,
      'Hosts outside of the mesh that it calls over TLS, as in login.example.org or mail.example.org:465. Default: none.',
    ).optional(),
  public: publicSchema,
  system: (z: Zod) =>
    text(z, 'Entity ref of the system that it is part of.').optional(),
  description: (z: Zod) => text(z, 'What it does, in one line.').optional(),
  lifecycle: (z: Zod) =>
    text(z, 'Lifecycle of the component. Default: experimental.').optional(),
  replicas: (z: Zod) =>
    z
      .number()
      .int()
      .optional()
      .describe(
        'Fewest pods on each cluster; there are up to three times as many when they are busy. Default: 2.',
      ),
  resources: resourcesSchema,
  targetPath: (z: Zod) =>
    text(
      z,
      'Folder of the workspace to write into. Default: the workspace itself.',
    ).optional(),
};

/** Outputs of `anthos-fleet:mesh-service:create`. */
export const outputSchema = {
  files: (z: Zod) => texts(z, 'Paths of what was written, below targetPath.'),
  sharedLists: (z: Zod) =>
    texts(
      z,
      'Paths of the lists, among the files, that the services of the namespace share, for mergeLists of config-repo:publish.',
    ),
  entityRef: (z: Zod) => text(z, 'Entity ref of the component.'),
  catalogInfoPath: (z: Zod) =>
    text(z, 'Path of its catalog-info.yaml, below targetPath.'),
  identity: (z: Zod) =>
    texts(z, 'Who it is in the mesh, for others who let it in.'),
  principals: (z: Zod) => texts(z, 'Who may call it.'),
};
