import fs from 'node:fs';
import git, { type TreeEntry } from 'isomorphic-git';

const FOLDER = '040000';
const LINK = '120000';

/** What is at a path of a commit. */
export interface FoundEntry {
  mode: string;
  oid: string;
  type: TreeEntry['type'];
  /** This is no entry of the path, but a file where the path needs a folder. */
  inTheWay?: boolean;
}

/** True for a file; a folder, a link or a module is none. */
export function isOrdinary({ inTheWay, type, mode }: FoundEntry): boolean {
  return !inTheWay && type === 'blob' && mode !== LINK;
}

/** What to put at a path: a blob, or nothing. */
export type TreeChange = { oid: string; mode: string } | null;

/**
 * The files of a commit, read and changed without a working tree: nothing that somebody else
 * committed, such as a symbolic link, ever gets onto the disk.
 */
export class TreeEditor {
  readonly #gitdir: string;
  readonly #cache: object;
  readonly #root: string | undefined;
  readonly #folders = new Map<string, Promise<Map<string, TreeEntry>>>();

  constructor(options: { gitdir: string; cache: object; root?: string }) {
    this.#gitdir = options.gitdir;
    this.#cache = options.cache;
    this.#root = options.root;
  }

  /** What is at a path; undefined when there is nothing. */
  async find(path: string): Promise<FoundEntry | undefined> {
    const names = path.split('/');
    let oid = this.#root;
    for (const [index, name] of names.entries()) {
      const entry: TreeEntry | undefined =
        oid === undefined ? undefined : (await this.#folder(oid)).get(name);
      if (!entry || index === names.length - 1) {
        return entry;
      }
      if (entry.type !== 'tree') {
        return { ...entry, inTheWay: true };
      }
      oid = entry.oid;
    }
    return undefined;
  }

  /** The bytes of a file. */
  async read(oid: string): Promise<Uint8Array> {
    const { blob } = await git.readBlob({
      fs,
      gitdir: this.#gitdir,
      cache: this.#cache,
      oid,
    });
    return blob;
  }

  /**
   * Writes the tree with these changes. Folders without files disappear.
   *
   * @returns its id
   */
  async write(changes: ReadonlyMap<string, TreeChange>): Promise<string> {
    const root = nest(changes);
    return (
      (await this.#write(this.#root, root)) ??
      git.writeTree({ fs, gitdir: this.#gitdir, tree: [] })
    );
  }

  async #write(
    oid: string | undefined,
    changes: ChangedFolder,
  ): Promise<string | undefined> {
    const entries = new Map(oid ? await this.#folder(oid) : undefined);
    for (const [name, change] of changes) {
      if (change instanceof Map) {
        const before = entries.get(name);
        const folder = await this.#write(
          before?.type === 'tree' ? before.oid : undefined,
          change,
        );
        put(entries, name, folder && { oid: folder, mode: FOLDER });
      } else {
        put(entries, name, change ?? undefined);
      }
    }
    return entries.size
      ? git.writeTree({ fs, gitdir: this.#gitdir, tree: [...entries.values()] })
      : undefined;
  }

  #folder(oid: string): Promise<Map<string, TreeEntry>> {
    let folder = this.#folders.get(oid);
    if (!folder) {
      folder = git
        .readTree({ fs, gitdir: this.#gitdir, cache: this.#cache, oid })
        .then(({ tree }) => new Map(tree.map(entry => [entry.path, entry])));
      this.#folders.set(oid, folder);
    }
    return folder;
  }
}

type ChangedFolder = Map<string, TreeChange | ChangedFolder>;

function nest(changes: ReadonlyMap<string, TreeChange>): ChangedFolder {
  const root: ChangedFolder = new Map();
  for (const [path, change] of changes) {
    const names = path.split('/');
    let folder = root;
    for (const name of names.slice(0, -1)) {
      const next = folder.get(name);
      const below: ChangedFolder = next instanceof Map ? next : new Map();
      folder.set(name, below);
      folder = below;
    }
    folder.set(names[names.length - 1], change);
  }
  return root;
}

function put(
  entries: Map<string, TreeEntry>,
  name: string,
  entry: { oid: string; mode: string } | undefined | '',
): void {
  if (entry) {
    const type = entry.mode === FOLDER ? 'tree' : 'blob';
    entries.set(name, { path: name, type, ...entry });
  } else {
    entries.delete(name);
  }
}
