import { setTimeout as sleep } from 'node:timers/promises';
import type { FleetEmulator, LoggedRequest } from 'fleet-emulator';

const QUIET_MS = 1_500;
// A generated fleet has clusters that are not asked: they are gone, or only left over.
const MOST = 0.8;

/** The requests to clusters, once the clusters were asked and nothing more is asked of them. */
export async function untilQuiet(
  { requests }: FleetEmulator,
  clusters: number,
): Promise<LoggedRequest[]> {
  const end = Date.now() + 300_000;
  let before = -1;
  while (Date.now() < end) {
    await sleep(QUIET_MS);
    const seen = requests
      .list()
      .filter(({ method }) => method?.startsWith('gateway.'));
    const asked = new Set(seen.map(({ cluster }) => cluster));
    if (asked.size >= MOST * clusters && seen.length === before) {
      return seen;
    }
    before = seen.length;
  }
  throw new Error('The clusters were not all read in five minutes');
}
