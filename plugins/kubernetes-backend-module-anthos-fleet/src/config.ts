import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';

/** How the clusters of one fleet are reached. */
export interface FleetAccess {
  /** Fleet host project. */
  project: string;
  /** Address of the Connect Gateway; `{location}` stands for the location of a registration. */
  endpoint?: string;
  /** File with the certificate authority of the endpoint. */
  caFile?: string;
  auth: { impersonate?: string; accessToken?: string };
}

export interface KubernetesModuleConfig {
  fleets: FleetAccess[];
  credentials: 'service' | 'user';
  keepUnreachable: boolean;
  ownClustersOnly: boolean;
  metrics: boolean;
}

const ROOT = 'kubernetes.anthosFleet';

/**
 * Reads `kubernetes.anthosFleet`, and of `anthosFleet` how the clusters of each fleet are reached.
 * Fleets whose Connect Gateway is switched off are left out.
 *
 * @throws InputError for a value that is present and wrong
 */
export function readKubernetesModuleConfig(
  root: Config,
): KubernetesModuleConfig {
  const config = root.getOptionalConfig(ROOT);
  return {
    fleets: (root.getOptionalConfigArray('anthosFleet.fleets') ?? [])
      .filter(fleet => fleet.getOptionalBoolean('gateway.enabled') !== false)
      .map(fleet => ({
        project: fleet.getString('project'),
        endpoint: fleet.getOptionalString('gateway.endpoint'),
        caFile: fleet.getOptionalString('gateway.caFile'),
        auth: {
          impersonate: fleet.getOptionalString('auth.impersonate'),
          accessToken: fleet.getOptionalString('auth.accessToken'),
        },
      })),
    credentials: choose(config, 'credentials', ['service', 'user']),
    keepUnreachable:
      choose(config, 'unreachable', ['leave-out', 'keep']) === 'keep',
    ownClustersOnly:
      choose(config, 'clustersOfEntity', ['own', 'all']) === 'own',
    metrics: config?.getOptionalBoolean('metrics') ?? false,
  };
}

/** The first choice is the default. */
function choose<T extends string>(
  config: Config | undefined,
  key: string,
  choices: T[],
): T {
  const text = config?.getOptionalString(key) ?? choices[0];
  const choice = choices.find(value => value === text);
  if (!choice) {
    throw new InputError(
      `${ROOT}.${key} is '${text}'; give one of ${choices.join(', ')}`,
    );
  }
  return choice;
}
