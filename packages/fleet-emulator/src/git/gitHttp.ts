import { spawn } from 'node:child_process';
import { dirname } from 'node:path';
import type { Request, Response } from 'express';
import type { GitRepository } from './GitRepository';
import { gitEnvironment } from './runGit';

const SERVICES =
  /^\/(info\/refs|git-upload-pack|git-receive-pack|HEAD|objects\/.*)$/;

/** True for the addresses that git itself asks for. */
export function isGitRequest(path: string): boolean {
  return SERVICES.test(path);
}

/** Takes the head of a CGI answer off, and sends the rest as it comes. */
function sendCgi(child: ReturnType<typeof spawn>, res: Response): void {
  let head: Buffer | undefined = Buffer.alloc(0);
  child.stdout?.on('data', (chunk: Buffer) => {
    if (!head) {
      res.write(chunk);
      return;
    }
    head = Buffer.concat([head, chunk]);
    const end = head.indexOf('\r\n\r\n');
    if (end < 0) {
      return;
    }
    for (const line of head.toString('latin1', 0, end).split('\r\n')) {
      const [name, value] = line.split(/: */, 2);
      if (name.toLowerCase() === 'status') {
        res.status(Number.parseInt(value, 10));
      } else {
        res.setHeader(name, value);
      }
    }
    res.write(head.subarray(end + 4));
    head = undefined;
  });
}

/** Serves clone, fetch and push of one repository, by git's own server. */
export function serveGit(
  repository: GitRepository,
  path: string,
  req: Request,
  res: Response,
): void {
  const child = spawn('git', ['http-backend'], {
    env: {
      ...gitEnvironment(),
      GIT_PROJECT_ROOT: dirname(repository.folder),
      GIT_HTTP_EXPORT_ALL: '1',
      GIT_PROTOCOL: req.get('git-protocol') ?? '',
      PATH_INFO: `/${repository.folder.split('/').at(-1)}${path}`,
      QUERY_STRING: req.originalUrl.split('?', 2)[1] ?? '',
      REQUEST_METHOD: req.method,
      CONTENT_TYPE: req.get('content-type') ?? '',
      CONTENT_LENGTH: req.get('content-length') ?? '',
      HTTP_CONTENT_ENCODING: req.get('content-encoding') ?? '',
      REMOTE_ADDR: req.socket.remoteAddress ?? '',
      REMOTE_USER: 'anybody',
    },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  child.stdin.on('error', () => undefined);
  req.pipe(child.stdin);
  sendCgi(child, res);
  child.once('error', () => {
    if (!res.headersSent) {
      res.status(500);
    }
    res.end();
  });
  child.once('close', () => res.end());
  res.once('close', () => child.kill());
}
