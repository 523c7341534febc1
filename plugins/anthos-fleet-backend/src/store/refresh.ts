import type { RefreshClaim } from './FleetStore';
import type { StoreContext } from './StoreContext';

/** Grants one refresh per fleet and interval, and puts the cluster in front of the next sweep. */
export async function claimRefresh(
  { knex }: StoreContext,
  { fleet, ref }: { fleet: string; ref: string },
  now: Date,
  minIntervalMs: number,
): Promise<RefreshClaim> {
  const requestedAt = now.toISOString();
  const earliest = new Date(now.getTime() - minIntervalMs).toISOString();
  await knex('cluster_readings')
    .insert({ ref, failures: 0, refresh_requested_at: requestedAt })
    .onConflict('ref')
    .merge(['refresh_requested_at']);
  await knex('fleets').insert({ fleet }).onConflict('fleet').ignore();
  const granted = await knex('fleets')
    .where({ fleet })
    .andWhere(builder =>
      builder
        .whereNull('refresh_requested_at')
        .orWhere('refresh_requested_at', '<=', earliest),
    )
    .update({ refresh_requested_at: requestedAt });
  if (granted > 0) {
    return { granted: true, requestedAt };
  }
  const row: { refresh_requested_at: string } = await knex('fleets')
    .where({ fleet })
    .first('refresh_requested_at');
  return { granted: false, requestedAt: row.refresh_requested_at };
}
