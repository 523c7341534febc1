import {
  packageSyncKey,
  type ClusterReading,
} from 'backstage-plugin-anthos-fleet-common';
import type { Knex } from 'knex';
import { ClusterObservation } from './ClusterObservation';
import { answersReading } from './connection';
import { ErrorSpans, type TouchedGroups } from './ErrorSpans';
import type { ConfirmedTransition } from './history';
import {
  readNoticedSyncs,
  readStoredSyncs,
  writeNoticedSyncs,
  type NoticedSync,
} from './NoticedSyncs';
import { observeSpokenOwners } from './spokenOwners';
import type { Steadiness } from './steadiness';

/** What one observation made known. */
export interface Noticed {
  transitions: ConfirmedTransition[];
  touched: TouchedGroups;
}

/**
 * Compares what the store now has of one cluster with what is remembered of it. What it learns
 * depends on nothing else: after a crash the next observation learns the same.
 *
 * @returns `settled`: the same reading again would change nothing that is remembered
 */
export async function observeCluster(
  tx: Knex.Transaction,
  reading: ClusterReading,
  steadiness: Steadiness,
): Promise<Noticed & { settled: boolean }> {
  const { ref, attemptedAt, message } = reading;
  const answers = answersReading(reading);
  const observation =
    answers &&
    (await ClusterObservation.begin(tx, ref, attemptedAt, steadiness));
  if (!observation) {
    return { transitions: [], touched: new Map(), settled: false };
  }
  observation.connection(answers, answers === 'silent' ? message : undefined);
  const readSyncs = reading.packageSyncs?.outcome === 'ok';
  const { sync_state, sync_basis } = observation.row;
  if (readSyncs || sync_basis === 'fleet-summary') {
    observation.state(sync_state);
  }
  const touched = readSyncs
    ? await observeSyncs(observation, reading)
    : new Map();
  const { states, transitions } = observation;
  await states.save(tx);
  const settled = readSyncs && states.rows.every(row => Boolean(row.quiet));
  return { transitions, touched, settled };
}

async function observeSyncs(
  observation: ClusterObservation,
  reading: ClusterReading,
): Promise<TouchedGroups> {
  const { tx, at, states, owner, steadiness } = observation;
  const stored = await readStoredSyncs(tx, owner.ref);
  const noticed = await readNoticedSyncs(tx, owner.ref);
  const spans = await ErrorSpans.read(tx, owner, states);
  const open: { fingerprint: string; sync_id: string }[] = await tx(
    'sync_errors',
  )
    .where({ ref: owner.ref })
    .whereNull('closed_at')
    .select('fingerprint', 'sync_id');

  const changed: NoticedSync[] = [];
  const messages = messagesOf(reading);
  for (const { state, commit_id: commit, ...sync } of stored) {
    const before = noticed.get(sync.id);
    if (!before || before.gone_at || before.owner !== sync.owner) {
      changed.push({ ...sync, gone_at: null });
    }
    const message = messages.get(packageSyncKey(sync));
    observation.sync(sync, { state, commit, message });
  }
  const present = new Set(stored.map(({ id }) => id));
  const ended = new Set<string>();
  for (const sync of noticed.values()) {
    if (
      !sync.gone_at &&
      !present.has(sync.id) &&
      observation.removedSync(sync)
    ) {
      changed.push({ ...sync, gone_at: at });
      ended.add(sync.id);
    }
  }
  await writeNoticedSyncs(tx, changed);
  spans.observe(open, at, steadiness);
  spans.end(id => ended.has(id), at);
  spans.touch(new Set(changed.map(({ id }) => id)), at);
  await spans.save();
  await observeSpokenOwners(tx, { ref: owner.ref, open }, spans, at);
  return spans.touched;
}

function messagesOf(reading: ClusterReading): Map<string, string | undefined> {
  const syncs = reading.packageSyncs?.data ?? [];
  return new Map(
    syncs.map(sync => [
      packageSyncKey(sync),
      sync.message ?? sync.errors[0]?.message,
    ]),
  );
}
