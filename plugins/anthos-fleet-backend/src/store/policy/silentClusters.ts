import type {
  NamedClusters,
  PolicyController,
  PolicyConstraintList,
} from 'backstage-plugin-anthos-fleet-common';
import type { PolicyConstraintQuery } from '../FleetLists';
import type { ObservationIndex } from '../observations';
import {
  BRIEF_COLUMNS,
  toBrief,
  type BriefColumns,
} from '../packageSyncs/rows';
import type { StoreContext } from '../StoreContext';
import type { VisibleClusters } from '../visibility';
import { chosenClusters } from './query';

const MAX_NAMED = 20;

interface SilentRow extends BriefColumns {
  policy_json: string | null;
  read_ref: string | null;
}

/** Clusters without any constraint that is known: there are none, or they could not be read. */
export async function readSilentClusters(
  context: StoreContext,
  query: PolicyConstraintQuery,
  visible: VisibleClusters,
): Promise<Pick<PolicyConstraintList, 'withoutConstraints' | 'notRead'>> {
  const { knex, gateway } = context;
  const observations = await context.observations();
  const rows: SilentRow[] = await chosenClusters(context, query, visible)
    .leftJoin('cluster_parts', join =>
      join
        .on('cluster_parts.ref', 'clusters.ref')
        .andOnVal('cluster_parts.part', 'policyConstraints'),
    )
    .whereNotExists(
      knex('policy_constraints')
        .whereRaw('policy_constraints.ref = clusters.ref')
        .whereIn('clusters.fleet', gateway.fleets)
        .select(knex.raw('1')),
    )
    .orderBy('clusters.name')
    .orderBy('clusters.ref')
    .select(
      ...BRIEF_COLUMNS,
      'clusters.policy_json',
      'cluster_parts.ref as read_ref',
    );
  const without = rows.filter(
    row =>
      (row.read_ref !== null && gateway.fleets.includes(row.cluster_fleet)) ||
      fleetKnowsNone(row, observations),
  );
  const notRead = rows.filter(row => !without.includes(row));
  return { withoutConstraints: named(without), notRead: named(notRead) };
}

/** Whether the fleet says that the cluster has no Policy Controller. */
function fleetKnowsNone(
  row: SilentRow,
  observations: ObservationIndex,
): boolean {
  if (row.policy_json) {
    const { state }: PolicyController = JSON.parse(row.policy_json);
    return state === 'not-installed';
  }
  const { policyController } = observations.ofCluster(
    row.cluster_fleet,
    row.cluster_location,
  );
  return policyController?.outcome === 'ok';
}

function named(rows: SilentRow[]): NamedClusters {
  return {
    total: rows.length,
    clusters: rows.slice(0, MAX_NAMED).map(toBrief),
  };
}
