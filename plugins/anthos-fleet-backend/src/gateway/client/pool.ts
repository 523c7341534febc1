import { readFileSync } from 'node:fs';
import { getCACertificates } from 'node:tls';
import { Agent, EnvHttpProxyAgent, fetch, type Dispatcher } from 'undici';
import { GatewayProblem } from './GatewayProblem';

// Longer than the pause between two sweeps, so that the second finds its connections open.
const KEEP_ALIVE_MS = 75_000;

export interface PoolOptions {
  /** Connections to one host at the same time. */
  connections: number;
  caFile?: string;
}

/** The connections to the gateway. They are made when they are needed, and used again. */
export class Pool {
  readonly #options: PoolOptions;
  #dispatcher: Dispatcher | undefined;

  constructor(options: PoolOptions) {
    this.#options = options;
  }

  /**
   * `fetch` over the pool.
   *
   * @throws GatewayProblem when the certificates cannot be read
   */
  get fetch(): typeof globalThis.fetch {
    const dispatcher = (this.#dispatcher ??= createDispatcher(this.#options));
    const send: typeof fetch = (input, init) =>
      fetch(input, { ...init, dispatcher });
    // The same function as the platform's, in the version that knows the agents beside it.
    return send as unknown as typeof globalThis.fetch;
  }

  async close(): Promise<void> {
    await this.#dispatcher?.destroy();
    this.#dispatcher = undefined;
  }
}

function createDispatcher({ connections, caFile }: PoolOptions): Dispatcher {
  const tls = caFile ? { ca: readAuthorities(caFile) } : {};
  const options = {
    connections,
    pipelining: 1,
    keepAliveTimeout: KEEP_ALIVE_MS,
    connect: tls,
  };
  // What Node.js itself heeds when it is told to use the proxy of the environment.
  return process.env.NODE_USE_ENV_PROXY === '1'
    ? new EnvHttpProxyAgent({ ...options, requestTls: tls })
    : new Agent(options);
}

function readAuthorities(caFile: string): string[] {
  try {
    // Giving any authority replaces the usual ones, so they are given too.
    return [...getCACertificates('default'), readFileSync(caFile, 'utf8')];
  } catch (error) {
    throw new GatewayProblem(
      'invalid',
      `The file with the gateway's certificate authority cannot be read: ${
        (error as Error).message
      }`,
      {
        remedy:
          'Give the path of a readable PEM file in anthosFleet.fleets[].gateway.caFile',
      },
    );
  }
}
