import type {
  ClusterReading,
  ObservedNamespace,
} from 'backstage-plugin-anthos-fleet-common';
import type { Knex } from 'knex';
import type { ClusterReadingContext } from '../ClusterReadings';
import { hash } from '../hash';
import { deleteTuples, upsert } from './batch';
import { rulingSync } from './digest';

interface StoredNamespace {
  name: string;
  mesh_injection: ObservedNamespace['meshInjection'];
  mesh_revision: string | null;
  labels_json: string;
  hash: string;
}

/** What writing the namespaces of one cluster did. */
export interface WrittenNamespaces {
  changed: boolean;
  /** By name: as just read, or as known from before. */
  namespaces: Map<string, ObservedNamespace>;
}

/** Writes the namespaces of one cluster, touching only what changed. */
export async function writeNamespaces(
  tx: Knex.Transaction,
  reading: ClusterReading,
  ownerOf: ClusterReadingContext['ownerOf'],
): Promise<WrittenNamespaces> {
  const stored: StoredNamespace[] = await tx('namespaces')
    .where({ ref: reading.ref })
    .select('name', 'mesh_injection', 'mesh_revision', 'labels_json', 'hash');
  const known = new Map(stored.map(row => [row.name, toNamespace(row)]));
  const part = reading.namespaces;
  if (part?.outcome !== 'ok') {
    return { changed: false, namespaces: known };
  }

  const observed = new Map(part.data?.map(item => [item.name, item]));
  const before = new Map(stored.map(row => [row.name, row.hash]));
  const rows = [...observed.values()]
    .map(namespace => toRow(reading.ref, namespace, ownerOf))
    .filter(row => row.hash !== before.get(row.name));
  const gone = part.truncated
    ? []
    : stored.map(row => row.name).filter(name => !observed.has(name));
  await upsert(tx, 'namespaces', rows, ['ref', 'name']);
  await deleteTuples(
    tx,
    'namespaces',
    ['ref', 'name'],
    gone.map(name => [reading.ref, name]),
  );
  gone.forEach(name => known.delete(name));
  return {
    changed: rows.length > 0 || gone.length > 0,
    namespaces: new Map([...known, ...observed]),
  };
}

function toNamespace(row: StoredNamespace): ObservedNamespace {
  return {
    name: row.name,
    labels: JSON.parse(row.labels_json),
    meshInjection: row.mesh_injection,
    ...(row.mesh_revision ? { meshRevision: row.mesh_revision } : {}),
  };
}

function toRow(
  ref: string,
  namespace: ObservedNamespace,
  ownerOf: ClusterReadingContext['ownerOf'],
) {
  const { name, meshInjection, meshRevision } = namespace;
  const labels = JSON.stringify(namespace.labels);
  const owner = ownerOf(rulingSync(name), namespace) ?? '';
  return {
    ref,
    name,
    mesh_injection: meshInjection,
    mesh_revision: meshRevision ?? null,
    owner: owner.toLocaleLowerCase('en-US'),
    labels_json: labels,
    hash: hash(labels, meshInjection, meshRevision, owner),
  };
}
