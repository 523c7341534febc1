import type { Lock } from './lockFile';

/** A file that is to be published. */
export interface ProducedFile {
  sha256: string;
  /** Id of its content as an object of Git. */
  oid: string;
  mode: '100644' | '100755';
}

/** What the repository has at a path. */
export interface ExistingFile {
  oid: string;
  mode: string;
  /** Of the content; undefined when it is no ordinary file, but a folder, a link or a module. */
  sha256: string | undefined;
}

/** What publishing would do to a folder of the repository. Paths are sorted, from that folder. */
export interface Plan {
  added: string[];
  updated: string[];
  removed: string[];
  /** Published before and changed by hand since; they stay as they are. */
  kept: string[];
  /** Published before, not produced any more, and still there. */
  stale: string[];
  /** In the way, and not ours: nothing may be published before somebody decides. */
  conflicts: string[];
  /** What the lock file says afterwards. */
  lock: Map<string, string>;
}

/** What to do where people and templates write the same folder. */
export interface PlanOptions {
  /** Files that people changed are overwritten. */
  overwriteChanges?: boolean;
  /** Files that are not produced any more are removed. */
  removeStale?: boolean;
  /** Files that are shared with others: produced with what others wrote still in them. */
  shared?: ReadonlySet<string>;
}

/**
 * Compares what is to be published with what the repository has. A file belongs to whoever made
 * it: only what the lock file lists may be changed, and only as long as nobody else changed it.
 */
export function planChanges(
  produced: ReadonlyMap<string, ProducedFile>,
  existing: ReadonlyMap<string, ExistingFile>,
  lock: Lock,
  options: PlanOptions = {},
): Plan {
  // Whoever deletes all the files easily leaves the hidden record of them behind, and a line in
  // what is shared with others.
  const deleted = [...produced.keys()].every(
    path => options.shared?.has(path) || !lock.has(path) || !existing.has(path),
  );
  const plan: Plan = {
    added: [],
    updated: [],
    removed: [],
    kept: [],
    stale: [],
    conflicts: [],
    lock: new Map(lock),
  };
  for (const [path, file] of produced) {
    const at = existing.get(path);
    const shared = options.shared?.has(path) ?? false;
    const locked = deleted && !shared ? undefined : lock.get(path);
    const verdict = judge(
      file,
      at,
      locked,
      shared || Boolean(options.overwriteChanges),
    );
    if (verdict === 'added' || verdict === 'updated') {
      plan[verdict].push(path);
      plan.lock.set(path, file.sha256);
    } else if (verdict === 'same') {
      // Whoever made an equal file by themselves keeps it as theirs.
      if (locked) {
        plan.lock.set(path, file.sha256);
      }
    } else {
      plan[verdict].push(path);
    }
  }
  for (const [path, hash] of lock) {
    if (!produced.has(path)) {
      planStale(plan, path, hash, existing.get(path), options);
    }
  }
  for (const list of [
    plan.added,
    plan.updated,
    plan.removed,
    plan.kept,
    plan.stale,
    plan.conflicts,
  ]) {
    list.sort();
  }
  return plan;
}

/** True when there is something to commit. */
export function hasChanges(plan: Plan): boolean {
  return plan.added.length + plan.updated.length + plan.removed.length > 0;
}

function judge(
  file: ProducedFile,
  at: ExistingFile | undefined,
  locked: string | undefined,
  overwriteChanges: boolean,
): 'added' | 'updated' | 'same' | 'kept' | 'conflicts' {
  if (!at) {
    // Somebody deleted what was published, which is a change by hand like any other.
    return locked && !overwriteChanges ? 'kept' : 'added';
  }
  if (at.oid === file.oid && at.mode === file.mode) {
    return 'same';
  }
  if (!locked || at.sha256 === undefined) {
    return 'conflicts';
  }
  return at.sha256 === locked || overwriteChanges ? 'updated' : 'kept';
}

function planStale(
  plan: Plan,
  path: string,
  hash: string,
  at: ExistingFile | undefined,
  { removeStale }: PlanOptions,
): void {
  if (!at) {
    plan.lock.delete(path);
  } else if (!removeStale) {
    plan.stale.push(path);
  } else if (at.sha256 === hash) {
    plan.removed.push(path);
    plan.lock.delete(path);
  } else {
    plan.kept.push(path);
  }
}
