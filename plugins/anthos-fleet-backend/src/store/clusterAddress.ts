import type { ConnectionState } from 'backstage-plugin-anthos-fleet-common';
import type { ClusterAddress } from './FleetStore';
import type { StoreContext } from './StoreContext';

interface Row {
  ref: string;
  fleet: string;
  location: string;
  name: string;
  connection_state: ConnectionState;
  orphaned: boolean | 0 | 1;
  project_number: string | null;
}

/** How to reach one cluster that is configured. */
export async function getClusterAddress(
  { knex, fleets }: StoreContext,
  ref: string,
): Promise<ClusterAddress | undefined> {
  const row: Row | undefined = await knex('clusters')
    .whereIn('clusters.fleet', fleets)
    .where('clusters.ref', ref)
    .leftJoin('fleets', 'fleets.fleet', 'clusters.fleet')
    .first(
      'clusters.ref',
      'clusters.fleet',
      'clusters.location',
      'clusters.name',
      'clusters.connection_state',
      'clusters.orphaned',
      'fleets.project_number',
    );
  return (
    row && {
      ref: row.ref,
      fleet: row.fleet,
      location: row.location,
      name: row.name,
      direct: row.connection_state === 'direct',
      orphaned: Boolean(row.orphaned),
      ...(row.project_number && { projectNumber: row.project_number }),
    }
  );
}
