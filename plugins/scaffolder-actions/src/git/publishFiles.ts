import { setTimeout as sleep } from 'node:timers/promises';
import type { GitAuthor } from './fields';
import { refuseConflicts } from './conflicts';
import { GitProblem } from './GitProblem';
import { formatLock, LOCK_FILE, parseLock } from './lockFile';
import {
  type ExistingFile,
  hasChanges,
  planChanges,
  type Plan,
  type PlanOptions,
  type ProducedFile,
} from './planChanges';
import type { RemoteBranches, RemoteRepository } from './RemoteRepository';
import { mergeLists } from './sharedLists';
import { sha256, type SourceFile } from './sourceFiles';
import { isOrdinary, type TreeChange, type TreeEditor } from './TreeEditor';
import { within } from './within';

const TRIES = 5;

/** What to publish, and where. */
export interface PublishRequest extends Omit<PlanOptions, 'shared'> {
  files: ReadonlyMap<string, SourceFile>;
  /** Kustomizations among the files whose `resources` are added to what the branch lists. */
  mergeLists?: ReadonlySet<string>;
  branch: string;
  /** Branch that a missing `branch` begins at; undefined refuses a missing one. */
  from?: string;
  /** Folder in the repository; '' is its root. */
  targetPath: string;
  message: string;
  author: GitAuthor;
  /** Says what would happen, conflicts included, and pushes nothing. */
  dryRun?: boolean;
  /** Hears of tries that have to be repeated. */
  onRetry?: (problem: GitProblem) => void;
}

/** What came of it. */
export interface Published {
  /** Newest commit of the branch that has the files; undefined where a dry run has none. */
  commit: string | undefined;
  /** False when the branch had everything before. */
  changed: boolean;
  plan: Plan;
}

/** What a branch has, compared with what it should have. */
export interface Comparison {
  /** Newest commit of the branch, or of the one that it would begin at. */
  base: string | undefined;
  tree: TreeEditor;
  /** The files as they would be committed: lists have the entries of others too. */
  files: ReadonlyMap<string, SourceFile>;
  produced: Map<string, ProducedFile>;
  plan: Plan;
}

/** Fetches a branch and compares it with the files. */
export async function compareBranch(
  repository: RemoteRepository,
  request: PublishRequest,
  branches?: RemoteBranches,
): Promise<Comparison> {
  const { commits, defaultBranch } = branches ?? (await repository.branches());
  const exists = commits.has(request.branch);
  if (!exists && commits.size > 0 && request.from === undefined) {
    throw new GitProblem(
      'not-found',
      `branch: ${repository.url} has no branch ${request.branch}${
        defaultBranch ? `, its own is ${defaultBranch}` : ''
      }; choose one that is there, or set createBranch: true`,
    );
  }
  const start = exists ? request.branch : request.from;
  const base =
    commits.size > 0 && start !== undefined
      ? await repository.fetch(start)
      : undefined;
  const tree = await repository.tree(base);
  const { files, unmergeable } = await mergeLists(tree, request);
  const produced = new Map<string, ProducedFile>();
  for (const [path, { content, sha256: hash, mode }] of files) {
    const oid = await repository.writeBlob(content);
    produced.set(path, { sha256: hash, oid, mode });
  }
  const lock = await readLock(tree, request.targetPath);
  const existing = new Map<string, ExistingFile>();
  for (const path of new Set([...produced.keys(), ...lock.keys()])) {
    const file = await readExisting(
      tree,
      within(request.targetPath, path),
      lock.has(path),
    );
    if (file) {
      existing.set(
        path,
        unmergeable.has(path) ? { ...file, oid: '', sha256: undefined } : file,
      );
    }
  }
  const plan = planChanges(produced, existing, lock, {
    ...request,
    shared: request.mergeLists,
  });
  return { base, tree, files, produced, plan };
}

/**
 * Commits the files on top of a branch and pushes it. When somebody else was faster, it begins
 * again from what they pushed; their files are never touched.
 */
export async function publishFiles(
  repository: RemoteRepository,
  request: PublishRequest,
): Promise<Published> {
  let last: { commit: string; plan: Plan } | undefined;
  for (let attempt = 1; ; attempt++) {
    const branches = await repository.branches();
    const comparison = await compareBranch(repository, request, branches);
    const { base, plan } = comparison;
    if (last && branches.commits.get(request.branch) === last.commit) {
      // The host had taken it, and only its answer was lost.
      return { ...last, changed: true };
    }
    if (!request.dryRun) {
      refuseConflicts(repository.url, request, plan);
    }
    if (!hasChanges(plan) || request.dryRun) {
      return { commit: base, changed: hasChanges(plan), plan };
    }
    const commit = await commitPlan(repository, request, comparison);
    last = { commit, plan };
    try {
      await repository.push(commit, request.branch);
      return { ...last, changed: true };
    } catch (error) {
      if (!isWorthAnother(error) || attempt >= TRIES) {
        throw error;
      }
      request.onRetry?.(error);
      // Not at the same moment as whoever else lost.
      await sleep(attempt * (100 + Math.random() * 300));
    }
  }
}

function isWorthAnother(error: unknown): error is GitProblem {
  return (
    error instanceof GitProblem &&
    (error.kind === 'raced' || error.kind === 'unreachable')
  );
}

async function commitPlan(
  repository: RemoteRepository,
  request: PublishRequest,
  { base, tree, produced, plan }: Comparison,
): Promise<string> {
  const changes = new Map<string, TreeChange>();
  const at = (path: string) => within(request.targetPath, path);
  for (const path of [...plan.added, ...plan.updated]) {
    const file = produced.get(path);
    changes.set(at(path), file ? { oid: file.oid, mode: file.mode } : null);
  }
  for (const path of plan.removed) {
    changes.set(at(path), null);
  }
  const lock = plan.lock.size
    ? await repository.writeBlob(Buffer.from(formatLock(plan.lock)))
    : undefined;
  changes.set(at(LOCK_FILE), lock ? { oid: lock, mode: '100644' } : null);
  return repository.commit({
    tree: await tree.write(changes),
    parent: base,
    message: request.message,
    author: request.author,
  });
}

async function readLock(
  tree: TreeEditor,
  targetPath: string,
): Promise<Map<string, string>> {
  const place = within(targetPath, LOCK_FILE);
  const entry = await tree.find(place);
  if (!entry || entry.inTheWay) {
    return new Map();
  }
  if (entry.type !== 'blob') {
    throw new GitProblem(
      'invalid',
      `targetPath: ${place} in the repository is a folder, where the record of what was published belongs; remove it`,
    );
  }
  return parseLock(Buffer.from(await tree.read(entry.oid)).toString(), place);
}

async function readExisting(
  tree: TreeEditor,
  path: string,
  hashed: boolean,
): Promise<ExistingFile | undefined> {
  const entry = await tree.find(path);
  if (!entry) {
    return undefined;
  }
  const { oid, mode } = entry;
  if (entry.inTheWay) {
    return { oid: '', mode, sha256: undefined };
  }
  if (!isOrdinary(entry)) {
    return { oid, mode, sha256: undefined };
  }
  // Only who was published before is compared by content.
  return { oid, mode, sha256: hashed ? sha256(await tree.read(oid)) : '' };
}
