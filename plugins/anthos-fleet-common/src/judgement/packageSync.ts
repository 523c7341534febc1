import type { SyncErrorResource } from '../schema/openapi';
import type {
  ObservedPackageSync,
  ObservedSyncError,
  PackageSyncKey,
} from '../model/clusterReading';
import { describeSyncError } from './errors/describe';
import { capText } from './errors/text';
import { cleanMessage } from './errors/message';
import {
  nomosStatus,
  type NomosStatus,
  type PackageSyncContext,
  type StepError,
} from './nomosStatus';
import type {
  ErrorResourceFacts,
  PackageSyncFacts,
  PackageSyncStatusFacts,
} from './packageSyncFacts';
import { judgeSyncSource } from './syncSource';
import { judgeSyncSteps } from './syncSteps';
import { judgeWaits } from './waitReasons';

const MAX_ERRORS = 500;
const MAX_RESOURCES = 20;
const MAX_MESSAGE = 1024;

/**
 * What is judged of one package sync on one cluster: all that an observation has of it beside its
 * identity.
 *
 * @public
 */
export type JudgedPackageSync = Omit<ObservedPackageSync, keyof PackageSyncKey>;

/**
 * Judges a RootSync or RepoSync from its specification and status.
 *
 * State and word are those of `nomos status`, with one exception: a status that is about an older
 * specification is not trusted. The sync is then `reconciling` or `pending`, and `reported` keeps
 * the word.
 *
 * `commit` is the one that is live, `lastSyncedCommit` of the product; the commit that
 * `nomos status` shows is the one of the step that it speaks of.
 *
 * @public
 */
export function judgePackageSync(
  facts: PackageSyncFacts,
  context: PackageSyncContext = {},
): JudgedPackageSync {
  const nomos = nomosStatus(facts, context);
  const stale = isStale(facts);
  const state =
    stale && nomos.state !== 'reconciling' ? 'pending' : nomos.state;
  const errors = nomos.errors
    .slice(0, MAX_ERRORS)
    .map(error => observedError(error, facts));
  const message = messageOf(nomos);
  const commit = liveCommit(facts.status, nomos);
  const waitsFor = judgeWaits(facts, nomos, { stale, message });
  return {
    state,
    reported: nomos.reported,
    ...(message && { message }),
    ...judgeSyncSource(facts.spec),
    ...(commit && { commit }),
    ...(facts.status?.source?.commit && {
      sourceCommit: facts.status.source.commit,
    }),
    ...(nomos.lastSyncedAt && !stale && { lastSyncedAt: nomos.lastSyncedAt }),
    steps: judgeSyncSteps(facts),
    errors,
    errorCount: nomos.errorCount,
    shownErrorCount: errors.length,
    truncated: nomos.truncated || errors.length < nomos.errorCount,
    ...(waitsFor.length > 0 && { waitsFor }),
    ...(facts.spec.statusMode === 'disabled' && { objectStatusOff: true }),
  };
}

function isStale({ generation, status }: PackageSyncFacts): boolean {
  return (
    generation !== undefined &&
    status?.observedGeneration !== undefined &&
    status.observedGeneration < generation
  );
}

/**
 * The commit that is live. Versions that do not tell it are believed only where nothing is under
 * way and nothing failed: a commit that was applied in part is not live.
 */
function liveCommit(
  status: PackageSyncStatusFacts | undefined,
  { state }: NomosStatus,
): string | undefined {
  if (status?.lastSyncedCommit) {
    return status.lastSyncedCommit;
  }
  return state === 'synced' ? status?.sync?.commit || undefined : undefined;
}

function messageOf({ state, condition, errors }: NomosStatus): string {
  // Of a finished sync its errors speak, or nothing needs to be said.
  if (state === 'synced' || (state === 'error' && errors.length > 0)) {
    return '';
  }
  return capText(cleanMessage(condition?.message ?? ''), MAX_MESSAGE);
}

function observedError(
  { step, error, commit }: StepError,
  { namespace, name }: PackageSyncFacts,
): ObservedSyncError {
  const resources = (error.errorResources ?? [])
    .slice(0, MAX_RESOURCES)
    .map(resourceOf);
  return {
    ...describeSyncError({
      code: error.code,
      message: error.errorMessage ?? '',
      resources,
      names: [namespace, name],
    }),
    step,
    resources,
    ...(commit && { commit }),
  };
}

function resourceOf(facts: ErrorResourceFacts): SyncErrorResource {
  const { sourcePath, name, namespace, gvk } = facts;
  return {
    ...(sourcePath && { sourcePath }),
    ...(name && { name }),
    ...(namespace && { namespace }),
    ...(gvk?.group && { group: gvk.group }),
    ...(gvk?.version && { version: gvk.version }),
    ...(gvk?.kind && { kind: gvk.kind }),
  };
}
