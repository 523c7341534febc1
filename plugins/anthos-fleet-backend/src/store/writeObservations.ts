import type {
  FleetReading,
  SourceReading,
} from 'backstage-plugin-anthos-fleet-common';
import type { Knex } from 'knex';
import { EVERYWHERE } from './observations';

/**
 * Writes how the reading of each source ended: one row per source, and one more for each location
 * that did not answer, which keeps the time of its last good data.
 */
export async function writeObservations(
  tx: Knex.Transaction,
  reading: FleetReading,
) {
  for (const source of [
    reading.clusters,
    reading.configSync,
    reading.mesh,
    reading.policyController,
  ]) {
    await writeObservation(tx, reading.fleet, source);
  }
}

async function writeObservation(
  tx: Knex.Transaction,
  fleet: string,
  reading: SourceReading<unknown>,
) {
  const { source } = reading;
  const rows: { location: string; observed_at: string | null }[] = await tx(
    'observations',
  )
    .where({ fleet, source })
    .select('location', 'observed_at');
  const observedAt = new Map(rows.map(row => [row.location, row.observed_at]));
  const lastEverywhere = observedAt.get(EVERYWHERE) ?? null;
  const ok = reading.outcome === 'ok';
  const common = {
    fleet,
    source,
    enabled: reading.enabled,
    attempted_at: reading.attemptedAt,
    message: reading.message ?? null,
    remedy: reading.remedy ?? null,
  };
  const wanted = [
    {
      ...common,
      location: EVERYWHERE,
      outcome: reading.outcome,
      observed_at: ok ? reading.attemptedAt : lastEverywhere,
    },
  ];
  const silent = ok
    ? reading.unansweredLocations
    : rows.map(row => row.location).filter(Boolean);
  for (const location of new Set(silent)) {
    wanted.push({
      ...common,
      location,
      outcome: ok ? 'unreachable' : reading.outcome,
      observed_at: observedAt.has(location)
        ? observedAt.get(location) ?? null
        : lastEverywhere,
      message: ok ? `Google got no answer from ${location}.` : common.message,
    });
  }
  await tx('observations')
    .insert(wanted)
    .onConflict(['fleet', 'source', 'location'])
    .merge();
  await tx('observations')
    .where({ fleet, source })
    .whereNotIn(
      'location',
      wanted.map(row => row.location),
    )
    .delete();
}
