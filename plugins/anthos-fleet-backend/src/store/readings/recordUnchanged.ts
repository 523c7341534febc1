import {
  packageSyncKey,
  type ClusterReading,
} from 'backstage-plugin-anthos-fleet-common';
import type { Knex } from 'knex';
import {
  packageSyncId,
  type ClusterReadingContext,
  type RecordedClusterReading,
} from '../ClusterReadings';
import { chunks } from './batch';
import { DIGESTED_COLUMNS, digestOf, type DigestedCluster } from './digest';
import {
  isNewer,
  STORED_READING_COLUMNS,
  toObservation,
  type StoredReading,
} from './observation';
import { readsSlowParts } from './writeParts';

interface LastReading extends StoredReading, DigestedCluster {
  digest: string | null;
  noticed: boolean | 0 | 1;
}

/**
 * Writes a reading that says what the last one said: only when that was. Most readings do, and two
 * statements are enough for them.
 *
 * @returns undefined when there is more to write, or when somebody else wrote meanwhile
 */
export async function recordUnchanged(
  knex: Knex,
  reading: ClusterReading,
  context: ClusterReadingContext,
  now: Date,
): Promise<RecordedClusterReading | undefined> {
  const { ref, attemptedAt } = reading;
  if (reading.outcome !== 'ok' || readsSlowParts(reading)) {
    return undefined;
  }
  const last: LastReading | undefined = await knex('clusters')
    .join('cluster_readings', 'cluster_readings.ref', 'clusters.ref')
    .where('clusters.ref', ref)
    .first(
      ...DIGESTED_COLUMNS,
      ...STORED_READING_COLUMNS,
      'cluster_readings.digest',
      'cluster_readings.noticed',
    );
  if (
    !last?.digest ||
    isNewer(last.attempted_at, attemptedAt, now) ||
    last.digest !== digestOf(reading, last, context.ownerOf)
  ) {
    return undefined;
  }
  const { digest, attempted_at, noticed } = last;
  const written = await knex('cluster_readings')
    // Nobody came in between.
    .where({ ref, digest, attempted_at, noticed })
    .update(toObservation(reading, context, last));
  if (written === 0) {
    return undefined;
  }
  await renewInventories(knex, reading);
  const syncs = reading.packageSyncs?.data ?? [];
  return {
    recorded: true,
    changed: false,
    settled: Boolean(noticed),
    syncState: last.sync_state,
    syncIds: new Map(
      syncs.map(sync => [packageSyncKey(sync), packageSyncId(ref, sync)]),
    ),
    errorGroups: [],
  };
}

async function renewInventories(
  knex: Knex,
  { ref, attemptedAt, ...reading }: ClusterReading,
) {
  const { data } = reading.inventories ?? {};
  const ids = (reading.packageSyncs?.data ?? [])
    .filter(sync => data?.has(packageSyncKey(sync)))
    .map(sync => packageSyncId(ref, sync));
  for (const chunk of chunks(ids)) {
    await knex('inventories')
      .whereIn('sync_id', chunk)
      .update({ observed_at: attemptedAt });
  }
}
