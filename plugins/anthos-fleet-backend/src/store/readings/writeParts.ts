import type {
  ClusterReading,
  PartReading,
} from 'backstage-plugin-anthos-fleet-common';
import type { Knex } from 'knex';
import { hash } from '../hash';
import { upsert } from './batch';
import { NAMESPACE_PARTS, writeNamespaceParts } from './writeNamespaceParts';
import { writePolicyConstraints } from './writePolicyConstraints';

/** Parts that are read at a slower pace and shown with one cluster only. */
export const SLOW_PARTS = ['policyConstraints', 'meshRevisions'] as const;

export type SlowPart = (typeof SLOW_PARTS)[number];

/** Whether a reading asked for any of the slow parts. */
export function readsSlowParts(reading: ClusterReading): boolean {
  return [...SLOW_PARTS, ...NAMESPACE_PARTS].some(part => reading[part]);
}

/** Writes the slow parts that were read and changed. */
export async function writeSlowParts(
  tx: Knex.Transaction,
  reading: ClusterReading,
): Promise<boolean> {
  if (!readsSlowParts(reading)) {
    return false;
  }
  const stored: { part: string; hash: string }[] = await tx('cluster_parts')
    .where({ ref: reading.ref })
    .select('part', 'hash');
  const before = new Map(stored.map(row => [row.part, row.hash]));
  const rows = SLOW_PARTS.flatMap(part => {
    const read: PartReading<unknown[]> | undefined = reading[part];
    if (read?.outcome !== 'ok') {
      return [];
    }
    const json = JSON.stringify(read.data ?? []);
    const row = { ref: reading.ref, part, data_json: json, hash: hash(json) };
    return row.hash === before.get(part) ? [] : [row];
  });
  await upsert(tx, 'cluster_parts', rows, ['ref', 'part']);
  if (rows.some(({ part }) => part === 'policyConstraints')) {
    const constraints = reading.policyConstraints?.data ?? [];
    await writePolicyConstraints(tx, reading.ref, constraints);
  }
  const namespaces = await writeNamespaceParts(tx, reading);
  return rows.length > 0 || namespaces;
}
