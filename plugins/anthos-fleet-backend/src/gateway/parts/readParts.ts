import type {
  ClusterReading,
  PartReading,
} from 'backstage-plugin-anthos-fleet-common';
import type { GatewayProblem } from '../client/GatewayProblem';
import { inventoriesToRead, readInventories } from './inventories';
import { readMeshRevisions } from './meshRevisions';
import {
  readAuthorizationPolicies,
  readEgress,
  readPeerAuthentications,
  readQuotas,
} from './namespaceParts';
import { readNamespaces } from './namespaces';
import { readPackageSyncs, type PackageSyncsOptions } from './packageSyncs';
import { readPart, type PartData } from './PartReader';
import { readPolicyConstraints } from './policyConstraints';

export interface ClusterPartsOptions extends PackageSyncsOptions {
  inventories: readonly string[];
  slowParts: boolean;
}

/** What is read of a cluster beside how it ended. */
export type Parts = Pick<
  ClusterReading,
  | 'packageSyncs'
  | 'inventories'
  | 'namespaces'
  | 'policyConstraints'
  | 'meshRevisions'
  | 'quotas'
  | 'peerAuthentications'
  | 'authorizationPolicies'
  | 'egress'
>;

export interface PartsReading extends Parts {
  /** Present when the reading as a whole failed. */
  problem?: GatewayProblem;
  retryAfterMs?: number;
}

const NOT_THERE = { outcome: 'ok', installed: false } as const;

/**
 * Reads the parts of a cluster one after the other, the package syncs first. Once the way to the
 * cluster is barred, the rest is not asked for.
 */
export async function readParts(
  options: ClusterPartsOptions,
): Promise<PartsReading> {
  const { part: packageSyncs, problem } = await readPackageSyncs(options);
  if (problem) {
    return { packageSyncs, problem };
  }
  const parts: PartsReading = { packageSyncs };
  let barrier: GatewayProblem | undefined;

  async function read<T>(
    reading: () => Promise<PartData<T>>,
  ): Promise<PartReading<T> | undefined> {
    if (barrier) {
      return undefined;
    }
    const result = await readPart(reading);
    if (result.problem && isBarrier(result.problem)) {
      barrier = result.problem;
    }
    return result.part;
  }

  /** The kinds of a mesh come together: where one is missing, the others need not be asked for. */
  async function readMesh(): Promise<void> {
    if (parts.peerAuthentications?.installed === false) {
      parts.authorizationPolicies = NOT_THERE;
      parts.egress = NOT_THERE;
      return;
    }
    parts.authorizationPolicies = await read(() =>
      readAuthorizationPolicies(options),
    );
    parts.egress = await read(() => readEgress(options));
  }

  parts.namespaces = await read(() => readNamespaces(options));
  const wanted = inventoriesToRead(
    packageSyncs.data ?? [],
    options.inventories,
  );
  if (wanted.length > 0) {
    parts.inventories = await read(() => readInventories(options, wanted));
  }
  if (options.slowParts) {
    parts.policyConstraints = await read(() => readPolicyConstraints(options));
    parts.meshRevisions = await read(() => readMeshRevisions(options));
    parts.quotas = await read(() => readQuotas(options));
    parts.peerAuthentications = await read(() =>
      readPeerAuthentications(options),
    );
    await readMesh();
  }
  return { ...parts, retryAfterMs: barrier?.details.retryAfterMs };
}

/** The next question would end in the same way. */
export function isBarrier({ outcome, refusedBy }: GatewayProblem): boolean {
  return (
    ['timeout', 'unauthenticated', 'rate-limited', 'unreachable'].includes(
      outcome,
    ) ||
    refusedBy === 'iam' ||
    refusedBy === 'impersonation'
  );
}
