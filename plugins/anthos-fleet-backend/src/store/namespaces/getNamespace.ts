import {
  ageOf,
  type NamespaceStatus,
} from 'backstage-plugin-anthos-fleet-common';
import { toNamespaces, type NamespaceRow } from '../entities/ownNamespaces';
import { whereOwn } from '../entities/ownSyncs';
import type { ClusterSelection } from '../FleetStore';
import { visiblePackageSyncs } from '../packageSyncs/query';
import type { PackageSyncRow } from '../packageSyncs/rows';
import type { PartRow } from '../readings/recordClusterReading';
import { visibleClusters, type StoreContext } from '../StoreContext';
import { whereClusterVisible, type Visible } from '../visibility';

const MAX_UNKNOWN = 10;
// A selector without requirements selects everything.
const EVERY_CLUSTER: ClusterSelection = {
  refs: [],
  names: [],
  selectors: [[]],
};

type AboutIt = Pick<
  PackageSyncRow,
  'id' | 'cluster_ref' | 'namespace' | 'state'
>;

interface ReadRow {
  ref: string;
  fleet: string;
  parts_json: string | null;
}

/** Where a namespace exists on visible clusters, and on which of them that is not known. */
export async function getNamespace(
  context: StoreContext,
  name: string,
  visible: Visible,
): Promise<NamespaceStatus> {
  const [rows, syncs, unread] = await Promise.all([
    readRows(context, name, visible),
    readSyncs(context, name, visible),
    readUnknown(context, visible),
  ]);
  const there = new Set(rows.map(row => row.ref));
  const unknown = unread.filter(ref => !there.has(ref));
  const managed = syncs
    .filter(sync => sync.namespace !== name)
    .map(sync => ({ sync_id: sync.id, namespace: name }));
  return {
    name,
    clusters: toNamespaces(rows, syncs, managed),
    owners: [...new Set(rows.flatMap(row => row.owner || []))].sort(),
    unknownOn: unknown.slice(0, MAX_UNKNOWN),
    totalUnknown: unknown.length,
  };
}

async function readRows(
  { knex, gateway }: StoreContext,
  name: string,
  visible: Visible,
): Promise<NamespaceRow[]> {
  const query = knex('namespaces')
    .join('clusters', 'clusters.ref', 'namespaces.ref')
    .whereIn('clusters.fleet', gateway.fleets)
    .where('namespaces.name', name);
  whereClusterVisible(query, visible.clusters);
  return query
    .orderBy(['clusters.name', 'namespaces.ref'])
    .select(
      'namespaces.ref',
      'namespaces.name',
      'namespaces.mesh_injection',
      'namespaces.mesh_revision',
      'namespaces.owner',
    );
}

async function readSyncs(
  context: StoreContext,
  name: string,
  visible: Visible,
): Promise<AboutIt[]> {
  const query = visiblePackageSyncs(context, visible);
  whereOwn(query, { selection: EVERY_CLUSTER, namespaces: [name], visible });
  return query.select(
    'package_syncs.id',
    'package_syncs.ref as cluster_ref',
    'package_syncs.namespace',
    'package_syncs.state',
  );
}

/** Clusters of which nobody can say now what namespaces they have. */
async function readUnknown(
  context: StoreContext,
  visible: Visible,
): Promise<string[]> {
  const rows: ReadRow[] = await visibleClusters(context, visible.clusters)
    // Of what is gone there is nothing to know.
    .where('clusters.orphaned', false)
    .leftJoin('cluster_readings', 'cluster_readings.ref', 'clusters.ref')
    .orderBy('clusters.ref')
    .select('clusters.ref', 'clusters.fleet', 'cluster_readings.parts_json');
  return rows.filter(row => !isKnown(context, row)).map(row => row.ref);
}

function isKnown(
  { gateway, now, frequencyMs }: StoreContext,
  { fleet, parts_json: json }: ReadRow,
): boolean {
  const parts: { namespaces?: PartRow } = json ? JSON.parse(json) : {};
  const { observedAt, truncated } = parts.namespaces ?? {};
  return (
    gateway.fleets.includes(fleet) &&
    !truncated &&
    ageOf(observedAt, now(), frequencyMs) === 'fresh'
  );
}
