import type { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type {
  ClusterReading,
  ObservedNamespace,
  PackageSyncKey,
} from 'backstage-plugin-anthos-fleet-common';
import type { ClusterReader, ClusterReadResult } from '../gateway';
import type {
  ClusterReadings,
  ClusterToRead,
  RecordedClusterReading,
} from '../store/ClusterReadings';
import {
  afterReading,
  FAILURES_TO_OPEN,
  needsProbe,
  type BreakerMemory,
} from './breaker';
import type { SweepMetrics } from './SweepMetrics';

/** Tells whose a package sync is. */
export interface Owners {
  ownerOf(
    cluster: { ref: string; fleet: string; name: string },
    sync: PackageSyncKey,
    namespace?: ObservedNamespace,
  ): string | undefined;
  /** Renews what it knows of owners, when that is old. */
  refresh(): Promise<void>;
}

/** Is told of every reading that was written. */
export interface ReadingObserver {
  observe(
    reading: ClusterReading,
    recorded: RecordedClusterReading,
  ): Promise<unknown>;
}

export interface ClusterVisitOptions {
  reader: ClusterReader;
  store: ClusterReadings;
  owners: Owners;
  observer: ReadingObserver;
  metrics: SweepMetrics;
  logger: LoggerService;
  frequencyMs: number;
}

/** How one cluster is read in one sweep. */
export interface VisitRequest {
  slowParts: boolean;
  /** Waits for the request budget of the shard. */
  takeRequest: (signal: AbortSignal) => Promise<void>;
  signal: AbortSignal;
}

/**
 * Reads one cluster, and then writes the reading. Whatever goes wrong with the cluster is written to
 * its row; only a problem with the own database is thrown.
 */
export class ClusterVisit {
  readonly #options: ClusterVisitOptions;

  constructor(options: ClusterVisitOptions) {
    this.#options = options;
  }

  /** @returns undefined when the sweep lost its turn meanwhile: then there is nothing to write */
  async read(
    cluster: ClusterToRead,
    request: VisitRequest,
  ): Promise<ClusterReadResult | undefined> {
    const began = performance.now();
    const result = await this.#readOrProbe(cluster, request);
    if (request.signal.aborted) {
      return undefined;
    }
    const seconds = (performance.now() - began) / 1000;
    this.#options.metrics.read(cluster.fleet, result.reading, seconds);
    return result;
  }

  /** Writes what {@link ClusterVisit.read} gave, unless the sweep lost its turn meanwhile. */
  async write(
    cluster: ClusterToRead,
    { reading, retryAfterMs }: ClusterReadResult,
    signal: AbortSignal,
  ): Promise<void> {
    if (signal.aborted) {
      return;
    }
    const memory = afterReading(cluster, reading, {
      now: new Date(),
      frequencyMs: this.#options.frequencyMs,
      retryAfterMs,
    });
    this.#report(cluster, memory, reading);
    await this.#write(cluster, reading, memory, signal);
  }

  /**
   * Writes why a cluster is not read at all: the fleet says that it is gone. Once, not every sweep.
   */
  async skip(cluster: ClusterToRead): Promise<void> {
    if (
      cluster.outcome === 'not-found' &&
      cluster.failures >= FAILURES_TO_OPEN
    ) {
      return;
    }
    const reading: ClusterReading = {
      ref: cluster.ref,
      attemptedAt: new Date().toISOString(),
      outcome: 'not-found',
      message:
        'The cluster is not read: the fleet says that it is gone, only its registration is left',
      remedy: `Remove the registration with: gcloud container fleet memberships delete ${cluster.name} --location ${cluster.location} --project ${cluster.fleet}`,
      requests: 0,
    };
    const memory = { failures: FAILURES_TO_OPEN };
    const recorded = await this.#record(cluster, reading, memory);
    if (recorded.recorded) {
      await this.#options.observer.observe(reading, recorded);
    }
  }

  async #readOrProbe(
    cluster: ClusterToRead,
    request: VisitRequest,
  ): Promise<ClusterReadResult> {
    if (!needsProbe(cluster)) {
      return this.#ask(cluster, request, false);
    }
    const probe = await this.#ask(cluster, request, true);
    if (probe.reading.outcome !== 'ok' || request.signal.aborted) {
      return probe;
    }
    const result = await this.#ask(cluster, request, false);
    const requests = probe.reading.requests + result.reading.requests;
    return { ...result, reading: { ...result.reading, requests } };
  }

  async #ask(
    cluster: ClusterToRead,
    { slowParts, takeRequest, signal }: VisitRequest,
    probe: boolean,
  ): Promise<ClusterReadResult> {
    const attemptedAt = new Date().toISOString();
    try {
      return await this.#options.reader.read({
        address: cluster,
        probe,
        inventories: cluster.wantedInventories,
        configSyncVersion: cluster.configSyncVersion,
        slowParts,
        takeRequest,
        signal,
      });
    } catch (error) {
      // A reader that rejects has met what nobody thought of; that is this cluster's row alone.
      return { reading: unusable(cluster, attemptedAt, 'read', error) };
    }
  }

  async #write(
    cluster: ClusterToRead,
    reading: ClusterReading,
    memory: BreakerMemory,
    signal: AbortSignal,
  ): Promise<void> {
    const { frequencyMs, logger, observer } = this.#options;
    let written = reading;
    let recorded: RecordedClusterReading;
    try {
      recorded = await this.#record(cluster, reading, memory);
    } catch (error) {
      if (signal.aborted) {
        return;
      }
      // Either the database is away, and the next write fails as well, or it takes all but this.
      const { requests, attemptedAt } = reading;
      written = {
        ...unusable(cluster, attemptedAt, 'stored', error),
        requests,
      };
      recorded = await this.#record(
        cluster,
        written,
        afterReading(cluster, written, { now: new Date(), frequencyMs }),
      );
      logger.error(
        `What was read of ${cluster.ref} could not be stored`,
        toError(error),
      );
    }
    if (recorded.recorded) {
      await observer.observe(written, recorded);
    }
  }

  #record(
    cluster: ClusterToRead,
    reading: ClusterReading,
    memory: BreakerMemory,
  ): Promise<RecordedClusterReading> {
    const { store, owners } = this.#options;
    return store.recordClusterReading(reading, {
      ownerOf: (sync, namespace) => owners.ownerOf(cluster, sync, namespace),
      ...memory,
    });
  }

  /** Logs when a breaker opens and closes, which is once, not on every sweep and replica. */
  #report(
    cluster: ClusterToRead,
    { failures }: BreakerMemory,
    { outcome, message, remedy }: ClusterReading,
  ) {
    if (failures === FAILURES_TO_OPEN && cluster.failures < failures) {
      this.#options.logger.warn(
        `Cluster ${cluster.ref} failed ${failures} times in a row (${outcome}: ${message}); until it answers it is only probed`,
        remedy ? { remedy } : {},
      );
    } else if (failures === 0 && cluster.failures >= FAILURES_TO_OPEN) {
      this.#options.logger.info(`Cluster ${cluster.ref} answers again`);
    }
  }
}

const MAX_REASON = 200;

function unusable(
  { ref }: ClusterToRead,
  attemptedAt: string,
  what: 'read' | 'stored',
  error: unknown,
): ClusterReading {
  const reason = toError(error).message.slice(0, MAX_REASON);
  return {
    ref,
    attemptedAt,
    outcome: 'invalid',
    message: `What the cluster answered could not be ${what}: ${reason}`,
    requests: 0,
  };
}
