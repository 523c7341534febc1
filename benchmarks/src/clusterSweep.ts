import { generateFleet, startFleetEmulator } from 'fleet-emulator';
import { DatabaseProcessor } from './DatabaseProcessor';
import { untilQuiet } from './untilQuiet';
import { Portal, type Connection } from './Portal';
import { mib, ms, print, ratio, type RawData } from './report';

const PROJECT = 'acme-fleet';
const SEED = 2026;
const CLUSTERS = 200;
const UPSTREAM_MS = 50;
const CONCURRENCY = 20;
const ROUNDS = 3;

/**
 * How long the reading of 200 clusters takes that are 50 ms away, against what it must take:
 * requests times latency, divided by how many may be under way at once.
 */
export async function clusterSweep({
  folder,
  connection,
  raw,
}: {
  folder: string;
  connection: Connection;
  raw: RawData;
}) {
  const emulator = await startFleetEmulator({
    fleet: generateFleet({
      seed: SEED,
      clusters: CLUSTERS,
      project: PROJECT,
      packageSyncs: CLUSTERS * 5,
      silentRate: 0,
    }),
    gatewayRequestsPerMinute: 10_000_000,
  });
  const portal = await Portal.start({
    folder,
    connection,
    fleet: PROJECT,
    emulator,
    sweep: {
      concurrency: CONCURRENCY,
      requestsPerMinute: 1_000_000,
      // The scheduler looks for tasks every five seconds; of several it may find some a turn later.
      shards: 1,
    },
    entities: [],
  });
  const database = await DatabaseProcessor.of(connection);
  const processors = async () => ({
    backEnd: await portal.cpuMs(),
    emulator: process.cpuUsage().user / 1000 + process.cpuUsage().system / 1000,
    database: await database.cpuMs(),
  });
  try {
    await portal.clustersRead(CLUSTERS);
    const before = await portal.process();
    emulator.faults.set({
      kind: 'latency',
      method: 'gateway.*',
      milliseconds: UPSTREAM_MS,
    });
    print();
    print(
      `${CLUSTERS} clusters, ${UPSTREAM_MS} ms away, ${CONCURRENCY} requests at once`,
    );
    for (let round = 0; round < ROUNDS; round++) {
      emulator.requests.clear();
      // What the register says something new of is read at once, by all shards together.
      const clusters = emulator.fleet.listClusters();
      for (const { location, name } of clusters) {
        emulator.fleet.updateCluster(`${location}/${name}`, {
          labels: { round: String(round) },
        });
      }
      const cpuBefore = await processors();
      await portal.readRegister(PROJECT);
      await untilQuiet(emulator, CLUSTERS);
      const requests = emulator.requests
        .list()
        .filter(({ method }) => method?.startsWith('gateway.'));
      const begin = Math.min(...requests.map(({ time }) => Date.parse(time)));
      const end = Math.max(
        ...requests.map(
          ({ time, milliseconds }) => Date.parse(time) + (milliseconds ?? 0),
        ),
      );
      const floor = (requests.length / CONCURRENCY) * UPSTREAM_MS;
      const cpuAfter = await processors();
      const spent = {
        backEnd: cpuAfter.backEnd - cpuBefore.backEnd,
        emulator: cpuAfter.emulator - cpuBefore.emulator,
        database: cpuAfter.database - cpuBefore.database,
      };
      const memory = await portal.process();
      raw.add('clusterSweep', {
        requests: requests.length,
        milliseconds: end - begin,
        floor,
        processorMs: spent,
        memoryAbove: memory.rss - before.rss,
        peakAbove: memory.peak - before.peak,
      });
      print(
        `  ${requests.length} requests in ${
          end - begin
        } ms, at least ${floor.toFixed(0)} ms, ratio ${ratio(
          end - begin,
          floor,
        )}; memory ${mib(
          memory.rss - before.rss,
        )} above the sweep before, at most ${mib(memory.peak - before.peak)}`,
      );
      print(
        `    processor: back end ${ms(spent.backEnd)}, emulator ${ms(
          spent.emulator,
        )}, PostgreSQL ${ms(spent.database)}`,
      );
    }
  } finally {
    await portal.stop();
    await emulator.close();
  }
}
