import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  DEFAULT_TOKEN,
  startFleetEmulator,
  type FleetEmulator,
  type FleetEmulatorOptions,
} from 'fleet-emulator';
import type {
  ClusterReading,
  ObservedCluster,
} from 'backstage-plugin-anthos-fleet-common';
import { emulatedReader } from '../../hub/__testUtils__/emulated';
import { createClusterReader } from '../ClusterReader';
import type { ClusterReaderOptions, ClusterReadRequest } from '../types';
import { expectContract } from './contract';

/** A fleet of the emulator, whose clusters are read through its gateway. */
export class EmulatedFleet {
  readonly #folder: string;

  private constructor(
    readonly emulator: FleetEmulator,
    /** As the register tells them. */
    readonly clusters: readonly ObservedCluster[],
    folder: string,
  ) {
    this.#folder = folder;
  }

  static async start(options: FleetEmulatorOptions): Promise<EmulatedFleet> {
    const emulator = await startFleetEmulator(options);
    const folder = mkdtempSync(join(tmpdir(), 'gateway-emulator-'));
    writeFileSync(join(folder, 'ca.pem'), emulator.gateway.ca);
    const { clusters } = await emulatedReader(emulator).readFleet();
    return new EmulatedFleet(emulator, clusters.data ?? [], folder);
  }

  async stop(): Promise<void> {
    await this.emulator.close();
    rmSync(this.#folder, { recursive: true });
  }

  /** @param name - `location/name` */
  find(name: string): ObservedCluster {
    const cluster = this.clusters.find(({ ref }) => ref.endsWith(`/${name}`));
    if (!cluster) {
      throw new Error(`There is no cluster ${name}`);
    }
    return cluster;
  }

  async read(
    cluster: ObservedCluster,
    request: Partial<ClusterReadRequest> = {},
    options: Partial<ClusterReaderOptions> & { token?: string } = {},
  ): Promise<ClusterReading & { retryAfterMs?: number }> {
    const reader = createClusterReader({
      fleet: {
        project: 'acme-fleet',
        hub: { endpoint: this.emulator.url },
        gateway: {
          enabled: true,
          endpoint: this.emulator.gateway.url,
          caFile: join(this.#folder, 'ca.pem'),
        },
        auth: { accessToken: options.token ?? DEFAULT_TOKEN },
      },
      clusterDeadlineMs: 30_000,
      maxResponseBytes: 8 * 1024 * 1024,
      retryDelayMs: 1,
      ...options,
    });
    try {
      const { ref, fleet, location, name, projectNumber, platform } = cluster;
      const { reading, retryAfterMs } = await reader.read({
        address: {
          ...{ ref, fleet, location, name, projectNumber },
          direct: platform === 'gke',
        },
        inventories: [],
        slowParts: false,
        takeRequest: async () => {},
        ...request,
      });
      expectContract(reading);
      return { ...reading, retryAfterMs };
    } finally {
      await reader.close();
    }
  }
}
