import { load, type Request } from './load';
import type { Portal } from './Portal';
import { ms, print, quantilesOf, ratio, type RawData } from './report';

const CLIENTS = 32;
const ROUNDS = 3;
/** Below this, slow routes have no answer at all in a round. */
const SHORTEST_ROUND_S = 2;

/** What is measured, and against what. */
export interface Pair {
  name: string;
  /** Path of the route, or of each request anew, beginning after `/api/`. */
  path: string | ((request: number) => string);
  /** Path of the route that is its floor. */
  floor: string;
}

class Measured {
  readonly times: number[] = [];
  cpuMs = 0;
  #requests = 0;

  constructor(
    private readonly portal: Portal,
    private readonly path: Pair['path'],
  ) {}

  async run(seconds: number): Promise<void> {
    const { portal } = this;
    const before = await portal.cpuMs();
    const { times } = await load(this.#request(), {
      clients: CLIENTS,
      seconds,
    });
    this.times.push(...times);
    this.cpuMs += (await portal.cpuMs()) - before;
    if (this.times.length === 0) {
      throw new Error(`no answer within ${seconds} s`);
    }
  }

  /** Forgets what was measured. */
  reset(): void {
    this.times.length = 0;
    this.cpuMs = 0;
  }

  #request(): Request {
    const { path } = this;
    const { url, token } = this.portal;
    return typeof path === 'string'
      ? { url: `${url}/api/${path}`, token }
      : { url, token, nextPath: () => `/api/${path(this.#requests++)}` };
  }
}

/** Loads routes and their floors in turns, and prints how they compare. */
export async function againstFloor(
  portal: Portal,
  seconds: number,
  raw: RawData,
  where: string,
  pairs: Pair[],
) {
  for (const pair of pairs) {
    try {
      await compare(portal, seconds, raw, where, pair);
    } catch (error) {
      const reason = (error as Error).message;
      raw.add('againstFloor', { where, name: pair.name, failed: reason });
      print(`  ${pair.name.padEnd(36)} not measured: ${reason}`);
    }
  }
}

async function compare(
  portal: Portal,
  seconds: number,
  raw: RawData,
  where: string,
  { name, path, floor }: Pair,
) {
  const measured = [
    new Measured(portal, floor),
    new Measured(portal, path),
  ] as const;
  // The first round warms both up. The others take turns, so that whatever else this machine does
  // hits both alike.
  const round = Math.max(SHORTEST_ROUND_S, seconds / ROUNDS);
  for (const one of measured) {
    await one.run(SHORTEST_ROUND_S);
    one.reset();
  }
  for (let turn = 0; turn < ROUNDS; turn++) {
    for (const one of measured) {
      await one.run(round);
    }
  }
  const [ofFloor, of] = measured.map(({ times }) => quantilesOf(times));
  const [cpuFloor, cpu] = measured.map(
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
    `  ${name.padEnd(36)} p95 ${ms(of.p95)}, floor ${ms(
      ofFloor.p95,
    )}, ratio ${ratio(of.p95, ofFloor.p95)}; processor time a request ${ms(
      cpu,
    )}, floor ${ms(cpuFloor)}, ratio ${ratio(cpu, cpuFloor)}`,
  );
}
