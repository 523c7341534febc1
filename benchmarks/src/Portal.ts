import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { openSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Overview } from 'backstage-plugin-anthos-fleet-common';
import type { FleetEmulator } from 'fleet-emulator';
import { stringify } from 'yaml';
import { portalConfig } from './portalConfig';

export interface Connection {
  host: string;
  port: number;
  user: string;
  password: string;
}

export interface ProcessState {
  /** Bytes in use now, after a garbage collection. */
  rss: number;
  /** Most bytes in use since the process began. */
  peak: number;
  /** Time of the processor since the process began, milliseconds. */
  cpuMs: number;
}

const START_DEADLINE_MS = 120_000;
const MOST = 0.8;
const AT_ONCE = 8;
const STILL_MS = 4_000;

/** A back end in a process of its own, as a load generator sees it. */
export class Portal {
  private constructor(
    readonly url: string,
    readonly token: string,
    /** Name of the plugin's database. */
    readonly database: string,
    private readonly child: ChildProcess,
  ) {}

  static async start(options: {
    folder: string;
    emulator: Pick<FleetEmulator, 'url' | 'gateway'>;
    fleet: string;
    connection: Connection;
    entities: object[];
    /** `anthosFleet.sweep`, beside what every benchmark needs. */
    sweep?: object;
    /** Without it only the fleet's register is read, not the clusters. */
    gateway?: boolean;
    /** Module of the back end; without it, one that has no front end. */
    backend?: string;
    /** `app` in the configuration, for a back end that has a front end. */
    app?: object;
  }): Promise<Portal> {
    const { folder, connection, fleet, emulator, gateway = true } = options;
    await mkdir(folder, { recursive: true });
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const catalogFile = join(folder, 'catalog.yaml');
    await writeFile(
      catalogFile,
      options.entities.map(entity => stringify(entity)).join('---\n'),
    );
    // A database of its own, so that nothing is left of another benchmark.
    const prefix = `bench_${port}_`;
    const caFile = join(folder, 'ca.pem');
    await writeFile(caFile, emulator.gateway.ca);
    const configFile = join(folder, 'app-config.yaml');
    await writeFile(
      configFile,
      stringify(
        portalConfig({
          url,
          port,
          database: { connection, prefix },
          catalogFile,
          fleet,
          hub: emulator.url,
          gateway: { enabled: gateway, endpoint: emulator.gateway.url, caFile },
          sweep: options.sweep,
          app: options.app,
        }),
      ),
    );
    const log = openSync(join(folder, 'backend.log'), 'w');
    const child = spawn(
      process.execPath,
      [
        '--expose-gc',
        ...(process.env.BENCH_PROFILE
          ? ['--cpu-prof', `--cpu-prof-dir=${join(folder, 'profiles')}`]
          : []),
        '--require',
        require.resolve('@backstage/cli/config/nodeTransform.cjs'),
        options.backend ?? require.resolve('./backend'),
        '--config',
        configFile,
      ],
      {
        stdio: ['ignore', log, log],
        env: { ...process.env, NODE_ENV: 'development', LOG_LEVEL: 'warn' },
      },
    );
    try {
      const token = await signIn(url, child);
      return new Portal(url, token, `${prefix}anthos-fleet`, child);
    } catch (error) {
      child.kill();
      throw new Error(
        `The back end did not start; see ${join(folder, 'backend.log')}`,
        { cause: error },
      );
    }
  }

  async get<T>(path: string): Promise<T> {
    return this.#fetch(path);
  }

  overview(): Promise<Overview> {
    return this.#fetch('/api/anthos-fleet/overview');
  }

  /** Time of the processor since the process began, milliseconds; costs next to nothing to ask. */
  async cpuMs(): Promise<number> {
    return (await this.#fetch<{ cpuMs: number }>('/api/floor/processor')).cpuMs;
  }

  process(): Promise<ProcessState> {
    return this.#fetch('/api/floor/process');
  }

  /** Waits for a sweep that began after a moment, and says how long it took in milliseconds. */
  async sweptAfter(moment: number, deadlineMs = 120_000): Promise<number> {
    const end = Date.now() + deadlineMs;
    while (Date.now() < end) {
      const [sweep] = (await this.overview()).fleets;
      const startedAt = Date.parse(sweep?.startedAt ?? '');
      const finishedAt = Date.parse(sweep?.finishedAt ?? '');
      if (startedAt >= moment && finishedAt >= startedAt) {
        const failed = sweep.sources.find(
          ({ freshness }) => freshness.outcome !== 'ok',
        );
        if (failed) {
          throw new Error(`The sweep failed: ${JSON.stringify(failed)}`);
        }
        return finishedAt - startedAt;
      }
      await sleep(100);
    }
    throw new Error(`No sweep within ${deadlineMs / 1000} s`);
  }

  /**
   * Waits until the clusters have answered through the gateway. A generated fleet has some that
   * never do: what counts is that most have, and that no more are coming.
   */
  async clustersRead(clusters: number, deadlineMs = 300_000): Promise<void> {
    const end = Date.now() + deadlineMs;
    let answering = 0;
    let since = Date.now();
    while (Date.now() < end) {
      const [sweep] = (await this.overview()).fleets;
      const now = sweep?.gateway?.answering ?? 0;
      if (now !== answering) {
        answering = now;
        since = Date.now();
      }
      if (
        answering >= clusters ||
        (answering >= MOST * clusters && Date.now() - since > STILL_MS)
      ) {
        return;
      }
      await sleep(200);
    }
    throw new Error(`${answering} of ${clusters} clusters answered in time`);
  }

  /** Waits until the catalog has a component. */
  async entityIsThere(name: string, deadlineMs = 60_000): Promise<void> {
    const end = Date.now() + deadlineMs;
    for (;;) {
      try {
        await this.get(`/api/anthos-fleet/entities/component/default/${name}`);
        return;
      } catch (error) {
        if (Date.now() > end) {
          throw error;
        }
        await sleep(500);
      }
    }
  }

  /** Asks for a reading of clusters. */
  async refresh(clusterRefs: string[]): Promise<void> {
    const refs = clusterRefs.values();
    const ask = async () => {
      for (const ref of refs) {
        await this.#send(`/api/anthos-fleet/clusters/${ref}/refresh`, 'POST');
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, ask));
  }

  /** Has the register of a fleet read, as if it were time for it, and asks for no cluster. */
  async readRegister(fleet: string): Promise<void> {
    await this.#send(
      `/api/anthos-fleet/.backstage/scheduler/v1/tasks/anthos-fleet-sweep-${fleet}/trigger`,
      'POST',
    );
  }

  /** Asks for a sweep; the plugin grants one in ten seconds. */
  async sweep(clusterRef: string): Promise<number> {
    for (;;) {
      const asked = Date.now();
      const receipt = await this.#fetch<{
        accepted: boolean;
        retryAfterSeconds: number;
      }>(`/api/anthos-fleet/clusters/${clusterRef}/refresh`, 'POST');
      if (receipt.accepted) {
        return this.sweptAfter(asked);
      }
      await sleep(receipt.retryAfterSeconds * 1000);
    }
  }

  async stop() {
    if (this.child.exitCode === null) {
      this.child.kill('SIGTERM');
      const timer = setTimeout(() => this.child.kill('SIGKILL'), 15_000);
      await once(this.child, 'exit');
      clearTimeout(timer);
    }
  }

  async #fetch<T>(path: string, method = 'GET'): Promise<T> {
    return (await this.#send(path, method)).json() as Promise<T>;
  }

  async #send(path: string, method: string): Promise<Response> {
    const response = await fetch(`${this.url}${path}`, {
      method,
      headers: { authorization: `Bearer ${this.token}` },
      signal: AbortSignal.timeout(60_000),
    });
    if (!response.ok) {
      throw new Error(
        `${method} ${path}: ${response.status} ${await response.text()}`,
      );
    }
    return response;
  }
}

async function signIn(url: string, child: ChildProcess): Promise<string> {
  const end = Date.now() + START_DEADLINE_MS;
  while (Date.now() < end && child.exitCode === null) {
    try {
      const response = await fetch(`${url}/api/auth/guest/refresh`, {
        signal: AbortSignal.timeout(5_000),
      });
      if (response.ok) {
        const body = (await response.json()) as {
          backstageIdentity: { token: string };
        };
        const { token } = body.backstageIdentity;
        const overview = await fetch(`${url}/api/anthos-fleet/overview`, {
          headers: { authorization: `Bearer ${token}` },
          signal: AbortSignal.timeout(5_000),
        });
        if (overview.ok) {
          return token;
        }
      }
    } catch {
      // Not up yet.
    }
    await sleep(300);
  }
  throw new Error('no guest could sign in and read the fleet');
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
