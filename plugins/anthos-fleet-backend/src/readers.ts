import type { AnthosFleetConfig, FleetConfig } from './config';
import { createClusterReader, DryRunner, type ClusterReader } from './gateway';
import { Credentials } from './google/Credentials';
import { createHubReader, FleetNamespaces, type HubReader } from './hub';
import type { FleetProvisioner } from './provisioning';
import { Pause, RequestBudget } from './sweep/RequestBudget';

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

/** Of the requests that sweeps may send, so many more for dry runs. */
const PROVISIONING_SHARE = 0.25;

/**
 * Creates what templates may ask of one fleet, with an identity of its own where one is configured.
 *
 * @returns undefined where templates may not ask
 */
export function createProvisioner(
  { provisioning, ...fleet }: FleetConfig,
  { sweep }: Pick<AnthosFleetConfig, 'sweep'>,
): FleetProvisioner | undefined {
  if (!provisioning.enabled) {
    return undefined;
  }
  const { callDeadlineMs, clusterDeadlineMs, maxResponseBytes } = sweep;
  const account = { ...fleet, auth: provisioning.auth ?? fleet.auth };
  const credentials = new Credentials(account);
  const limits = {
    fleet: account,
    callDeadlineMs,
    maxResponseBytes,
    credentials,
  };
  const pause = new Pause();
  const budget = new RequestBudget({
    requestsPerMinute: sweep.requestsPerMinute * PROVISIONING_SHARE,
    pause,
  });
  return {
    namespaces: new FleetNamespaces(limits),
    takeRequest: signal => budget.take(signal),
    quotaUsedUp: ms => pause.begin(ms),
    ...(fleet.gateway.enabled && {
      dryRunner: new DryRunner({ ...limits, deadlineMs: clusterDeadlineMs }),
    }),
  };
}
