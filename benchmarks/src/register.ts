import { generateFleet, startFleetEmulator } from 'fleet-emulator';
import { Portal, type Connection } from './Portal';
import { mib, print, type RawData } from './report';
import { RowVersions, written } from './RowVersions';
import { againstFloor } from './againstFloor';

const PROJECT = 'acme-fleet';
const SEED = 2026;

/** What the fleet's register costs to sweep and to show, without the clusters themselves. */
export async function register({
  folder,
  connection,
  sizes,
  seconds,
  raw,
}: {
  folder: string;
  connection: Connection;
  sizes: number[];
  seconds: number;
  raw: RawData;
}) {
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
    emulator,
    gateway: false,
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
  const rows = new RowVersions(connection, portal.database);
  try {
    await portal.sweptAfter(0);
    await portal.entityIsThere('service');
    const baseline = await portal.process();
    print(`The back end alone uses ${mib(baseline.rss)}`);
    for (const [index, size] of sizes.entries()) {
      emulator.fleet.replace(fleets[index]);
      emulator.requests.clear();
      const firstSweep = await portal.sweep(firstRef);
      const calls = emulator.requests.list().length;
      const before = await rows.snapshot('clusters');
      const unchangedSweep = await portal.sweep(firstRef);
      const after = await rows.snapshot('clusters');
      const memory = await portal.process();
      const row = {
        size,
        firstSweep,
        calls,
        unchangedSweep,
        rewritten: written(before, after),
        memoryAbove: memory.rss - baseline.rss,
        peakAbove: memory.peak - baseline.rss,
      };
      raw.add('register', row);
      print();
      print(`${size} clusters`);
      print(`  sweep that writes them      ${firstSweep} ms, ${calls} calls`);
      print(`  sweep that finds no change  ${unchangedSweep} ms`);
      print(
        `  rows rewritten by the latter  ${row.rewritten} of ${after.size}`,
      );
      print(
        `  memory above the start      ${mib(row.memoryAbove)}, at most ${mib(
          row.peakAbove,
        )}`,
      );
      await againstFloor(portal, seconds, raw, `${size} clusters`, [
        {
          name: 'cluster list, 50 a page',
          path: 'anthos-fleet/clusters',
          floor: 'floor/list',
        },
        {
          name: 'cluster list, searched and sorted',
          path: 'anthos-fleet/clusters?q=prod&hosting=on-prem&sort=kubernetesVersion&order=desc',
          floor: 'floor/list',
        },
        {
          name: 'overview',
          path: 'anthos-fleet/overview',
          floor: 'floor/list',
        },
        {
          name: 'entity',
          path: 'anthos-fleet/entities/component/default/service',
          floor: 'floor/entities/component/default/service',
        },
      ]);
    }
  } finally {
    await rows.close();
    await portal.stop();
    await emulator.close();
  }
}
