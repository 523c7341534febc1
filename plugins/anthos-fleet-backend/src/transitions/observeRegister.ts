import {
  parseClusterRef,
  type ClusterBrief,
  type ConnectionState,
} from 'backstage-plugin-anthos-fleet-common';
import type { Knex } from 'knex';
import { answersRegister } from './connection';
import { ErrorSpans, type TouchedGroups } from './ErrorSpans';
import { toClusterBrief, type ConfirmedTransition } from './history';
import {
  markSyncsGone,
  readNoticedSyncs,
  type NoticedSync,
} from './NoticedSyncs';
import type { Noticed } from './observeCluster';
import type { Steadiness } from './steadiness';
import { SubjectStates, type StateRow } from './SubjectStates';

/** State in which the history of what is not looked at any more ends. */
const NOT_KNOWN = 'unknown';

interface RegisteredCluster {
  ref: string;
  sync_state: string;
  connection_state: ConnectionState;
  orphaned: boolean | number;
  register_json: string;
}

/** One reading of the fleet's register, as it is in the store. */
export interface RegisterReading {
  fleet: string;
  /** Begin of the reading, ISO 8601. */
  at: string;
  /** Whether the clusters themselves are read. */
  gateway: boolean;
}

/**
 * Compares the clusters that the register has now with what is remembered: those that are not read
 * themselves have the state that the register tells, and those that left end their history.
 */
export async function observeRegister(
  tx: Knex.Transaction,
  { fleet, at, gateway }: RegisterReading,
  steadiness: Steadiness,
): Promise<Noticed & { left: string[] }> {
  // One observer per fleet.
  await tx('fleets').where({ fleet }).forUpdate().first('fleet');
  const clusters: RegisteredCluster[] = await tx('clusters')
    .where('fleet', fleet)
    .orderBy('ref')
    .select(
      'ref',
      'sync_state',
      'connection_state',
      'orphaned',
      'register_json',
    );
  const rows: StateRow[] = await tx('subject_states')
    .where({ fleet })
    .whereIn('subject', ['cluster', 'connection']);
  const states = new SubjectStates(rows);
  const transitions: ConfirmedTransition[] = [];
  for (const cluster of clusters) {
    if (!gateway || cluster.orphaned) {
      transitions.push(
        ...observeRegistered({ states, cluster, fleet, at, steadiness }),
      );
    }
  }
  await states.save(tx);

  const registered = new Set(clusters.map(({ ref }) => ref));
  const left = [...new Set(rows.map(({ ref }) => ref))]
    .filter(ref => !registered.has(ref))
    .sort();
  const touched: TouchedGroups = new Map();
  for (const ref of left) {
    const over = await end(tx, { fleet, ref }, at, {
      subjects: ['cluster', 'package-sync'],
      message: 'The cluster left the fleet.',
    });
    transitions.push(...over.transitions);
    merge(touched, over.touched);
  }
  for (const ref of gateway ? [] : await refsWithSyncs(tx, fleet)) {
    const over = await end(tx, { fleet, ref }, at, {
      subjects: ['package-sync'],
      message: 'The package syncs of the cluster are not read any more.',
    });
    transitions.push(...over.transitions);
    merge(touched, over.touched);
  }
  return { transitions, touched, left };
}

function observeRegistered({
  states,
  cluster,
  fleet,
  at,
  steadiness,
}: {
  states: SubjectStates;
  cluster: RegisteredCluster;
  fleet: string;
  at: string;
  steadiness: Steadiness;
}): ConfirmedTransition[] {
  const { ref } = cluster;
  const answers = answersRegister(
    cluster.connection_state,
    Boolean(cluster.orphaned),
  );
  const seen = [
    { subject: 'cluster' as const, state: cluster.sync_state },
    ...(answers ? [{ subject: 'connection' as const, state: answers }] : []),
  ];
  return seen.flatMap(({ subject, state }) => {
    const transition = states.observe(
      { subject, subjectId: ref, fleet, ref },
      { state, at },
      steadiness.observed,
    );
    return transition
      ? {
          ...transition,
          subject,
          subjectId: ref,
          cluster: toClusterBrief(cluster.register_json),
        }
      : [];
  });
}

/** Ends what is remembered of a cluster, each state with a last transition. */
async function end(
  tx: Knex.Transaction,
  owner: { fleet: string; ref: string },
  at: string,
  {
    subjects,
    message,
  }: { subjects: ('cluster' | 'package-sync')[]; message: string },
): Promise<Noticed> {
  const { ref } = owner;
  const states = await SubjectStates.read(tx, { ref });
  const spans = await ErrorSpans.read(tx, owner, states);
  const noticed = await readNoticedSyncs(tx, ref);
  const cluster = await briefOf(tx, ref);
  const transitions: ConfirmedTransition[] = [];
  for (const { subject, subject_id, told } of states.rows) {
    const whole = subjects.includes('cluster');
    if (!whole && subject !== 'package-sync' && subject !== 'sync-error') {
      continue;
    }
    states.forget(subject, subject_id);
    if (subject !== 'cluster' && subject !== 'package-sync') {
      continue;
    }
    if (told && told !== NOT_KNOWN) {
      transitions.push({
        subject,
        subjectId: subject_id,
        ...identityOf(noticed.get(subject_id)),
        cluster,
        from: told,
        to: NOT_KNOWN,
        at,
        confirmedAt: at,
        message,
      });
    }
  }
  spans.end(() => true, at);
  await spans.save();
  const gone = [...noticed.values()].filter(({ gone_at }) => !gone_at);
  await markSyncsGone(
    tx,
    gone.map(({ id }) => id),
    at,
  );
  await states.save(tx);
  return { transitions, touched: spans.touched };
}

function identityOf(sync: NoticedSync | undefined) {
  return sync
    ? { kind: sync.kind, namespace: sync.namespace, name: sync.name }
    : {};
}

/** The cluster as the register has it, or as history last had it. */
async function briefOf(
  tx: Knex.Transaction,
  ref: string,
): Promise<ClusterBrief> {
  const registered: { register_json: string } | undefined = await tx('clusters')
    .where({ ref })
    .first('register_json');
  if (registered) {
    return toClusterBrief(registered.register_json);
  }
  const last: { cluster_json: string } | undefined = await tx('transitions')
    .where({ ref })
    .whereNotNull('cluster_json')
    .orderBy('at', 'desc')
    .first('cluster_json');
  if (last) {
    return JSON.parse(last.cluster_json);
  }
  const {
    project = '',
    location = '',
    name = ref,
  } = parseClusterRef(ref) ?? {};
  return {
    ref,
    fleet: project,
    location,
    name,
    hosting: 'unknown',
    platform: 'unknown',
    place: {},
  };
}

async function refsWithSyncs(
  tx: Knex.Transaction,
  fleet: string,
): Promise<string[]> {
  const rows: { ref: string }[] = await tx('subject_states')
    .where({ fleet, subject: 'package-sync' })
    .distinct('ref')
    .orderBy('ref');
  return rows.map(({ ref }) => ref);
}

function merge(into: TouchedGroups, from: TouchedGroups) {
  for (const [fingerprint, at] of from) {
    const before = into.get(fingerprint);
    into.set(fingerprint, before !== undefined && before < at ? before : at);
  }
}
