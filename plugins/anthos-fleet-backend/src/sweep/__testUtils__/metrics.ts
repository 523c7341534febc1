import type { MetricsService } from '@backstage/backend-plugin-api/alpha';
import { metricsServiceMock } from '@backstage/backend-test-utils/alpha';

export interface RecordedMetric {
  name: string;
  value: number;
  attributes: Record<string, unknown> | undefined;
}

/** A metrics service that keeps what it is told. */
export function recordingMetrics() {
  const recorded: RecordedMetric[] = [];
  const observables: Array<() => Promise<void>> = [];
  const keep =
    (name: string) => (value: number, attributes?: Record<string, unknown>) => {
      recorded.push({ name, value, attributes });
    };
  const service = metricsServiceMock.mock({
    createHistogram: (name: string) => ({ record: keep(name) }),
    createCounter: (name: string) => ({ add: keep(name) }),
    createObservableGauge: (name: string) => ({
      addCallback: callback => {
        observables.push(async () => callback({ observe: keep(name) }));
      },
      removeCallback: () => {},
    }),
  } as Partial<MetricsService>);
  return {
    service,
    of: (name: string) =>
      recorded.filter(metric => metric.name.endsWith(`.${name}`)),
    /** Asks the observable instruments, as a collector does. */
    collect: async () => {
      await Promise.all(observables.map(observe => observe()));
    },
  };
}
