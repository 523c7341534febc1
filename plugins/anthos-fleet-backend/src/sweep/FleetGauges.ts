import type { LoggerService } from '@backstage/backend-plugin-api';
import type { MetricsService } from '@backstage/backend-plugin-api/alpha';
import { toError } from '@backstage/errors';
import type { Overview } from 'backstage-plugin-anthos-fleet-common';
import { FLEET_ATTRIBUTE, METRICS_PREFIX } from './SweepMetrics';

type Counts = Omit<Overview, 'configured'>;
type Observe = (value: number, attributes?: Record<string, string>) => void;

/** Instruments of one collection ask within this time of each other, milliseconds. */
const COLLECTION_MS = 5_000;
const STATE_ATTRIBUTE = 'anthos_fleet.sync.state';
const SOURCE_ATTRIBUTE = 'anthos_fleet.source';

const GAUGES: Array<{
  name: string;
  unit: string;
  description: string;
  observe: (counts: Counts, now: Date, observe: Observe) => void;
}> = [
  {
    name: 'clusters',
    unit: '{cluster}',
    description: 'Clusters by the state of their configuration',
    observe: ({ syncStates }, _now, observe) =>
      syncStates.forEach(({ state, total }) =>
        observe(total, { [STATE_ATTRIBUTE]: state }),
      ),
  },
  {
    name: 'package_syncs',
    unit: '{package_sync}',
    description: 'RootSyncs and RepoSyncs by state',
    observe: ({ packageSyncs }, _now, observe) =>
      packageSyncs.forEach(({ state, total }) =>
        observe(total, { [STATE_ATTRIBUTE]: state }),
      ),
  },
  {
    name: 'error_groups.open',
    unit: '{error_group}',
    description: 'Groups of the same error that are open on any package sync',
    observe: ({ openErrorGroups }, _now, observe) => observe(openErrorGroups),
  },
  {
    name: 'clusters.answering',
    unit: '{cluster}',
    description:
      'Clusters whose last reading through the Connect Gateway ended well',
    observe: ({ fleets }, _now, observe) =>
      fleets.forEach(({ fleet, gateway }) => {
        if (gateway?.enabled) {
          observe(gateway.answering, { [FLEET_ATTRIBUTE]: fleet });
        }
      }),
  },
  {
    name: 'data.age',
    unit: 's',
    description: 'Age of the oldest data that is shown, by source',
    observe: ({ fleets }, now, observe) =>
      fleets.forEach(({ fleet, sources, gateway }) => {
        const age = (source: string, time: string | undefined) => {
          if (time) {
            const seconds = (now.getTime() - Date.parse(time)) / 1000;
            observe(Math.max(0, seconds), {
              [FLEET_ATTRIBUTE]: fleet,
              [SOURCE_ATTRIBUTE]: source,
            });
          }
        };
        const register = sources.find(({ source }) => source === 'hub');
        age('register', register?.freshness.observedAt);
        age('clusters', gateway?.oldestReadAt);
      }),
  },
];

/**
 * Tells the metrics service what the store knows, when it asks. Every replica tells the same, since
 * they share the store: take the largest of them, never the sum.
 */
export class FleetGauges {
  readonly #options: {
    metrics: MetricsService;
    logger: LoggerService;
    overview: () => Promise<Counts>;
  };
  #asked: { at: number; counts: Promise<Counts> } | undefined;

  constructor(options: {
    metrics: MetricsService;
    logger: LoggerService;
    /** Counts over everything that there is. */
    overview: () => Promise<Counts>;
  }) {
    this.#options = options;
  }

  register(): void {
    const { metrics, logger } = this.#options;
    for (const { name, unit, description, observe } of GAUGES) {
      metrics
        .createObservableGauge(`${METRICS_PREFIX}.${name}`, {
          unit,
          description,
        })
        .addCallback(async result => {
          try {
            observe(await this.#counts(), new Date(), (value, attributes) =>
              result.observe(value, attributes),
            );
          } catch (error) {
            // A gauge without a value is a gap in a chart; an exception would end the collection.
            logger.debug(`No value for ${name}`, toError(error));
          }
        });
    }
  }

  #counts(): Promise<Counts> {
    const now = performance.now();
    if (!this.#asked || now - this.#asked.at > COLLECTION_MS) {
      this.#asked = { at: now, counts: this.#options.overview() };
    }
    return this.#asked.counts;
  }
}
