import { setTimeout as sleep } from 'node:timers/promises';
import type { FleetEmulator } from 'fleet-emulator';

const QUIET_MS = 1_500;
// A generated fleet has clusters that are not asked: they are gone, or only left over.
const MOST = 0.8;

/** Waits until the clusters were asked, and nothing more is asked of them. */
export async function untilQuiet(
  { requests }: FleetEmulator,
  clusters: number,
): Promise<void> {
  const end = Date.now() + 300_000;
  let before = -1;
  while (Date.now() < end) {
    await sleep(QUIET_MS);
    const count = Object.entries(requests.counts())
      .filter(([method]) => method.startsWith('gateway.'))
      .reduce((sum, [, times]) => sum + times, 0);
    if (requests.clusters().length >= MOST * clusters && count === before) {
      return;
    }
    before = count;
  }
  throw new Error('The clusters were not all read in five minutes');
}
