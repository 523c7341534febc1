import {
  rollUpStates,
  syncStateRank,
  type SyncState,
  type SyncStateCount,
} from 'backstage-plugin-anthos-fleet-common';
import pLimit from 'p-limit';
import { whereSelected } from '../conditions';
import type {
  ClusterSelection,
  EntityQuestion,
  StoredEntitySummary,
} from '../FleetStore';
import type { ObservationIndex } from '../observations';
import { visiblePackageSyncs } from '../packageSyncs/query';
import { visibleClusters, type StoreContext } from '../StoreContext';
import type { Visible } from '../visibility';
import { readWorstError } from './ownErrors';
import { whereOwn, type OwnSyncs } from './ownSyncs';

const MAX_CLUSTERS = 1000;
// One person's page must not take all connections to the database.
const CONCURRENCY = 4;

interface ClusterRow {
  ref: string;
  fleet: string;
  location: string;
  sync_state: SyncState;
  sync_basis: string;
  connection_state: string;
  read_at: string | null;
}

/** States of entities on the clusters that they chose; undefined for one that gets no cluster. */
export async function summarizeEntities(
  context: StoreContext,
  questions: EntityQuestion[],
  visible: Visible,
): Promise<Array<StoredEntitySummary | undefined>> {
  const observations = await context.observations();
  const limit = pLimit(CONCURRENCY);
  // Services of one team mostly choose the same clusters, which are then read once.
  const clusters = new Map<string, Promise<ClusterRow[]>>();
  const clustersOf = ({ selection }: EntityQuestion) => {
    const key = JSON.stringify(selection);
    const rows = clusters.get(key) ?? readClusters(context, selection, visible);
    clusters.set(key, rows);
    return rows;
  };
  return Promise.all(
    questions.map(question =>
      limit(async () => {
        const own = { ...question, visible };
        const states = toStates(
          await clustersOf(question),
          await readOwnStates(context, own),
          observations,
        );
        return summarize(context, own, states);
      }),
    ),
  );
}

/** The state of each cluster, by the entity's own package syncs where it has any there. */
function toStates(
  clusters: ClusterRow[],
  syncs: Map<string, SyncState[]>,
  observations: ObservationIndex,
): SyncState[] {
  return clusters.map(cluster => {
    const own = rollUpStates(syncs.get(cluster.ref) ?? []);
    const state = own ?? cluster.sync_state;
    const bySyncs = own !== undefined || cluster.sync_basis === 'package-syncs';
    return isKnownNow(cluster, bySyncs, observations)
      ? state
      : lastKnown(state);
  });
}

async function summarize(
  context: StoreContext,
  own: OwnSyncs,
  states: SyncState[],
): Promise<StoredEntitySummary | undefined> {
  const worst = rollUpStates(states);
  if (!worst) {
    return undefined;
  }
  const error =
    worst === 'error' || worst === 'stalled'
      ? await readWorstError(context, own)
      : undefined;
  return {
    state: worst,
    totalClusters: states.length,
    clusterStates: countStates(states),
    ...(error && { error }),
  };
}

/** Counts states, best first. */
export function countStates(states: SyncState[]): SyncStateCount[] {
  const totals = new Map<SyncState, number>();
  for (const state of states) {
    totals.set(state, (totals.get(state) ?? 0) + 1);
  }
  return [...totals]
    .map(([state, total]) => ({ state, total }))
    .sort((a, b) => syncStateRank(b.state) - syncStateRank(a.state));
}

async function readClusters(
  context: StoreContext,
  selection: ClusterSelection,
  visible: Visible,
): Promise<ClusterRow[]> {
  const builder = visibleClusters(context, visible.clusters);
  whereSelected(builder, selection);
  return (
    builder
      // Of a registration that is left over there is no cluster to run on.
      .where('clusters.orphaned', false)
      .leftJoin('cluster_readings', 'cluster_readings.ref', 'clusters.ref')
      .orderBy('clusters.sync_rank')
      .limit(MAX_CLUSTERS)
      .select(
        'clusters.ref',
        'clusters.fleet',
        'clusters.location',
        'clusters.sync_state',
        'clusters.sync_basis',
        'clusters.connection_state',
        'cluster_readings.observed_at as read_at',
      )
  );
}

/** States of an entity's own package syncs by the ref of the cluster. */
async function readOwnStates(
  context: StoreContext,
  own: OwnSyncs,
): Promise<Map<string, SyncState[]>> {
  const builder = visiblePackageSyncs(context, own.visible);
  whereOwn(builder, own);
  const rows: { ref: string; state: SyncState }[] = await builder.distinct(
    'package_syncs.ref',
    'package_syncs.state',
  );
  const states = new Map<string, SyncState[]>();
  for (const { ref, state } of rows) {
    states.set(ref, [...(states.get(ref) ?? []), state]);
  }
  return states;
}

function isKnownNow(
  cluster: ClusterRow,
  bySyncs: boolean,
  observations: ObservationIndex,
): boolean {
  const { fleet, location } = cluster;
  const { hub, configSync = hub } = observations.ofCluster(fleet, location);
  const age = bySyncs ? observations.ageOf(cluster.read_at) : configSync.age;
  return (
    age === 'fresh' &&
    hub.age === 'fresh' &&
    cluster.connection_state !== 'disconnected'
  );
}

/** What was wrong may still be; what was well is not known to be so any more. */
function lastKnown(state: SyncState): SyncState {
  return state === 'synced' ? 'unknown' : state;
}
