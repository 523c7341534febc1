import pLimit from 'p-limit';
import {
  packageSyncKey,
  type ObservedInventory,
  type ObservedPackageSync,
} from 'backstage-plugin-anthos-fleet-common';
import { GatewayProblem } from '../client/GatewayProblem';
import { addressOf } from '../client/Listing';
import { parseAnswer } from '../client/parse';
import { STATUS_OFF, translateInventory } from '../translate/inventory';
import { Unreadable } from '../translate/Unreadable';
import { type PartContext, type PartData } from './PartReader';

const GROUP = 'kpt.dev/v1alpha1';
const MAX_INVENTORIES = 50;
const AT_A_TIME = 4;

/** The syncs whose objects are read: those that are asked for, then those that are not well. */
export function inventoriesToRead(
  syncs: readonly ObservedPackageSync[],
  wanted: readonly string[],
  random: () => number = Math.random,
): ObservedPackageSync[] {
  const keys = new Set(wanted);
  const isWanted = (sync: ObservedPackageSync) =>
    keys.has(packageSyncKey(sync));
  const unwell = syncs.filter(
    sync => sync.state !== 'synced' && !isWanted(sync),
  );
  // Where there are too many, each sweep begins somewhere else, so that all have their turn.
  const start =
    unwell.length > MAX_INVENTORIES ? Math.floor(random() * unwell.length) : 0;
  return [
    ...syncs.filter(isWanted),
    ...unwell.slice(start),
    ...unwell.slice(0, start),
  ];
}

/** Reads the inventories of syncs, each by its name. One that cannot be read is left out. */
export async function readInventories(
  context: PartContext,
  syncs: readonly ObservedPackageSync[],
): Promise<PartData<Map<string, ObservedInventory>>> {
  const data = new Map<string, ObservedInventory>();
  const asked = syncs.slice(0, MAX_INVENTORIES);
  let truncated = asked.length < syncs.length;
  const limit = pLimit(AT_A_TIME);
  await Promise.all(
    asked.map(sync =>
      limit(async () => {
        const inventory = sync.objectStatusOff
          ? STATUS_OFF
          : await readInventory(context, sync);
        if (inventory) {
          data.set(packageSyncKey(sync), inventory);
        } else {
          truncated = true;
        }
      }),
    ),
  ).catch(error => {
    limit.clearQueue();
    throw error;
  });
  return { data, truncated };
}

async function readInventory(
  { calls, turns, address }: PartContext,
  { namespace, name }: ObservedPackageSync,
): Promise<ObservedInventory | undefined> {
  try {
    const answer = await calls.get({
      url: addressOf(
        { address, group: GROUP },
        ...['namespaces', namespace, 'resourcegroups', name],
      ),
    });
    return await turns.take(async () =>
      translateInventory(parseAnswer(answer)),
    );
  } catch (error) {
    if (isOfThisOne(error)) {
      return undefined;
    }
    throw error;
  }
}

/** The fault is that of one inventory, and says nothing of the next. */
function isOfThisOne(error: unknown): boolean {
  return (
    error instanceof Unreadable ||
    (error instanceof GatewayProblem &&
      (error.outcome === 'invalid' || error.details.objectMissing === true))
  );
}
