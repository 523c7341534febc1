import { asCount, field } from '../../google/json';
import type { GitApi } from '../GitApi';
import { toDetails } from './texts';

/** GitHub, its enterprise server too. */
export const github: GitApi = {
  // As Git knows it: without the files, which `commits/{sha}` has with it.
  commit: (path, commit) => repos(path, ['git', 'commits', commit]),
  // Only the first page has the files that changed, with their text.
  distance: (path, commit, head) =>
    repos(path, ['compare', `${commit}...${head}`], {
      per_page: '1',
      page: '2',
    }),
  readCommit: json =>
    toDetails({
      author: field(json, 'author', 'name'),
      committedAt: field(json, 'committer', 'date'),
      message: field(json, 'message'),
    }),
  readDistance: json => {
    const commits = asCount(field(json, 'ahead_by'));
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
