import {
  heldBackObjects,
  packageSyncKey,
  type ClusterReading,
  type ObservedPackageSync,
  type ObservedSyncError,
} from 'backstage-plugin-anthos-fleet-common';
import type { Knex } from 'knex';
import { hash } from '../hash';
import { chunks, deleteTuples, upsert } from './batch';
import type { GroupChange } from './errorGroups';

/** An error that comes back so soon was not gone: it keeps the time at which it was first seen. */
const REOPEN_WITHIN_MS = 15 * 60_000;
const SEARCHED_LENGTH = 1024;
const KEY = ['sync_id', 'fingerprint', 'first_seen_at'];

interface StoredErrors {
  sync_id: string;
  fingerprint: string;
  first_seen_at: string;
  closed_at: string | null;
  held_back: number | null;
  hash: string;
}

/** What writing the errors of one cluster did. */
export interface WrittenSyncErrors extends GroupChange {
  changed: boolean;
}

/** Writes the errors of the package syncs of one cluster, touching only what changed. */
export async function writeSyncErrors(
  tx: Knex.Transaction,
  reading: ClusterReading,
  ids: Map<string, string>,
): Promise<WrittenSyncErrors> {
  const result: WrittenSyncErrors = {
    changed: false,
    opened: new Map(),
    closed: new Set(),
  };
  if (reading.packageSyncs?.outcome !== 'ok') {
    return result;
  }
  const stored = await readStored(tx, reading);
  const rows: ReturnType<typeof toRow>[] = [];
  const namespaces: Record<string, unknown>[] = [];
  const listed = new Set<string>();

  for (const sync of reading.packageSyncs.data ?? []) {
    const id = ids.get(packageSyncKey(sync));
    if (!id) {
      continue;
    }
    if (sync.state === 'unknown' && sync.errors.length === 0) {
      // Nothing is known of its errors, which does not mean that they are gone.
      stored.forEach((row, key) => row.sync_id === id && listed.add(key));
    }
    for (const [fingerprint, errors] of byFingerprint(sync.errors)) {
      const key = `${id}\n${fingerprint}`;
      const before = stored.get(key);
      if (listed.has(key)) {
        continue;
      }
      listed.add(key);
      const row = toRow(reading, sync, { id, fingerprint, errors, before });
      if (before && !before.closed_at && before.hash === row.hash) {
        continue;
      }
      rows.push(row);
      namespaces.push(...namespaceRows(reading.ref, id, fingerprint, errors));
      if (!before || before.closed_at) {
        result.opened.set(fingerprint, errors[0]);
      }
    }
  }

  const gone = [...stored]
    .filter(([key, row]) => !row.closed_at && !listed.has(key))
    .map(([, row]) => row);
  await upsert(tx, 'sync_errors', rows, KEY);
  await deleteTuples(
    tx,
    'sync_error_namespaces',
    ['sync_id', 'fingerprint'],
    [...rows, ...gone].map(row => [row.sync_id, row.fingerprint]),
  );
  for (const chunk of chunks(namespaces)) {
    await tx('sync_error_namespaces').insert(chunk);
  }
  await close(tx, gone, reading.attemptedAt);
  gone.forEach(row => result.closed.add(row.fingerprint));
  result.changed = rows.length > 0 || gone.length > 0;
  return result;
}

/** The newest row of each error that is open, or was until lately. */
async function readStored(
  tx: Knex.Transaction,
  reading: ClusterReading,
): Promise<Map<string, StoredErrors>> {
  const reopenFrom = new Date(
    Date.parse(reading.attemptedAt) - REOPEN_WITHIN_MS,
  ).toISOString();
  const rows: StoredErrors[] = await tx('sync_errors')
    .where({ ref: reading.ref })
    .andWhere(builder =>
      builder.whereNull('closed_at').orWhere('closed_at', '>=', reopenFrom),
    )
    .orderBy('first_seen_at')
    .select(...KEY, 'closed_at', 'held_back', 'hash');
  return new Map(rows.map(row => [`${row.sync_id}\n${row.fingerprint}`, row]));
}

function byFingerprint(
  errors: ObservedSyncError[],
): Map<string, ObservedSyncError[]> {
  const groups = new Map<string, ObservedSyncError[]>();
  for (const error of errors) {
    const group = groups.get(error.fingerprint) ?? [];
    group.push(error);
    groups.set(error.fingerprint, group);
  }
  return groups;
}

function toRow(
  reading: ClusterReading,
  sync: ObservedPackageSync,
  {
    id,
    fingerprint,
    errors,
    before,
  }: {
    id: string;
    fingerprint: string;
    errors: ObservedSyncError[];
    before: StoredErrors | undefined;
  },
) {
  const [first] = errors;
  const inventory = reading.inventories?.data?.get(packageSyncKey(sync));
  // Objects that were not read this time are as they were.
  const heldBack =
    heldBackBy(errors, sync, inventory) ?? before?.held_back ?? null;
  const json = JSON.stringify(errors.map(withoutGroup));
  const search = [first.code, first.headline, first.message]
    .filter(Boolean)
    .join('\n');
  return {
    sync_id: id,
    fingerprint,
    first_seen_at: before?.first_seen_at ?? reading.attemptedAt,
    closed_at: null,
    ref: reading.ref,
    total: errors.length,
    held_back: heldBack,
    message: first.message,
    search_text: search.toLowerCase().slice(0, SEARCHED_LENGTH),
    errors_json: json,
    hash: hash(json, heldBack),
  };
}

/** All of them stand before the same objects, so the one that holds back most tells the number. */
function heldBackBy(
  errors: ObservedSyncError[],
  sync: ObservedPackageSync,
  inventory: Parameters<typeof heldBackObjects>[2],
): number | undefined {
  const numbers = errors.flatMap(
    error => heldBackObjects(error, sync, inventory) ?? [],
  );
  return numbers.length > 0 ? Math.max(...numbers) : undefined;
}

function withoutGroup({ fingerprint, headline, ...own }: ObservedSyncError) {
  return own;
}

function namespaceRows(
  ref: string,
  id: string,
  fingerprint: string,
  errors: ObservedSyncError[],
): Record<string, unknown>[] {
  const rows = new Map<string, { total: number; message: string }>();
  for (const { message, resources } of errors) {
    for (const namespace of namespacesOf(resources)) {
      const row = rows.get(namespace) ?? { total: 0, message };
      rows.set(namespace, { ...row, total: row.total + 1 });
    }
  }
  return [...rows].map(([namespace, row]) => ({
    sync_id: id,
    fingerprint,
    namespace,
    ref,
    ...row,
  }));
}

/** Namespaces that an error speaks of; one empty name when it speaks of none. */
function namespacesOf(resources: ObservedSyncError['resources']): Set<string> {
  const names = resources.flatMap(({ group, kind, name, namespace }) => {
    const own = kind === 'Namespace' && !group ? name : namespace;
    return own ? [own] : [];
  });
  return new Set(names.length > 0 ? names : ['']);
}

async function close(tx: Knex.Transaction, gone: StoredErrors[], at: string) {
  for (const chunk of chunks(gone)) {
    await tx('sync_errors')
      .whereIn(
        KEY,
        chunk.map(row => [row.sync_id, row.fingerprint, row.first_seen_at]),
      )
      // What remains tells that, where and when; the errors themselves are history.
      .update({ closed_at: at, errors_json: '[]', hash: '' });
  }
}
