import type {
  MetricsService,
  MetricsServiceCounter,
  MetricsServiceHistogram,
} from '@backstage/backend-plugin-api/alpha';
import type { ClusterReading } from 'backstage-plugin-anthos-fleet-common';

// A multi-word namespace is written in snake_case by Backstage's convention for metrics.
export const METRICS_PREFIX = 'backstage.plugin.anthos_fleet';
export const FLEET_ATTRIBUTE = 'anthos_fleet.fleet';

/** What a sweep reads: the fleet's register, or the clusters of one shard. */
export type SweepKind = 'register' | 'clusters';

/** Counts and times what sweeps do. Attributes have few values: never the name of a cluster. */
export class SweepMetrics {
  readonly #sweeps: MetricsServiceHistogram;
  readonly #readings: MetricsServiceHistogram;
  readonly #requests: MetricsServiceCounter;
  readonly #refusals: MetricsServiceCounter;

  constructor(metrics: MetricsService) {
    this.#sweeps = metrics.createHistogram(`${METRICS_PREFIX}.sweep.duration`, {
      description:
        'Time that one sweep of a fleet, or of one shard of it, took',
      unit: 's',
      advice: { explicitBucketBoundaries: [0.1, 0.5, 1, 2.5, 5, 10, 30, 60] },
    });
    this.#readings = metrics.createHistogram(
      `${METRICS_PREFIX}.cluster.read.duration`,
      {
        description:
          'Time that reading one cluster through the Connect Gateway took, waiting for the request budget included',
        unit: 's',
        advice: {
          explicitBucketBoundaries: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
        },
      },
    );
    this.#requests = metrics.createCounter(
      `${METRICS_PREFIX}.gateway.requests`,
      {
        description: 'Requests sent to the Connect Gateway',
        unit: '{request}',
      },
    );
    this.#refusals = metrics.createCounter(
      `${METRICS_PREFIX}.gateway.refusals`,
      {
        description: 'Readings of clusters that were refused, by who refused',
        unit: '{refusal}',
      },
    );
  }

  /** @param problem - absent when the sweep ended well */
  swept(
    fleet: string,
    sweep: { kind: SweepKind; seconds: number; problem?: string },
  ): void {
    this.#sweeps.record(sweep.seconds, {
      [FLEET_ATTRIBUTE]: fleet,
      'anthos_fleet.sweep.kind': sweep.kind,
      ...(sweep.problem && { 'error.type': sweep.problem }),
    });
  }

  read(
    fleet: string,
    reading: Pick<ClusterReading, 'outcome' | 'refusedBy' | 'requests'>,
    seconds: number,
  ): void {
    const attributes = { [FLEET_ATTRIBUTE]: fleet };
    const failure =
      reading.outcome === 'ok' ? {} : { 'error.type': reading.outcome };
    this.#readings.record(seconds, { ...attributes, ...failure });
    this.#requests.add(reading.requests, attributes);
    if (reading.refusedBy && reading.outcome !== 'ok') {
      this.#refusals.add(1, {
        ...attributes,
        ...failure,
        'anthos_fleet.refused_by': reading.refusedBy,
      });
    }
  }
}
