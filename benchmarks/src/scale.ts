import { generateFleet, startFleetEmulator } from 'fleet-emulator';
import { againstFloor } from './againstFloor';
import { Portal, type Connection } from './Portal';
import { mib, print, type RawData } from './report';
import { RowVersions, written } from './RowVersions';
import { untilQuiet } from './untilQuiet';

const PROJECT = 'acme-fleet';
const SEED = 2026;
const SIZES = [
  { clusters: 10, packageSyncs: 200, syncErrors: 50 },
  { clusters: 1_000, packageSyncs: 20_000, syncErrors: 5_000 },
];
const TABLES = ['package_syncs', 'sync_errors', 'error_groups', 'clusters'];

/** What a large fleet costs to show, with everything that its clusters tell. */
export async function scale({
  folder,
  connection,
  seconds,
  raw,
}: {
  folder: string;
  connection: Connection;
  seconds: number;
  raw: RawData;
}) {
  for (const size of SIZES) {
    const emulator = await startFleetEmulator({
      fleet: generateFleet({
        seed: SEED,
        project: PROJECT,
        silentRate: 0,
        errorRate: 0.3,
        ...size,
      }),
      gatewayRequestsPerMinute: 10_000_000,
    });
    const portal = await Portal.start({
      folder,
      connection,
      fleet: PROJECT,
      emulator,
      sweep: { requestsPerMinute: 1_000_000, clusterDeadline: { minutes: 5 } },
      entities: [
        {
          apiVersion: 'backstage.io/v1alpha1',
          kind: 'Component',
          metadata: {
            name: 'service',
            annotations: {
              'anthos-fleet/cluster': emulator.fleet
                .listClusters()
                .slice(0, 3)
                .map(({ location, name }) => `${PROJECT}/${location}/${name}`)
                .join(','),
              'anthos-fleet/namespace': 'cadastre-main,charts-main',
            },
          },
          spec: { type: 'service', lifecycle: 'production', owner: 'guests' },
        },
      ],
    });
    const rows = new RowVersions(connection, portal.database);
    try {
      const began = Date.now();
      await portal.clustersRead(size.clusters);
      const firstSweep = Date.now() - began;
      const requests = emulator.requests.count();
      await untilQuiet(emulator, size.clusters);
      const before = await snapshots(rows);
      const second = Date.now();
      emulator.requests.clear();
      await portal.refresh(
        emulator.fleet
          .listClusters()
          .map(({ location, name }) => `${PROJECT}/${location}/${name}`),
      );
      await untilQuiet(emulator, size.clusters);
      const secondSweep = Date.now() - second;
      const after = await snapshots(rows);
      const rewritten = TABLES.map((table, index) => [
        table,
        written(before[index], after[index]),
      ]);
      const memory = await portal.process();
      raw.add('scale', {
        ...size,
        firstSweep,
        requests,
        rewritten: Object.fromEntries(rewritten),
        memory: memory.rss,
        peak: memory.peak,
      });
      print();
      print(
        `${size.clusters} clusters, ${size.packageSyncs} package syncs, ${size.syncErrors} errors`,
      );
      print(
        `  first reading of all clusters ${firstSweep} ms, ${requests} requests`,
      );
      print(
        `  reading them again ${secondSweep} ms, rows rewritten: ${rewritten
          .map(pair => pair.join(' '))
          .join(', ')}`,
      );
      print(`  memory ${mib(memory.rss)}, at most ${mib(memory.peak)}`);
      await portal.entityIsThere('service');
      await againstFloor(
        portal,
        seconds,
        raw,
        `${size.clusters} clusters with syncs`,
        [
          [
            'entity',
            'anthos-fleet/entities/component/default/service',
            'floor/entities/component/default/service',
          ],
          ['cluster list, 50 a page', 'anthos-fleet/clusters', 'floor/list'],
          [
            'package syncs, 50 a page',
            'anthos-fleet/package-syncs',
            'floor/list',
          ],
          [
            'package syncs in error',
            'anthos-fleet/package-syncs?state=error&sort=cluster',
            'floor/list',
          ],
          ['error groups', 'anthos-fleet/sync-errors', 'floor/list'],
          ['overview', 'anthos-fleet/overview', 'floor/list'],
        ],
      );
    } finally {
      await rows.close();
      await portal.stop();
      await emulator.close();
    }
  }
}

async function snapshots(rows: RowVersions) {
  const found = [];
  for (const table of TABLES) {
    found.push(await rows.snapshot(table));
  }
  return found;
}
