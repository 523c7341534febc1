import {
  DatabaseService,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import type {
  Cluster,
  ClusterDetails,
  ClusterList,
  FleetReading,
  Overview,
} from 'backstage-plugin-anthos-fleet-common';
import type { Knex } from 'knex';
import {
  whereAttention,
  whereQuery,
  whereSelected,
  whereVisible,
} from './conditions';
import { count, groupedCounts, worstFirst } from './clusterQueries';
import type {
  ClusterQuery,
  ClusterSelection,
  FleetStore,
  RecordedReading,
  RefreshClaim,
  SelectedClusters,
  Visible,
} from './FleetStore';
import { ObservationCache } from './ObservationCache';
import { ObservationIndex } from './observations';
import {
  countHostings,
  toOverview,
  type CountRow,
  type SweepRow,
} from './overview';
import {
  LIST_COLUMNS,
  toCluster,
  toClusterDetails,
  type ClusterDetailsRow,
  type ClusterRow,
} from './rows';
import { ClusterOrder } from './sorting';
import {
  writeClusters,
  writeObservations,
  type ConfigSyncDefaults,
} from './writeReading';

const DEFAULT_LIMIT = 50;
const ATTENTION_LIMIT = 10;
const OBSERVATIONS_MAX_AGE_MS = 1_000;

export interface DatabaseFleetStoreOptions {
  /** Fleets that are configured now; rows of others are kept but never shown. */
  fleets: string[];
  /** Time between two sweeps, milliseconds. */
  frequencyMs: number;
  configSyncDefaults: ConfigSyncDefaults;
  now?: () => Date;
}

/** {@link FleetStore} in the plugin's database: PostgreSQL or SQLite. */
export class DatabaseFleetStore implements FleetStore {
  readonly #knex: Knex;
  readonly #options: DatabaseFleetStoreOptions;
  readonly #cache: ObservationCache;

  static async create(
    database: DatabaseService,
    options: DatabaseFleetStoreOptions,
  ): Promise<DatabaseFleetStore> {
    const knex = await database.getClient();
    if (!database.migrations?.skip) {
      await knex.migrate.latest({
        directory: resolvePackagePath(
          'backstage-plugin-anthos-fleet-backend',
          'migrations',
        ),
      });
    }
    return new DatabaseFleetStore(knex, options);
  }

  private constructor(knex: Knex, options: DatabaseFleetStoreOptions) {
    this.#knex = knex;
    this.#options = options;
    this.#cache = new ObservationCache(
      () => knex('observations').whereIn('fleet', options.fleets).select('*'),
      OBSERVATIONS_MAX_AGE_MS,
    );
  }

  async recordReading(
    reading: FleetReading,
    sweep: { startedAt: string; finishedAt: string },
  ): Promise<RecordedReading> {
    const { fleet } = reading;
    const result = await this.#knex.transaction(async tx => {
      await tx('fleets').insert({ fleet }).onConflict('fleet').ignore();
      // One writer per fleet: a sweep that outlived its turn must not overwrite a newer one.
      const last: { started_at: string | null } = await tx('fleets')
        .where({ fleet })
        .forUpdate()
        .first('started_at');
      if (last.started_at && last.started_at > sweep.startedAt) {
        return {
          recorded: false,
          added: 0,
          changed: 0,
          removed: 0,
          unchanged: 0,
        };
      }
      const counts = await writeClusters(
        tx,
        reading,
        this.#options.configSyncDefaults,
      );
      await writeObservations(tx, reading);
      await tx('fleets')
        .where({ fleet })
        .update({ started_at: sweep.startedAt, finished_at: sweep.finishedAt });
      return { recorded: true, ...counts };
    });
    this.#cache.clear();
    return result;
  }

  async listClusters(
    query: ClusterQuery,
    visible: Visible,
  ): Promise<ClusterList> {
    const observations = await this.#observations();
    const matching = () => {
      const builder = this.#clusters(visible);
      whereQuery(builder, query, observations);
      return builder;
    };
    const order = new ClusterOrder(query.sort ?? 'name', query.order ?? 'asc');
    const limit = query.limit ?? DEFAULT_LIMIT;
    const page = matching()
      .select(
        ...LIST_COLUMNS,
        `clusters.${order.column}`,
        // In the same round trip, and of the same moment.
        matching().count('*').as('total'),
      )
      .limit(limit + 1);
    order.apply(page, query.cursor);

    const rows: (ClusterRow & { total: number | string })[] = await page;
    const shown = rows.slice(0, limit);
    const totalItems =
      rows.length > 0 ? Number(rows[0].total) : await count(matching());
    return {
      items: shown.map(row => toCluster(row, observations)),
      totalItems,
      ...(rows.length > limit
        ? { nextCursor: order.cursorAfter(shown[shown.length - 1]) }
        : {}),
    };
  }

  async getCluster(
    ref: string,
    visible: Visible,
  ): Promise<ClusterDetails | undefined> {
    const row: ClusterDetailsRow | undefined = await this.#clusters(visible)
      .where('clusters.ref', ref)
      .first('clusters.*');
    if (!row) {
      return undefined;
    }
    const twins: { ref: string }[] = row.external_id
      ? await this.#clusters(visible)
          .where('clusters.external_id', row.external_id)
          .whereNot('clusters.ref', ref)
          .orderBy('clusters.ref')
          .limit(20)
          .select('clusters.ref')
      : [];
    return toClusterDetails(
      row,
      await this.#observations(),
      twins.map(twin => twin.ref),
    );
  }

  async getClusters(
    refs: string[],
    visible: Visible,
  ): Promise<Array<Cluster | undefined>> {
    const rows: ClusterRow[] = await this.#clusters(visible)
      .whereIn('clusters.ref', refs)
      .select(...LIST_COLUMNS);
    const observations = await this.#observations();
    const found = new Map(
      rows.map(row => [row.ref, toCluster(row, observations)]),
    );
    return refs.map(ref => found.get(ref));
  }

  async selectClusters(
    selection: ClusterSelection,
    visible: Visible,
    limit: number,
  ): Promise<SelectedClusters> {
    const chosen = () => {
      const builder = this.#clusters(visible);
      whereSelected(builder, selection);
      return builder;
    };
    const [rows, counts]: [ClusterRow[], CountRow[]] = await Promise.all([
      worstFirst(chosen(), limit),
      groupedCounts(chosen(), false),
    ]);
    const observations = await this.#observations();
    return {
      totalClusters: counts.reduce((sum, row) => sum + Number(row.total), 0),
      hostings: countHostings(counts),
      clusters: rows.map(row => toCluster(row, observations)),
    };
  }

  async getOverview(visible: Visible): Promise<Omit<Overview, 'configured'>> {
    const { fleets: configured, frequencyMs } = this.#options;
    const observations = await this.#observations();
    const attention = this.#clusters(visible);
    whereAttention(attention, observations);
    const [counts, sweeps, worst]: [CountRow[], SweepRow[], ClusterRow[]] =
      await Promise.all([
        groupedCounts(this.#clusters(visible), observations.variesByLocation),
        this.#knex('fleets').whereIn('fleet', configured).select('*'),
        worstFirst(attention, ATTENTION_LIMIT),
      ]);
    return toOverview({
      counts,
      attention: worst.map(row => toCluster(row, observations)),
      sweeps,
      observations,
      // Somebody who may see some clusters only is not told of fleets that have none of them.
      fleets: visible
        ? configured.filter(fleet => counts.some(row => row.fleet === fleet))
        : configured,
      frequencyMs,
    });
  }

  async claimRefresh(
    fleet: string,
    now: Date,
    minIntervalMs: number,
  ): Promise<RefreshClaim> {
    const requestedAt = now.toISOString();
    const earliest = new Date(now.getTime() - minIntervalMs).toISOString();
    await this.#knex('fleets').insert({ fleet }).onConflict('fleet').ignore();
    const granted = await this.#knex('fleets')
      .where({ fleet })
      .andWhere(builder =>
        builder
          .whereNull('refresh_requested_at')
          .orWhere('refresh_requested_at', '<=', earliest),
      )
      .update({ refresh_requested_at: requestedAt });
    if (granted > 0) {
      return { granted: true, requestedAt };
    }
    const row: { refresh_requested_at: string } = await this.#knex('fleets')
      .where({ fleet })
      .first('refresh_requested_at');
    return { granted: false, requestedAt: row.refresh_requested_at };
  }

  #clusters(visible: Visible): Knex.QueryBuilder {
    const builder = this.#knex('clusters').whereIn(
      'clusters.fleet',
      this.#options.fleets,
    );
    whereVisible(builder, visible);
    return builder;
  }

  async #observations(): Promise<ObservationIndex> {
    const rows = await this.#cache.get();
    const now = this.#options.now?.() ?? new Date();
    return new ObservationIndex(rows, now, this.#options.frequencyMs);
  }
}
