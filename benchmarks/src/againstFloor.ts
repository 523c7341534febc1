import { load } from './load';
import type { Portal } from './Portal';
import { ms, print, quantilesOf, ratio, type RawData } from './report';

const CLIENTS = 32;
const ROUNDS = 4;

/** Name of what is measured, its route, and the route that is its floor. */
export type Pair = [name: string, path: string, floorPath: string];

interface Measured {
  times: number[];
  cpuMs: number;
}

/** Loads routes and their floors in turns, and prints how they compare. */
export async function againstFloor(
  portal: Portal,
  seconds: number,
  raw: RawData,
  where: string,
  pairs: Pair[],
) {
  for (const [name, path, floorPath] of pairs) {
    const floor: Measured = { times: [], cpuMs: 0 };
    const route: Measured = { times: [], cpuMs: 0 };
    // The first round warms both up. The others take turns, so that whatever else this machine
    // does hits both alike.
    await measure(portal, path, 1, { times: [], cpuMs: 0 });
    for (let round = 0; round < ROUNDS; round++) {
      await measure(portal, floorPath, seconds / ROUNDS, floor);
      await measure(portal, path, seconds / ROUNDS, route);
    }
    const [of, ofFloor] = [route, floor].map(({ times }) => quantilesOf(times));
    const [cpu, cpuFloor] = [route, floor].map(
      ({ cpuMs, times }) => cpuMs / times.length,
    );
    raw.add('againstFloor', {
      where,
      name,
      clients: CLIENTS,
      route: of,
      floor: ofFloor,
      cpuMs: cpu,
      cpuMsFloor: cpuFloor,
    });
    print(
      `  ${name.padEnd(34)} p95 ${ms(of.p95)}, floor ${ms(
        ofFloor.p95,
      )}, ratio ${ratio(of.p95, ofFloor.p95)}; processor time a request ${ms(
        cpu,
      )}, floor ${ms(cpuFloor)}, ratio ${ratio(cpu, cpuFloor)}`,
    );
  }
}

async function measure(
  portal: Portal,
  path: string,
  seconds: number,
  into: Measured,
) {
  const before = await portal.process();
  const { times } = await load(
    { url: `${portal.url}/api/${path}`, token: portal.token },
    { clients: CLIENTS, seconds },
  );
  into.times = into.times.concat(times);
  into.cpuMs += (await portal.process()).cpuMs - before.cpuMs;
}
