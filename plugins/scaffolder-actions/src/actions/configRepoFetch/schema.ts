import type { Zod } from '../../common';

export const inputSchema = {
  repoUrl: (z: Zod) =>
    z
      .string()
      .describe(
        'Address of the repository, over HTTPS, on a host that the portal knows.',
      ),
  branch: (z: Zod) =>
    z
      .string()
      .optional()
      .describe('Branch to read. Default: the main one of the repository.'),
  paths: (z: Zod) =>
    z
      .array(z.string())
      .min(1)
      .max(20)
      .describe(
        'Folders and files of the repository. One that is not there is no error.',
      ),
  targetPath: (z: Zod) =>
    z
      .string()
      .optional()
      .describe(
        'Folder of the workspace; the files lie in it as in the repository. Default: the workspace itself.',
      ),
  token: (z: Zod) =>
    z
      .string()
      .optional()
      .describe(
        'Token of the user for the host. Default: the one of the integration.',
      ),
};

export const outputSchema = {
  files: (z: Zod) =>
    z.array(z.string()).describe('Paths of the files, in the repository.'),
  commit: (z: Zod) =>
    z
      .string()
      .optional()
      .describe('The commit that they are of; absent for an empty branch.'),
};
