import type { Knex } from 'knex';
import type { RefreshClaim } from './FleetStore';
import type { StoreContext } from './StoreContext';

/**
 * Grants one refresh per cluster and interval, and puts the cluster in front of the next sweep. The
 * register of a fleet is one reading for all of its clusters, so that is granted per fleet.
 */
export async function claimRefresh(
  { knex }: StoreContext,
  { fleet, ref }: { fleet: string; ref: string },
  now: Date,
  minIntervalMs: number,
): Promise<RefreshClaim> {
  const requestedAt = now.toISOString();
  const claim = (table: string, key: Record<string, string>) =>
    knex(table)
      .where(key)
      .andWhere(whereLongAgo(now, minIntervalMs))
      .update({ refresh_requested_at: requestedAt });

  await knex('cluster_readings')
    .insert({ ref, failures: 0 })
    .onConflict('ref')
    .ignore();
  if ((await claim('cluster_readings', { ref })) === 0) {
    const row: { refresh_requested_at: string } = await knex('cluster_readings')
      .where({ ref })
      .first('refresh_requested_at');
    return {
      granted: false,
      requestedAt: row.refresh_requested_at,
      register: false,
    };
  }
  await knex('fleets').insert({ fleet }).onConflict('fleet').ignore();
  const register = (await claim('fleets', { fleet })) > 0;
  return { granted: true, requestedAt, register };
}

/** A request from the future was made before the clock was put back: it must not bar the next. */
function whereLongAgo(now: Date, minIntervalMs: number): Knex.QueryCallback {
  const earliest = new Date(now.getTime() - minIntervalMs).toISOString();
  return builder =>
    builder
      .whereNull('refresh_requested_at')
      .orWhere('refresh_requested_at', '<=', earliest)
      .orWhere('refresh_requested_at', '>', now.toISOString());
}
