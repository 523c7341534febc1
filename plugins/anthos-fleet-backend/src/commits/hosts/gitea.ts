import { asCount, field } from '../../google/json';
import type { GitApi } from '../GitApi';
import { toDetails } from './texts';

/** Gitea and Forgejo; they compare since 1.22 and 8. */
export const gitea: GitApi = {
  commit: (path, commit) =>
    repos(path, ['git', 'commits', commit], {
      stat: 'false',
      verification: 'false',
      files: 'false',
    }),
  distance: (path, commit, head) =>
    repos(path, ['compare', `${commit}...${head}`]),
  readCommit: json =>
    toDetails({
      author: field(json, 'commit', 'author', 'name'),
      committedAt: field(json, 'commit', 'committer', 'date'),
      message: field(json, 'commit', 'message'),
    }),
  readDistance: json => {
    const commits = asCount(field(json, 'total_commits'));
    return commits === undefined ? undefined : { commits, atLeast: false };
  },
};

function repos(
  path: readonly string[],
  rest: string[],
  query?: Record<string, string>,
) {
  return path.length === 2
    ? { path: ['repos', ...path, ...rest], query }
    : undefined;
}
