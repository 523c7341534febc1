import type {
  ClusterReading,
  PartReading,
} from 'backstage-plugin-anthos-fleet-common';
import type { Knex } from 'knex';
import { hash } from '../hash';
import { deleteTuples, upsert } from './batch';

/** Parts that are about single namespaces, and read at the slower pace. */
export const NAMESPACE_PARTS = [
  'quotas',
  'peerAuthentications',
  'authorizationPolicies',
  'egress',
] as const;

type NamespacePart = (typeof NAMESPACE_PARTS)[number];

/** What one namespace has of each part. */
export type NamespaceParts = {
  [P in NamespacePart]: NonNullable<NonNullable<ClusterReading[P]>['data']>;
};

interface StoredPart {
  part: string;
  namespace: string;
  hash: string;
}

/** Writes what was read of single namespaces, touching only what changed. */
export async function writeNamespaceParts(
  tx: Knex.Transaction,
  reading: ClusterReading,
): Promise<boolean> {
  const { ref } = reading;
  const stored: StoredPart[] = await tx('namespace_parts')
    .where({ ref })
    .select('part', 'namespace', 'hash');
  const before = new Map(stored.map(row => [keyOf(row), row.hash]));
  const rows: Array<ReturnType<typeof toRow>> = [];
  const gone: string[][] = [];
  for (const part of NAMESPACE_PARTS) {
    const read: PartReading<{ namespace: string }[]> | undefined =
      reading[part];
    if (read?.outcome !== 'ok') {
      continue;
    }
    const namespaces = byNamespace(read.data ?? []);
    namespaces.forEach((objects, namespace) => {
      const row = toRow(ref, part, namespace, objects);
      if (row.hash !== before.get(keyOf(row))) {
        rows.push(row);
      }
    });
    // What a list that is too long leaves out is not known to be gone.
    if (!read.truncated) {
      stored
        .filter(row => row.part === part && !namespaces.has(row.namespace))
        .forEach(({ namespace }) => gone.push([ref, part, namespace]));
    }
  }
  await upsert(tx, 'namespace_parts', rows, ['ref', 'part', 'namespace']);
  await deleteTuples(tx, 'namespace_parts', ['ref', 'part', 'namespace'], gone);
  return rows.length > 0 || gone.length > 0;
}

function keyOf({ part, namespace }: Pick<StoredPart, 'part' | 'namespace'>) {
  return `${part}/${namespace}`;
}

function byNamespace<T extends { namespace: string }>(
  objects: readonly T[],
): Map<string, T[]> {
  const namespaces = new Map<string, T[]>();
  for (const object of objects) {
    const others = namespaces.get(object.namespace);
    if (others) {
      others.push(object);
    } else {
      namespaces.set(object.namespace, [object]);
    }
  }
  return namespaces;
}

function toRow(
  ref: string,
  part: NamespacePart,
  namespace: string,
  objects: readonly unknown[],
) {
  const json = JSON.stringify(objects);
  return { ref, part, namespace, data_json: json, hash: hash(json) };
}
