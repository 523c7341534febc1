import {
  syncStateRank,
  type Age,
  type Cluster,
  type ConnectionState,
  type FleetSweep,
  type GatewaySweep,
  type Hosting,
  type HostingCount,
  type Platform,
  type SyncState,
  type SyncStateCount,
} from 'backstage-plugin-anthos-fleet-common';
import { compareText } from './compareText';
import type { ObservationIndex } from './observations';
import {
  FLEET_SOURCES,
  unansweredLocations,
  type SeesLocation,
} from './oldestData';
import type { GatewaySettings } from './StoreContext';

/** Clusters that are alike in everything that is counted. */
export interface CountRow {
  fleet: string;
  /** Absent when every location has the same age. */
  location?: string;
  hosting: Hosting;
  platform: Platform;
  sync_state: SyncState;
  connection_state: ConnectionState;
  orphaned: boolean | 0 | 1;
  /** PostgreSQL gives counts as text. */
  total: number | string;
}

export interface SweepRow {
  fleet: string;
  started_at: string | null;
  finished_at: string | null;
  project_number: string | null;
}

/** The reading of the visible clusters of one fleet. */
export interface GatewayRow {
  fleet: string;
  total: number | string;
  answering: number | string | null;
  oldest: string | null;
}

const AGES: Age[] = ['fresh', 'stale', 'never'];
const HOSTINGS: Hosting[] = [
  'on-prem',
  'gcp',
  'aws',
  'azure',
  'edge',
  'unknown',
];

export function toOverview(options: {
  counts: CountRow[];
  attention: Cluster[];
  sweeps: SweepRow[];
  observations: ObservationIndex;
  fleets: string[];
  sees: SeesLocation;
  frequencyMs: number;
  gateway: GatewaySettings;
  gatewayRows: GatewayRow[];
}) {
  const { counts, attention, observations, fleets } = options;
  const sum = <K>(keyOf: (row: CountRow) => K) => sumBy(counts, keyOf);
  return {
    totalClusters: sumTotals(counts),
    hostings: countHostings(counts),
    platforms: [...sum(row => row.platform)]
      .map(([platform, n]) => ({ platform, total: n }))
      .sort((a, b) => b.total - a.total || compareText(a.platform, b.platform)),
    syncStates: countSyncStates(counts),
    ages: [...sum(row => observations.age(row.fleet, row.location))]
      .map(([age, n]) => ({ age, total: n }))
      .sort((a, b) => AGES.indexOf(a.age) - AGES.indexOf(b.age)),
    connections: [...sum(row => row.connection_state)]
      .map(([connection, n]) => ({ connection, total: n }))
      .sort((a, b) => compareText(a.connection, b.connection)),
    orphaned: sumTotals(counts.filter(row => Boolean(row.orphaned))),
    attention,
    fleets: fleets.map(fleet => toFleetSweep(fleet, options)),
  };
}

/** Counts by hosting, and within it by sync state, best first. */
export function countHostings(counts: CountRow[]): HostingCount[] {
  return HOSTINGS.flatMap(hosting => {
    const rows = counts.filter(row => row.hosting === hosting);
    return rows.length === 0
      ? []
      : [
          {
            hosting,
            total: sumTotals(rows),
            syncStates: countSyncStates(rows),
          },
        ];
  });
}

/** Counts by sync state, best first. */
export function countSyncStates(
  rows: Pick<CountRow, 'sync_state' | 'total'>[],
): SyncStateCount[] {
  return [...sumBy(rows, row => row.sync_state)]
    .map(([state, n]) => ({ state, total: n }))
    .sort((a, b) => syncStateRank(b.state) - syncStateRank(a.state));
}

function toFleetSweep(
  fleet: string,
  options: Parameters<typeof toOverview>[0],
): FleetSweep {
  const { observations, frequencyMs, sees } = options;
  const sweep = options.sweeps.find(row => row.fleet === fleet);
  return {
    fleet,
    ...(sweep?.project_number && { projectNumber: sweep.project_number }),
    ...(sweep?.started_at ? { startedAt: sweep.started_at } : {}),
    ...(sweep?.finished_at ? { finishedAt: sweep.finished_at } : {}),
    frequencySeconds: frequencyMs / 1000,
    sources: FLEET_SOURCES.flatMap(source => {
      const row = observations.row(fleet, source);
      return row
        ? [
            {
              source,
              enabled: Boolean(row.enabled),
              freshness: observations.toFreshness(row),
            },
          ]
        : [];
    }),
    unansweredLocations: observations
      .ownLocations(fleet, 'hub')
      .filter(location => sees(fleet, location)),
    unanswered: unansweredLocations(observations, fleet, sees),
    gateway: toGatewaySweep(fleet, options),
  };
}

function toGatewaySweep(
  fleet: string,
  { gateway, gatewayRows }: Parameters<typeof toOverview>[0],
): GatewaySweep {
  const enabled = gateway.fleets.includes(fleet);
  const row = enabled
    ? gatewayRows.find(({ fleet: own }) => own === fleet)
    : undefined;
  return {
    enabled,
    totalClusters: Number(row?.total ?? 0),
    answering: Number(row?.answering ?? 0),
    requestsPerMinute: enabled ? gateway.requestsPerMinute : 0,
    ...(row?.oldest && { oldestReadAt: row.oldest }),
  };
}

/** Databases give counts as numbers or as text. */
export function sumTotals(rows: { total: number | string }[]): number {
  return rows.reduce((sum, row) => sum + Number(row.total), 0);
}

function sumBy<R extends { total: number | string }, K>(
  rows: R[],
  keyOf: (row: R) => K,
): Map<K, number> {
  const sums = new Map<K, number>();
  for (const row of rows) {
    const key = keyOf(row);
    sums.set(key, (sums.get(key) ?? 0) + Number(row.total));
  }
  return sums;
}
