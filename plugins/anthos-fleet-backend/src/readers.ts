import type { AnthosFleetConfig, FleetConfig } from './config';
import { createClusterReader, type ClusterReader } from './gateway';
import { Credentials } from './google/Credentials';
import { createHubReader, type HubReader } from './hub';

/** What reads one fleet. */
export interface FleetReaders {
  register: HubReader;
  /** Undefined where the clusters themselves are not to be read. */
  clusters?: ClusterReader;
}

/** Creates what reads one fleet, with one token for all of it. */
export function createReaders(
  fleet: FleetConfig,
  { place, sweep }: Pick<AnthosFleetConfig, 'place' | 'sweep'>,
): FleetReaders {
  const { callDeadlineMs, clusterDeadlineMs, maxResponseBytes } = sweep;
  const credentials = new Credentials(fleet);
  const limits = { fleet, callDeadlineMs, maxResponseBytes, credentials };
  return {
    register: createHubReader({ ...limits, place }),
    clusters: fleet.gateway.enabled
      ? createClusterReader({ ...limits, clusterDeadlineMs })
      : undefined,
  };
}
