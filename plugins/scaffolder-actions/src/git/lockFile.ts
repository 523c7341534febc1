import { GitProblem } from './GitProblem';
import { checkPath } from './fields';

/**
 * Name of the file that says which files of a folder were published, and what was in them. It has
 * no ending that Config Sync reads.
 */
export const LOCK_FILE = '.anthos-fleet-lock';

const HEADER = '# Written by anthos-fleet:config-repo:publish; version 1';
const FIRST_LINE =
  /^# Written by anthos-fleet:config-repo:publish; version (\d+)$/;
const LINE = /^([0-9a-f]{64}) {2}(.+)$/;
const MAX_LINES = 10_000;

/** SHA-256 of what was published, by path from the folder of the lock file. */
export type Lock = ReadonlyMap<string, string>;

/** Writes the file; the same lock is always the same text. */
export function formatLock(lock: Lock): string {
  const lines = [...lock]
    .sort(([a], [b]) => (a < b ? -1 : Number(a > b)))
    .map(([path, hash]) => `${hash}  ${path}`);
  return `${[HEADER, ...lines].join('\n')}\n`;
}

/**
 * Reads the file. One that cannot be read is an error: without it, nobody knows whose files are
 * in the folder.
 *
 * @param place - path of the file in the repository, for the error
 */
export function parseLock(text: string, place: string): Map<string, string> {
  const refuse = (line: number, why: string): never => {
    throw new GitProblem(
      'invalid',
      `targetPath: line ${line} of ${place} in the repository ${why}; restore the file from an earlier commit, or delete it together with the files that it lists`,
    );
  };
  const [first, ...lines] = text.replace(/\r\n/g, '\n').trimEnd().split('\n');
  const version = FIRST_LINE.exec(first)?.[1];
  if (version === undefined) {
    refuse(1, 'does not say what the file is');
  }
  if (version !== '1') {
    refuse(1, `is of version ${version}, which this portal does not know yet`);
  }
  if (lines.length > MAX_LINES) {
    refuse(MAX_LINES + 2, 'is one too many');
  }
  const lock = new Map<string, string>();
  for (const [index, line] of lines.entries()) {
    const match = LINE.exec(line);
    if (!match || !isSound(match[2])) {
      return refuse(index + 2, 'is not a hash and a path (a merge conflict?)');
    }
    lock.set(match[2], match[1]);
  }
  return lock;
}

function isSound(path: string): boolean {
  try {
    return path !== '' && checkPath(path, 'path') === path;
  } catch {
    return false;
  }
}
