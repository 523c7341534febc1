import { createHash } from 'node:crypto';

/**
 * The part of its fleet that a cluster belongs to: always the same for the same ref, evenly over
 * all clusters.
 *
 * @returns a number from 0 up to the number of shards
 */
export function shardOf(ref: string, shards: number): number {
  return createHash('sha256').update(ref).digest().readUInt32BE(0) % shards;
}

/** Name of the scheduler's task that reads the clusters of one shard. */
export function clustersTaskId(fleet: string, shard: number): string {
  return `anthos-fleet-clusters-${fleet}-${shard}`;
}
