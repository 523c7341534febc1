import { NextFunction, Request, Response, Router } from 'express';
import type { GitRepositories } from './GitRepositories';
import type { GitRepository } from './GitRepository';
import { isGitRequest, serveGit } from './gitHttp';
import { commitPage, filePage, repositoryPage } from './gitPages';

const SHOWN_COMMITS = 30;

function notFound(res: Response, what: string): void {
  res.status(404).type('text').send(`${what}\n`);
}

function sendPage(res: Response, html: string): void {
  res.set({
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
    'x-content-type-options': 'nosniff',
  });
  res.type('html').send(html);
}

async function showFile(
  repository: GitRepository,
  path: string,
  res: Response,
): Promise<void> {
  // A branch may have slashes in its name; the portal links to commits, which have none.
  const [reference, ...parts] = path.split('/');
  const commit = await repository.resolve(reference);
  const file = parts.join('/');
  const text = commit && (await repository.files(commit)).get(file);
  if (!commit || text === undefined) {
    notFound(res, `${repository.name} has no file ${file} at ${reference}.`);
    return;
  }
  sendPage(res, filePage(repository, commit, file, text));
}

async function showCommit(
  repository: GitRepository,
  reference: string,
  res: Response,
): Promise<void> {
  const commit = await repository.resolve(reference);
  if (!commit) {
    notFound(res, `${repository.name} has no commit ${reference}.`);
    return;
  }
  const [info] = await repository.log(commit, 1);
  sendPage(res, commitPage(repository, info));
}

async function showRepository(
  repository: GitRepository,
  res: Response,
): Promise<void> {
  const head = await repository.resolve('main');
  if (!head) {
    notFound(res, `${repository.name} has no commits on main.`);
    return;
  }
  const commits = await repository.log(head, SHOWN_COMMITS);
  const files = [...(await repository.files(head)).keys()].sort();
  sendPage(res, repositoryPage(repository, commits, files));
}

/**
 * The repositories over HTTP, under `/git`: for git, and as plain pages for people.
 */
export function createGitRouter(repositories: GitRepositories): Router {
  const router = Router();
  const serve = async (req: Request, res: Response) => {
    const { org, name } = req.params;
    const repository = repositories.get(`${org}/${name.replace(/\.git$/, '')}`);
    const rest = req.path.split('/').slice(3).map(decodeURIComponent).join('/');
    if (!repository) {
      notFound(res, `There is no repository ${org}/${name}.`);
    } else if (isGitRequest(`/${rest}`)) {
      if (repository.isPrivate && !req.headers.authorization) {
        res.set('www-authenticate', 'Basic realm="fleet emulator"');
        res.status(401).type('text').send('This repository is private.\n');
        return;
      }
      serveGit(repository, `/${rest}`, req, res);
    } else if (rest.startsWith('blob/')) {
      await showFile(repository, rest.slice('blob/'.length), res);
    } else if (rest.startsWith('commit/')) {
      await showCommit(repository, rest.slice('commit/'.length), res);
    } else if (rest === '') {
      await showRepository(repository, res);
    } else {
      notFound(res, `The emulator has no page ${req.path}.`);
    }
  };
  const handle = (req: Request, res: Response, next: NextFunction) =>
    serve(req, res).catch(next);
  router.all('/:org/:name', handle);
  router.all('/:org/:name/*', handle);
  return router;
}
