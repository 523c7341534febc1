import type {
  ObservedPackageSync,
  PartReading,
  SyncKind,
} from 'backstage-plugin-anthos-fleet-common';
import { compact } from '../../google/json';
import type { GatewayProblem } from '../client/GatewayProblem';
import { readList, type Listed } from '../client/Listing';
import { PackageSyncs } from '../translate/packageSyncs';
import { failedPart, readPart, type PartContext } from './PartReader';

/** API group and version of Config Sync. */
export const CONFIG_SYNC = 'configsync.gke.io/v1beta1';
const MAX_SYNCS = 5_000;
const KINDS: ReadonlyArray<[kind: SyncKind, resource: string]> = [
  ['RootSync', 'rootsyncs'],
  ['RepoSync', 'reposyncs'],
];

export interface PackageSyncsOptions extends PartContext {
  /** Version of Config Sync on the cluster, where it is known. */
  configSyncVersion?: string;
}

export interface PackageSyncsReading {
  part: PartReading<ObservedPackageSync[]>;
  /** Present when the part, and so the whole reading, failed. */
  problem?: GatewayProblem;
}

/**
 * Reads RootSyncs, then RepoSyncs. Where the cluster's own rules refuse one of the two kinds, the
 * other is shown, marked as truncated and with the message; anything else that fails for one of
 * them fails for both.
 */
export async function readPackageSyncs(
  options: PackageSyncsOptions,
): Promise<PackageSyncsReading> {
  const syncs = new PackageSyncs({ version: options.configSyncVersion });
  const missing: SyncKind[] = [];
  const denied: Array<[kind: SyncKind, problem: GatewayProblem]> = [];
  let truncated = false;
  for (const [kind, resource] of KINDS) {
    const { part, problem } = await readPart(async () => {
      const listed = await readSyncsOf(options, kind, resource, syncs);
      return { data: undefined, truncated: listed.truncated };
    });
    truncated ||= part.truncated === true;
    if (problem?.refusedBy === 'rbac') {
      denied.push([kind, problem]);
    } else if (problem) {
      return { part: failedPart(problem), problem };
    } else if (!part.installed) {
      missing.push(kind);
    }
  }
  if (missing.length === KINDS.length) {
    return { part: { outcome: 'ok', installed: false } };
  }
  const [first] = denied;
  if (first && denied.length + missing.length === KINDS.length) {
    const [, problem] = first;
    return { part: failedPart(problem), problem };
  }
  return {
    part: compact<PartReading<ObservedPackageSync[]>>({
      outcome: 'ok',
      installed: true,
      truncated:
        truncated || syncs.unnamed > 0 || denied.length > 0 || undefined,
      ...(first && explain(...first)),
      data: syncs.all,
    }),
  };
}

async function readSyncsOf(
  { calls, turns, address }: PartContext,
  kind: SyncKind,
  resource: string,
  syncs: PackageSyncs,
): Promise<Listed> {
  return readList(
    calls,
    turns,
    { address, group: CONFIG_SYNC, resource, max: MAX_SYNCS },
    (item, { tooLarge }) => syncs.add(kind, item, tooLarge),
    () => syncs.restart(kind),
  );
}

function explain(
  kind: SyncKind,
  { message, remedy, refusedBy }: GatewayProblem,
): Partial<PartReading<never>> {
  return {
    message: `${kind}s could not be read. ${message}`,
    remedy,
    refusedBy,
  };
}
