import {
  rollUpStates,
  type NamespaceOnCluster,
  type SyncState,
} from 'backstage-plugin-anthos-fleet-common';
import { whereSelected } from '../conditions';
import type { PackageSyncRow } from '../packageSyncs/rows';
import type { StoreContext } from '../StoreContext';
import { whereClusterVisible } from '../visibility';
import type { OwnSyncs } from './ownSyncs';

const MAX_NAMESPACES = 200;

export interface NamespaceRow {
  ref: string;
  name: string;
  mesh_injection: NamespaceOnCluster['meshInjection'];
  mesh_revision: string | null;
  owner: string;
}

/** An entity's namespaces as far as its clusters have them. */
export async function readNamespaces(
  { knex, gateway }: StoreContext,
  { selection, namespaces, visible }: OwnSyncs,
): Promise<NamespaceRow[]> {
  if (namespaces.length === 0) {
    return [];
  }
  const query = knex('namespaces')
    .join('clusters', 'clusters.ref', 'namespaces.ref')
    .whereIn('clusters.fleet', gateway.fleets)
    .whereIn('namespaces.name', namespaces);
  whereClusterVisible(query, visible.clusters);
  whereSelected(query, selection);
  return query
    .orderBy(['clusters.name', 'namespaces.ref', 'namespaces.name'])
    .limit(MAX_NAMESPACES)
    .select(
      'namespaces.ref',
      'namespaces.name',
      'namespaces.mesh_injection',
      'namespaces.mesh_revision',
      'namespaces.owner',
    );
}

/** Says the state of each namespace from the package syncs that are about it. */
export function toNamespaces(
  rows: NamespaceRow[],
  syncs: Pick<PackageSyncRow, 'id' | 'cluster_ref' | 'namespace' | 'state'>[],
  /** Package syncs of whole clusters, with the namespaces that they manage or fail on. */
  managed: { sync_id: string; namespace: string }[],
): NamespaceOnCluster[] {
  const states = new Map<string, SyncState[]>();
  const add = (sync: (typeof syncs)[number], namespace: string) => {
    const key = `${sync.cluster_ref}\n${namespace}`;
    states.set(key, [...(states.get(key) ?? []), sync.state]);
  };
  const byId = new Map(syncs.map(sync => [sync.id, sync]));
  syncs.forEach(sync => add(sync, sync.namespace));
  for (const { sync_id: id, namespace } of managed) {
    const sync = byId.get(id);
    if (sync && sync.namespace !== namespace) {
      add(sync, namespace);
    }
  }
  return rows.map(row => ({
    cluster: row.ref,
    name: row.name,
    state:
      rollUpStates(states.get(`${row.ref}\n${row.name}`) ?? []) ?? 'unknown',
    meshInjection: row.mesh_injection,
    ...(row.mesh_revision && { meshRevision: row.mesh_revision }),
    ...(row.owner && { owner: row.owner }),
  }));
}
