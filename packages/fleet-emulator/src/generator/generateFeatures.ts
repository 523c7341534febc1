import { ClusterInput } from '../fleet/clusterSchema';
import { Random } from './Random';
import { generateSyncErrors } from './syncErrors';

type ConfigSync = NonNullable<ClusterInput['configSync']>;
type Mesh = NonNullable<ClusterInput['mesh']>;
type PolicyController = NonNullable<ClusterInput['policyController']>;

/** What the whole fleet has in common. */
export interface FleetContext {
  /** Commits of the repository, newest first. */
  commits: string[];
  errorRate: number;
}

/** Ages of one kind, so that thousands of clusters do not all report in the same second. */
export function ago(random: Random, unit: string, most: number): string {
  return `${random.int(1, most)} ${unit}s ago`;
}

export function generateConfigSync(
  random: Random,
  fleet: FleetContext,
  cluster: { name: string; team: string; silent: boolean },
): ConfigSync {
  const [newest, ...older] = fleet.commits;
  const reported = ago(random, 'second', 600);
  const packageSyncs = random.int(1, 40);
  if (cluster.silent) {
    return {
      status: 'unreachable',
      commit: random.pick(older),
      lastSync: ago(random, 'day', 20),
      code: 'WARNING',
      description: 'The cluster has not reported for a long time.',
      reported: ago(random, 'day', 20),
      packageSyncs,
    };
  }
  if (random.chance(fleet.errorRate)) {
    return {
      status: 'error',
      commit: random.pick(older),
      sourceCommit: newest,
      lastSync: ago(random, 'hour', 90),
      code: 'ERROR',
      description: 'Config Sync reports errors; see the sync state.',
      errors: generateSyncErrors(random, {
        cluster: cluster.name,
        team: cluster.team,
      }),
      reported,
      packageSyncs,
    };
  }
  const status = random.weighted<ConfigSync['status']>([
    ['synced', 84],
    ['pending', 6],
    ['stopped', 2],
    ['not-installed', 3],
    ['not-configured', 1],
    ['installing', 1],
    ['install-failed', 1],
    ['assigned', 1],
    ['unauthorized', 1],
  ]);
  switch (status) {
    case 'synced':
      return {
        status,
        origin: random.weighted([
          ['fleet', 8],
          ['user', 1],
          ['fleet-out-of-sync', 1],
        ]),
        commit: newest,
        lastSync: ago(random, 'minute', 50),
        reported,
        packageSyncs,
      };
    case 'pending':
    case 'stopped':
    case 'unauthorized':
      return {
        status,
        commit: random.pick(older),
        sourceCommit: newest,
        lastSync: ago(random, 'hour', 48),
        reported,
        packageSyncs,
      };
    case 'install-failed':
      return {
        status,
        installErrors: [
          'KNV2002: API server error: failed to create the Deployment reconciler-manager: pods quota exceeded in namespace config-management-system',
        ],
        reported,
      };
    case 'assigned':
      return { status };
    default:
      return { status, origin: 'user', reported };
  }
}

export function generateMesh(random: Random, managed: boolean): Mesh {
  const reported = ago(random, 'minute', 10);
  if (!managed) {
    return { status: 'in-cluster', origin: 'user', reported };
  }
  return {
    status: random.weighted<Mesh['status']>([
      ['managed', 90],
      ['provisioning', 3],
      ['needs-attention', 2],
      ['degraded', 2],
      ['stalled', 1],
      ['failed-precondition', 1],
      ['assigned', 1],
    ]),
    conditions: random.chance(0.1)
      ? [
          {
            code: 'CONFIG_VALIDATION_WARNING',
            severity: 'WARNING',
            details: 'An EnvoyFilter uses fields that are not supported.',
          },
        ]
      : [],
    reported,
  };
}

export function generatePolicyController(random: Random): PolicyController {
  return {
    status: random.weighted<PolicyController['status']>([
      ['active', 88],
      ['installing', 2],
      ['suspended', 2],
      ['not-installed', 4],
      ['cluster-error', 3],
      ['hub-error', 1],
    ]),
    reported: ago(random, 'minute', 10),
  };
}
