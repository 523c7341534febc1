import type { FleetReading } from 'backstage-plugin-anthos-fleet-common';
import type { RecordedReading } from './FleetStore';
import { forgetErrors } from './readings/errorGroups';
import type { StoreContext } from './StoreContext';
import { writeObservations } from './writeObservations';
import { writeClusters, type ConfigSyncDefaults } from './writeReading';

const DROPPED: RecordedReading = {
  recorded: false,
  added: 0,
  changed: 0,
  removed: 0,
  unchanged: 0,
};

/** Writes one reading of a fleet in one transaction. */
export function recordReading(
  { knex, gateway, historyMs, now }: StoreContext,
  reading: FleetReading,
  sweep: {
    startedAt: string;
    finishedAt: string;
    defaults: ConfigSyncDefaults;
  },
): Promise<RecordedReading> {
  const { fleet } = reading;
  const { startedAt, finishedAt, defaults } = sweep;
  return knex.transaction(async tx => {
    await tx('fleets').insert({ fleet }).onConflict('fleet').ignore();
    // One writer per fleet: a sweep that outlived its turn must not overwrite a newer one.
    const last: { started_at: string | null } = await tx('fleets')
      .where({ fleet })
      .forUpdate()
      .first('started_at');
    // One from the future was before the clock was put back, and must not bar those that follow.
    if (
      last.started_at &&
      last.started_at > startedAt &&
      last.started_at <= now().toISOString()
    ) {
      return DROPPED;
    }
    const counts = await writeClusters(tx, reading, {
      defaults,
      startedAt,
      gateway: gateway.fleets.includes(fleet),
    });
    await writeObservations(tx, reading);
    await forgetErrors(
      tx,
      new Date(Date.parse(startedAt) - historyMs).toISOString(),
    );
    const projectNumber = reading.clusters.data?.find(
      cluster => cluster.projectNumber,
    )?.projectNumber;
    await tx('fleets')
      .where({ fleet })
      .update({
        writes: tx.raw('writes + 1'),
        started_at: startedAt,
        finished_at: finishedAt,
        ...(projectNumber && { project_number: projectNumber }),
      });
    return { recorded: true, ...counts };
  });
}
