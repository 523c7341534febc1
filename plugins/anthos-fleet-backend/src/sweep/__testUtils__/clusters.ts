import { mockServices } from '@backstage/backend-test-utils';
import type { ClusterReading } from 'backstage-plugin-anthos-fleet-common';
import { FLEET } from '../../__testUtils__/readings';
import type { SweepConfig } from '../../config';
import type {
  ClusterReader,
  ClusterReadRequest,
  ClusterReadResult,
} from '../../gateway';
import type {
  ClusterReadingContext,
  ClusterReadings,
  ClusterToRead,
  RecordedClusterReading,
} from '../../store/ClusterReadings';
import { ClusterSweep } from '../ClusterSweep';
import { SweepMetrics } from '../SweepMetrics';
import { recordingMetrics } from './metrics';

export const refOf = (name: string) => `${FLEET}/europe-north1/${name}`;

/** A cluster that was never read. */
export function clusterToRead(
  name: string,
  values: Partial<ClusterToRead> = {},
): ClusterToRead {
  return {
    ref: refOf(name),
    fleet: FLEET,
    location: 'europe-north1',
    name,
    direct: false,
    connectionState: 'connected',
    orphaned: false,
    syncState: 'synced',
    failures: 0,
    wantedInventories: [],
    ...values,
  };
}

/** Remembers as the database does what the next sweep depends on. */
export class MemoryReadings implements ClusterReadings {
  readonly clusters = new Map<string, ClusterToRead>();
  readonly recorded: Array<{
    reading: ClusterReading;
    context: ClusterReadingContext;
  }> = [];
  /** Is asked before every write. */
  onRecord: (reading: ClusterReading) => void = () => {};
  onList: () => void = () => {};

  constructor(clusters: ClusterToRead[]) {
    clusters.forEach(cluster => this.clusters.set(cluster.ref, cluster));
  }

  async listClustersToRead(): Promise<ClusterToRead[]> {
    this.onList();
    return [...this.clusters.values()];
  }

  async recordClusterReading(
    reading: ClusterReading,
    context: ClusterReadingContext,
  ): Promise<RecordedClusterReading> {
    this.onRecord(reading);
    this.recorded.push({ reading, context });
    const cluster = this.clusters.get(reading.ref)!;
    this.clusters.set(reading.ref, {
      ...cluster,
      attemptedAt: reading.attemptedAt,
      outcome: reading.outcome,
      failures: context.failures,
      nextAttemptAt: context.nextAttemptAt,
    });
    return {
      recorded: true,
      changed: true,
      settled: false,
      syncState: 'synced',
      syncIds: new Map(),
      errorGroups: [],
    };
  }

  outcomes(): Record<string, string> {
    return Object.fromEntries(
      this.recorded.map(({ reading }) => [
        reading.ref.split('/')[2],
        reading.outcome,
      ]),
    );
  }
}

type Answer = Partial<ClusterReading> & { retryAfterMs?: number };

/** A reader that spends as many requests as it is told, and answers what it is told. */
export class ScriptedReader implements ClusterReader {
  readonly reads: ClusterReadRequest[] = [];
  /** What a cluster answers; a promise that never ends is a cluster that hangs. */
  answer: (
    name: string,
    request: ClusterReadRequest,
  ) => Answer | Promise<Answer> = () => ({});
  active = 0;
  mostActive = 0;

  async read(request: ClusterReadRequest): Promise<ClusterReadResult> {
    this.reads.push(request);
    this.active += 1;
    this.mostActive = Math.max(this.active, this.mostActive);
    const attemptedAt = new Date().toISOString();
    try {
      await request.takeRequest(request.signal ?? new AbortController().signal);
      const { retryAfterMs, ...values } = await this.answer(
        request.address.name,
        request,
      );
      return {
        reading: {
          ref: request.address.ref,
          attemptedAt,
          outcome: 'ok',
          requests: 1,
          ...values,
        },
        retryAfterMs,
      };
    } finally {
      this.active -= 1;
    }
  }

  async close() {}

  /** Names in the order of reading, probes with a question mark. */
  get order(): string[] {
    return this.reads.map(
      ({ address, probe }) => `${address.name}${probe ? '?' : ''}`,
    );
  }
}

export function clusterSweep(
  clusters: ClusterToRead[],
  settings: Partial<SweepConfig> = {},
) {
  const logger = mockServices.logger.mock();
  logger.child.mockReturnValue(logger);
  const metrics = recordingMetrics();
  const store = new MemoryReadings(clusters);
  const reader = new ScriptedReader();
  const observer = { observe: jest.fn(async () => {}) };
  const owners = {
    ownerOf: jest.fn(() => 'group:default/maps'),
    refresh: jest.fn(async () => {}),
  };
  const sweep = new ClusterSweep({
    fleet: FLEET,
    reader,
    store,
    owners,
    observer,
    logger,
    metrics: new SweepMetrics(metrics.service),
    random: () => 0.5,
    sweep: {
      frequencyMs: 60_000,
      callDeadlineMs: 20_000,
      clusterDeadlineMs: 30_000,
      maxResponseBytes: 1e6,
      concurrency: 20,
      requestsPerMinute: 60_000,
      shards: 1,
      slowFrequencyMs: 600_000,
      ...settings,
    },
  });
  return { sweep, store, reader, observer, owners, logger, metrics };
}
