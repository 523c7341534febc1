import type { Answer } from '../../google/boundedFetch';
import type { Credentials } from '../../google/Credentials';
import { Deadline } from '../../google/Deadline';
import { createHomeFetch } from '../../google/homeFetch';
import type { TimeBudget } from '../../google/TimeBudget';
import type { Attempt } from './attempt';
import { classifyGatewayError, tookTooLong } from './classify';
import { isPassing } from './classifyFailure';
import { GatewayProblem } from './GatewayProblem';
import type { Reader } from './remedies';

const JSON_TYPE = 'application/json';
/** Asks for the names, labels and annotations of objects alone. */
export const METADATA_TYPE = `application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1, ${JSON_TYPE}`;

export interface ClusterCallsOptions {
  credentials: Credentials;
  /** Gives the function that sends requests, or says why it cannot. */
  fetch: () => typeof fetch;
  reader: Reader;
  /** The only addresses that are called. */
  homes: readonly string[];
  callDeadlineMs: number;
  /** Time for all calls to the cluster. */
  time: TimeBudget;
  maxResponseBytes: number;
  maxRetries: number;
  retryDelayMs?: number;
  takeRequest: (signal: AbortSignal) => Promise<void>;
  signal: AbortSignal;
}

export interface Call {
  url: string;
  accept?: string;
  /** Permission of the gateway that it needs. */
  permission?: string;
  /** The call is to the gateway itself, and not to the cluster behind it. */
  ofGateway?: boolean;
  /** A shorter deadline than that of every call. */
  deadlineMs?: number;
}

/** What a patch sends. */
export interface PatchBody {
  type: string;
  text: string;
}

/** The calls of one reading of one cluster: counted, in time, within the budget of the fleet. */
export class ClusterCalls {
  /** Requests that were sent, retries included. */
  requests = 0;
  readonly #options: ClusterCallsOptions;

  constructor(options: ClusterCallsOptions) {
    this.#options = options;
  }

  /**
   * Reads one address.
   *
   * @throws GatewayProblem unless the answer is a good one
   */
  get(call: Call): Promise<Answer> {
    return this.#inTime(call);
  }

  /**
   * Sends a patch to one address. It is sent again as a read is: an apply is the same twice.
   *
   * @throws GatewayProblem unless the answer is a good one
   */
  patch(call: Call, body: PatchBody): Promise<Answer> {
    return this.#inTime(call, body);
  }

  async #inTime(call: Call, body?: PatchBody): Promise<Answer> {
    const { time, signal } = this.#options;
    this.#checkTime();
    // Waiting for one's turn is no fault of the cluster, so its time does not run meanwhile.
    await this.#takeRequest(signal);
    this.#checkTime();
    return time.spend(() => this.#send(call, body));
  }

  async #send(call: Call, body?: PatchBody): Promise<Answer> {
    const { credentials, homes, time, signal, reader } = this.#options;
    const ms = Math.min(
      call.deadlineMs ?? this.#options.callDeadlineMs,
      time.remainingMs,
    );
    const deadline = new Deadline(ms, signal);
    const url = new URL(call.url);
    const attempt: Attempt = {
      reader,
      host: url.host,
      permission: call.permission ?? `gkehub.gateway.${body ? 'patch' : 'get'}`,
      ofGateway: call.ofGateway,
      deadline,
    };
    try {
      const headers = await credentials.headers(deadline);
      headers.set('accept', call.accept ?? JSON_TYPE);
      const send = createHomeFetch({
        homes,
        deadline,
        maxResponseBytes: this.#options.maxResponseBytes,
        maxRetries: this.#options.maxRetries,
        retryDelayMs: this.#options.retryDelayMs,
        fetch: this.#countingFetch(),
        isPassing: failure => isPassing(failure, attempt),
        beforeRetry: retrySignal => this.#options.takeRequest(retrySignal),
      });
      if (body) {
        headers.set('content-type', body.type);
      }
      return await send(
        url,
        headers,
        body && { method: 'PATCH', body: body.text },
      );
    } catch (error) {
      const problem = classifyGatewayError(error, attempt);
      if (
        problem.outcome === 'unauthenticated' &&
        problem.refusedBy === 'gateway'
      ) {
        credentials.forget();
      }
      throw problem;
    }
  }

  #checkTime(): void {
    const { time } = this.#options;
    if (time.remainingMs <= 0) {
      throw tookTooLong(time.ms);
    }
  }

  #countingFetch(): typeof fetch {
    const send = this.#options.fetch();
    return (...args) => {
      this.requests++;
      return send(...args);
    };
  }

  async #takeRequest(signal: AbortSignal): Promise<void> {
    try {
      signal.throwIfAborted();
      await this.#options.takeRequest(signal);
    } catch (error) {
      if (!signal.aborted) {
        throw error;
      }
      throw new GatewayProblem(
        'timeout',
        'The reading was stopped before it was done',
      );
    }
  }
}
