import type {
  ClusterReading,
  PartReading,
} from 'backstage-plugin-anthos-fleet-common';
import { compact } from '../google/json';
import { Turns } from '../google/Turns';
import type { GatewayTarget } from './addressing/endpoint';
import { METADATA_TYPE, type ClusterCalls } from './client/ClusterCalls';
import { GatewayProblem } from './client/GatewayProblem';
import { addressOf } from './client/Listing';
import { parseAnswer, readListPage } from './client/parse';
import { GatewayLink } from './GatewayLink';
import { CONFIG_SYNC } from './parts/packageSyncs';
import { toProblem } from './parts/PartReader';
import { readParts } from './parts/readParts';
import type {
  ClusterReader,
  ClusterReaderOptions,
  ClusterReadRequest,
  ClusterReadResult,
} from './types';

const MIB = 1024 * 1024;
/** A page of what a cluster has is far smaller; a larger one is asked for in pieces. */
const MAX_PAGE_BYTES = 8 * MIB;
const CALL_DEADLINE_MS = 10_000;
const PROBE_DEADLINE_MS = 5_000;
// The next sweep is the better retry: each try is taken from the budget of the whole fleet.
const MAX_RETRIES = 2;

class GatewayClusterReader implements ClusterReader {
  readonly #options: ClusterReaderOptions;
  readonly #now: () => Date;
  readonly #link: GatewayLink;
  readonly #turns = new Turns();

  constructor(options: ClusterReaderOptions) {
    const { fleet, credentials, connections, now = () => new Date() } = options;
    this.#options = options;
    this.#now = now;
    this.#link = new GatewayLink({ fleet, credentials, connections, now });
  }

  async read(request: ClusterReadRequest): Promise<ClusterReadResult> {
    const attemptedAt = this.#now().toISOString();
    const calls = this.#callsFor(request);
    const parts = request.probe
      ? await this.#probe(request, calls)
      : await this.#readParts(request, calls);
    const { problem, retryAfterMs, ...read } = parts;
    const reading = compact<ClusterReading>({
      ref: request.address.ref,
      attemptedAt,
      ...outcomeOf(problem, read.packageSyncs),
      requests: calls.requests,
      ...read,
    });
    return { reading, ...(retryAfterMs !== undefined && { retryAfterMs }) };
  }

  async close(): Promise<void> {
    await this.#link.close();
  }

  async #probe(
    request: ClusterReadRequest,
    calls: ClusterCalls,
  ): Promise<ReadParts> {
    try {
      const address = await this.#find(request, calls);
      const answer = await calls.get({
        // What is refused here is refused to a whole reading, too; what is missing is an answer.
        url: `${addressOf(
          { address, group: CONFIG_SYNC },
          'rootsyncs',
        )}?limit=1`,
        accept: METADATA_TYPE,
      });
      readListPage(parseAnswer(answer), CONFIG_SYNC);
      return {};
    } catch (error) {
      const problem = toProblem(error);
      return problem.details.kindMissing ? {} : this.#failed(request, problem);
    }
  }

  async #readParts(
    request: ClusterReadRequest,
    calls: ClusterCalls,
  ): Promise<ReadParts> {
    try {
      const address = await this.#find(request, calls);
      const read = await readParts({
        calls,
        turns: this.#turns,
        address,
        inventories: request.inventories,
        configSyncVersion: request.configSyncVersion,
        slowParts: request.slowParts,
      });
      return read.problem
        ? { ...read, ...this.#failed(request, read.problem) }
        : read;
    } catch (error) {
      return this.#failed(request, toProblem(error));
    }
  }

  #find(request: ClusterReadRequest, calls: ClusterCalls): Promise<string> {
    // A probe is one request where one is enough.
    const ask = !request.probe;
    return this.#link.find(targetOf(request), calls, { ask });
  }

  #failed(request: ClusterReadRequest, problem: GatewayProblem): ReadParts {
    this.#link.failed(targetOf(request), problem);
    return { problem, retryAfterMs: problem.details.retryAfterMs };
  }

  #callsFor(request: ClusterReadRequest): ClusterCalls {
    const { maxResponseBytes, clusterDeadlineMs, retryDelayMs } = this.#options;
    const callDeadlineMs = this.#options.callDeadlineMs ?? CALL_DEADLINE_MS;
    const { probe } = request;
    return this.#link.callsTo(targetOf(request), {
      callDeadlineMs: probe
        ? Math.min(callDeadlineMs, PROBE_DEADLINE_MS)
        : callDeadlineMs,
      timeMs: clusterDeadlineMs,
      maxResponseBytes: Math.min(maxResponseBytes, MAX_PAGE_BYTES),
      maxRetries: probe ? 0 : MAX_RETRIES,
      retryDelayMs,
      takeRequest: request.takeRequest,
      signal: request.signal ?? new AbortController().signal,
    });
  }
}

/** Creates the reader of one fleet's clusters. Nothing is loaded or sent before the first reading. */
export function createClusterReader(
  options: ClusterReaderOptions,
): ClusterReader {
  return new GatewayClusterReader(options);
}

type ReadParts = Partial<ClusterReading> & {
  problem?: GatewayProblem;
  retryAfterMs?: number;
};

function targetOf({ address }: ClusterReadRequest): GatewayTarget {
  const { ref, fleet, location, name, projectNumber, direct } = address;
  return { ref, fleet, location, name, projectNumber, direct };
}

/** The reading ended as the reading of its package syncs did. */
function outcomeOf(
  problem: GatewayProblem | undefined,
  packageSyncs: PartReading<unknown> | undefined,
): Pick<ClusterReading, 'outcome' | 'message' | 'remedy' | 'refusedBy'> {
  const { outcome, message, remedy, refusedBy } = problem ??
    packageSyncs ?? { outcome: 'ok' as const };
  return { outcome, message, remedy, refusedBy };
}
