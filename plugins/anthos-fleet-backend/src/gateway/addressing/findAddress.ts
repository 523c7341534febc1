import { connectGatewayUrl } from 'backstage-plugin-anthos-fleet-common';
import { field } from '../../google/json';
import { SETTING } from '../client/attempt';
import type { ClusterCalls } from '../client/ClusterCalls';
import { GatewayProblem } from '../client/GatewayProblem';
import { parseAnswer } from '../client/parse';
import type { AddressBook } from './AddressBook';
import type { GatewayTarget } from './endpoint';
import type { GatewayHosts } from './GatewayHosts';

/** Enough for a service that answers from what it knows. */
const DEADLINE_MS = 5_000;

export interface FindAddressOptions {
  target: GatewayTarget;
  hosts: GatewayHosts;
  addresses: AddressBook;
  calls: ClusterCalls;
  /** Ask the gateway although the address can be built. */
  ask: boolean;
}

/**
 * Finds the address of a cluster: the gateway is asked, and where it does not tell, the address is
 * built from what the register tells.
 *
 * @throws GatewayProblem when there is none
 */
export async function findAddress(
  options: FindAddressOptions,
): Promise<string> {
  const { target, addresses, ask } = options;
  const known = addresses.addressOf(target);
  if (known && !(ask && addresses.isDue(target))) {
    return known;
  }
  let problem: GatewayProblem | undefined;
  try {
    addresses.keep(target, await askGateway(options));
  } catch (error) {
    problem = error as GatewayProblem;
    // What is over anyhow, or would be refused again, is not tried at another address.
    if (!(error instanceof GatewayProblem) || isFinal(problem)) {
      throw error;
    }
    addresses.keep(target, undefined);
  }
  const address = addresses.addressOf(target);
  if (address) {
    return address;
  }
  throw problem && problem.outcome !== 'not-found'
    ? problem
    : unknownNumber(target);
}

async function askGateway({
  target,
  hosts,
  calls,
}: FindAddressOptions): Promise<unknown> {
  const { location, name, fleet, projectNumber } = target;
  const [endpoint] = hosts.homesOf(location);
  if (!endpoint) {
    throw new GatewayProblem(
      'invalid',
      `${JSON.stringify(location)} is no location that a gateway could be in`,
    );
  }
  const address = connectGatewayUrl({
    project: projectNumber ?? fleet,
    location,
    name,
    // The gateway itself knows which clusters are GKE.
    direct: false,
    endpoint,
  });
  const answer = await calls.get({
    url: `${address}:generateCredentials`,
    permission: 'gkehub.gateway.generateCredentials',
    ofGateway: true,
    deadlineMs: DEADLINE_MS,
  });
  return field(parseAnswer(answer), 'endpoint');
}

function isFinal({ outcome, refusedBy, details }: GatewayProblem): boolean {
  return (
    details.retryAfterMs !== undefined ||
    (outcome === 'unauthenticated' && refusedBy !== 'api-server')
  );
}

function unknownNumber({ fleet }: GatewayTarget): GatewayProblem {
  return new GatewayProblem(
    'invalid',
    `The number of project ${fleet} is not known, and the gateway does not tell the cluster's address without it`,
    {
      refusedBy: 'gateway',
      remedy: `The number is in the fleet's features: see whether they can be read. See, too, whether ${SETTING} is the address of the Connect Gateway`,
    },
  );
}
