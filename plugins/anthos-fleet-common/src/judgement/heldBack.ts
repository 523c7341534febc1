import type { ObservedInventory } from '../model/clusterReading';
import type {
  ErrorStep,
  ManagedObject,
  PackageSync,
  SyncErrorResource,
} from '../schema/openapi';

/**
 * The part of an error that tells what it holds back.
 *
 * @public
 */
export interface HoldingError {
  code?: string;
  step: ErrorStep;
  resources: readonly SyncErrorResource[];
}

/** With these Config Sync still applies the other objects of the source. */
const PASSABLE = new Set(['KNV1021', 'KNV1067']);

/**
 * Counts the healthy objects whose newer version waits behind an error.
 *
 * An error in source, rendering or specification holds back all of them: nothing is applied. An
 * error while applying holds back only those that were not applied yet.
 *
 * @returns undefined when the state of the objects is not known
 * @public
 */
export function heldBackObjects(
  error: HoldingError,
  sync: Pick<PackageSync, 'steps'>,
  inventory: Pick<ObservedInventory, 'statusOff' | 'objects'> | undefined,
): number | undefined {
  if (!inventory || inventory.statusOff) {
    return undefined;
  }
  const others = inventory.objects.filter(
    object => !error.resources.some(resource => isSame(object, resource)),
  );
  const held = holdsBackAll(error, sync) ? isHealthy : isNotApplied;
  return others.filter(held).length;
}

function holdsBackAll(
  { code, step }: HoldingError,
  { steps }: Pick<PackageSync, 'steps'>,
): boolean {
  if (step === 'sync') {
    return false;
  }
  // Whether it was passed can be seen: the commit with the error is the one that is applied.
  const passed =
    steps.sync.commit !== undefined &&
    steps.sync.commit === steps.source.commit;
  return !(PASSABLE.has(code ?? '') && passed);
}

function isHealthy({ status }: ManagedObject): boolean {
  return status === 'current';
}

function isNotApplied({ status, actuation }: ManagedObject): boolean {
  return (
    (actuation === 'Pending' || actuation === 'Skipped') &&
    status !== 'conflict' &&
    status !== 'not-found'
  );
}

function isSame(object: ManagedObject, resource: SyncErrorResource): boolean {
  return (
    object.name === resource.name &&
    object.kind === resource.kind &&
    object.group === (resource.group ?? '') &&
    (object.namespace ?? '') === (resource.namespace ?? '')
  );
}

/**
 * Whether the commit that is live is older than the newest one that the cluster has seen.
 *
 * @returns undefined when one of the two is not known
 * @public
 */
export function isBehind({
  commit,
  sourceCommit,
}: Pick<PackageSync, 'commit' | 'sourceCommit'>): boolean | undefined {
  return commit && sourceCommit ? commit !== sourceCommit : undefined;
}
