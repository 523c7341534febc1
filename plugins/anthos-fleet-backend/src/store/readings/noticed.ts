import type { Knex } from 'knex';

/**
 * Remembers that whoever looks for changes has taken in a reading and waits for nothing more: one
 * that says the same need not be looked at. With the next change it is forgotten.
 */
export async function markNoticed(
  tx: Knex.Transaction,
  reading: { ref: string; attemptedAt: string },
): Promise<void> {
  await tx('cluster_readings')
    // A later reading may say something else.
    .where({ ref: reading.ref, attempted_at: reading.attemptedAt })
    .whereNotNull('digest')
    .update({ noticed: true });
}
