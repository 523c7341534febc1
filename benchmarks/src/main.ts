import { join } from 'node:path';
import { generateFleet, startFleetEmulator } from 'fleet-emulator';
import { load, quantile } from './load';
import { Portal, type Connection } from './Portal';
import { RowVersions, written } from './RowVersions';

const CLIENTS = 32;
const ROUNDS = 4;
const PROJECT = 'acme-fleet';
const SEED = 2026;

interface Options {
  folder: string;
  connection: Connection;
  sizes: number[];
  seconds: number;
}

const print = (line = '') => process.stdout.write(`${line}\n`);
const mib = (bytes: number) => `${(bytes / 1024 / 1024).toFixed(0)} MiB`;
const ms = (value: number) => `${value.toFixed(1)} ms`;
const ratio = ([route, floor]: number[]) => (route / floor).toFixed(2);

async function main({ folder, connection, sizes, seconds }: Options) {
  const fleets = sizes.map(clusters =>
    generateFleet({ seed: SEED, clusters, project: PROJECT }),
  );
  const emulator = await startFleetEmulator({ fleet: fleets[0] });
  const first = emulator.fleet.listClusters()[0];
  const firstRef = `${PROJECT}/${first.location}/${first.name}`;
  const portal = await Portal.start({
    folder,
    connection,
    fleet: PROJECT,
    hubUrl: emulator.url,
    entities: [
      {
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Component',
        metadata: {
          name: 'service',
          annotations: { 'anthos-fleet/cluster': firstRef },
        },
        spec: { type: 'service', lifecycle: 'production', owner: 'guests' },
      },
    ],
  });
  const rows = new RowVersions(connection);
  try {
    await portal.sweptAfter(0);
    await entityIsThere(portal);
    const baseline = await portal.process();
    print(
      `PostgreSQL, Node ${
        process.versions.node
      }, ${CLIENTS} clients, ${seconds} s a route; the back end alone uses ${mib(
        baseline.rss,
      )}`,
    );
    for (const [index, size] of sizes.entries()) {
      emulator.fleet.replace(fleets[index]);
      emulator.requests.clear();
      const firstSweep = await portal.sweep(firstRef);
      const calls = emulator.requests.list().length;
      const before = await rows.snapshot('clusters');
      const unchangedSweep = await portal.sweep(firstRef);
      const after = await rows.snapshot('clusters');
      const memory = await portal.process();
      print();
      print(`${size} clusters`);
      print(`  sweep that writes them      ${firstSweep} ms, ${calls} calls`);
      print(`  sweep that finds no change  ${unchangedSweep} ms`);
      print(
        `  rows rewritten by the latter  ${written(before, after)} of ${
          after.size
        }`,
      );
      print(
        `  memory above the start      ${mib(
          memory.rss - baseline.rss,
        )}, at most ${mib(memory.peak - baseline.rss)}`,
      );
      await routes(portal, seconds);
    }
  } finally {
    await rows.close();
    await portal.stop();
    await emulator.close();
  }
}

interface Measured {
  times: number[];
  cpuMs: number;
}

async function routes(portal: Portal, seconds: number) {
  const pairs: [string, string, string][] = [
    ['cluster list, 50 a page', 'anthos-fleet/clusters', 'floor/list'],
    [
      'cluster list, searched and sorted',
      'anthos-fleet/clusters?q=prod&hosting=on-prem&sort=kubernetesVersion&order=desc',
      'floor/list',
    ],
    ['overview', 'anthos-fleet/overview', 'floor/list'],
    [
      'entity',
      'anthos-fleet/entities/component/default/service',
      'floor/entities/component/default/service',
    ],
  ];
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
    const p95 = [route, floor].map(({ times }) => quantile(times, 0.95));
    const cpu = [route, floor].map(({ cpuMs, times }) => cpuMs / times.length);
    print(
      `  ${name.padEnd(34)} p95 ${ms(p95[0])}, floor ${ms(
        p95[1],
      )}, ratio ${ratio(p95)}; processor time a request ${ms(
        cpu[0],
      )}, floor ${ms(cpu[1])}, ratio ${ratio(cpu)}`,
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
  const times = await load({
    url: `${portal.url}/api/${path}`,
    token: portal.token,
    clients: CLIENTS,
    seconds,
  });
  into.times = into.times.concat(times);
  into.cpuMs += (await portal.process()).cpuMs - before.cpuMs;
}

async function entityIsThere(portal: Portal) {
  const end = Date.now() + 60_000;
  for (;;) {
    try {
      await portal.get('/api/anthos-fleet/entities/component/default/service');
      return;
    } catch (error) {
      if (Date.now() > end) {
        throw error;
      }
      await new Promise(resolve => setTimeout(resolve, 500));
    }
  }
}

const { BENCH_CONNECTION, BENCH_FOLDER, BENCH_SIZES, BENCH_SECONDS } =
  process.env;

main({
  connection: JSON.parse(BENCH_CONNECTION ?? '{}'),
  folder: BENCH_FOLDER ?? join(process.cwd(), '.dev', 'bench'),
  sizes: (BENCH_SIZES ?? '10,1000,5000').split(',').map(Number),
  seconds: Number(BENCH_SECONDS ?? 8),
}).catch(error => {
  process.stderr.write(`${error.stack ?? error}\n`);
  process.exitCode = 1;
});
