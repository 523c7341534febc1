import express, { Request, Response, Router } from 'express';
import type { GitRepositories } from './GitRepositories';
import { GitError } from './runGit';

/** Commits by JSON, under `/emulator/repositories`, for those who have no clone at hand. */
export function createRepositoryAdmin(repositories: GitRepositories): Router {
  const router = Router();
  router.use(express.json({ limit: '10mb' }));
  const answer =
    (status: number, run: (req: Request) => Promise<object>) =>
    (req: Request, res: Response) =>
      run(req).then(
        body => res.status(status).json(body),
        error =>
          res
            .status(error instanceof GitError ? 400 : 500)
            .json({ error: error.message }),
      );
  router.get(
    '/',
    answer(200, async () => ({
      repositories: await Promise.all(
        repositories.names().map(async name => ({
          name,
          url: repositories.cloneUrl(name),
          commit: await repositories.head(name),
        })),
      ),
    })),
  );
  router.post(
    '/:org/:name/commits',
    answer(201, async ({ params, body }) => ({
      commit: await repositories.commit(`${params.org}/${params.name}`, body),
    })),
  );
  return router;
}
