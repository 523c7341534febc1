import type { Knex } from 'knex';
import type { TouchedGroups } from './ErrorSpans';
import type { ConfirmedTransition } from './history';
import type { Steadiness } from './steadiness';
import { SubjectStates, type StateRow } from './SubjectStates';

/** Memory of a group that was never observed. */
const NEW_MEMORY = JSON.stringify({ changes: [], observedAt: '' });

/**
 * Judges whether error groups are open, over all clusters. Call it last in a transaction, with all
 * groups at once: each is locked until the end of it, in the order of their fingerprints, so that
 * clusters with the same error wait for each other and never for good.
 *
 * @param at - time of the observation
 */
export async function observeErrorGroups(
  tx: Knex.Transaction,
  touched: TouchedGroups,
  at: string,
  steadiness: Steadiness,
): Promise<ConfirmedTransition[]> {
  const transitions: ConfirmedTransition[] = [];
  for (const fingerprint of [...touched.keys()].sort()) {
    const states = await lock(tx, fingerprint, at);
    const { open, flapping } = await countOpen(tx, fingerprint);
    const transition = states.observe(
      { subject: 'error-group', subjectId: fingerprint, fleet: '', ref: '' },
      {
        state: open > 0 ? 'open' : 'closed',
        at: apart(at, states.rows[0]),
      },
      steadiness.derived,
    );
    await states.save(tx);
    if (transition && (transition.from || transition.to === 'open')) {
      const first = touched.get(fingerprint) ?? at;
      transitions.push({
        ...transition,
        ...(await namesOf(tx, fingerprint)),
        subject: 'error-group',
        subjectId: fingerprint,
        at: first < transition.at ? first : transition.at,
        ...((transition.flapping || (open > 0 && flapping === open)) && {
          flapping: true,
        }),
      });
    }
  }
  return transitions;
}

async function lock(
  tx: Knex.Transaction,
  fingerprint: string,
  at: string,
): Promise<SubjectStates> {
  const key = { subject: 'error-group', subject_id: fingerprint } as const;
  await tx('subject_states')
    .insert({ ...key, quiet: false, changed_at: at, memory_json: NEW_MEMORY })
    .onConflict(['subject', 'subject_id'])
    .ignore();
  const rows: StateRow[] = await tx('subject_states').where(key).forUpdate();
  return new SubjectStates(rows);
}

async function countOpen(
  tx: Knex.Transaction,
  fingerprint: string,
): Promise<{ open: number; flapping: number }> {
  const rows: { flapping: boolean | number; total: number | string }[] =
    await tx('error_spans')
      .where({ fingerprint })
      .whereNull('closed_at')
      .groupBy('flapping')
      .select('flapping')
      .count({ total: '*' });
  const total = (flapping: boolean) =>
    Number(rows.find(row => Boolean(row.flapping) === flapping)?.total ?? 0);
  return { open: total(true) + total(false), flapping: total(true) };
}

/** Clusters that are read in the same millisecond are still two observations. */
function apart(at: string, { memory_json }: StateRow): string {
  const { observedAt } = JSON.parse(memory_json);
  return observedAt === at ? new Date(Date.parse(at) + 1).toISOString() : at;
}

async function namesOf(
  tx: Knex.Transaction,
  fingerprint: string,
): Promise<{ code?: string; headline?: string }> {
  const group: { code: string; headline: string } | undefined = await tx(
    'error_groups',
  )
    .where({ fingerprint })
    .first('code', 'headline');
  return group ?? {};
}
