import { repositoryUrl } from 'backstage-plugin-anthos-fleet-common';
import { hash } from '../hash';

/**
 * The address of a repository as people would open it, whatever protocol Git uses: what two syncs
 * write differently is one repository.
 */
export function repositoryPage(repository: string): string | undefined {
  return repositoryUrl({
    host: 'plain',
    repository,
    templates: { repository: 'https://{host}/{repository}' },
  });
}

/** Under what the commits of a repository are kept. */
export function repositoryId(page: string): string {
  return hash(page);
}

/** Whether it is a whole commit, as opposed to a branch, a version or the digest of an image. */
export function isWholeCommit(commit: string): boolean {
  return /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/.test(commit);
}
