import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Author, Change } from './fastImport';
import { CommitRequest, GitRepository } from './GitRepository';
import { GitError } from './runGit';

/** A repository as the fleet file describes it. */
export interface RepositoryInput {
  /** `org/name`. */
  name: string;
  /** Its files, as a plain folder. */
  folder?: string;
  /** Its files, as text; joined with those of the folder. */
  files?: Record<string, string>;
  /** Cannot be read without a Secret. */
  private?: boolean;
  /** Earlier commits first; what no commit names comes with the last one. */
  history?: Array<{
    message: string;
    author: string;
    /** RFC 3339. */
    at: string;
    /** Files and folders that came with it. */
    paths?: string[];
  }>;
}

const FIRST: NonNullable<RepositoryInput['history']> = [
  {
    message: 'Add the first configuration',
    author: 'Fleet emulator <emulator@example.org>',
    at: '2026-01-12T08:00:00Z',
  },
];

async function readFolder(folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, {
    recursive: true,
    withFileTypes: true,
  }).catch(error => {
    throw new GitError(
      `repositories: the folder ${folder} cannot be read (${error.code}); check "folder"`,
    );
  });
  const files = entries
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))
    .sort();
  return Object.fromEntries(
    await Promise.all(
      files.map(async file => [
        file.slice(folder.length).replace(/^\//, ''),
        await readFile(file, 'utf8'),
      ]),
    ),
  );
}

function readAuthor(text: string): Author {
  const match = /^(.*?)\s*<([^>]*)>$/.exec(text);
  return match
    ? { name: match[1], email: match[2] }
    : { name: text, email: 'nobody@example.org' };
}

/** Deals the files out to the commits that brought them. */
function toChanges(
  { history = FIRST }: RepositoryInput,
  files: Record<string, string>,
): Change[] {
  const rest = new Map(Object.entries(files));
  return history
    .map(({ message, author, at, paths = [] }, index) => {
      const last = index === history.length - 1;
      const brought = [...rest].filter(
        ([file]) =>
          last ||
          paths.some(path => file === path || file.startsWith(`${path}/`)),
      );
      brought.forEach(([file]) => rest.delete(file));
      return {
        message,
        author: readAuthor(author),
        at: Date.parse(at),
        files: Object.fromEntries(brought),
      };
    })
    .filter(change => Object.keys(change.files).length);
}

/**
 * The repositories that the syncs of the fleet read, bare, in a folder of their own.
 *
 * @public
 */
export class GitRepositories {
  private readonly repositories = new Map<string, GitRepository>();
  private folder: string | undefined;
  private round = 0;

  /**
   * @param url - where the repositories are served, such as `http://127.0.0.1:8444/git`; it stands
   *   for `$GIT` in their files
   * @internal
   */
  constructor(readonly url: string) {}

  /** Makes these repositories, in place of those there are. @internal */
  async replace(inputs: RepositoryInput[]): Promise<void> {
    this.round += 1;
    if (inputs.length) {
      this.folder ??= await mkdtemp(join(tmpdir(), 'fleet-emulator-git-'));
    }
    const folder = join(this.folder ?? '', String(this.round));
    const made = await Promise.all(
      inputs.map(input => this.make(input, folder)),
    );
    this.repositories.clear();
    made.forEach(repository =>
      this.repositories.set(repository.name, repository),
    );
  }

  /** Names of all repositories: `org/name`. */
  names(): string[] {
    return [...this.repositories.keys()];
  }

  /** @internal */
  get(name: string): GitRepository | undefined {
    return this.repositories.get(name);
  }

  /** The address to clone a repository from. */
  cloneUrl(name: string): string {
    return `${this.url}/${name}.git`;
  }

  /** The repository that an address of this emulator names. @internal */
  find(cloneUrl: string): GitRepository | undefined {
    const name = cloneUrl.startsWith(`${this.url}/`)
      ? cloneUrl.slice(this.url.length + 1).replace(/(\.git)?\/?$/, '')
      : undefined;
    return name === undefined ? undefined : this.repositories.get(name);
  }

  /**
   * Commits to a repository, as `git push` would.
   *
   * @returns the commit
   */
  async commit(name: string, request: CommitRequest): Promise<string> {
    return this.existing(name).commit(request);
  }

  /** The newest commit of a branch. */
  async head(name: string, branch = 'main'): Promise<string> {
    const commit = await this.existing(name).resolve(branch);
    if (!commit) {
      throw new GitError(`${name} has no branch ${branch}`);
    }
    return commit;
  }

  /** The text of a file at the end of a branch. */
  async read(name: string, path: string, branch = 'main'): Promise<string> {
    const files = await this.existing(name).files(
      await this.head(name, branch),
    );
    const text = files.get(path);
    if (text === undefined) {
      throw new GitError(`${name} has no file ${path} on ${branch}`);
    }
    return text;
  }

  /** Removes the folder. @internal */
  async close(): Promise<void> {
    if (this.folder) {
      await rm(this.folder, { recursive: true, force: true, maxRetries: 3 });
    }
  }

  private existing(name: string): GitRepository {
    const repository = this.repositories.get(name);
    if (!repository) {
      throw new GitError(
        `There is no repository ${name}; there are ${
          this.names().join(', ') || 'none'
        }`,
      );
    }
    return repository;
  }

  private async make(
    input: RepositoryInput,
    folder: string,
  ): Promise<GitRepository> {
    const files = {
      ...(input.folder ? await readFolder(input.folder) : {}),
      ...input.files,
    };
    for (const [path, text] of Object.entries(files)) {
      files[path] = text.replaceAll('$GIT', this.url);
    }
    return GitRepository.create({
      name: input.name,
      folder: join(folder, `${input.name}.git`),
      isPrivate: input.private,
      history: toChanges(input, files),
    });
  }
}
