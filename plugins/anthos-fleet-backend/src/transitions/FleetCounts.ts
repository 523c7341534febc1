import type { SyncState } from 'backstage-plugin-anthos-fleet-common';
import type { Knex } from 'knex';

export interface PackageSyncCount {
  fleet: string;
  state: SyncState;
  total: number;
}

export interface FleetCount {
  fleet: string;
  total: number;
}

/** Numbers for metrics, over everything that is stored of the configured fleets. */
export class FleetCounts {
  readonly #knex: Knex;
  readonly #fleets: string[];

  constructor({ knex, fleets }: { knex: Knex; fleets: string[] }) {
    this.#knex = knex;
    this.#fleets = fleets;
  }

  /** Package syncs by state; a state that none is in is left out. */
  async packageSyncs(): Promise<PackageSyncCount[]> {
    const rows: (Omit<PackageSyncCount, 'total'> & {
      total: number | string;
    })[] = await this.#knex('package_syncs')
      .join('clusters', 'clusters.ref', 'package_syncs.ref')
      .whereIn('clusters.fleet', this.#fleets)
      .groupBy('clusters.fleet', 'package_syncs.state')
      .select('clusters.fleet', 'package_syncs.state')
      .count({ total: '*' });
    return rows.map(row => ({ ...row, total: Number(row.total) }));
  }

  /** Error groups that are known to be open, for each fleet that they are on. */
  async openErrorGroups(): Promise<FleetCount[]> {
    return this.#perFleet(
      this.#knex('error_spans')
        .join('noticed_syncs', 'noticed_syncs.id', 'error_spans.sync_id')
        .join('clusters', 'clusters.ref', 'noticed_syncs.ref')
        .whereNull('error_spans.closed_at')
        .countDistinct({ total: 'error_spans.fingerprint' }),
    );
  }

  /** Clusters that are known not to answer. */
  async silentClusters(): Promise<FleetCount[]> {
    return this.#perFleet(
      this.#knex('subject_states')
        .join('clusters', 'clusters.ref', 'subject_states.ref')
        .where({
          'subject_states.subject': 'connection',
          'subject_states.told': 'silent',
        })
        .count({ total: '*' }),
    );
  }

  /** Fleets without any are there with zero. */
  async #perFleet(query: Knex.QueryBuilder): Promise<FleetCount[]> {
    const rows: { fleet: string; total: number | string }[] = await query
      .whereIn('clusters.fleet', this.#fleets)
      .groupBy('clusters.fleet')
      .select('clusters.fleet');
    const totals = new Map(
      rows.map(row => [row.fleet, Number(row.total)] as const),
    );
    return this.#fleets.map(fleet => ({
      fleet,
      total: totals.get(fleet) ?? 0,
    }));
  }
}
