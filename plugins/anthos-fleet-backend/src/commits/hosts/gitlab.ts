import { field } from '../../google/json';
import type { GitApi } from '../GitApi';
import { toDetails } from './texts';

/** As many as the product puts on a page; it does not say how many there are in all. */
const PAGE = 100;

/** GitLab, wherever it runs. */
export const gitlab: GitApi = {
  commit: (path, commit) =>
    project(path, ['commits', commit], { stats: 'false' }),
  // Not `compare`, which sends the text of every file that changed and cannot be told not to.
  distance: (path, commit, head) =>
    project(path, ['commits'], {
      ref_name: `${commit}..${head}`,
      per_page: String(PAGE),
    }),
  readCommit: json =>
    toDetails({
      author: field(json, 'author_name'),
      committedAt: field(json, 'committed_date'),
      message: field(json, 'message') ?? field(json, 'title'),
    }),
  readDistance: json =>
    Array.isArray(json)
      ? {
          commits: Math.min(json.length, PAGE),
          atLeast: json.length >= PAGE,
        }
      : undefined,
};

function project(
  path: readonly string[],
  rest: string[],
  query: Record<string, string>,
) {
  return path.length >= 2
    ? { path: ['projects', path.join('/'), 'repository', ...rest], query }
    : undefined;
}
