import type { Knex } from 'knex';
import { ClusterObservation } from './ClusterObservation';
import { ErrorSpans } from './ErrorSpans';
import {
  markSyncsGone,
  readNoticedSyncs,
  readStoredSyncs,
} from './NoticedSyncs';
import type { Noticed } from './observeCluster';
import type { Steadiness } from './steadiness';

/** Clusters on which something was seen before this time, and was not told yet. */
export async function refsWithPending(
  knex: Knex,
  before: string,
  limit: number,
): Promise<string[]> {
  const rows: { ref: string }[] = await knex('subject_states')
    .where('pending_since', '<=', before)
    .whereNot('ref', '')
    .distinct('ref')
    .orderBy('ref')
    .limit(limit);
  return rows.map(({ ref }) => ref);
}

/**
 * Takes what was seen on one cluster before a time, and was not contradicted since, as having held:
 * where sweeps are far apart, nobody waits for the next one to be told.
 */
export async function confirmHeld(
  tx: Knex.Transaction,
  ref: string,
  { at, before }: { at: string; before: string },
  steadiness: Steadiness,
): Promise<Noticed> {
  const observation = await ClusterObservation.begin(tx, ref, at, steadiness);
  if (!observation) {
    return { transitions: [], touched: new Map() };
  }
  const { states, owner } = observation;
  const spans = await ErrorSpans.read(tx, owner, states);
  const stored = await readStoredSyncs(tx, ref);
  const noticed = await readNoticedSyncs(tx, ref);
  const reading: { message: string | null } | undefined = await tx(
    'cluster_readings',
  )
    .where({ ref })
    .first('message');
  const ended = new Set<string>();

  for (const { subject, subject_id: id, pending_since } of states.rows) {
    const state = states.pending(subject, id);
    if (!state || !pending_since || pending_since > before) {
      continue;
    }
    if (subject === 'connection') {
      const message = state === 'silent' ? reading?.message : undefined;
      observation.connection(state, message ?? undefined);
    } else if (subject === 'cluster') {
      observation.state(state);
    } else if (subject === 'sync-error') {
      spans.observeOne(id, { state, at }, steadiness);
    } else if (subject === 'package-sync') {
      const sync = stored.find(row => row.id === id);
      const gone = noticed.get(id);
      if (sync) {
        observation.sync(sync, { state, commit: sync.commit_id });
      } else if (gone && observation.removedSync(gone)) {
        ended.add(id);
      }
    }
  }
  spans.end(id => ended.has(id), at);
  await markSyncsGone(tx, [...ended], at);
  await spans.save();
  await states.save(tx);
  return { transitions: observation.transitions, touched: spans.touched };
}
