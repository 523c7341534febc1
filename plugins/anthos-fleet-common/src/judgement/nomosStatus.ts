import type { ErrorStep, SyncState } from '../schema/openapi';
import type {
  ConfigSyncErrorFacts,
  ErrorSummaryFacts,
  PackageSyncFacts,
  PackageSyncStatusFacts,
  SyncConditionFacts,
  SyncStageFacts,
} from './packageSyncFacts';

/**
 * What is known of a cluster's Config Sync beside the sync itself.
 *
 * @public
 */
export interface PackageSyncContext {
  /**
   * Version of Config Sync on the cluster, as in `1.22.0-rc.2`. Versions from before 1.10 have no
   * `Syncing` condition. When it is not known, a sync without the condition is judged as theirs.
   */
  version?: string;
}

/**
 * An error and the step that reports it.
 *
 * @public
 */
export interface StepError {
  step: ErrorStep;
  error: ConfigSyncErrorFacts;
  /** Commit that the step was at. */
  commit?: string;
}

/**
 * What `nomos status` shows of one sync.
 *
 * @public
 */
export interface NomosStatus {
  state: SyncState;
  /** Its word: `SYNCED`, `PENDING`, `RECONCILING`, `STALLED` or `ERROR`. */
  reported: string;
  /** The commit that it shows; it shows `N/A` where this is missing. */
  commit?: string;
  errors: StepError[];
  /** Errors in truth, also those that the product left out. */
  errorCount: number;
  /** The product says that it left errors out. */
  truncated: boolean;
  /** Time of the last sync, told of synced ones only. */
  lastSyncedAt?: string;
  /** The condition that decided, when one did. */
  condition?: SyncConditionFacts;
}

const WORDS: Partial<Record<SyncState, string>> = {
  synced: 'SYNCED',
  pending: 'PENDING',
  reconciling: 'RECONCILING',
  stalled: 'STALLED',
  error: 'ERROR',
};

type Verdict = Partial<NomosStatus> & Pick<NomosStatus, 'state'>;

/**
 * Says of a sync what the product's own command `nomos status` says, by the same rules in the same
 * order: stalled, reconciling, no `Syncing` condition, syncing, synced, error.
 *
 * @public
 */
export function nomosStatus(
  facts: Pick<PackageSyncFacts, 'status'>,
  context: PackageSyncContext = {},
): NomosStatus {
  const status = facts.status ?? {};
  return withCounts(judge(status, context));
}

function judge(
  status: PackageSyncStatusFacts,
  { version }: PackageSyncContext,
): Verdict {
  const stalled = findCondition(status, 'Stalled');
  if (stalled?.status === 'True') {
    return {
      state: 'stalled',
      condition: stalled,
      errors: [stalledError(stalled)],
      ...summarized(stalled.errorSummary),
    };
  }
  const reconciling = findCondition(status, 'Reconciling');
  if (reconciling?.status === 'True') {
    return { state: 'reconciling', condition: reconciling };
  }
  const syncing = findCondition(status, 'Syncing');
  if (!syncing) {
    return hasSyncingCondition(version)
      ? { state: 'pending' }
      : judgeWithoutCondition(status);
  }
  return judgeSyncing(status, syncing);
}

function judgeSyncing(
  status: PackageSyncStatusFacts,
  syncing: SyncConditionFacts,
): Verdict {
  const shared = { condition: syncing, commit: syncing.commit };
  if (syncing.status !== 'True' && !hasErrors(syncing)) {
    return {
      ...shared,
      state: 'synced',
      lastSyncedAt: status.sync?.lastUpdate,
    };
  }
  return {
    ...shared,
    state: syncing.status === 'True' ? 'pending' : 'error',
    errors: errorsOfCondition(status, syncing),
    ...summarized(syncing.errorSummary),
  };
}

// The rules for versions from before there was a condition.
function judgeWithoutCondition(status: PackageSyncStatusFacts): Verdict {
  const { source, rendering, sync } = status;
  const errors = [
    ...errorsOfStage('rendering', rendering),
    ...errorsOfStage('source', source),
    ...errorsOfStage('sync', sync),
  ];
  const shared = { commit: sync?.commit, errors };
  if (errors.length) {
    return { ...shared, state: 'error' };
  }
  const synced =
    sync?.commit &&
    sync.commit === source?.commit &&
    (!rendering?.commit || rendering.commit === sync.commit);
  return synced
    ? { ...shared, state: 'synced', lastSyncedAt: sync.lastUpdate }
    : { ...shared, state: 'pending' };
}

function withCounts(verdict: Verdict): NomosStatus {
  const errors = verdict.errors ?? [];
  return {
    ...verdict,
    commit: verdict.commit || undefined,
    reported: WORDS[verdict.state]!,
    errors,
    errorCount: Math.max(verdict.errorCount ?? 0, errors.length),
    truncated: verdict.truncated ?? false,
  };
}

function summarized(
  summary: ErrorSummaryFacts | undefined,
): Pick<Verdict, 'errorCount' | 'truncated'> {
  return {
    errorCount: summary?.totalCount,
    truncated: summary?.truncated,
  };
}

/** Finds a condition by its type. */
export function findCondition(
  status: PackageSyncStatusFacts | undefined,
  type: string,
): SyncConditionFacts | undefined {
  return status?.conditions?.find(condition => condition.type === type);
}

function hasErrors({ errorSummary, errors }: SyncConditionFacts): boolean {
  return errorSummary
    ? (errorSummary.totalCount ?? 0) > 0
    : (errors?.length ?? 0) > 0;
}

function stalledError({ message, reason }: SyncConditionFacts): StepError {
  return { step: 'spec', error: { errorMessage: message || reason } };
}

const STAGES = ['source', 'rendering', 'sync'] as const;

function errorsOfCondition(
  status: PackageSyncStatusFacts,
  condition: SyncConditionFacts,
): StepError[] {
  const { commit, errors, errorSourceRefs, errorSummary, reason } = condition;
  if (!errorSummary) {
    const step =
      STAGES.find(name => name === reason?.toLowerCase()) ?? 'unknown';
    return (errors ?? []).map(error => ({ step, error, commit }));
  }
  const refs = errorSourceRefs?.length
    ? errorSourceRefs
    : refsOfCommit(status, commit);
  return refs.flatMap(ref => {
    const stage = STAGES.find(name => ref === `status.${name}.errors`);
    return stage ? errorsOfStage(stage, status[stage]) : [];
  });
}

// The product itself collects the lists in this way; here they are told by nobody.
function refsOfCommit(
  status: PackageSyncStatusFacts,
  commit: string | undefined,
): string[] {
  return STAGES.filter(name => status[name]?.commit === commit).map(
    name => `status.${name}.errors`,
  );
}

function errorsOfStage(
  step: 'source' | 'rendering' | 'sync',
  stage: SyncStageFacts | undefined,
): StepError[] {
  const { commit, errors = [] } = stage ?? {};
  return errors.map(error => ({ step, error, commit: commit || undefined }));
}

const VERSION =
  /^v?(\d{1,9})(?:\.(\d{1,9}))?(?:\.(\d{1,9}))?(?:-([0-9A-Za-z.-]{1,64}))?(?:\+[0-9A-Za-z.-]{1,64})?$/;

// The first version with the condition is 1.10.0-rc.1, and only its own pre-releases come before.
function hasSyncingCondition(version: string | undefined): boolean {
  const match = VERSION.exec(version?.trim() ?? '');
  if (!match) {
    return false;
  }
  const [major, minor, patch] = match
    .slice(1, 4)
    .map(part => Number(part ?? 0));
  if (major !== 1 || minor !== 10 || patch !== 0) {
    return major > 1 || (major === 1 && minor >= 10);
  }
  return !match[4] || isAtLeastFirstCandidate(match[4]);
}

// Order of semantic versioning: numbers come before words, words are compared by their letters.
function isAtLeastFirstCandidate(preRelease: string): boolean {
  const [word, number] = preRelease.split('.');
  if (word !== 'rc') {
    return !/^\d+$/.test(word) && word > 'rc';
  }
  return number !== undefined && (!/^\d+$/.test(number) || Number(number) >= 1);
}
