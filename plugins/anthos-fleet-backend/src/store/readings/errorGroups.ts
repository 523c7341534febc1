import type { ObservedSyncError } from 'backstage-plugin-anthos-fleet-common';
import type { Knex } from 'knex';
import type { ErrorGroupChange } from '../ClusterReadings';
import { chunks } from './batch';

/** Fingerprints that a package sync got, and those that it lost. */
export interface GroupChange {
  opened: Map<string, Pick<ObservedSyncError, 'code' | 'headline'>>;
  closed: Set<string>;
}

/**
 * Opens groups with their first error and closes them with their last, over all clusters. Call it
 * last in a transaction: the locks that it takes make clusters with the same errors wait.
 */
export async function writeErrorGroups(
  tx: Knex.Transaction,
  { opened, closed }: GroupChange,
  at: string,
): Promise<ErrorGroupChange[]> {
  const created = await create(tx, opened, at);
  // Always in the same order, so that two transactions never wait for each other.
  const affected = [...new Set([...opened.keys(), ...closed])].sort();
  const reopened: string[] = [];
  const healed: string[] = [];
  for (const chunk of chunks(affected)) {
    const rows: { fingerprint: string; closed_at: string | null }[] = await tx(
      'error_groups',
    )
      .whereIn('fingerprint', chunk)
      .orderBy('fingerprint')
      .forUpdate()
      .select('fingerprint', 'closed_at');
    const back = rows
      .filter(row => row.closed_at && opened.has(row.fingerprint))
      .map(row => row.fingerprint);
    if (back.length > 0) {
      await tx('error_groups')
        .whereIn('fingerprint', back)
        .update({ opened_at: at, closed_at: null });
      reopened.push(...back);
    }
    healed.push(...(await closeHealed(tx, chunk, at)));
  }
  return [
    ...[...created, ...reopened]
      .filter(fingerprint => !healed.includes(fingerprint))
      .map(fingerprint => ({ fingerprint, open: true })),
    ...healed.map(fingerprint => ({ fingerprint, open: false })),
  ];
}

async function create(
  tx: Knex.Transaction,
  opened: GroupChange['opened'],
  at: string,
): Promise<string[]> {
  const rows = [...opened]
    .map(([fingerprint, { code, headline }]) => ({
      fingerprint,
      code: code ?? '',
      headline,
      first_seen_at: at,
      opened_at: at,
      closed_at: null,
    }))
    .sort((a, b) => (a.fingerprint < b.fingerprint ? -1 : 1));
  const created: string[] = [];
  for (const chunk of chunks(rows)) {
    const inserted: { fingerprint: string }[] = await tx('error_groups')
      .insert(chunk)
      .onConflict('fingerprint')
      .ignore()
      .returning('fingerprint');
    created.push(...inserted.map(row => row.fingerprint));
  }
  return created;
}

async function closeHealed(
  tx: Knex.Transaction,
  fingerprints: string[],
  at: string,
): Promise<string[]> {
  const rows: { fingerprint: string }[] = await tx('error_groups')
    .whereIn('fingerprint', fingerprints)
    .whereNull('closed_at')
    .whereNotExists(builder =>
      builder
        .select(tx.raw('1'))
        .from('sync_errors')
        .whereRaw('sync_errors.fingerprint = error_groups.fingerprint')
        .whereNull('sync_errors.closed_at'),
    )
    .update({ closed_at: at })
    .returning('fingerprint');
  return rows.map(row => row.fingerprint);
}

/** Forgets errors that closed before a time. */
export async function forgetErrors(tx: Knex.Transaction, before: string) {
  await tx('sync_errors').where('closed_at', '<', before).delete();
  await tx('error_groups').where('closed_at', '<', before).delete();
}
