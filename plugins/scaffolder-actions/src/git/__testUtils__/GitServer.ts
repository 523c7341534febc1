import { execFile, spawn } from 'node:child_process';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

// No setting of this machine may change what Git does here.
const ENVIRONMENT = {
  PATH: process.env.PATH,
  LC_ALL: 'C',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_TERMINAL_PROMPT: '0',
  GIT_AUTHOR_NAME: 'Ane',
  GIT_AUTHOR_EMAIL: 'ane@example.org',
  GIT_COMMITTER_NAME: 'Ane',
  GIT_COMMITTER_EMAIL: 'ane@example.org',
};

/** Takes a request before Git does; true when it was answered. */
export type Intercept = (
  req: IncomingMessage,
  res: ServerResponse,
) => boolean | Promise<boolean>;

/** Bare repositories, served by Git itself over HTTP, with a password if wanted. */
export class GitServer {
  /** `user:password` that every request must have. */
  password: string | undefined;
  intercept: Intercept = () => false;
  /** Method and address of every request, and who asked. */
  readonly requests: Array<{ url: string; authorization?: string }> = [];

  private constructor(
    private readonly server: Server,
    readonly folder: string,
  ) {}

  static async start(): Promise<GitServer> {
    const server = createServer();
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    const git = new GitServer(
      server,
      await mkdtemp(join(tmpdir(), 'git-server-')),
    );
    server.on('request', (req, res) => git.handle(req, res));
    return git;
  }

  /** Host and port. */
  get host(): string {
    return `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  url(name: string): string {
    return `http://${this.host}/${name}.git`;
  }

  /** Makes a repository, with a first commit unless there are no files. */
  async create(name: string, files?: Record<string, string>): Promise<void> {
    const gitdir = this.gitdir(name);
    await mkdir(gitdir, { recursive: true });
    await this.git(gitdir, ['init', '--bare', '-q', '-b', 'main']);
    await this.git(gitdir, ['config', 'http.receivepack', 'true']);
    if (files) {
      await this.commit(name, files);
    }
  }

  /** Commits as somebody else would; null removes a file. */
  async commit(
    name: string,
    files: Record<string, string | null>,
    { branch = 'main', message = 'By hand' } = {},
  ): Promise<string> {
    const work = await mkdtemp(join(tmpdir(), 'git-work-'));
    try {
      const there = await this.head(name, branch);
      await this.git(work, ['init', '-q', '-b', 'work']);
      if (there || (await this.head(name, 'main'))) {
        await this.git(work, [
          'pull',
          '-q',
          this.gitdir(name),
          there ? branch : 'main',
        ]);
      }
      for (const [path, text] of Object.entries(files)) {
        await mkdir(dirname(join(work, path)), { recursive: true });
        if (text === null) {
          await rm(join(work, path));
        } else {
          await writeFile(join(work, path), text);
        }
      }
      await this.git(work, ['add', '-A']);
      await this.git(work, ['commit', '-q', '--allow-empty', '-m', message]);
      await this.git(work, [
        'push',
        '-q',
        this.gitdir(name),
        `HEAD:refs/heads/${branch}`,
      ]);
      return (await this.git(work, ['rev-parse', 'HEAD'])).trim();
    } finally {
      await rm(work, { recursive: true });
    }
  }

  /** Newest commit of a branch. */
  async head(name: string, branch = 'main'): Promise<string | undefined> {
    return this.git(this.gitdir(name), [
      'rev-parse',
      '--verify',
      '--quiet',
      `refs/heads/${branch}`,
    ]).then(
      text => text.trim(),
      () => undefined,
    );
  }

  /** Every file of a branch by its path. */
  async files(name: string, branch = 'main'): Promise<Record<string, string>> {
    const list = await this.git(this.gitdir(name), [
      'ls-tree',
      '-r',
      '-z',
      '--name-only',
      branch,
    ]);
    const entries = list
      .split('\0')
      .filter(Boolean)
      .map(async path => [path, await this.read(name, path, branch)] as const);
    return Object.fromEntries(await Promise.all(entries));
  }

  async read(name: string, path: string, branch = 'main'): Promise<string> {
    return this.git(this.gitdir(name), ['show', `${branch}:${path}`]);
  }

  /** What `git log` says, in a format of one's choice. */
  async log(name: string, format: string, branch = 'main'): Promise<string[]> {
    const text = await this.git(this.gitdir(name), [
      'log',
      `--format=${format}%x00`,
      branch,
    ]);
    return text
      .split('\0')
      .map(entry => entry.trim())
      .filter(Boolean);
  }

  /** Runs on every push, as a rule of the host would. */
  async hook(name: string, script: string): Promise<void> {
    const file = join(this.gitdir(name), 'hooks', 'pre-receive');
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, `#!/bin/sh\n${script}\n`);
    await chmod(file, 0o755);
  }

  /** Finds broken objects, which a lenient client would not notice. */
  async check(name: string): Promise<void> {
    await this.git(this.gitdir(name), ['fsck', '--full', '--strict']);
  }

  async git(cwd: string, args: string[]): Promise<string> {
    const { stdout } = await run('git', args, {
      cwd,
      env: ENVIRONMENT,
      maxBuffer: 64 * 1024 * 1024,
    });
    return stdout;
  }

  gitdir(name: string): string {
    return join(this.folder, `${name}.git`);
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise(resolve => this.server.close(resolve));
    await rm(this.folder, { recursive: true, force: true, maxRetries: 3 });
  }

  private async handle(
    req: IncomingMessage,
    res: ServerResponse,
  ): Promise<void> {
    const { authorization } = req.headers;
    this.requests.push({ url: `${req.method} ${req.url}`, authorization });
    if (await this.intercept(req, res)) {
      return;
    }
    const wanted =
      this.password && `Basic ${Buffer.from(this.password).toString('base64')}`;
    if (wanted && authorization !== wanted) {
      res.writeHead(401, { 'www-authenticate': 'Basic realm="git"' });
      res.end(`You sent ${authorization}`);
      return;
    }
    this.serve(req, res);
  }

  private serve(req: IncomingMessage, res: ServerResponse): void {
    const url = new URL(req.url ?? '', 'http://localhost');
    const child = spawn('git', ['http-backend'], {
      env: {
        ...ENVIRONMENT,
        GIT_PROJECT_ROOT: this.folder,
        GIT_HTTP_EXPORT_ALL: '1',
        PATH_INFO: url.pathname,
        QUERY_STRING: url.search.slice(1),
        REQUEST_METHOD: req.method,
        CONTENT_TYPE: req.headers['content-type'] ?? '',
        CONTENT_LENGTH: req.headers['content-length'] ?? '',
        REMOTE_ADDR: '127.0.0.1',
        REMOTE_USER: 'anybody',
      },
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    child.stdin.on('error', () => undefined);
    req.pipe(child.stdin);
    const output: Buffer[] = [];
    child.stdout.on('data', chunk => output.push(chunk));
    child.once('close', () => {
      const answer = Buffer.concat(output);
      const end = answer.indexOf('\r\n\r\n');
      for (const line of answer.toString('latin1', 0, end).split('\r\n')) {
        const [name, value] = line.split(/: */, 2);
        if (name.toLowerCase() === 'status') {
          res.statusCode = Number.parseInt(value, 10);
        } else if (name) {
          res.setHeader(name, value);
        }
      }
      res.end(answer.subarray(end + 4));
    });
  }
}
