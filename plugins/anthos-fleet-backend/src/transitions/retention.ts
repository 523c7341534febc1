import type { Knex } from 'knex';

/** Rows that one statement deletes: short enough to hold up nobody. */
const CHUNK = 1_000;
const MAX_CHUNKS = 1_000;

/** A memory of an error that is over is of use while it may flap. */
const DAY_MS = 24 * 60 * 60_000;

/** Deletes history that is older than the retention, in small pieces. */
export async function deleteOldHistory(
  knex: Knex,
  { now, retentionMs }: { now: Date; retentionMs: number },
  signal?: AbortSignal,
): Promise<void> {
  const before = new Date(now.getTime() - retentionMs).toISOString();
  const yesterday = new Date(now.getTime() - DAY_MS).toISOString();
  const old: [string, string[], (query: Knex.QueryBuilder) => void][] = [
    ['transitions', ['id'], query => query.where('confirmed_at', '<', before)],
    [
      'error_spans',
      ['fingerprint', 'sync_id', 'opened_at'],
      query => query.where('closed_at', '<', before),
    ],
    [
      'error_span_owners',
      ['fingerprint', 'sync_id', 'owner'],
      query =>
        query.whereNotExists(builder =>
          builder
            .select(knex.raw('1'))
            .from('error_spans')
            .whereRaw('error_spans.sync_id = error_span_owners.sync_id')
            .whereRaw('error_spans.fingerprint = error_span_owners.fingerprint')
            .whereNull('error_spans.closed_at'),
        ),
    ],
    [
      'noticed_syncs',
      ['id'],
      query =>
        query
          .where('gone_at', '<', before)
          .whereNotExists(builder =>
            builder
              .select(knex.raw('1'))
              .from('error_spans')
              .whereRaw('error_spans.sync_id = noticed_syncs.id'),
          ),
    ],
    [
      'subject_states',
      ['subject', 'subject_id'],
      query =>
        query
          .where({ subject: 'sync-error', told: 'closed', quiet: true })
          .where('changed_at', '<', yesterday),
    ],
    [
      'subject_states',
      ['subject', 'subject_id'],
      query =>
        query
          .where({ subject: 'error-group', told: 'closed', quiet: true })
          .where('changed_at', '<', before),
    ],
  ];
  for (const [table, key, where] of old) {
    await deleteInChunks(knex, { table, key, where }, signal);
  }
}

async function deleteInChunks(
  knex: Knex,
  {
    table,
    key,
    where,
  }: {
    table: string;
    key: string[];
    where: (query: Knex.QueryBuilder) => void;
  },
  signal: AbortSignal | undefined,
): Promise<void> {
  for (let chunk = 0; chunk < MAX_CHUNKS && !signal?.aborted; chunk += 1) {
    const doomed = knex(table)
      .select(...key)
      .limit(CHUNK);
    where(doomed);
    // The condition again: what came back to life between the two is spared.
    const query = knex(table).whereIn(key, doomed);
    where(query);
    if ((await query.delete()) < CHUNK) {
      return;
    }
  }
}
