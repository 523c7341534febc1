import {
  packageSyncKey,
  type ClusterBrief,
  type ClusterReading,
} from 'backstage-plugin-anthos-fleet-common';
import type { Knex } from 'knex';
import { answersReading } from './connection';
import { ErrorSpans, type TouchedGroups } from './ErrorSpans';
import { toClusterBrief, type ConfirmedTransition } from './history';
import {
  readNoticedSyncs,
  readStoredSyncs,
  writeNoticedSyncs,
  type NoticedSync,
} from './NoticedSyncs';
import type { Steadiness } from './steadiness';
import { SubjectStates } from './SubjectStates';

/** What one observation made known. */
export interface Noticed {
  transitions: ConfirmedTransition[];
  touched: TouchedGroups;
}

/** State in which the history of a package sync ends that its cluster does not have any more. */
export const SYNC_REMOVED = 'not-configured';

/**
 * Compares what the store now has of one cluster with what is remembered of it. What it learns
 * depends on nothing else: after a crash the next observation learns the same.
 */
export async function observeCluster(
  tx: Knex.Transaction,
  reading: ClusterReading,
  steadiness: Steadiness,
): Promise<Noticed> {
  const { ref, attemptedAt: at } = reading;
  // One observer per cluster; it also waits for a sweep of the fleet that removes it.
  const row:
    | {
        fleet: string;
        sync_state: string;
        sync_basis: string;
        register_json: string;
      }
    | undefined = await tx('clusters')
    .where({ ref })
    .forUpdate()
    .first('fleet', 'sync_state', 'sync_basis', 'register_json');
  const answers = answersReading(reading);
  if (!row || !answers) {
    return { transitions: [], touched: new Map() };
  }
  const observation: Observation = {
    tx,
    reading,
    at,
    steadiness,
    cluster: toClusterBrief(row.register_json),
    owner: { fleet: row.fleet, ref },
    states: await SubjectStates.read(tx, { ref }),
    transitions: [],
  };
  observeConnection(observation, answers);
  const readSyncs = reading.packageSyncs?.outcome === 'ok';
  if (readSyncs || row.sync_basis === 'fleet-summary') {
    observeState(observation, row.sync_state);
  }
  const touched = readSyncs ? await observeSyncs(observation) : new Map();
  await observation.states.save(tx);
  return { transitions: observation.transitions, touched };
}

interface Observation {
  tx: Knex.Transaction;
  reading: ClusterReading;
  at: string;
  steadiness: Steadiness;
  cluster: ClusterBrief;
  owner: { fleet: string; ref: string };
  states: SubjectStates;
  transitions: ConfirmedTransition[];
}

function observeConnection(observation: Observation, state: string) {
  const { states, owner, at, steadiness, cluster, reading } = observation;
  const transition = states.observe(
    { subject: 'connection', subjectId: owner.ref, ...owner },
    { state, at },
    steadiness.observed,
  );
  if (transition) {
    observation.transitions.push({
      ...transition,
      subject: 'connection',
      subjectId: owner.ref,
      cluster,
      message: state === 'silent' ? reading.message : undefined,
    });
  }
}

function observeState(observation: Observation, state: string) {
  const { states, owner, at, steadiness, cluster } = observation;
  const transition = states.observe(
    { subject: 'cluster', subjectId: owner.ref, ...owner },
    { state, at },
    steadiness.observed,
  );
  if (transition) {
    observation.transitions.push({
      ...transition,
      subject: 'cluster',
      subjectId: owner.ref,
      cluster,
    });
  }
}

async function observeSyncs(observation: Observation): Promise<TouchedGroups> {
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
  const messages = messagesOf(observation.reading);
  for (const { state, commit_id: commit, ...sync } of stored) {
    const before = noticed.get(sync.id);
    if (!before || before.gone_at || before.owner !== sync.owner) {
      changed.push({ ...sync, gone_at: null });
    }
    observeSync(observation, sync, {
      state,
      commit,
      message: messages.get(packageSyncKey(sync)),
    });
  }
  const present = new Set(stored.map(({ id }) => id));
  const ended = new Set<string>();
  for (const sync of noticed.values()) {
    if (!sync.gone_at && !present.has(sync.id) && isOver(observation, sync)) {
      changed.push({ ...sync, gone_at: at });
      ended.add(sync.id);
    }
  }
  await writeNoticedSyncs(tx, changed);
  spans.observe(open, at, steadiness);
  spans.end(id => ended.has(id), at);
  spans.touch(new Set(changed.map(({ id }) => id)), at);
  await spans.save();
  return spans.touched;
}

function observeSync(
  observation: Observation,
  sync: Pick<NoticedSync, 'id' | 'kind' | 'namespace' | 'name'>,
  seen: { state: string; commit?: string; message?: string },
): boolean {
  const { states, owner, at, steadiness, cluster } = observation;
  const { id, kind, namespace, name } = sync;
  const transition = states.observe(
    { subject: 'package-sync', subjectId: id, ...owner },
    { state: seen.state, at },
    steadiness.observed,
  );
  if (transition) {
    observation.transitions.push({
      ...transition,
      subject: 'package-sync',
      subjectId: id,
      cluster,
      kind,
      namespace,
      name,
      commit: seen.commit,
      message: seen.message,
    });
  }
  return transition !== undefined;
}

/** Whether a package sync that is not there has been away for long enough. */
function isOver(observation: Observation, sync: NoticedSync): boolean {
  const { states } = observation;
  const told = states.told('package-sync', sync.id);
  const over =
    told === undefined ||
    told === SYNC_REMOVED ||
    observeSync(observation, sync, {
      state: SYNC_REMOVED,
      message: 'The package sync was removed from the cluster.',
    });
  if (over) {
    states.forget('package-sync', sync.id);
  }
  return over;
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
