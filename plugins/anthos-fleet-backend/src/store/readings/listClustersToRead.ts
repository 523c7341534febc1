import type {
  ConfigSync,
  ConnectionState,
  Outcome,
  PackageSyncKey,
  SyncState,
} from 'backstage-plugin-anthos-fleet-common';
import { packageSyncKey } from 'backstage-plugin-anthos-fleet-common';
import type { ClusterToRead } from '../ClusterReadings';
import type { StoreContext } from '../StoreContext';

/** So long after a look the objects of a package sync are read with every sweep. */
const LOOK_LASTS_MS = 15 * 60_000;

interface Row {
  ref: string;
  fleet: string;
  location: string;
  name: string;
  connection_state: ConnectionState;
  orphaned: boolean | 0 | 1;
  sync_state: SyncState;
  config_sync_json: string;
  register_changed_at: string | null;
  project_number: string | null;
  refresh_requested_at: string | null;
  attempted_at: string | null;
  observed_at: string | null;
  outcome: Outcome | null;
  failures: number | null;
  next_attempt_at: string | null;
  slow_parts_read_at: string | null;
}

/** Every cluster of a fleet with what the sweep decides on. */
export async function listClustersToRead(
  context: StoreContext,
  fleet: string,
): Promise<ClusterToRead[]> {
  const [rows, wanted]: [Row[], Map<string, string[]>] = await Promise.all([
    context
      .knex('clusters')
      .where('clusters.fleet', fleet)
      .leftJoin('fleets', 'fleets.fleet', 'clusters.fleet')
      .leftJoin('cluster_readings', 'cluster_readings.ref', 'clusters.ref')
      .select(
        'clusters.ref',
        'clusters.fleet',
        'clusters.location',
        'clusters.name',
        'clusters.connection_state',
        'clusters.orphaned',
        'clusters.sync_state',
        'clusters.config_sync_json',
        'clusters.register_changed_at',
        'fleets.project_number',
        'cluster_readings.refresh_requested_at',
        'cluster_readings.attempted_at',
        'cluster_readings.observed_at',
        'cluster_readings.outcome',
        'cluster_readings.failures',
        'cluster_readings.next_attempt_at',
        'cluster_readings.slow_parts_read_at',
      ),
    wantedInventories(context, fleet),
  ]);
  return rows.map(row => ({
    ref: row.ref,
    fleet: row.fleet,
    location: row.location,
    name: row.name,
    direct: row.connection_state === 'direct',
    connectionState: row.connection_state,
    orphaned: Boolean(row.orphaned),
    syncState: row.sync_state,
    failures: row.failures ?? 0,
    wantedInventories: wanted.get(row.ref) ?? [],
    ...versionOf(row),
    ...(row.project_number && { projectNumber: row.project_number }),
    ...(row.register_changed_at && {
      registerChangedAt: row.register_changed_at,
    }),
    ...(row.refresh_requested_at && {
      refreshRequestedAt: row.refresh_requested_at,
    }),
    ...(row.attempted_at && { attemptedAt: row.attempted_at }),
    ...(row.observed_at && { observedAt: row.observed_at }),
    ...(row.outcome && { outcome: row.outcome }),
    ...(row.next_attempt_at && { nextAttemptAt: row.next_attempt_at }),
    ...(row.slow_parts_read_at && { slowPartsReadAt: row.slow_parts_read_at }),
  }));
}

function versionOf(row: Row): Pick<ClusterToRead, 'configSyncVersion'> {
  const { version }: ConfigSync = JSON.parse(row.config_sync_json);
  return version ? { configSyncVersion: version } : {};
}

/**
 * Package syncs that somebody looked at lately, and those whose objects are known from before their
 * last change: without one more look they would stay as they were while it was in error.
 */
async function wantedInventories(
  { knex, now }: StoreContext,
  fleet: string,
): Promise<Map<string, string[]>> {
  const lookedAfter = new Date(now().getTime() - LOOK_LASTS_MS).toISOString();
  const rows: (PackageSyncKey & { ref: string })[] = await knex('package_syncs')
    .join('clusters', 'clusters.ref', 'package_syncs.ref')
    .leftJoin('inventories', 'inventories.sync_id', 'package_syncs.id')
    .where('clusters.fleet', fleet)
    .andWhere(builder =>
      builder
        .where('package_syncs.looked_at', '>=', lookedAfter)
        .orWhereRaw('inventories.observed_at < package_syncs.changed_at'),
    )
    .select(
      'package_syncs.ref',
      'package_syncs.kind',
      'package_syncs.namespace',
      'package_syncs.name',
    );
  const wanted = new Map<string, string[]>();
  for (const row of rows) {
    const keys = wanted.get(row.ref) ?? [];
    keys.push(packageSyncKey(row));
    wanted.set(row.ref, keys);
  }
  return wanted;
}
