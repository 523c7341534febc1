import { DateTime } from 'luxon';
import { ClusterInput, Platform } from '../fleet/clusterSchema';
import { FleetDefinition, FleetInput } from '../fleet/fleetSchema';
import { readFleet } from '../fleet/loadFleet';
import {
  ago,
  FleetContext,
  generateConfigSync,
  generateMesh,
  generatePolicyController,
} from './generateFeatures';
import { Random } from './Random';
import { generateSyncError } from './syncErrors';

/** @public */
export interface GenerateFleetOptions {
  /** The same seed and the same numbers give the same fleet. */
  seed: number | string;
  /** How many clusters. */
  clusters: number;
  /** Default: `acme-fleet`. */
  project?: string;
  /** Default: 123456789012. */
  projectNumber?: string;
  /** Part of the clusters whose Config Sync reports errors. Default: 0.06. */
  errorRate?: number;
  /** RootSyncs and RepoSyncs of the whole fleet. Default: 1 to 40 on each cluster. */
  packageSyncs?: number;
  /** Errors of syncs of the whole fleet. Default: 1 to 3 on each cluster with errors. */
  syncErrors?: number;
  /** Part of the clusters whose agent fell silent. Default: 0.02. */
  silentRate?: number;
  /** The moment that ages are counted from. Default: now. */
  now?: DateTime;
}

const LOCATIONS = [
  'europe-north1',
  'europe-west1',
  'europe-west4',
  'us-central1',
  'asia-northeast1',
  'global',
] as const;

const PLATFORM_WEIGHTS: ReadonlyArray<readonly [Platform, number]> = [
  ['gke', 40],
  ['vmware', 20],
  ['bare-metal', 14],
  ['edge', 8],
  ['eks', 4],
  ['gke-on-aws', 4],
  ['gke-on-azure', 3],
  ['aks', 2],
  ['bare-metal-standalone', 2],
  ['vmware-admin', 1],
  ['bare-metal-admin', 1],
  ['unknown', 1],
];

const ON_PREM = new Set<Platform>([
  'vmware',
  'vmware-admin',
  'bare-metal',
  'bare-metal-admin',
  'bare-metal-standalone',
  'edge',
]);

const ADMIN = new Set<Platform>(['vmware-admin', 'bare-metal-admin']);

const TEAMS = [
  'basemap',
  'cadastre',
  'charts',
  'elevation',
  'geodesy',
  'imagery',
  'names',
  'navigation',
  'platform',
  'roads',
  'satellite',
  'tides',
];

const VERSIONS = ['1.30.12', '1.31.8', '1.32.4', '1.32.9', '1.33.5', '1.34.1'];

const SHORT: Partial<Record<Platform, string>> = {
  vmware: 'kv',
  'vmware-admin': 'kva',
  'bare-metal': 'bm',
  'bare-metal-admin': 'bma',
  'bare-metal-standalone': 'bms',
  'gke-on-aws': 'aws',
  'gke-on-azure': 'az',
};

function generateCluster(
  random: Random,
  fleet: FleetContext & { silentRate: number },
  index: number,
): ClusterInput {
  const platform = random.weighted(PLATFORM_WEIGHTS);
  const env = random.weighted([
    ['prod', 5],
    ['dev', 3],
    ['sandbox', 2],
  ]);
  const team = random.pick(TEAMS);
  const number = String(index + 1).padStart(4, '0');
  const name = `${team}-${SHORT[platform] ?? platform}${number}-${env}`;
  const onPrem = ON_PREM.has(platform);
  const silent = platform !== 'gke' && random.chance(fleet.silentRate);
  const orphan =
    !onPrem && platform !== 'unknown' && random.chance(silent ? 0.5 : 0.002);
  const creating = random.chance(0.003);
  // A registration must be somewhere real; only the register itself is global.
  const location = random.weighted(
    LOCATIONS.map((place, position) => [place, 8 - position] as const),
  );
  const region = location === 'global' ? 'europe-north1' : location;
  const zonal = platform === 'gke' && random.chance(0.2);
  const cluster: ClusterInput = {
    name,
    location,
    platform,
    labels: {
      env,
      team,
      owner: `team-${team}`,
      ...(onPrem && !ADMIN.has(platform)
        ? { site: `dc${random.int(1, 12)}` }
        : {}),
    },
    resource: zonal
      ? { location: `${region}-${random.pick(['a', 'b', 'c'])}` }
      : { location: region },
    externalId: random.uuid(),
    registered: ago(random, 'day', 1200),
    updated: ago(random, 'minute', 600),
    orphan,
    state: creating ? 'CREATING' : 'READY',
  };
  if (orphan || creating) {
    return cluster;
  }
  const nodes = random.weighted([
    [1, 1],
    [3, 4],
    [6, 4],
    [12, 3],
    [30, 1],
  ]);
  cluster.kubernetes = {
    version: `v${random.pick(VERSIONS)}-gke.${random.int(1, 12)}00`,
    nodes,
    reported: silent ? ago(random, 'day', 20) : ago(random, 'minute', 9),
  };
  if (platform !== 'gke') {
    cluster.lastSeen = silent
      ? ago(random, 'day', 20)
      : ago(random, 'second', 280);
  }
  if (ADMIN.has(platform)) {
    return cluster;
  }
  cluster.configSync = generateConfigSync(random, fleet, {
    name,
    team,
    silent,
  });
  if (random.chance(0.7)) {
    cluster.mesh = generateMesh(random, platform === 'gke');
  }
  if (random.chance(0.8)) {
    cluster.policyController = generatePolicyController(random);
  }
  return cluster;
}

/** As many as one cluster may report. */
const MOST_ERRORS = 100;

/** States in which a cluster has syncs. */
const SYNCING = ['synced', 'pending', 'error', 'stopped', 'unauthorized'];

/** A number dealt out over some, as evenly as can be. */
function shares(total: number, count: number): number[] {
  return Array.from(
    { length: count },
    (_, index) =>
      Math.floor(((index + 1) * total) / count) -
      Math.floor((index * total) / count),
  );
}

/** Deals syncs and errors out, when the whole fleet is to have a certain number of them. */
function dealOut(
  clusters: ClusterInput[],
  random: Random,
  { packageSyncs, syncErrors }: GenerateFleetOptions,
): void {
  const withStatus = (statuses: string[]) =>
    clusters.flatMap(({ name, configSync }) =>
      configSync && statuses.includes(configSync.status)
        ? [{ name, configSync }]
        : [],
    );
  if (packageSyncs !== undefined) {
    const syncing = withStatus(SYNCING);
    shares(packageSyncs, syncing.length).forEach((share, index) => {
      syncing[index].configSync.packageSyncs = share;
    });
  }
  if (syncErrors === undefined) {
    return;
  }
  const failing = withStatus(['error']);
  if (failing.length * MOST_ERRORS < syncErrors) {
    throw new Error(
      `${syncErrors} errors are too many for ${failing.length} clusters with errors, of which each reports up to ${MOST_ERRORS}; raise errorRate`,
    );
  }
  shares(syncErrors, failing.length).forEach((share, index) => {
    const { name, configSync } = failing[index];
    configSync.errors = Array.from({ length: share }, (_, number) =>
      generateSyncError(random, {
        cluster: name,
        team: `${random.pick(TEAMS)}${number % 4 || ''}`,
      }),
    );
  });
}

/**
 * Makes a fleet of any size that looks like a real one, always the same for the same seed.
 *
 * @public
 */
export function generateFleet(options: GenerateFleetOptions): FleetDefinition {
  const { seed, clusters, errorRate = 0.06, silentRate = 0.02 } = options;
  if (!Number.isInteger(clusters) || clusters < 0) {
    throw new Error('clusters must be a number that is not negative');
  }
  const random = new Random(seed);
  const commits = Array.from({ length: 6 }, () => random.hex(40));
  const made = Array.from({ length: clusters }, (_, index) =>
    generateCluster(random, { commits, errorRate, silentRate }, index),
  );
  dealOut(made, random, options);
  const fleet: FleetInput = {
    project: {
      id: options.project ?? 'acme-fleet',
      number: options.projectNumber ?? '123456789012',
    },
    displayName: 'Generated fleet',
    locations: [...LOCATIONS],
    features: {
      configSync: {
        default: {
          upgrades: 'auto',
          source: {
            repo: 'https://github.com/acme/fleet-config',
            branch: 'main',
            dir: 'clusters',
          },
        },
      },
      mesh: { default: 'automatic' },
      policyController: { default: { bundles: ['policy-essentials-v2022'] } },
    },
    clusters: made,
  };
  return readFleet(fleet, { now: options.now, source: 'The generated fleet' });
}
