import { createHash } from 'node:crypto';
import type {
  ClusterBrief,
  SteadyTransition,
  SyncKind,
  Transition,
  TransitionSubject,
} from 'backstage-plugin-anthos-fleet-common';
import type { Knex } from 'knex';
import { chunks } from '../store/readings/batch';

/** A transition with all that is told of it. */
export interface ConfirmedTransition extends SteadyTransition {
  subject: TransitionSubject;
  subjectId: string;
  cluster?: ClusterBrief;
  kind?: SyncKind;
  namespace?: string;
  name?: string;
  code?: string;
  headline?: string;
  commit?: string;
  message?: string;
}

export interface TransitionRow {
  id: string;
  subject: TransitionSubject;
  subject_id: string;
  fleet: string;
  ref: string;
  kind: SyncKind | null;
  namespace: string | null;
  name: string | null;
  code: string | null;
  headline: string | null;
  from_state: string | null;
  to_state: string;
  at: string;
  confirmed_at: string;
  commit_id: string | null;
  message: string | null;
  flapping: boolean | number;
  cluster_json: string | null;
  published: boolean | number;
}

const MAX_MESSAGE = 1024;

/** Writes history. What is written already, by whoever, is not written twice. */
export async function writeTransitions(
  tx: Knex.Transaction,
  transitions: ConfirmedTransition[],
): Promise<void> {
  for (const chunk of chunks(transitions.map(toRow))) {
    await tx('transitions').insert(chunk).onConflict('id').ignore();
  }
}

export function toTransition(row: TransitionRow): Transition {
  return {
    id: row.id,
    subject: row.subject,
    subjectId: row.subject_id,
    ...(row.cluster_json && { cluster: JSON.parse(row.cluster_json) }),
    ...(row.kind && { kind: row.kind }),
    ...(row.namespace && { namespace: row.namespace }),
    ...(row.name && { name: row.name }),
    ...(row.code && { code: row.code }),
    ...(row.headline && { headline: row.headline }),
    ...(row.from_state && { from: row.from_state }),
    to: row.to_state,
    at: row.at,
    confirmedAt: row.confirmed_at,
    ...(row.commit_id && { commit: row.commit_id }),
    ...(row.message && { message: row.message }),
    ...(row.flapping && { flapping: true }),
  };
}

/** The cluster as history keeps it, from the register's own JSON. */
export function toClusterBrief(registerJson: string): ClusterBrief {
  const { ref, fleet, location, name, hosting, platform, place } =
    JSON.parse(registerJson);
  return { ref, fleet, location, name, hosting, platform, place };
}

function toRow(transition: ConfirmedTransition): TransitionRow {
  const { subject, subjectId, cluster, from, to, at, confirmedAt } = transition;
  return {
    id: idOf([subject, subjectId, from ?? '', to, at, confirmedAt]),
    subject,
    subject_id: subjectId,
    fleet: cluster?.fleet ?? '',
    ref: cluster?.ref ?? '',
    kind: transition.kind ?? null,
    namespace: transition.namespace ?? null,
    name: transition.name ?? null,
    code: transition.code || null,
    headline: transition.headline ?? null,
    from_state: from ?? null,
    to_state: to,
    at,
    confirmed_at: confirmedAt,
    commit_id: transition.commit || null,
    message: transition.message?.slice(0, MAX_MESSAGE) ?? null,
    flapping: transition.flapping ?? false,
    cluster_json: cluster ? JSON.stringify(cluster) : null,
    published: false,
  };
}

function idOf(parts: string[]): string {
  return createHash('sha256')
    .update(parts.join('\n'))
    .digest('hex')
    .slice(0, 24);
}
