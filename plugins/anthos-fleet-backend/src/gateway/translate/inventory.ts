import {
  compareManagedObjects,
  countObjects,
  judgeManagedObject,
  type ManagedObject,
  type ObservedInventory,
  type ResourceStatusFacts,
} from 'backstage-plugin-anthos-fleet-common';
import { asList, asText, compact, field } from '../../google/json';
import { cleanMessage } from '../../google/text';
import { countAt, listAt, objectAt } from './strict';

const MAX_OBJECTS = 5_000;
const MAX_COUNTED = 50_000;
const MAX_CONDITIONS = 20;
const MAX_MESSAGE = 1024;

/** The inventory of a sync that is told not to report the state of its objects. */
export const STATUS_OFF: ObservedInventory = {
  statusOff: true,
  counts: countObjects([]),
  objects: [],
};

/**
 * Translates a ResourceGroup. Objects that it lists and says nothing of are unknown, and so are all
 * of them while its status is about an older list.
 *
 * @throws Unreadable when it is not what its API says it is
 */
export function translateInventory(raw: unknown): ObservedInventory {
  const off = field(raw, 'metadata', 'annotations', 'configsync.gke.io/status');
  if (off === 'disabled') {
    return STATUS_OFF;
  }
  const status = objectAt(raw, 'status');
  const observed = countAt(status, 'observedGeneration');
  const generation = countAt(raw, 'metadata.generation');
  const stale =
    observed !== undefined && generation !== undefined && observed < generation;
  const objects = new Map<string, ManagedObject>();
  for (const entry of listed(raw, 'spec.resources')) {
    add(objects, readIdentity(entry));
  }
  for (const entry of listed(status, 'resourceStatuses')) {
    add(objects, stale ? readIdentity(entry) : readFacts(entry));
  }
  const all = [...objects.values()].sort(compareManagedObjects);
  return {
    statusOff: false,
    counts: countObjects(all),
    objects: all.slice(0, MAX_OBJECTS),
  };
}

function listed(raw: unknown, path: string): unknown[] {
  return (listAt(raw, path) ?? []).slice(0, MAX_COUNTED);
}

function add(
  objects: Map<string, ManagedObject>,
  facts: ResourceStatusFacts,
): void {
  const { group = '', kind, namespace = '', name } = facts;
  if (kind && name) {
    const key = [group, kind, namespace, name].join('\n');
    objects.set(key, judgeManagedObject(facts));
  }
}

function readIdentity(raw: unknown): ResourceStatusFacts {
  const text = (key: string) => asText(field(raw, key));
  return compact<ResourceStatusFacts>({
    group: text('group'),
    kind: text('kind'),
    namespace: text('namespace'),
    name: text('name'),
  });
}

function readFacts(raw: unknown): ResourceStatusFacts {
  const word = (value: unknown) => asText(value, 64);
  return compact<ResourceStatusFacts>({
    ...readIdentity(raw),
    status: word(field(raw, 'status')),
    sourceHash: word(field(raw, 'sourceHash')),
    strategy: word(field(raw, 'strategy')),
    actuation: word(field(raw, 'actuation')),
    reconcile: word(field(raw, 'reconcile')),
    conditions: asList(field(raw, 'conditions'), MAX_CONDITIONS).map(
      condition => {
        const message = field(condition, 'message');
        return compact({
          type: word(field(condition, 'type')),
          status: word(field(condition, 'status')),
          reason: word(field(condition, 'reason')),
          message:
            typeof message === 'string'
              ? cleanMessage(message, MAX_MESSAGE)
              : undefined,
        });
      },
    ),
  });
}
