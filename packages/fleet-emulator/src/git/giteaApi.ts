import { NextFunction, Request, Response, Router } from 'express';
import { findFile, isRefused } from './findFile';
import type { GitRepositories } from './GitRepositories';
import type { CommitInfo, GitRepository } from './GitRepository';

const COMPARISON = /^([0-9a-f]{40})\.\.\.([0-9a-f]{40})$/;
/** As many commits as a comparison lists; it counts them all. */
const LISTED_COMMITS = 50;

function notFound(res: Response): void {
  // As Gitea says it, of what is not there and of what may not be seen.
  res.status(404).json({ errors: [], message: 'Not Found' });
}

function toCommit({ commit, parent, author, date, message }: CommitInfo) {
  const [, name, email] = /^(.*?) <([^>]*)>$/.exec(author) ?? [];
  const person = { name: name ?? author, email: email ?? '', date };
  return {
    sha: commit,
    created: date,
    commit: { author: person, committer: person, message: `${message}\n` },
    parents: parent ? [{ sha: parent }] : [],
  };
}

async function sendCommit(
  repository: GitRepository,
  reference: string,
  res: Response,
): Promise<void> {
  const commit = await repository.resolve(reference);
  if (!commit) {
    notFound(res);
    return;
  }
  const [info] = await repository.log(commit, 1);
  res.json(toCommit(info));
}

async function sendComparison(
  repository: GitRepository,
  comparison: string,
  res: Response,
): Promise<void> {
  const [, base, head] = COMPARISON.exec(comparison) ?? [];
  const total = base ? await repository.distance(base, head) : undefined;
  if (total === undefined) {
    notFound(res);
    return;
  }
  const commits = total
    ? await repository.log(head, Math.min(total, LISTED_COMMITS))
    : [];
  res.json({ total_commits: total, commits: commits.map(toCommit) });
}

async function sendContents(
  repository: GitRepository,
  address: string,
  res: Response,
): Promise<void> {
  const file = await findFile(repository, address);
  if (!file) {
    notFound(res);
    return;
  }
  res.json({
    name: file.path.split('/').at(-1),
    path: file.path,
    type: 'file',
    last_commit_sha: file.commit,
    size: Buffer.byteLength(file.text),
    encoding: 'base64',
    content: Buffer.from(file.text).toString('base64'),
  });
}

/**
 * So much of Gitea's API, under `/git/api/v1`, as a portal asks that has the emulator for a Gitea:
 * files, commits, and what lies between two of them.
 */
export function createGiteaApi(repositories: GitRepositories): Router {
  const router = Router();
  const answer =
    (
      send: (
        repository: GitRepository,
        req: Request,
        res: Response,
      ) => Promise<void>,
    ) =>
    (req: Request, res: Response, next: NextFunction) => {
      const { org, name } = req.params;
      const repository = repositories.get(`${org}/${name}`);
      if (!repository || isRefused(repository, req)) {
        notFound(res);
        return;
      }
      send(repository, req, res).catch(next);
    };
  router.get(
    '/repos/:org/:name/git/commits/:reference',
    answer((repository, { params }, res) =>
      sendCommit(repository, params.reference, res),
    ),
  );
  router.get(
    '/repos/:org/:name/compare/:comparison',
    answer((repository, { params }, res) =>
      sendComparison(repository, params.comparison, res),
    ),
  );
  router.get(
    '/repos/:org/:name/contents/*',
    answer((repository, { params, query }, res) =>
      sendContents(
        repository,
        // Whoever asks may have taken the first part of a branch with slashes for all of it.
        `${query.ref ?? 'main'}/${params[0]}`,
        res,
      ),
    ),
  );
  router.use((_: Request, res: Response) => notFound(res));
  return router;
}
