import type {
  ClusterReading,
  PartReading,
  SyncState,
} from 'backstage-plugin-anthos-fleet-common';
import type { Knex } from 'knex';
import type {
  ClusterReadingContext,
  RecordedClusterReading,
} from '../ClusterReadings';
import { upsert } from './batch';
import {
  fallsBack,
  fromPackageSyncs,
  fromSummary,
  summarise,
  type EffectiveColumns,
} from './effectiveState';
import { writeErrorGroups } from './errorGroups';
import { removePackageSyncs } from './removeClusters';
import { writeInventories } from './writeInventories';
import { writeNamespaces } from './writeNamespaces';
import { writePackageSyncs } from './writePackageSyncs';
import { readsSlowParts, writeSlowParts } from './writeParts';
import { writeSyncErrors } from './writeSyncErrors';

interface StoredCluster extends EffectiveColumns {
  ref: string;
  name: string;
  hub_sync_state: SyncState;
  hub_error_count: number;
  observed_sync_json: string | null;
}

interface StoredReading {
  attempted_at: string | null;
  observed_at: string | null;
  slow_parts_read_at: string | null;
  parts_json: string | null;
}

/** How the reading of a part ended last, and when it last ended well. */
export type PartRow = Omit<PartReading<never>, 'data'> & {
  attemptedAt: string;
  observedAt?: string;
};

const PARTS = [
  'packageSyncs',
  'inventories',
  'namespaces',
  'policyConstraints',
  'meshRevisions',
] as const satisfies (keyof ClusterReading)[];

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
    .first(
      'ref',
      'name',
      'sync_state',
      'sync_rank',
      'error_count',
      'sync_basis',
      'hub_sync_state',
      'hub_error_count',
      'observed_sync_json',
    );
  const before: StoredReading | undefined = await tx('cluster_readings')
    .where({ ref })
    .first('attempted_at', 'observed_at', 'slow_parts_read_at', 'parts_json');
  if (!cluster || isNewer(before?.attempted_at, attemptedAt, now)) {
    return {
      recorded: false,
      changed: false,
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
  await writeObservation(tx, reading, context, before);

  const errors = await writeSyncErrors(tx, reading, syncs.ids);
  const gone = await removePackageSyncs(tx, syncs.gone);
  gone.forEach(fingerprint => errors.closed.add(fingerprint));
  return {
    recorded: true,
    changed:
      namespaces.changed ||
      syncs.changed ||
      inventories ||
      slow ||
      state.changed ||
      errors.changed,
    syncState: state.syncState,
    syncIds: syncs.ids,
    errorGroups: await writeErrorGroups(tx, errors, attemptedAt),
  };
}

/** A reading from the future was before the clock was put back: what follows is the newer one. */
function isNewer(
  stored: string | null | undefined,
  attemptedAt: string,
  now: Date,
): boolean {
  return Boolean(stored && stored > attemptedAt && stored <= now.toISOString());
}

async function writeState(
  tx: Knex.Transaction,
  cluster: StoredCluster,
  reading: ClusterReading,
  failures: number,
): Promise<{ changed: boolean; syncState: SyncState }> {
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
    syncState: change.sync_state ?? cluster.sync_state,
  };
}

async function writeObservation(
  tx: Knex.Transaction,
  reading: ClusterReading,
  context: ClusterReadingContext,
  before: StoredReading | undefined,
) {
  const { ref, attemptedAt, outcome } = reading;
  const observed = reading.packageSyncs?.outcome === 'ok';
  const parts: Partial<Record<string, PartRow>> = before?.parts_json
    ? JSON.parse(before.parts_json)
    : {};
  for (const name of PARTS) {
    const part: PartReading<unknown> | undefined = reading[name];
    if (part) {
      const { data, ...ended } = part;
      const observedAt =
        part.outcome === 'ok' ? attemptedAt : parts[name]?.observedAt;
      parts[name] = { ...ended, attemptedAt, observedAt };
    }
  }
  const { message, remedy, refusedBy } = problemOf(reading, parts);
  const row = {
    ref,
    attempted_at: attemptedAt,
    observed_at: observed ? attemptedAt : before?.observed_at ?? null,
    outcome,
    message: message ?? null,
    remedy: remedy ?? null,
    refused_by: refusedBy ?? null,
    failures: context.failures,
    next_attempt_at: context.nextAttemptAt ?? null,
    slow_parts_read_at: readsSlowParts(reading)
      ? attemptedAt
      : before?.slow_parts_read_at ?? null,
    parts_json: JSON.stringify(parts),
  };
  await upsert(tx, 'cluster_readings', [row], ['ref']);
}

/** What went wrong: with the reading, or with one part of a reading that went well. */
function problemOf(
  reading: ClusterReading,
  parts: Partial<Record<string, PartRow>>,
): Pick<ClusterReading, 'message' | 'remedy' | 'refusedBy'> {
  if (reading.outcome !== 'ok' || reading.message) {
    return reading;
  }
  const failed = PARTS.find(
    name => parts[name] && parts[name].outcome !== 'ok',
  );
  return (failed && parts[failed]) || {};
}
