import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import {
  checkBranch,
  checkPath,
  LOCK_FILE,
  type GitRepositories,
  type RemoteRepository,
} from '../../git';
import { examples } from './configRepoFetch.examples';
import { inputSchema, outputSchema } from './schema';

const MAX_FILES = 2_000;
const MAX_BYTES = 20 * 1024 * 1024;

/** `anthos-fleet:config-repo:fetch`: brings files of a repository into the workspace. */
export function createConfigRepoFetchAction({
  repositories,
}: {
  repositories: GitRepositories;
}) {
  return createTemplateAction({
    id: 'anthos-fleet:config-repo:fetch',
    description:
      'Brings folders and files of a Git repository into the workspace, so that later steps see what is there already. What is not there is no error.',
    examples,
    supportsDryRun: true,
    schema: { input: inputSchema, output: outputSchema },
    async handler(ctx) {
      const { input, logger, signal } = ctx;
      const repository = repositories.addresses.parse(input.repoUrl);
      const asked =
        input.branch === undefined
          ? undefined
          : checkBranch(input.branch, 'branch');
      const paths = input.paths.map(path => readPath(path));
      const target = resolveSafeChildPath(
        ctx.workspacePath,
        checkPath(input.targetPath ?? '', 'targetPath'),
      );
      repositories.checkAllowed(repository, asked);
      const { commit, files } = await repositories.use(
        repository,
        { token: input.token, signal },
        async remote => {
          const { defaultBranch, commits } = await remote.branches();
          const branch = asked ?? defaultBranch;
          if (branch === undefined || !commits.has(branch)) {
            return { commit: undefined, files: new Map<string, Uint8Array>() };
          }
          repositories.checkAllowed(repository, branch);
          const head = await remote.fetch(branch);
          return { commit: head, files: await readFiles(remote, head, paths) };
        },
      );
      for (const [path, content] of files) {
        const file = resolveSafeChildPath(target, path);
        await mkdir(dirname(file), { recursive: true });
        await writeFile(file, content);
      }
      logger.info(
        commit
          ? `${files.size} files of ${repository.url} at ${commit.slice(0, 8)}`
          : `${repository.url} has no commit yet on ${asked ?? 'any branch'}`,
      );
      ctx.output('files', [...files.keys()]);
      if (commit) {
        ctx.output('commit', commit);
      }
    },
  });
}

function readPath(text: string): string {
  const path = checkPath(text, 'paths');
  if (!path) {
    throw new InputError(
      'paths: one of them is empty; name folders or files of the repository',
    );
  }
  return path;
}

async function readFiles(
  remote: RemoteRepository,
  commit: string,
  paths: string[],
): Promise<Map<string, Uint8Array>> {
  const tree = await remote.tree(commit);
  const files = new Map<string, Uint8Array>();
  let bytes = 0;
  for (const wanted of paths) {
    for await (const { path, oid } of tree.files(wanted)) {
      // The record of what was published is of the repository, and is no file to publish.
      if (path.split('/').at(-1) !== LOCK_FILE) {
        const content = await tree.read(oid);
        bytes += content.length;
        files.set(path, content);
        if (files.size > MAX_FILES || bytes > MAX_BYTES) {
          throw new InputError(
            `paths: they have more than ${MAX_FILES} files or ${
              MAX_BYTES / 1024 / 1024
            } MiB; name smaller folders`,
          );
        }
      }
    }
  }
  return files;
}
