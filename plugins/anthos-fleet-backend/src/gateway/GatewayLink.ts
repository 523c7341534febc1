import type { FleetAccess } from '../config';
import { Credentials } from '../google/Credentials';
import { TimeBudget } from '../google/TimeBudget';
import { AddressBook } from './addressing/AddressBook';
import type { GatewayTarget } from './addressing/endpoint';
import { findAddress } from './addressing/findAddress';
import { GatewayHosts } from './addressing/GatewayHosts';
import { ClusterCalls, type ClusterCallsOptions } from './client/ClusterCalls';
import type { GatewayProblem } from './client/GatewayProblem';
import { Pool } from './client/pool';
import type { Purpose } from './client/roles';

const CONNECTIONS = 64;

export interface GatewayLinkOptions {
  fleet: FleetAccess;
  credentials?: Credentials;
  /** Connections to one host of the gateway at the same time. Default: 64. */
  connections?: number;
  now: () => Date;
  /** What the account is to be granted, for remedies. Default: what readings need. */
  purpose?: Purpose;
}

type Limits = Pick<
  ClusterCallsOptions,
  | 'callDeadlineMs'
  | 'maxResponseBytes'
  | 'maxRetries'
  | 'retryDelayMs'
  | 'signal'
  | 'takeRequest'
>;

/** The way to the clusters of one fleet: who asks, over which connections, and where they are. */
export class GatewayLink {
  readonly #options: GatewayLinkOptions;
  readonly #credentials: Credentials;
  readonly #pool: Pool;
  readonly #hosts: GatewayHosts;
  readonly #addresses: AddressBook;

  constructor(options: GatewayLinkOptions) {
    const { fleet, now, connections = CONNECTIONS } = options;
    this.#options = options;
    this.#credentials =
      options.credentials ??
      new Credentials({ project: fleet.project, auth: fleet.auth });
    this.#pool = new Pool({ connections, caFile: fleet.gateway.caFile });
    this.#hosts = new GatewayHosts(fleet.gateway.endpoint);
    this.#addresses = new AddressBook(this.#hosts, now);
  }

  /** The calls of one piece of work on one cluster. */
  callsTo(
    target: GatewayTarget,
    { timeMs, ...limits }: Limits & { timeMs: number },
  ): ClusterCalls {
    const { fleet, purpose } = this.#options;
    return new ClusterCalls({
      ...limits,
      credentials: this.#credentials,
      fetch: () => this.#pool.fetch,
      reader: {
        project: fleet.project,
        location: target.location,
        name: target.name,
        direct: target.direct,
        principal: fleet.auth.impersonate,
        purpose,
      },
      homes: this.#hosts.homesOf(target.location),
      time: new TimeBudget(timeMs),
    });
  }

  /**
   * Address of a cluster, without a slash at its end.
   *
   * @param ask - ask the gateway although the address can be built
   * @throws GatewayProblem when there is none
   */
  find(
    target: GatewayTarget,
    calls: ClusterCalls,
    { ask }: { ask: boolean },
  ): Promise<string> {
    return findAddress({
      target,
      hosts: this.#hosts,
      addresses: this.#addresses,
      calls,
      ask,
    });
  }

  /** Drops an address that turned out to be wrong. */
  failed(target: GatewayTarget, problem: GatewayProblem): void {
    if (problem.outcome === 'not-found' && problem.refusedBy === 'gateway') {
      this.#addresses.forget(target);
    }
  }

  async close(): Promise<void> {
    await this.#pool.close();
  }
}
