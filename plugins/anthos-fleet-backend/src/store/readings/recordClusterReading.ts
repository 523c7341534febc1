import type {
  ClusterReading,
  SyncState,
} from 'backstage-plugin-anthos-fleet-common';
import type { Knex } from 'knex';
import type {
  ClusterReadingContext,
  RecordedClusterReading,
} from '../ClusterReadings';
import { DIGESTED_COLUMNS, digestOf, type DigestedCluster } from './digest';
import {
  fallsBack,
  fromPackageSyncs,
  fromSummary,
  summarise,
  type EffectiveColumns,
} from './effectiveState';
import { writeErrorGroups } from './errorGroups';
import {
  isNewer,
  STORED_READING_COLUMNS,
  toObservation,
  type StoredReading,
} from './observation';
import { removePackageSyncs } from './removeClusters';
import { writeInventories } from './writeInventories';
import { writeNamespaces } from './writeNamespaces';
import { writePackageSyncs } from './writePackageSyncs';
import { writeSlowParts } from './writeParts';
import { writeSyncErrors } from './writeSyncErrors';

interface StoredCluster extends EffectiveColumns, DigestedCluster {
  ref: string;
  hub_sync_state: SyncState;
  observed_sync_json: string | null;
}

export type { PartRow } from './observation';

const LEFT_OUT = { state: 'unknown', errorCount: 0 } as const;

/** Writes the reading of one cluster inside the caller's transaction. */
export async function recordClusterReading(
  tx: Knex.Transaction,
  reading: ClusterReading,
  context: ClusterReadingContext,
  now: Date,
): Promise<RecordedClusterReading> {
  const { ref, attemptedAt } = reading;
  // One writer per cluster; the sweep of the fleet writes the same row.
  const cluster: StoredCluster | undefined = await tx('clusters')
    .where({ ref })
    .forUpdate()
    .first(...DIGESTED_COLUMNS, 'ref', 'sync_rank', 'observed_sync_json');
  const before: StoredReading | undefined = await tx('cluster_readings')
    .where({ ref })
    .first(...STORED_READING_COLUMNS);
  if (!cluster || isNewer(before?.attempted_at, attemptedAt, now)) {
    return {
      recorded: false,
      changed: false,
      settled: false,
      syncState: cluster?.sync_state ?? 'unknown',
      syncIds: new Map(),
      errorGroups: [],
    };
  }

  const namespaces = await writeNamespaces(tx, reading, context.ownerOf);
  const syncs = await writePackageSyncs(
    tx,
    reading,
    cluster,
    namespaces.namespaces,
    context.ownerOf,
  );
  const inventories = await writeInventories(tx, reading, syncs.ids);
  const slow = await writeSlowParts(tx, reading);
  const state = await writeState(tx, cluster, reading, context.failures);
  const observation = {
    ...toObservation(reading, context, before),
    digest: digestOf(reading, state.cluster, context.ownerOf) ?? null,
    noticed: false,
  };
  await tx('cluster_readings')
    .insert({ ref, ...observation, writes: 1 })
    .onConflict('ref')
    .merge({ ...observation, writes: tx.raw('cluster_readings.writes + 1') });

  const errors = await writeSyncErrors(tx, reading, syncs.ids);
  const gone = await removePackageSyncs(tx, syncs.gone);
  gone.forEach(fingerprint => errors.closed.add(fingerprint));
  return {
    recorded: true,
    settled: false,
    changed:
      namespaces.changed ||
      syncs.changed ||
      inventories ||
      slow ||
      state.changed ||
      errors.changed,
    syncState: state.cluster.sync_state,
    syncIds: syncs.ids,
    errorGroups: await writeErrorGroups(tx, errors, attemptedAt),
  };
}

async function writeState(
  tx: Knex.Transaction,
  cluster: StoredCluster,
  reading: ClusterReading,
  failures: number,
): Promise<{ changed: boolean; cluster: StoredCluster }> {
  const summary = fromSummary(cluster.hub_sync_state, cluster.hub_error_count);
  const change: Partial<StoredCluster> = {};
  const { packageSyncs } = reading;
  if (packageSyncs?.outcome === 'ok') {
    const data = packageSyncs.data ?? [];
    // What was left out of a list that was too long is not known.
    const states = packageSyncs.truncated ? [...data, LEFT_OUT] : data;
    Object.assign(change, fromPackageSyncs(states) ?? summary);
    change.observed_sync_json = JSON.stringify(summarise(data));
  } else if (fallsBack(failures)) {
    Object.assign(change, summary);
  }
  const columns = Object.entries(change).filter(
    ([column, value]) => cluster[column as keyof StoredCluster] !== value,
  );
  if (columns.length > 0) {
    await tx('clusters')
      .where({ ref: cluster.ref })
      .update(Object.fromEntries(columns));
  }
  return {
    changed: columns.length > 0,
    cluster: { ...cluster, ...change },
  };
}
