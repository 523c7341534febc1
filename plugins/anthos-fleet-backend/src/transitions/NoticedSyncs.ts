import type { SyncKind } from 'backstage-plugin-anthos-fleet-common';
import type { Knex } from 'knex';
import { chunks, upsert } from '../store/readings/batch';

/** A package sync as history needs to know it, also when it is gone. */
export interface NoticedSync {
  id: string;
  ref: string;
  kind: SyncKind;
  namespace: string;
  name: string;
  /** Entity ref; empty when nobody owns it. */
  owner: string;
  gone_at: string | null;
}

/** Package syncs of one cluster that the store has now. */
export async function readStoredSyncs(tx: Knex.Transaction, ref: string) {
  const rows: (Omit<NoticedSync, 'gone_at'> & {
    state: string;
    commit_id: string;
  })[] = await tx('package_syncs')
    .where({ ref })
    .select(
      'id',
      'ref',
      'kind',
      'namespace',
      'name',
      'owner',
      'state',
      'commit_id',
    );
  return rows;
}

export async function readNoticedSyncs(
  tx: Knex.Transaction,
  ref: string,
): Promise<Map<string, NoticedSync>> {
  const rows: NoticedSync[] = await tx('noticed_syncs').where({ ref });
  return new Map(rows.map(row => [row.id, row]));
}

export async function writeNoticedSyncs(
  tx: Knex.Transaction,
  syncs: NoticedSync[],
): Promise<void> {
  await upsert(
    tx,
    'noticed_syncs',
    syncs.map(sync => ({ ...sync })),
    ['id'],
  );
}

export async function markSyncsGone(
  tx: Knex.Transaction,
  ids: string[],
  at: string,
): Promise<void> {
  for (const chunk of chunks(ids)) {
    await tx('noticed_syncs').whereIn('id', chunk).update({ gone_at: at });
  }
}
