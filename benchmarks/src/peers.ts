import { setTimeout as sleep } from 'node:timers/promises';
import {
  generateFleet,
  startFleetEmulator,
  type FleetEmulator,
} from 'fleet-emulator';
import { configSyncOf } from './configSyncOf';
import { load } from './load';
import { Portal, type Connection } from './Portal';
import { mib, ms, print, quantilesOf, ratio, type RawData } from './report';
import { untilQuiet } from './untilQuiet';
import { ask, viewsOf, type View } from './views';

const PROJECT = 'acme-fleet';
const SEED = 2026;
const UPSTREAM_MS = 20;
const CLIENTS = [1, 8, 32];
/** The suite lists up to 200 of an entity, and counts the rest. */
const SYNCS_A_CLUSTER = 4;
const SETTLE_MS = 1_000;
const LONGEST_SETTLE_MS = 30_000;
/** Views that a measurement should have time for, and how long it may take. */
const VIEWS = 4;
const LONGEST_S = 30;
const FAULTY_SIZE = 50;
const FAULTY_TIMEOUT_S = 10;
const key = ({ location, name }: { location: string; name: string }) =>
  `${location}/${name}`;

/**
 * The package syncs of one entity on all clusters of a fleet: this suite, the Kubernetes plugin asked
 * for the same RootSyncs and RepoSyncs, and the floor. All three in one process, in turns.
 */
export async function peers(options: {
  folder: string;
  connection: Connection;
  sizes: number[];
  seconds: number;
  raw: RawData;
}) {
  for (const size of options.sizes) {
    await measureSize({ ...options, size });
  }
}

async function measureSize({
  folder,
  connection,
  seconds,
  raw,
  size,
}: {
  folder: string;
  connection: Connection;
  seconds: number;
  raw: RawData;
  size: number;
}) {
  const emulator = await startFleetEmulator({
    fleet: generateFleet({
      seed: SEED,
      clusters: size,
      project: PROJECT,
      packageSyncs: size * SYNCS_A_CLUSTER,
      silentRate: 0,
      errorRate: 0,
    }),
    gatewayRequestsPerMinute: 10_000_000,
  });
  emulator.faults.set({
    kind: 'latency',
    method: 'gateway.*',
    milliseconds: UPSTREAM_MS,
  });
  const { total, namespaces } = configSyncOf(emulator);
  const portal = await Portal.start({
    folder,
    connection,
    fleet: PROJECT,
    emulator,
    entities: [
      {
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Component',
        metadata: {
          name: 'service',
          annotations: {
            'anthos-fleet/cluster-selector': '!there-is-no-such-label',
            // All of them, so that both sides are asked for the same RootSyncs and RepoSyncs.
            'anthos-fleet/namespace': namespaces.join(','),
            // The Kubernetes plugin asks for labels always; this selector is met by everything.
            'backstage.io/kubernetes-label-selector': '!there-is-no-such-label',
          },
        },
        spec: { type: 'service', lifecycle: 'production', owner: 'guests' },
      },
    ],
  });
  try {
    await portal.clustersRead(size);
    await untilQuiet(emulator, size);
    print();
    await portal.entityIsThere('service');
    print(`${size} clusters, ${total} package syncs, ${UPSTREAM_MS} ms away`);
    await countBoth(portal, raw, { size, total });
    for (const clients of CLIENTS) {
      await compare(portal, emulator, { size, clients, seconds, raw });
    }
    if (size === FAULTY_SIZE) {
      const [hanging, slow, refusing] = emulator.fleet.listClusters();
      const method = 'gateway.*';
      emulator.faults.set({ kind: 'hang', method, cluster: key(hanging) });
      emulator.faults.set({
        kind: 'latency',
        milliseconds: 3_000,
        method,
        cluster: key(slow),
      });
      emulator.faults.set({
        kind: 'status',
        status: 403,
        layer: 'rbac',
        method,
        cluster: key(refusing),
      });
      print();
      print('  one cluster hangs, one takes 3 s, one refuses');
      await compare(portal, emulator, {
        size,
        clients: 8,
        seconds: Math.max(seconds, FAULTY_TIMEOUT_S + 2),
        raw,
        timeout: FAULTY_TIMEOUT_S,
      });
    }
  } finally {
    await portal.stop();
    await emulator.close();
  }
}

async function compare(
  portal: Portal,
  emulator: FleetEmulator,
  options: {
    size: number;
    clients: number;
    seconds: number;
    raw: RawData;
    /** An answer that comes later than this counts as none, seconds. */
    timeout?: number;
  },
) {
  const { size, clients, seconds, raw, timeout = 30 } = options;
  const p95 = new Map<string, number>();
  for (const view of viewsOf(portal)) {
    // What the view before left under way must not count here.
    await settle(emulator);
    const before = await portal.process();
    const { times, failed } = await load(view.request, {
      clients,
      seconds: Math.max(seconds, await secondsFor(view)),
      timeout,
      mayFail: true,
    });
    const after = await portal.process();
    const views = Math.max(1, times.length + failed);
    const row = {
      size,
      clients,
      faults: emulator.faults.list().length > 1,
      view: view.name,
      ...quantilesOf(times),
      failed,
      upstreamPerView: emulator.requests.count() / views,
      cpuMsPerView: (after.cpuMs - before.cpuMs) / views,
      memory: after.rss,
    };
    raw.add('peers', row);
    p95.set(view.name, row.p95);
    print(
      `  ${String(clients).padStart(2)} clients, ${view.name.padEnd(
        18,
      )} p50 ${ms(row.p50)}, p95 ${ms(row.p95)}, p99 ${ms(
        row.p99,
      )}; upstream ${row.upstreamPerView.toFixed(1)} requests, processor ${ms(
        row.cpuMsPerView,
      )} a view; ${mib(row.memory)}${
        failed ? `; ${failed} views without an answer` : ''
      }`,
    );
  }
  const [suite, peer, floor] = viewsOf(portal).map(
    ({ name }) => p95.get(name) ?? NaN,
  );
  print(
    `              the suite takes ${ratio(
      suite,
      floor,
    )} of the floor, the Kubernetes plugin ${ratio(peer, suite)} of the suite`,
  );
}

/** Waits until nothing that was asked before is under way, and forgets it. */
async function settle({ requests }: FleetEmulator) {
  const end = Date.now() + LONGEST_SETTLE_MS;
  let before: number;
  do {
    before = requests.count();
    await sleep(SETTLE_MS);
  } while (requests.count() !== before && Date.now() < end);
  requests.clear();
}

/** Time in which a slow view has some answers. */
async function secondsFor({ request }: View): Promise<number> {
  const began = performance.now();
  await ask(request).catch(() => {});
  const seconds = (performance.now() - began) / 1000;
  return Math.min(LONGEST_S, Math.ceil(seconds * VIEWS));
}

/** Says how many package syncs each side tells of. */
async function countBoth(
  portal: Portal,
  raw: RawData,
  { size, total }: { size: number; total: number },
) {
  const [suite, peer] = viewsOf(portal);
  const own = await ask<{ totalSyncs: number; syncs: unknown[] }>(
    suite.request,
  );
  const { items } = await ask<{
    items: { resources: { resources: unknown[] }[] }[];
  }>(peer.request);
  const theirs = items
    .flatMap(({ resources }) => resources)
    .reduce((sum, { resources }) => sum + resources.length, 0);
  raw.add('peersCounts', {
    size,
    total,
    suite: own.totalSyncs,
    listed: own.syncs.length,
    kubernetes: theirs,
  });
  print(
    `  of ${total} package syncs this suite tells ${own.totalSyncs} and lists ${own.syncs.length}, the Kubernetes plugin lists ${theirs}`,
  );
}
