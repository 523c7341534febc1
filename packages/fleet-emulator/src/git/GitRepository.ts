import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Author, Change, fastImport } from './fastImport';
import { GitError, runGit } from './runGit';

const COMMIT = /^[0-9a-f]{40}$/;
const BRANCH = /^[A-Za-z0-9][A-Za-z0-9._/-]{0,100}$/;

/** Larger repositories are no demo; reading one must not fill the memory. */
const MOST_BYTES = 32 * 1024 * 1024;
const REMEMBERED_COMMITS = 8;

const EMULATOR: Author = {
  name: 'Fleet emulator',
  email: 'emulator@example.org',
};

/** @public */
export interface CommitRequest {
  message: string;
  /** The new text of each file by its path, or null to remove it. */
  files: Record<string, string | null>;
  author?: Author;
  /** Default: main. */
  branch?: string;
}

/** One commit, for a person. */
export interface CommitInfo {
  commit: string;
  parent: string | undefined;
  author: string;
  date: string;
  message: string;
  /** `M path`, `A path`, `D path`. */
  changes: string[];
}

/** Without an escape: no absolute path, no step up, no .git. */
function checkPath(path: string): void {
  const parts = path.split('/');
  if (
    parts.some(part => part === '' || part === '.' || part === '..') ||
    parts.some(part => part.toLowerCase() === '.git') ||
    /[\0\n]/.test(path)
  ) {
    throw new GitError(
      `files: ${JSON.stringify(
        path,
      )} is not a path of a file; write it relative to the repository`,
    );
  }
}

/** A bare repository. */
export class GitRepository {
  private last: Promise<unknown> = Promise.resolve();
  private readonly trees = new Map<string, Promise<Map<string, string>>>();

  private constructor(
    /** `org/name`. */
    readonly name: string,
    readonly folder: string,
    readonly isPrivate: boolean,
  ) {}

  /** Makes a repository with these commits. */
  static async create(options: {
    name: string;
    folder: string;
    isPrivate?: boolean;
    history: Change[];
  }): Promise<GitRepository> {
    const { name, folder, history } = options;
    // What `git init --bare` does, without a process of its own.
    await mkdir(join(folder, 'objects', 'pack'), { recursive: true });
    await mkdir(join(folder, 'refs', 'heads'), { recursive: true });
    await writeFile(join(folder, 'HEAD'), 'ref: refs/heads/main\n');
    await writeFile(
      join(folder, 'config'),
      '[core]\n\trepositoryformatversion = 0\n\tbare = true\n[http]\n\treceivepack = true\n[receive]\n\tautogc = false\n\tdenyNonFastForwards = true\n[uploadpack]\n\tallowReachableSHA1InWant = true\n[gc]\n\tauto = 0\n',
    );
    const repository = new GitRepository(
      name,
      folder,
      options.isPrivate ?? false,
    );
    if (history.length) {
      await repository.write('main', history);
    }
    return repository;
  }

  /** Adds a commit to a branch; a branch that is not there begins at main. */
  commit(request: CommitRequest, at: number = Date.now()): Promise<string> {
    const { message, files, author = EMULATOR, branch = 'main' } = request;
    if (!BRANCH.test(branch) || branch.includes('..')) {
      throw new GitError(`branch: ${JSON.stringify(branch)} is no branch name`);
    }
    if (!message?.trim() || !Object.keys(files ?? {}).length) {
      throw new GitError(
        'A commit needs a message and files: {"message": "...", "files": {"path": "text or null"}}',
      );
    }
    Object.keys(files).forEach(checkPath);
    return this.write(branch, [{ message, files, author, at }]);
  }

  /** The commit of a branch, tag or commit; undefined when there is none. */
  async resolve(reference: string): Promise<string | undefined> {
    if (BRANCH.test(reference) && !reference.includes('..')) {
      // A poll every second by many clusters must not start a process each time.
      const loose = await readFile(
        join(this.folder, 'refs', 'heads', reference),
        'utf8',
      ).catch(() => '');
      if (COMMIT.test(loose.trim())) {
        return loose.trim();
      }
    }
    const found = await runGit(this.folder, [
      'rev-parse',
      '--verify',
      '--quiet',
      '--end-of-options',
      `${reference}^{commit}`,
    ]).catch(() => Buffer.alloc(0));
    return found.toString().trim() || undefined;
  }

  /** The text of every file of a commit by its path. Read once for all who ask. */
  files(commit: string): Promise<Map<string, string>> {
    let tree = this.trees.get(commit);
    if (!tree) {
      tree = this.readFiles(commit);
      tree.catch(() => this.trees.delete(commit));
      this.trees.set(commit, tree);
      if (this.trees.size > REMEMBERED_COMMITS) {
        this.trees.delete([...this.trees.keys()][0]);
      }
    }
    return tree;
  }

  /** What a commit says of itself, newest first. */
  async log(commit: string, count: number): Promise<CommitInfo[]> {
    const text = await runGit(this.folder, [
      'log',
      `--max-count=${count}`,
      '--name-status',
      '--no-renames',
      '--format=%x1e%H%x1f%P%x1f%an <%ae>%x1f%cI%x1f%B%x1d',
      '--end-of-options',
      commit,
    ]);
    return text
      .toString()
      .split('\x1e')
      .slice(1)
      .map(entry => {
        const [head, changes] = entry.split('\x1d');
        const [hash, parents, author, date, message] = head.split('\x1f');
        return {
          commit: hash,
          parent: parents.split(' ')[0] || undefined,
          author,
          date,
          message: message.trim(),
          changes: changes
            .split('\n')
            .filter(Boolean)
            .map(change => change.replace('\t', ' ')),
        };
      });
  }

  /** How many commits a commit is behind another; undefined when one is not there. */
  async distance(commit: string, head: string): Promise<number | undefined> {
    const count = await runGit(this.folder, [
      'rev-list',
      '--count',
      '--end-of-options',
      `${commit}..${head}`,
    ]).catch(() => undefined);
    return count && Number(count.toString());
  }

  /** One after the other: two commits at once would both follow the same one. */
  private write(branch: string, changes: Change[]): Promise<string> {
    const next = this.last
      .catch(() => undefined)
      .then(async () => {
        const parent =
          (await this.resolveBranch(branch)) ??
          (branch === 'main' ? undefined : await this.resolveBranch('main'));
        const commit = await runGit(
          this.folder,
          ['fast-import', '--quiet', '--done', '--date-format=raw'],
          fastImport(branch, changes, parent),
        );
        return commit.toString().trim();
      });
    this.last = next;
    return next;
  }

  private async resolveBranch(branch: string): Promise<string | undefined> {
    const loose = await readFile(
      join(this.folder, 'refs', 'heads', branch),
      'utf8',
    ).catch(() => '');
    return loose.trim() || undefined;
  }

  private async readFiles(commit: string): Promise<Map<string, string>> {
    const list = await runGit(this.folder, [
      'ls-tree',
      '-r',
      '-z',
      '-l',
      commit,
    ]);
    const entries = list
      .toString()
      .split('\0')
      .flatMap(entry => {
        const match = /^100\d+ blob ([0-9a-f]{40}) +(\d+)\t([^]*)$/.exec(entry);
        return match
          ? [{ hash: match[1], size: Number(match[2]), path: match[3] }]
          : [];
      });
    if (entries.reduce((sum, { size }) => sum + size, 0) > MOST_BYTES) {
      throw new GitError(`${this.name} is larger than the emulator reads`);
    }
    const contents = await runGit(
      this.folder,
      ['cat-file', '--batch'],
      entries.map(({ hash }) => `${hash}\n`).join(''),
    );
    const files = new Map<string, string>();
    let offset = 0;
    for (const { path, size } of entries) {
      offset = contents.indexOf('\n', offset) + 1;
      files.set(path, contents.toString('utf8', offset, offset + size));
      offset += size + 1;
    }
    return files;
  }
}
