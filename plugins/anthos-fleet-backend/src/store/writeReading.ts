import {
  type FleetReading,
  type ObservedConfigSync,
  type SourceReading,
  type SyncState,
} from 'backstage-plugin-anthos-fleet-common';
import type { Knex } from 'knex';
import type { RecordedReading } from './FleetStore';
import { fromSummary, type EffectiveColumns } from './readings/effectiveState';
import { removeClusters } from './readings/removeClusters';
import {
  configSyncPart,
  meshPart,
  policyPart,
  registerPart,
  type ClusterParts,
} from './clusterParts';

/** Config Sync of a cluster that the fleet does not manage it on, and of one never read. */
export interface ConfigSyncDefaults {
  notManaged: ObservedConfigSync;
  neverRead: ObservedConfigSync;
}

interface StoredCluster {
  ref: string;
  location: string;
  name: string;
  register_hash: string;
  config_sync_hash: string;
  mesh_hash: string;
  policy_hash: string;
  sync_basis: EffectiveColumns['sync_basis'];
  hub_sync_state: SyncState;
  hub_error_count: number;
}

/** What the writer of a fleet's reading knows besides the reading. */
export interface ReadingContext {
  defaults: ConfigSyncDefaults;
  /** Begin of the sweep, ISO 8601. */
  startedAt: string;
  /** Whether the clusters of the fleet are read themselves, through the Connect Gateway. */
  gateway: boolean;
}

// SQLite takes 32,766 parameters a statement; a row has 32.
const ROWS_A_STATEMENT = 500;

/**
 * Writes the clusters of one reading inside the caller's transaction, touching only what changed.
 */
export async function writeClusters(
  tx: Knex.Transaction,
  reading: FleetReading,
  context: ReadingContext,
): Promise<Omit<RecordedReading, 'recorded'>> {
  const { defaults, startedAt } = context;
  const stored = new Map<string, StoredCluster>();
  const rows: StoredCluster[] = await tx('clusters')
    .where({ fleet: reading.fleet })
    // A reading of a cluster itself writes its row too.
    .forUpdate()
    .select(
      'ref',
      'location',
      'name',
      'register_hash',
      'config_sync_hash',
      'mesh_hash',
      'policy_hash',
      'sync_basis',
      'hub_sync_state',
      'hub_error_count',
    );
  rows.forEach(row => stored.set(row.ref, row));

  const observed = reading.clusters.data;
  const result = { added: 0, changed: 0, removed: 0, unchanged: 0 };
  const inserts: ClusterParts[] = [];

  const subjects = observed ?? rows;
  for (const subject of subjects) {
    const before = stored.get(subject.ref);
    const parts: Partial<ClusterParts> = {
      ...('labels' in subject ? { register: registerPart(subject) } : {}),
      ...featureParts(reading, defaults, subject.location, subject.name),
    };
    if (!before) {
      if (parts.register) {
        const { register } = parts;
        inserts.push({ ...neverRead(defaults), ...parts, register });
        result.added += 1;
      }
      continue;
    }
    const change = changedColumns(before, parts, context);
    if (!change) {
      result.unchanged += 1;
      continue;
    }
    await tx('clusters').where({ ref: before.ref }).update(change);
    if (
      parts.register &&
      parts.register.register_hash !== before.register_hash
    ) {
      await tx('cluster_labels').where({ ref: before.ref }).delete();
      await insertLabels(tx, [parts.register]);
    }
    result.changed += 1;
  }

  for (let at = 0; at < inserts.length; at += ROWS_A_STATEMENT) {
    const chunk = inserts.slice(at, at + ROWS_A_STATEMENT);
    await tx('clusters').insert(
      chunk.map(parts => ({
        ...parts.register,
        ...parts.configSync,
        ...parts.mesh,
        ...parts.policy,
        ...fromSummary(
          parts.configSync.hub_sync_state,
          parts.configSync.hub_error_count,
        ),
        register_changed_at: startedAt,
      })),
    );
    await insertLabels(
      tx,
      chunk.map(parts => parts.register),
    );
  }

  if (observed && !reading.clusters.incomplete) {
    result.removed = await removeMissing(tx, reading.clusters, rows, startedAt);
  }
  return result;
}

/** The parts that this reading says something of; a part left out keeps its last good data. */
function featureParts(
  reading: FleetReading,
  defaults: ConfigSyncDefaults,
  location: string,
  name: string,
): Partial<ClusterParts> {
  const key = `${location}/${name}`;
  const parts: Partial<ClusterParts> = {};
  if (says(reading.configSync, location)) {
    parts.configSync = configSyncPart(
      reading.configSync.data?.get(key) ?? defaults.notManaged,
    );
  }
  if (says(reading.mesh, location)) {
    parts.mesh = meshPart(reading.mesh.data?.get(key));
  }
  if (says(reading.policyController, location)) {
    parts.policy = policyPart(reading.policyController.data?.get(key));
  }
  return parts;
}

/** Whether a reading speaks for the clusters of a location, be it by not naming them. */
function says(reading: SourceReading<unknown>, location: string): boolean {
  return (
    reading.outcome === 'ok' && !reading.unansweredLocations.includes(location)
  );
}

function neverRead(
  defaults: ConfigSyncDefaults,
): Omit<ClusterParts, 'register'> {
  return {
    configSync: configSyncPart(defaults.neverRead),
    mesh: meshPart(undefined),
    policy: policyPart(undefined),
  };
}

function changedColumns(
  before: StoredCluster,
  parts: Partial<ClusterParts>,
  { startedAt, gateway }: ReadingContext,
): Record<string, unknown> | undefined {
  const change: Record<string, unknown> = {};
  if (parts.register && parts.register.register_hash !== before.register_hash) {
    Object.assign(change, parts.register, { register_changed_at: startedAt });
  }
  if (
    parts.configSync &&
    parts.configSync.config_sync_hash !== before.config_sync_hash
  ) {
    Object.assign(change, parts.configSync, { register_changed_at: startedAt });
  }
  // The package syncs tell the state as long as the cluster itself is read and answers.
  const judgedFromSyncs = before.sync_basis === 'package-syncs';
  if (judgedFromSyncs ? !gateway : 'hub_sync_state' in change) {
    const { hub_sync_state, hub_error_count } = { ...before, ...change };
    Object.assign(change, fromSummary(hub_sync_state, hub_error_count));
  }
  if (parts.mesh && parts.mesh.mesh_hash !== before.mesh_hash) {
    Object.assign(change, parts.mesh);
  }
  if (parts.policy && parts.policy.policy_hash !== before.policy_hash) {
    Object.assign(change, parts.policy);
  }
  return Object.keys(change).length > 0 ? change : undefined;
}

async function insertLabels(
  tx: Knex.Transaction,
  registers: ClusterParts['register'][],
) {
  const labels = registers.flatMap(register =>
    Object.entries(
      JSON.parse(register.register_json).labels as Record<string, string>,
    ).map(([key, value]) => ({ ref: register.ref, key, value })),
  );
  await tx.batchInsert('cluster_labels', labels, ROWS_A_STATEMENT);
}

async function removeMissing(
  tx: Knex.Transaction,
  reading: SourceReading<{ ref: string }[]>,
  stored: StoredCluster[],
  at: string,
): Promise<number> {
  const listed = new Set(reading.data?.map(cluster => cluster.ref));
  const unanswered = new Set(reading.unansweredLocations);
  const missing = stored
    .filter(row => !listed.has(row.ref) && !unanswered.has(row.location))
    .map(row => row.ref);
  await removeClusters(tx, missing, at);
  return missing.length;
}
