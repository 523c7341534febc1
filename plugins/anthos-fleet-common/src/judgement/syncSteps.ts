import type { StepState, SyncStep, SyncSteps } from '../schema/openapi';
import { capText } from './errors/text';
import { findCondition } from './nomosStatus';
import type {
  PackageSyncFacts,
  PackageSyncStatusFacts,
  SyncStageFacts,
} from './packageSyncFacts';

const MAX_MESSAGE = 1024;

type Stage = 'source' | 'rendering' | 'sync';

/**
 * Says how far a package sync is with the newest commit: fetched and read, rendered, applied.
 *
 * A step that dealt with an older commit only is `waiting`, whatever it said of that one. Without
 * any status all steps are `unknown`.
 *
 * @public
 */
export function judgeSyncSteps({
  status,
}: Pick<PackageSyncFacts, 'status'>): SyncSteps {
  return {
    source: stepOf(status?.source, status ? sourceState(status) : 'unknown'),
    rendering: stepOf(
      status?.rendering,
      status ? renderingState(status) : 'unknown',
    ),
    sync: stepOf(status?.sync, status ? syncState(status) : 'unknown'),
  };
}

function stepOf(stage: SyncStageFacts | undefined, state: StepState): SyncStep {
  return {
    state,
    ...(stage?.commit && { commit: stage.commit }),
    ...(stage?.message && { message: capText(stage.message, MAX_MESSAGE) }),
    ...(stage?.lastUpdate && { updatedAt: stage.lastUpdate }),
    errorCount: errorCountOf(stage),
  };
}

function errorCountOf(stage: SyncStageFacts | undefined): number {
  return Math.max(
    stage?.errorSummary?.totalCount ?? 0,
    stage?.errors?.length ?? 0,
  );
}

function sourceState(status: PackageSyncStatusFacts): StepState {
  if (errorCountOf(status.source) > 0) {
    return 'failed';
  }
  if (isRunning(status, 'source')) {
    return 'running';
  }
  return status.source?.commit ? 'done' : 'waiting';
}

function renderingState(status: PackageSyncStatusFacts): StepState {
  const { source, rendering, sync } = status;
  if (!rendering?.commit && !rendering?.message && sync?.commit) {
    // Versions from before there was rendering.
    return 'skipped';
  }
  if (!rendering || rendering.commit !== source?.commit) {
    return 'waiting';
  }
  return renderedState(rendering);
}

function renderedState(rendering: SyncStageFacts): StepState {
  const message = rendering.message?.toLowerCase() ?? '';
  // The reconciler is being rebuilt with or without rendering: the product goes on by itself.
  if (message.includes('in progress') || message.includes('is currently')) {
    return 'running';
  }
  if (errorCountOf(rendering) > 0 || message.includes('failed')) {
    return 'failed';
  }
  return message.includes('skipped') ? 'skipped' : 'done';
}

function syncState(status: PackageSyncStatusFacts): StepState {
  const { source, sync } = status;
  if (isRunning(status, 'sync')) {
    return 'running';
  }
  if (
    !sync ||
    !sync.commit ||
    (source?.commit && sync.commit !== source.commit)
  ) {
    return 'waiting';
  }
  return errorCountOf(sync) > 0 ? 'failed' : 'done';
}

function isRunning(status: PackageSyncStatusFacts, stage: Stage): boolean {
  const syncing = findCondition(status, 'Syncing');
  return syncing?.status === 'True' && syncing.reason?.toLowerCase() === stage;
}
