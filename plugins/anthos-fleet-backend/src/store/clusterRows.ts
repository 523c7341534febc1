import type {
  Cluster,
  ClusterDetails,
  ConfigSync,
  Freshness,
  Outcome,
  RefusedBy,
  SyncState,
  SyncStateCount,
} from 'backstage-plugin-anthos-fleet-common';
import type { RegisterDetails } from './clusterParts';
import type { ObservationIndex } from './observations';
import type {
  EffectiveColumns,
  ObservedSyncSummary,
} from './readings/effectiveState';

/** How the last reading of a cluster itself ended; all null while there was none. */
export interface ReadingColumns {
  reading_attempted_at: string | null;
  reading_observed_at: string | null;
  reading_outcome: Outcome | null;
  reading_message: string | null;
  reading_remedy: string | null;
  reading_refused_by: RefusedBy | null;
  reading_next_attempt_at: string | null;
}

/** A row as it is read for a list: without the long parts. */
export interface ClusterRow extends ReadingColumns {
  ref: string;
  fleet: string;
  location: string;
  external_id: string | null;
  register_json: string;
  config_sync_json: string;
  mesh_json: string | null;
  policy_json: string | null;
  sync_state: SyncState;
  error_count: number;
  sync_basis: EffectiveColumns['sync_basis'];
  observed_sync_json: string | null;
  [column: string]: unknown;
}

/** A row as it is read for one cluster. */
export interface ClusterDetailsRow extends ClusterRow {
  register_details: string;
  config_sync_errors: string;
  mesh_conditions: string | null;
  policy_parts: string | null;
}

/** Columns of {@link ReadingColumns}, of the joined table `cluster_readings`. */
export const READING_COLUMNS = [
  'cluster_readings.attempted_at as reading_attempted_at',
  'cluster_readings.observed_at as reading_observed_at',
  'cluster_readings.outcome as reading_outcome',
  'cluster_readings.message as reading_message',
  'cluster_readings.remedy as reading_remedy',
  'cluster_readings.refused_by as reading_refused_by',
  'cluster_readings.next_attempt_at as reading_next_attempt_at',
] as const;

/** Columns of {@link ClusterRow} that every list needs. */
export const LIST_COLUMNS = [
  'clusters.ref',
  'clusters.fleet',
  'clusters.location',
  'clusters.external_id',
  'clusters.register_json',
  'clusters.config_sync_json',
  'clusters.mesh_json',
  'clusters.policy_json',
  'clusters.sync_state',
  'clusters.error_count',
  'clusters.sync_basis',
  'clusters.observed_sync_json',
  ...READING_COLUMNS,
] as const;

/** Turns rows into clusters, for one answer. */
export class ClusterTranslator {
  constructor(
    private readonly options: {
      observations: ObservationIndex;
      /** Fleets whose clusters are read themselves; of the others nothing of that is shown. */
      gatewayFleets: ReadonlySet<string>;
      /**
       * Package syncs of a cluster by state, as far as the caller may see them; undefined for a
       * caller who may see none.
       */
      packageSyncs: (
        row: ClusterRow,
        stored: SyncStateCount[],
      ) => SyncStateCount[] | undefined;
    },
  ) {}

  toCluster(row: ClusterRow): Cluster {
    const cluster: Cluster = JSON.parse(row.register_json);
    cluster.configSync = this.#configSync(row);
    if (row.mesh_json) {
      cluster.mesh = JSON.parse(row.mesh_json);
    }
    if (row.policy_json) {
      cluster.policyController = JSON.parse(row.policy_json);
    }
    const { observations } = this.options;
    const gateway = this.#isRead(row)
      ? toGatewayFreshness(row, observations)
      : undefined;
    cluster.freshness = {
      ...observations.ofCluster(row.fleet, row.location),
      ...(gateway && { gateway }),
    };
    return cluster;
  }

  toDetails(row: ClusterDetailsRow) {
    const details: RegisterDetails = JSON.parse(row.register_details);
    const policy = row.policy_parts ? JSON.parse(row.policy_parts) : undefined;
    return {
      cluster: this.toCluster(row),
      ...details,
      syncErrors: JSON.parse(row.config_sync_errors),
      meshConditions: row.mesh_conditions
        ? JSON.parse(row.mesh_conditions)
        : [],
      policyComponents: policy?.components ?? [],
      policyBundles: policy?.bundles ?? [],
    } satisfies Partial<ClusterDetails>;
  }

  #configSync(row: ClusterRow): ConfigSync {
    const summary: ConfigSync = JSON.parse(row.config_sync_json);
    if (!this.#isRead(row) || !row.observed_sync_json) {
      return { ...summary, basis: 'fleet-summary' };
    }
    const { packageSyncs = [], ...observed }: ObservedSyncSummary = JSON.parse(
      row.observed_sync_json,
    );
    const counts = this.options.packageSyncs(row, packageSyncs);
    if (row.sync_basis === 'fleet-summary') {
      return {
        ...summary,
        basis: 'fleet-summary',
        ...(counts && { packageSyncs: counts }),
      };
    }
    // The summary's own words are about its own state.
    const { reported, description, ...rest } = summary;
    const words =
      summary.state === row.sync_state ? { reported, description } : {};
    return {
      ...rest,
      ...words,
      ...observed,
      state: row.sync_state,
      errorCount: row.error_count,
      basis: 'package-syncs',
      ...(counts && { packageSyncs: counts }),
    };
  }

  #isRead(row: ClusterRow): boolean {
    return this.options.gatewayFleets.has(row.fleet);
  }
}

/** How fresh what a cluster says of itself is; undefined while it was never tried. */
export function toGatewayFreshness(
  row: ReadingColumns,
  observations: ObservationIndex,
): Freshness | undefined {
  if (!row.reading_attempted_at || !row.reading_outcome) {
    return undefined;
  }
  return {
    outcome: row.reading_outcome,
    age: observations.ageOf(row.reading_observed_at),
    attemptedAt: row.reading_attempted_at,
    ...(row.reading_observed_at && { observedAt: row.reading_observed_at }),
    ...(row.reading_message && { message: row.reading_message }),
    ...(row.reading_remedy && { remedy: row.reading_remedy }),
    ...(row.reading_refused_by && { refusedBy: row.reading_refused_by }),
    ...(row.reading_next_attempt_at && {
      nextAttemptAt: row.reading_next_attempt_at,
    }),
  };
}
