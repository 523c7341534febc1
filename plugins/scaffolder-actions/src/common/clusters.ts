import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { InputError, isError } from '@backstage/errors';
import {
  injectionLabelOf,
  parseClusterRef,
  stringifyClusterRef,
  type ClusterDetails,
  type Hosting,
  type NamespaceInjectionLabel,
} from 'backstage-plugin-anthos-fleet-common';
import type { AnthosFleetService } from 'backstage-plugin-anthos-fleet-node';
import type { SelfServiceConfig } from '../config';
import { shown } from './fields';

/** A cluster that something is made for. */
export interface ChosenCluster {
  ref: string;
  fleet: string;
  location: string;
  name: string;
  hosting: Hosting;
  injection?: NamespaceInjectionLabel;
  managedMesh: boolean;
}

const MOST_CLUSTERS = 200;
const AT_ONCE = 10;

/**
 * Reads the clusters that somebody chose, with their rights.
 *
 * @throws InputError that names the cluster that cannot be used
 */
export async function chooseClusters(
  refs: readonly string[],
  {
    fleet,
    credentials,
    signal,
    config,
  }: {
    fleet: Pick<AnthosFleetService, 'getCluster'>;
    credentials: BackstageCredentials;
    signal?: AbortSignal;
    config: SelfServiceConfig;
  },
): Promise<ChosenCluster[]> {
  const parsed = checkRefs(refs);
  const clusters: ChosenCluster[] = [];
  for (let start = 0; start < parsed.length; start += AT_ONCE) {
    clusters.push(
      ...(await Promise.all(
        parsed.slice(start, start + AT_ONCE).map(async ref => {
          const details = await fleet
            .getCluster(ref, { credentials, signal })
            .catch(error => refuseMissing(error, stringifyClusterRef(ref)));
          return toChosen(details, config);
        }),
      )),
    );
  }
  return clusters;
}

function checkRefs(refs: readonly string[]) {
  if (refs.length === 0 || refs.length > MOST_CLUSTERS) {
    throw new InputError(
      `clusters: ${refs.length} are chosen; choose 1 to ${MOST_CLUSTERS}`,
    );
  }
  return [...new Set(refs)].sort().map(text => {
    const ref = parseClusterRef(text);
    if (!ref) {
      throw new InputError(
        `clusters: ${shown(text)} is no cluster; give project/location/name`,
      );
    }
    return ref;
  });
}

function refuseMissing(error: unknown, ref: string): never {
  if (isError(error) && error.name === 'NotFoundError') {
    throw new InputError(
      `clusters: ${ref} is not in the fleet, or you may not see it; choose another one`,
    );
  }
  throw error;
}

function toChosen(
  details: ClusterDetails,
  config: SelfServiceConfig,
): ChosenCluster {
  const { cluster } = details;
  const refusal = refusalOf(details);
  if (refusal) {
    throw new InputError(`clusters: ${cluster.ref} ${refusal}`);
  }
  const { label } = injectionLabelOf(details, config.mesh.injection);
  return {
    ref: cluster.ref,
    fleet: cluster.fleet,
    location: cluster.location,
    name: cluster.name,
    hosting: cluster.hosting,
    ...(label && { injection: label }),
    managedMesh:
      cluster.mesh?.managed === true ||
      cluster.mesh?.implementation === 'TRAFFIC_DIRECTOR',
  };
}

function refusalOf({ cluster }: ClusterDetails): string | undefined {
  if (cluster.orphaned) {
    return 'does not exist any more; only its registration is left';
  }
  return cluster.admin
    ? 'manages other clusters and runs no services; choose one that does'
    : undefined;
}

/** Trust domains that services of these clusters have identities in. */
export function trustDomainsOf(
  clusters: readonly ChosenCluster[],
  { mesh }: SelfServiceConfig,
): string[] {
  const domains = clusters.map(
    ({ fleet }) => mesh.trustDomain ?? `${fleet}.svc.id.goog`,
  );
  return [...new Set(domains)].sort();
}
