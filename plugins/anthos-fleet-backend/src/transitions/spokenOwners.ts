import type { Knex } from 'knex';
import { chunks, deleteTuples } from '../store/readings/batch';
import type { ErrorSpans } from './ErrorSpans';

interface SpokenOwner {
  fingerprint: string;
  sync_id: string;
  owner: string;
}

const KEY = ['fingerprint', 'sync_id', 'owner'];

/**
 * Remembers whose namespaces the errors of RootSyncs speak of, and touches the groups of which that
 * changed. An error that one reading does not have speaks of what it did before, until it counts as
 * closed.
 *
 * @param cluster - `open`: errors that the store has open on the cluster now
 */
export async function observeSpokenOwners(
  tx: Knex.Transaction,
  cluster: { ref: string; open: { fingerprint: string; sync_id: string }[] },
  spans: ErrorSpans,
  at: string,
): Promise<void> {
  if (spans.openIds.size === 0 && spans.touched.size === 0) {
    return;
  }
  const { ref, open } = cluster;
  const remembered: SpokenOwner[] = await tx('error_span_owners')
    .whereIn('sync_id', builder =>
      builder.select('id').from('noticed_syncs').where({ ref }),
    )
    .select(...KEY);
  const seen = new Set(open.map(idOf));
  const spoken = await readSpoken(tx, ref);
  const wanted = new Map(
    [...spoken, ...remembered.filter(row => !seen.has(idOf(row)))]
      .filter(row => spans.openIds.has(idOf(row)))
      .map(row => [keyOf(row), row]),
  );
  const known = new Set(remembered.map(keyOf));
  const added = [...wanted.values()].filter(row => !known.has(keyOf(row)));
  const gone = remembered.filter(row => !wanted.has(keyOf(row)));
  for (const chunk of chunks(added)) {
    await tx('error_span_owners').insert(chunk).onConflict(KEY).ignore();
  }
  await deleteTuples(
    tx,
    'error_span_owners',
    KEY,
    gone.map(row => [row.fingerprint, row.sync_id, row.owner]),
  );
  for (const { fingerprint } of [...added, ...gone]) {
    spans.touchGroup(fingerprint, at);
  }
}

function readSpoken(tx: Knex.Transaction, ref: string): Promise<SpokenOwner[]> {
  return tx('sync_error_namespaces')
    .join('package_syncs', 'package_syncs.id', 'sync_error_namespaces.sync_id')
    .join('namespaces', join =>
      join
        .on('namespaces.ref', 'sync_error_namespaces.ref')
        .andOn('namespaces.name', 'sync_error_namespaces.namespace'),
    )
    .where({
      'sync_error_namespaces.ref': ref,
      'package_syncs.kind': 'RootSync',
    })
    .whereNot('namespaces.owner', '')
    .distinct(
      'sync_error_namespaces.fingerprint',
      'sync_error_namespaces.sync_id',
      'namespaces.owner',
    );
}

function idOf({ fingerprint, sync_id }: Omit<SpokenOwner, 'owner'>): string {
  return `${fingerprint}/${sync_id}`;
}

function keyOf(row: SpokenOwner): string {
  return `${idOf(row)}\n${row.owner}`;
}
