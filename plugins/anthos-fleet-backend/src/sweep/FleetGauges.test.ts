import { mockServices } from '@backstage/backend-test-utils';
import type { Overview } from 'backstage-plugin-anthos-fleet-common';
import { recordingMetrics } from './__testUtils__/metrics';
import { FleetGauges } from './FleetGauges';

const freshness = {
  outcome: 'ok',
  age: 'fresh',
  attemptedAt: '2026-11-23T10:00:00.000Z',
  observedAt: '2026-11-23T09:59:00.000Z',
} as const;

const counts = {
  syncStates: [
    { state: 'synced', total: 8 },
    { state: 'error', total: 2 },
  ],
  packageSyncs: [{ state: 'synced', total: 40 }],
  openErrorGroups: 3,
  fleets: [
    {
      fleet: 'acme-fleet',
      sources: [
        { source: 'mesh', freshness: { ...freshness, observedAt: undefined } },
        { source: 'hub', freshness },
      ],
      unansweredLocations: [],
      gateway: {
        enabled: true,
        totalClusters: 10,
        answering: 9,
        requestsPerMinute: 1200,
        oldestReadAt: '2026-11-23T09:55:00.000Z',
      },
    },
    {
      fleet: 'register-only',
      sources: [],
      unansweredLocations: [],
      gateway: {
        enabled: false,
        totalClusters: 0,
        answering: 0,
        requestsPerMinute: 1200,
      },
    },
  ],
} as unknown as Overview;

describe('FleetGauges', () => {
  beforeEach(() => {
    jest.useFakeTimers({ now: new Date('2026-11-23T10:00:00.000Z') });
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  function setup() {
    const metrics = recordingMetrics();
    const overview = jest.fn(async () => counts);
    new FleetGauges({
      metrics: metrics.service,
      logger: mockServices.logger.mock(),
      overview,
    }).register();
    return { metrics, overview };
  }

  it.each<[string, Array<[number, Record<string, string> | undefined]>]>([
    [
      'clusters',
      [
        [8, { 'anthos_fleet.sync.state': 'synced' }],
        [2, { 'anthos_fleet.sync.state': 'error' }],
      ],
    ],
    ['package_syncs', [[40, { 'anthos_fleet.sync.state': 'synced' }]]],
    ['error_groups.open', [[3, undefined]]],
    ['clusters.answering', [[9, { 'anthos_fleet.fleet': 'acme-fleet' }]]],
    [
      'data.age',
      [
        [
          60,
          {
            'anthos_fleet.fleet': 'acme-fleet',
            'anthos_fleet.source': 'register',
          },
        ],
        [
          300,
          {
            'anthos_fleet.fleet': 'acme-fleet',
            'anthos_fleet.source': 'clusters',
          },
        ],
      ],
    ],
  ])('tell %s', async (name, expected) => {
    const { metrics } = setup();
    await metrics.collect();
    expect(
      metrics.of(name).map(({ value, attributes }) => [value, attributes]),
    ).toEqual(expected);
  });

  it('ask the store once a collection', async () => {
    const { metrics, overview } = setup();
    await metrics.collect();
    expect(overview).toHaveBeenCalledTimes(1);
    await jest.advanceTimersByTimeAsync(15_000);
    await metrics.collect();
    expect(overview).toHaveBeenCalledTimes(2);
  });

  it('tell nothing when the store does not answer, and go on later', async () => {
    const { metrics, overview } = setup();
    overview.mockRejectedValueOnce(new Error('connection refused'));
    await metrics.collect();
    expect(metrics.of('clusters')).toEqual([]);
    await jest.advanceTimersByTimeAsync(15_000);
    await metrics.collect();
    expect(metrics.of('clusters')).toHaveLength(2);
  });
});
