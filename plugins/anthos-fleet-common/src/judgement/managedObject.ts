import type {
  ManagedObject,
  ObjectCounts,
  ObjectStatus,
} from '../schema/openapi';
import { compareText } from './compareText';
import { capText } from './errors/text';

/**
 * One entry of `status.resourceStatuses` of a ResourceGroup, named as in the cluster's JSON.
 *
 * @public
 */
export interface ResourceStatusFacts {
  group?: string;
  kind?: string;
  namespace?: string;
  name?: string;
  /** `Current`, `InProgress`, `Failed`, `Terminating`, `NotFound`, `Unknown`. */
  status?: string;
  /** First characters of the commit. */
  sourceHash?: string;
  /** `Apply` or `Delete`. */
  strategy?: string;
  /** `Pending`, `Succeeded`, `Skipped`, `Failed`. */
  actuation?: string;
  /** `Pending`, `Succeeded`, `Skipped`, `Timeout`, `Failed`. */
  reconcile?: string;
  conditions?: ReadonlyArray<{
    type?: string;
    status?: string;
    reason?: string;
    message?: string;
  }>;
}

const MAX_MESSAGE = 1024;

const STATUSES: ReadonlyMap<string, ObjectStatus> = new Map([
  ['Current', 'current'],
  ['InProgress', 'in-progress'],
  ['Failed', 'failed'],
  ['Terminating', 'terminating'],
  ['NotFound', 'not-found'],
]);

/**
 * Says how one managed object is.
 *
 * An object that another inventory owns is a `conflict`. One that was not applied as the source
 * says is `unknown`, however healthy the object on the cluster is, unless it is gone or going.
 *
 * @public
 */
export function judgeManagedObject(facts: ResourceStatusFacts): ManagedObject {
  const { group, kind, namespace, name, actuation, reconcile } = facts;
  const message = messageOf(facts);
  return {
    group: group ?? '',
    kind: kind ?? '',
    ...(namespace && { namespace }),
    name: name ?? '',
    status: statusOf(facts),
    ...(actuation && { actuation }),
    ...(reconcile && { reconcile }),
    ...(message && { message }),
    ...(facts.sourceHash && { commit: facts.sourceHash }),
  };
}

function statusOf(facts: ResourceStatusFacts): ObjectStatus {
  if (isConflict(facts)) {
    return 'conflict';
  }
  const status = STATUSES.get(facts.status ?? '') ?? 'unknown';
  if (status === 'not-found' || status === 'terminating') {
    return status;
  }
  return facts.actuation && facts.actuation !== 'Succeeded'
    ? 'unknown'
    : status;
}

function isConflict({ conditions }: ResourceStatusFacts): boolean {
  return (conditions ?? []).some(
    ({ type, status }) => type === 'OwnershipOverlap' && status === 'True',
  );
}

function messageOf({ conditions }: ResourceStatusFacts): string {
  const texts = (conditions ?? [])
    .filter(({ status }) => status !== 'False')
    .map(({ message }) => message?.trim())
    .filter(Boolean);
  return capText([...new Set(texts)].join('\n'), MAX_MESSAGE);
}

const COUNTERS: Record<ObjectStatus, Exclude<keyof ObjectCounts, 'total'>> = {
  current: 'current',
  'in-progress': 'inProgress',
  failed: 'failed',
  terminating: 'terminating',
  'not-found': 'notFound',
  unknown: 'unknown',
  conflict: 'conflict',
};

/**
 * Counts objects by health.
 *
 * @public
 */
export function countObjects(
  objects: Iterable<Pick<ManagedObject, 'status'>>,
): ObjectCounts {
  const counts: ObjectCounts = {
    total: 0,
    current: 0,
    inProgress: 0,
    failed: 0,
    terminating: 0,
    notFound: 0,
    unknown: 0,
    conflict: 0,
  };
  for (const { status } of objects) {
    counts.total++;
    counts[COUNTERS[status] ?? 'unknown']++;
  }
  return counts;
}

/** Worst first. */
const ORDER: readonly ObjectStatus[] = [
  'failed',
  'conflict',
  'not-found',
  'unknown',
  'terminating',
  'in-progress',
  'current',
];

/**
 * Orders objects for a list that shows the unhealthy ones first, and the same ones always in the
 * same order.
 *
 * @public
 */
export function compareManagedObjects(
  a: ManagedObject,
  b: ManagedObject,
): number {
  return (
    ORDER.indexOf(a.status) - ORDER.indexOf(b.status) ||
    compareText(a.namespace ?? '', b.namespace ?? '') ||
    compareText(a.kind, b.kind) ||
    compareText(a.name, b.name) ||
    compareText(a.group, b.group)
  );
}
