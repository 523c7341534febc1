import type { Request } from 'express';
import type { GitRepository } from './GitRepository';

/** A file as it was at a commit. */
export interface FoundFile {
  commit: string;
  path: string;
  text: string;
}

/** `main/dev/a.yaml`: a branch may have slashes in its name, as may the path of the file. */
export async function findFile(
  repository: GitRepository,
  address: string,
): Promise<FoundFile | undefined> {
  const parts = address.split('/');
  for (let count = 1; count < parts.length; count += 1) {
    const commit = await repository.resolve(parts.slice(0, count).join('/'));
    const path = parts.slice(count).join('/');
    const text = commit && (await repository.files(commit)).get(path);
    if (commit && text !== undefined) {
      return { commit, path, text };
    }
  }
  return undefined;
}

/** Whether a private repository is asked for without a sign-in. */
export function isRefused(repository: GitRepository, req: Request): boolean {
  return repository.isPrivate && !req.headers.authorization;
}
