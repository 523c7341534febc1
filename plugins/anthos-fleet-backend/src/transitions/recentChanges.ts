import {
  judgeChanges,
  type ChangeFacts,
  type FleetChanges,
} from 'backstage-plugin-anthos-fleet-common';
import type { Knex } from 'knex';
import { toTransition, type TransitionRow } from './history';

const HOURS = 24;
const HOUR_MS = 3_600_000;
const MAX_TRANSITIONS = 1_000;
const MAX_ITEMS = 10;

type LeanRow = Pick<
  TransitionRow,
  'id' | 'subject' | 'subject_id' | 'from_state' | 'to_state' | 'at'
>;

/**
 * What got worse or better within a day, and what came up in trouble.
 *
 * Only the few that are shown are read with all that is told of them.
 *
 * @param visible - a query of the transitions that the caller may see
 */
export async function recentChanges(
  knex: Knex,
  visible: Knex.QueryBuilder,
  now: Date,
): Promise<FleetChanges> {
  const since = new Date(now.getTime() - HOURS * HOUR_MS).toISOString();
  const rows: LeanRow[] = await visible
    .where('transitions.at', '>=', since)
    .orderBy('transitions.at', 'desc')
    .orderBy('transitions.id', 'desc')
    .limit(MAX_TRANSITIONS + 1)
    .select(
      'transitions.id',
      'transitions.subject',
      'transitions.subject_id',
      'transitions.from_state',
      'transitions.to_state',
      'transitions.at',
    );
  const changes = judgeChanges(rows.slice(0, MAX_TRANSITIONS).map(toFacts));
  const shown = changes.slice(0, MAX_ITEMS);
  const told = await readTransitions(
    knex,
    shown.map(({ last }) => last.id),
  );
  const count = (wanted: (typeof changes)[number]['direction']) =>
    changes.filter(({ direction }) => direction === wanted).length;
  return {
    hours: HOURS,
    worse: count('worse'),
    new: count('new'),
    better: count('better'),
    truncated: rows.length > MAX_TRANSITIONS,
    items: shown.flatMap(({ direction, from, last }) => {
      const row = told.get(last.id);
      return row
        ? [
            {
              direction,
              transition: toTransition({ ...row, from_state: from ?? null }),
            },
          ]
        : [];
    }),
  };
}

async function readTransitions(
  knex: Knex,
  ids: string[],
): Promise<Map<string, TransitionRow>> {
  const rows: TransitionRow[] = ids.length
    ? await knex('transitions').whereIn('id', ids).select('*')
    : [];
  return new Map(rows.map(row => [row.id, row]));
}

function toFacts(row: LeanRow): ChangeFacts & { id: string } {
  return {
    id: row.id,
    subject: row.subject,
    subjectId: row.subject_id,
    ...(row.from_state && { from: row.from_state }),
    to: row.to_state,
    at: row.at,
  };
}
