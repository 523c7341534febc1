import { isDeepStrictEqual } from 'node:util';
import type { Json } from '../cluster/objects';
import type { ConfigSyncError } from './knvErrors';
import type { GitSource } from './syncSpec';

/** Rendering, as `status.rendering.message` says it. */
export const RENDERING = {
  inProgress: 'Rendering is still in progress',
  succeeded: 'Rendering succeeded',
  failed: 'Rendering failed',
  skipped: 'Rendering skipped',
} as const;

type Stage = 'source' | 'rendering' | 'sync';

interface Report {
  source: GitSource;
  commit: string;
  errors: ConfigSyncError[];
  /** RFC 3339. */
  at: string;
}

/** An object of Kubernetes may be this large, and its status is not all of it. */
const MOST_BYTES = 1_000_000;

function summary(errors: ConfigSyncError[], kept: number): Json {
  return errors.length
    ? {
        totalCount: errors.length,
        ...(kept < errors.length ? { truncated: true } : {}),
        ...(kept ? { errorCountAfterTruncation: kept } : {}),
      }
    : {};
}

/** Halves the list again and again until it fits, as Config Sync does. */
function truncated(errors: ConfigSyncError[], mostBytes: number) {
  let kept = errors;
  for (
    let denominator = 2;
    kept.length && JSON.stringify(kept).length > mostBytes;
    denominator *= 2
  ) {
    kept = errors.slice(0, Math.floor(errors.length / denominator));
  }
  return kept;
}

function stageStatus(
  { source, commit, errors, at }: Report,
  mostBytes: number,
): Json {
  const kept = truncated(errors, mostBytes);
  return {
    gitStatus: {
      repo: source.repo,
      revision: source.revision,
      branch: source.branch,
      dir: source.dir || '.',
    },
    ...(commit ? { commit } : {}),
    lastUpdate: at,
    ...(kept.length ? { errors: kept } : {}),
    errorSummary: summary(errors, kept.length),
  };
}

interface Condition {
  type: string;
  status: 'True' | 'False';
  reason?: string;
  message?: string;
  commit?: string;
  errorSourceRefs?: string[];
  errorSummary?: Json;
}

function compact<T extends object>(value: T): T {
  return Object.fromEntries(
    Object.entries(value).filter(
      ([, entry]) =>
        entry !== undefined &&
        entry !== '' &&
        !(Array.isArray(entry) && entry.length === 0),
    ),
  ) as T;
}

function withCondition(status: Json, condition: Condition, at: string): Json {
  const conditions: Json[] = status.conditions ?? [];
  const before = conditions.find(({ type }) => type === condition.type);
  const { lastUpdateTime, lastTransitionTime, ...rest } = before ?? {};
  const wanted = compact(condition);
  const after =
    before && isDeepStrictEqual(rest, wanted)
      ? before
      : {
          ...wanted,
          lastUpdateTime: at,
          lastTransitionTime:
            before?.status === condition.status ? lastTransitionTime : at,
        };
  return {
    ...status,
    conditions: before
      ? conditions.map(entry => (entry === before ? after : entry))
      : [...conditions, after],
  };
}

function cleared(status: Json, type: string, at: string): Json {
  return withCondition(status, { type, status: 'False' }, at);
}

function without(status: Json, type: string): Json {
  return {
    ...status,
    conditions: (status.conditions ?? []).filter(
      (condition: Json) => condition.type !== type,
    ),
  };
}

function isTrue(status: Json, type: string): boolean {
  return (status.conditions ?? []).some(
    (condition: Json) => condition.type === type && condition.status === 'True',
  );
}

/** Sums of the errors of some stages, for the condition that refers to them. */
function referred(
  status: Json,
  stages: Stage[],
): { errorSourceRefs: string[]; errorSummary: Json } {
  const withErrors = stages.filter(
    stage => status[stage]?.errorSummary?.totalCount,
  );
  const sums = withErrors.map(stage => status[stage].errorSummary as Json);
  const total = (field: string) =>
    sums.reduce((sum, entry) => sum + (entry[field] ?? 0), 0);
  return {
    errorSourceRefs: withErrors.map(stage => `status.${stage}.errors`),
    errorSummary: sums.length
      ? {
          totalCount: total('totalCount'),
          ...(sums.some(entry => entry.truncated) ? { truncated: true } : {}),
          errorCountAfterTruncation: total('errorCountAfterTruncation'),
        }
      : {},
  };
}

/** A commit was fetched or checked, or could not be. */
export function withSource(
  status: Json,
  report: Report,
  mostBytes = MOST_BYTES,
): Json {
  const next = { ...status, source: stageStatus(report, mostBytes) };
  return withCondition(
    next,
    {
      type: 'Syncing',
      status: report.errors.length ? 'False' : 'True',
      reason: 'Source',
      message: 'Source',
      commit: report.commit,
      ...referred(next, ['source']),
    },
    report.at,
  );
}

/** Rendering began, ended or failed. */
export function withRendering(
  status: Json,
  report: Report & { message: string },
  mostBytes = MOST_BYTES,
): Json {
  const next = {
    ...status,
    rendering: {
      ...stageStatus(report, mostBytes),
      message: report.message,
    },
  };
  return withCondition(
    next,
    {
      type: 'Syncing',
      status: report.errors.length ? 'False' : 'True',
      reason: 'Rendering',
      message: report.message,
      commit: report.commit,
      ...referred(next, ['rendering']),
    },
    report.at,
  );
}

/** Objects are being applied, or that is over. */
export function withSync(
  status: Json,
  report: Report & { syncing: boolean },
  mostBytes = MOST_BYTES,
): Json {
  const next: Json = { ...status, sync: stageStatus(report, mostBytes) };
  // What was found of a newer commit must not be covered by news of the one before.
  const current =
    next.source?.commit === report.commit &&
    next.rendering?.commit === report.commit;
  if (!current) {
    return next;
  }
  const errors = referred(next, ['source', 'rendering', 'sync']);
  if (!report.syncing && !errors.errorSummary.totalCount) {
    next.lastSyncedCommit = report.commit;
  }
  return withCondition(
    next,
    {
      type: 'Syncing',
      status: report.syncing ? 'True' : 'False',
      reason: 'Sync',
      message: report.syncing ? 'Syncing' : 'Sync Completed',
      commit: report.commit,
      ...errors,
    },
    report.at,
  );
}

/** The reconciler of the sync is being made. */
export function withReconciling(
  status: Json,
  reason: string,
  message: string,
  at: string,
): Json {
  const next = isTrue(status, 'Reconciling')
    ? status
    : without(status, 'Syncing');
  return cleared(
    withCondition(
      next,
      { type: 'Reconciling', status: 'True', reason, message },
      at,
    ),
    'Stalled',
    at,
  );
}

/** The sync cannot begin. */
export function withStalled(
  status: Json,
  reason: string,
  message: string,
  at: string,
): Json {
  const next = isTrue(status, 'Stalled') ? status : without(status, 'Syncing');
  return withCondition(
    cleared(next, 'Reconciling', at),
    {
      type: 'Stalled',
      status: 'True',
      reason,
      message,
      errorSummary: { totalCount: 1, errorCountAfterTruncation: 1 },
    },
    at,
  );
}

/** Nothing keeps the reconciler from working. */
export function withReady(status: Json, at: string): Json {
  return cleared(cleared(status, 'Reconciling', at), 'Stalled', at);
}

const TIMES = new Set(['lastUpdate', 'lastUpdateTime', 'lastTransitionTime']);

/** Whether a status says something else, leaving aside when it was written. */
export function saysTheSame(a: unknown, b: unknown): boolean {
  const timeless = (value: unknown) =>
    JSON.stringify(value ?? {}, (key, entry) =>
      TIMES.has(key) ? undefined : entry,
    );
  return timeless(a) === timeless(b);
}
