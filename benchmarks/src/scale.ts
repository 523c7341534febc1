import type { FleetEmulator } from 'fleet-emulator';
import { againstFloor, type Pair } from './againstFloor';
import { configSyncOf } from './configSyncOf';
import { LARGE, largeFleet, PROJECT, UNHURRIED } from './largeFleet';
import { Portal, type Connection } from './Portal';
import { mib, print, type RawData } from './report';
import { RowVersions, written } from './RowVersions';
import { untilQuiet } from './untilQuiet';

const SIZES = [{ clusters: 10, packageSyncs: 200, syncErrors: 50 }, LARGE];
/** More of them than answers are kept, so that in their turn none is there already. */
const COMPONENTS = 120;
const CLUSTERS_EACH = 3;
const NAMESPACES_EACH = 2;
const componentName = (index: number) => `service-${index}`;
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
    const emulator = await largeFleet(size);
    const portal = await Portal.start({
      folder,
      connection,
      fleet: PROJECT,
      emulator,
      sweep: UNHURRIED,
      entities: components(emulator),
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
      await portal.entityIsThere(componentName(COMPONENTS - 1));
      await againstFloor(
        portal,
        seconds,
        raw,
        `${size.clusters} clusters with syncs`,
        routes(),
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

/** Services of different teams: each on some clusters, with some namespaces there. */
function components(emulator: FleetEmulator) {
  const refs = emulator.fleet
    .listClusters()
    .map(({ location, name }) => `${PROJECT}/${location}/${name}`);
  const { namespaces } = configSyncOf(emulator);
  const some = (all: string[], from: number, count: number) =>
    Array.from({ length: count }, (_, at) => all[(from + at) % all.length]);
  return Array.from({ length: COMPONENTS }, (_, index) => ({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name: componentName(index),
      annotations: {
        'anthos-fleet/cluster': some(refs, index, CLUSTERS_EACH).join(','),
        'anthos-fleet/namespace': some(namespaces, index, NAMESPACES_EACH).join(
          ',',
        ),
      },
    },
    spec: { type: 'service', lifecycle: 'production', owner: 'guests' },
  }));
}

/** Each route twice: asked the same by everybody, and asked what nobody asked lately. */
function routes(): Pair[] {
  const entity = (index: number) =>
    `entities/component/default/${componentName(index)}`;
  const lists: [name: string, path: string, sorts: string[]][] = [
    ['cluster list', 'clusters', ['name', 'syncState', 'errorCount']],
    ['package syncs', 'package-syncs', ['state', 'cluster', 'namespace']],
    [
      'package syncs in error',
      'package-syncs?state=error',
      ['cluster', 'stateSince', 'name'],
    ],
    ['error groups', 'sync-errors', ['packageSyncs', 'clusters', 'code']],
  ];
  return [
    {
      name: 'entity',
      path: `anthos-fleet/${entity(0)}`,
      floor: `floor/${entity(0)}`,
    },
    {
      name: 'entity, each time another',
      path: request => `anthos-fleet/${entity(request % COMPONENTS)}`,
      floor: `floor/${entity(0)}`,
    },
    ...lists.flatMap(([name, path, sorts]) => [
      { name, path: `anthos-fleet/${path}`, floor: 'floor/list' },
      {
        name: `${name}, each time another`,
        path: (request: number) =>
          `anthos-fleet/${path}${path.includes('?') ? '&' : '?'}${variant(
            request,
            sorts,
          )}`,
        floor: 'floor/list',
      },
    ]),
    { name: 'overview', path: 'anthos-fleet/overview', floor: 'floor/list' },
  ];
}

/** A page of about 50 that differs from those before. */
function variant(request: number, sorts: string[]): string {
  const sort = sorts[request % sorts.length];
  const order = Math.floor(request / sorts.length) % 2 ? 'asc' : 'desc';
  const limit = 30 + (Math.floor(request / (2 * sorts.length)) % 41);
  return `sort=${sort}&order=${order}&limit=${limit}`;
}
