import {
  stringifyEntityRef,
  type ResourceEntity,
} from '@backstage/catalog-model';
import type { ClusterRef } from 'backstage-plugin-anthos-fleet-common';
import { entityDigest } from '../entity';
import type { KnownCluster } from './knownClusters';
import type { KeepReason } from './removal';

/** The entity that a cluster should have. */
export interface DesiredCluster {
  ref: ClusterRef;
  clusterRef: string;
  entity: ResourceEntity;
}

/** A cluster whose entity is new or differs from the one in the catalog. */
export interface Emission extends DesiredCluster {
  digest: string;
  change: 'added' | 'changed';
}

/** What has to happen to the catalog. */
export interface Delta {
  emitted: Emission[];
  /** Entity refs. */
  removed: string[];
  /** How many entities stay although the listing lacks their cluster, per reason. */
  kept: Map<string, number>;
}

/** Compares the entities that should be there with those that are. */
export function computeDelta(
  desired: DesiredCluster[],
  known: KnownCluster[],
  reasonToKeep: KeepReason,
): Delta {
  const digests = new Map(
    known.map(({ entityRef, digest }) => [entityRef, digest]),
  );
  const emitted = desired.flatMap((cluster): Emission[] => {
    const digest = entityDigest(cluster.entity);
    const entityRef = stringifyEntityRef(cluster.entity);
    if (!digests.has(entityRef)) {
      return [{ ...cluster, digest, change: 'added' }];
    }
    return digests.get(entityRef) === digest
      ? []
      : [{ ...cluster, digest, change: 'changed' }];
  });

  const entityRefs = new Map(
    desired.map(({ clusterRef, entity }) => [
      clusterRef,
      stringifyEntityRef(entity),
    ]),
  );
  const removed: string[] = [];
  const kept = new Map<string, number>();
  for (const { entityRef, clusterRef } of known) {
    const wanted = entityRefs.get(clusterRef);
    if (wanted === entityRef) {
      continue;
    }
    // A cluster that is listed lives on under its new entity ref; the old entity is a duplicate.
    const reason = wanted === undefined ? reasonToKeep(clusterRef) : undefined;
    if (reason === undefined) {
      removed.push(entityRef);
    } else {
      kept.set(reason, (kept.get(reason) ?? 0) + 1);
    }
  }
  return { emitted, removed, kept };
}
