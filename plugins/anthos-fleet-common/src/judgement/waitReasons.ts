import type { ObservedInventory } from '../model/clusterReading';
import type {
  ManagedObject,
  PackageSync,
  WaitKind,
  WaitReason,
} from '../schema/openapi';
import { cleanMessage } from './errors/message';
import { capText } from './errors/text';
import { findCondition, type NomosStatus } from './nomosStatus';
import type {
  PackageSyncFacts,
  PackageSyncStatusFacts,
} from './packageSyncFacts';

const MAX_MESSAGE = 1024;
const MAX_OBJECTS = 5;

const KIND_OF_REASON: Partial<Record<string, WaitKind>> = {
  source: 'source',
  rendering: 'rendering',
  sync: 'apply',
};

/** Says what a sync that is not finished waits for, as far as the sync itself tells it. */
export function judgeWaits(
  { deleting, status }: Pick<PackageSyncFacts, 'deleting' | 'status'>,
  nomos: NomosStatus,
  { stale, message }: { stale: boolean; message: string },
): WaitReason[] {
  const reasons: WaitReason[] = [];
  if (deleting) {
    reasons.push(reason('deletion', deletionMessage(status)));
  }
  if (stale) {
    reasons.push({ kind: 'reconciler' });
  } else {
    reasons.push(...waitsOfState(nomos, message, status));
  }
  return reasons;
}

function waitsOfState(
  { state, condition, errorCount }: NomosStatus,
  message: string,
  status: PackageSyncStatusFacts | undefined,
): WaitReason[] {
  switch (state) {
    case 'stalled':
      return [reason('spec', message)];
    case 'reconciling':
      return [reason('reconciler', message)];
    case 'error':
      return [{ kind: 'errors' }];
    case 'pending': {
      const kind = condition
        ? KIND_OF_REASON[condition.reason?.toLowerCase() ?? '']
        : undefined;
      const step = reason(kind ?? nextStep(status), message);
      return errorCount > 0 ? [{ kind: 'errors' }, step] : [step];
    }
    default:
      return [];
  }
}

// Where no condition tells the step, the commits do.
function nextStep(status: PackageSyncStatusFacts | undefined): WaitKind {
  const { source, rendering, sync } = status ?? {};
  if (!status) {
    return 'reconciler';
  }
  if (!source?.commit) {
    return 'source';
  }
  if (rendering?.commit !== source.commit && (rendering?.commit || !sync)) {
    return 'rendering';
  }
  return 'apply';
}

function deletionMessage(status: PackageSyncStatusFacts | undefined): string {
  const failure = findCondition(status, 'ReconcilerFinalizerFailure');
  if (failure?.status === 'True') {
    const [first] = failure.errors ?? [];
    return first?.errorMessage || failure.message || '';
  }
  return findCondition(status, 'ReconcilerFinalizing')?.message ?? '';
}

function reason(kind: WaitKind, message: string): WaitReason {
  const text = capText(cleanMessage(message), MAX_MESSAGE);
  return { kind, ...(text && { message: text }) };
}

/**
 * Says what a sync waits for, with the objects that are not ready yet when its inventory is known:
 * the first five of them and how many there are.
 *
 * @public
 */
export function waitReasons(
  sync: Pick<PackageSync, 'state' | 'waitsFor'>,
  inventory?: Pick<ObservedInventory, 'statusOff' | 'objects'>,
): WaitReason[] {
  const reasons = sync.waitsFor ?? [];
  const isWorking = sync.state === 'pending' || sync.state === 'error';
  if (!inventory || inventory.statusOff || !isWorking) {
    return reasons;
  }
  const waiting = inventory.objects.filter(isOnItsWay);
  if (!waiting.length) {
    return reasons;
  }
  const objects: WaitReason = {
    kind: 'objects',
    objects: waiting.slice(0, MAX_OBJECTS),
    totalObjects: waiting.length,
  };
  return [...reasons, objects];
}

// Failed objects do not come by waiting; those that are not applied are waited for by name.
function isOnItsWay({ status, actuation, reconcile }: ManagedObject): boolean {
  return (
    status === 'in-progress' ||
    status === 'terminating' ||
    actuation === 'Pending' ||
    (actuation === 'Succeeded' && reconcile === 'Pending')
  );
}
