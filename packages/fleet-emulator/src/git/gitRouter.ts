import { NextFunction, Request, Response, Router } from 'express';
import { findFile, isRefused } from './findFile';
import { createGiteaApi } from './giteaApi';
import type { GitRepositories } from './GitRepositories';
import type { GitRepository } from './GitRepository';
import { isGitRequest, serveGit } from './gitHttp';
import { commitPage, filePage, repositoryPage } from './gitPages';

const SHOWN_COMMITS = 30;

/** The emulator's own address of a file, and those of a Gitea. */
const FILE_PAGE = /^(blob|src\/branch|src\/commit|_edit)\//;

/** As large as a file that somebody registers may be. */
const MOST_RAW_BYTES = 1024 * 1024;

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
  address: string,
  res: Response,
): Promise<void> {
  const file = await findFile(repository, address);
  if (!file) {
    notFound(res, `${repository.name} has no file ${address}.`);
    return;
  }
  sendPage(res, filePage(repository, file.commit, file.path, file.text));
}

/** A file as it is, for programs. */
async function sendRaw(
  repository: GitRepository,
  address: string,
  res: Response,
): Promise<void> {
  const file = await findFile(repository, address);
  if (!file) {
    notFound(res, `${repository.name} has no file ${address}.`);
    return;
  }
  if (Buffer.byteLength(file.text) > MOST_RAW_BYTES) {
    res
      .status(413)
      .type('text')
      .send(`${file.path} is larger than ${MOST_RAW_BYTES} bytes.\n`);
    return;
  }
  res.set({
    'cache-control': 'no-cache',
    'content-security-policy': "default-src 'none'",
    'x-content-type-options': 'nosniff',
  });
  res.type('text/plain; charset=utf-8').send(file.text);
}

function refuse(res: Response): void {
  res.set('www-authenticate', 'Basic realm="fleet emulator"');
  res.status(401).type('text').send('This repository is private.\n');
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
      if (isRefused(repository, req)) {
        refuse(res);
      } else {
        serveGit(repository, `/${rest}`, req, res);
      }
    } else if (rest.startsWith('raw/')) {
      if (isRefused(repository, req)) {
        refuse(res);
      } else {
        await sendRaw(repository, rest.slice('raw/'.length), res);
      }
    } else if (FILE_PAGE.test(rest)) {
      await showFile(repository, rest.replace(FILE_PAGE, ''), res);
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
  router.use('/api/v1', createGiteaApi(repositories));
  router.all('/:org/:name', handle);
  router.all('/:org/:name/*', handle);
  return router;
}
