import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import type { PackageSync } from 'backstage-plugin-anthos-fleet-common';
import type { AnthosFleetService } from 'backstage-plugin-anthos-fleet-node';
import { isWanted, type Wanted } from './Wanted';

/** Refs are long, and so are addresses of many of them. */
const CLUSTERS_AT_ONCE = 40;
const PAGE_SIZE = 500;
const MAX_PAGES = 20;

/** How the fleet is asked. */
export interface Asking {
  fleet: Pick<AnthosFleetService, 'getPackageSyncs'>;
  credentials: BackstageCredentials;
  signal?: AbortSignal;
}

/**
 * Finds the sync of each cluster that is waited for; clusters without one are left out.
 *
 * @throws InputError when a cluster has several
 */
export async function findSyncs(
  wanted: Wanted,
  refs: readonly string[],
  asking: Asking,
): Promise<Map<string, PackageSync>> {
  const found = new Map<string, PackageSync[]>();
  for (let at = 0; at < refs.length; at += CLUSTERS_AT_ONCE) {
    const some = refs.slice(at, at + CLUSTERS_AT_ONCE);
    for (const sync of await readSyncs(wanted, some, asking)) {
      if (isWanted(wanted, sync)) {
        const { ref } = sync.cluster;
        found.set(ref, [...(found.get(ref) ?? []), sync]);
      }
    }
  }
  return new Map(
    [...found].map(([ref, syncs]) => [ref, onlyOne(ref, syncs, wanted)]),
  );
}

async function readSyncs(
  { kind, namespace }: Wanted,
  cluster: string[],
  { fleet, credentials, signal }: Asking,
): Promise<PackageSync[]> {
  const all: PackageSync[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < MAX_PAGES; page++) {
    const { items, nextCursor } = await fleet.getPackageSyncs(
      {
        cluster,
        ...(kind && { kind: [kind] }),
        ...(namespace !== undefined && { namespace: [namespace] }),
        limit: PAGE_SIZE,
        cursor,
      },
      { credentials, signal },
    );
    all.push(...items);
    cursor = nextCursor;
    if (!cursor) {
      break;
    }
  }
  return all;
}

function onlyOne(
  ref: string,
  syncs: PackageSync[],
  { repository }: Wanted,
): PackageSync {
  if (syncs.length === 1) {
    return syncs[0];
  }
  const names = syncs
    .slice(0, 5)
    .map(sync => `${sync.kind} ${sync.namespace}/${sync.name}`);
  throw new InputError(
    `${repository ? 'repoUrl' : 'name'}: ${ref} has ${
      syncs.length
    } syncs that may be meant: ${names.join(
      ', ',
    )}; say which with kind, namespace, name or directory`,
  );
}
