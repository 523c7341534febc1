import { clusterSweep, clusterToRead, refOf } from './__testUtils__/clusters';

const many = (count: number) =>
  Array.from({ length: count }, (_, index) => clusterToRead(`c${index}`));

describe('ClusterSweep in trouble', () => {
  beforeEach(() => {
    jest.useFakeTimers({ now: new Date('2026-11-23T10:00:00.000Z') });
  });
  afterEach(() => {
    jest.useRealTimers();
  });
  const pass = (ms: number) => jest.advanceTimersByTimeAsync(ms);

  describe('when the quota of the fleet is used up', () => {
    it('pauses all shards, and tells it once', async () => {
      const { sweep, reader, store, logger } = clusterSweep(many(20), {
        shards: 2,
        concurrency: 1,
      });
      let refusals = 1;
      reader.answer = () =>
        refusals-- > 0
          ? { outcome: 'rate-limited', refusedBy: 'gateway', retryAfterMs: 7e3 }
          : {};
      const runs = Promise.all([0, 1].map(shard => sweep.run(shard)));
      await pass(6_900);
      expect(store.recorded.length).toBeLessThanOrEqual(2);
      await pass(200);
      await runs;
      expect(Object.keys(store.outcomes())).toHaveLength(20);
      expect(logger.warn).toHaveBeenCalledTimes(1);
      expect(logger.warn.mock.calls[0][0]).toMatch(
        /quota .* 7 s\. .*anthosFleet\.sweep\.requestsPerMinute/,
      );

      await pass(60_000);
      await sweep.run(0);
      expect(logger.info).toHaveBeenCalledWith(
        expect.stringMatching(/suffices again/),
      );
    });

    it('does not take the refusal of one API server for it', async () => {
      const { sweep, reader, store } = clusterSweep(many(5), {
        concurrency: 1,
      });
      reader.answer = name =>
        name === 'c0'
          ? {
              outcome: 'rate-limited',
              refusedBy: 'api-server',
              retryAfterMs: 60_000,
            }
          : {};
      await sweep.run(0);
      expect(Object.keys(store.outcomes())).toHaveLength(5);
    });
  });

  it('costs a row only when one reading cannot be stored', async () => {
    const { sweep, store, logger, observer } = clusterSweep(many(10));
    store.onRecord = ({ ref, outcome }) => {
      if (ref === refOf('c3') && outcome === 'ok') {
        throw new Error('unsupported Unicode escape sequence');
      }
    };
    await sweep.run(0);
    expect(store.outcomes()).toMatchObject({ c2: 'ok', c3: 'invalid' });
    const { reading, context } = store.recorded.find(
      ({ reading: { ref } }) => ref === refOf('c3'),
    )!;
    expect(reading.message).toContain('unsupported Unicode');
    expect(context.failures).toBe(1);
    expect(logger.error).toHaveBeenCalledTimes(1);
    expect(observer.observe).toHaveBeenCalledTimes(10);
  });

  it('costs a row only when a reader breaks', async () => {
    const { sweep, store, reader } = clusterSweep(many(10));
    reader.answer = name => {
      if (name === 'c3') {
        throw new TypeError('x is not a function');
      }
      return {};
    };
    await sweep.run(0);
    expect(store.outcomes()).toMatchObject({ c2: 'ok', c3: 'invalid' });
  });

  it('gives up when the database is away, and says so to the scheduler', async () => {
    const { sweep, store, reader, metrics } = clusterSweep(many(100), {
      concurrency: 2,
    });
    store.onRecord = () => {
      throw new Error('connection refused');
    };
    await expect(sweep.run(0)).rejects.toThrow('connection refused');
    expect(reader.reads.length).toBeLessThan(10);
    expect(metrics.of('sweep.duration')).toMatchObject([
      { attributes: { 'error.type': 'database' } },
    ]);

    store.onRecord = () => {};
    await sweep.run(0);
    expect(Object.keys(store.outcomes())).toHaveLength(100);
  });

  it('tells the scheduler when it cannot even learn what is due', async () => {
    const { sweep, store } = clusterSweep(many(1));
    store.onList = () => {
      throw new Error('connection refused');
    };
    await expect(sweep.run(0)).rejects.toThrow('connection refused');
  });

  it('is seen when whoever observes fails, and reads the rest', async () => {
    const { sweep, store, observer } = clusterSweep(many(10));
    observer.observe.mockRejectedValueOnce(new Error('no history'));
    await expect(sweep.run(0)).rejects.toThrow('no history');
    expect(Object.keys(store.outcomes())).toHaveLength(10);
  });

  it.each([
    ['back', -24 * 3600_000],
    ['on', 24 * 3600_000],
  ])('goes on when the clock is put %s', async (_how, ms) => {
    const { sweep, reader } = clusterSweep(many(3));
    reader.answer = name => (name === 'c1' ? { outcome: 'timeout' } : {});
    await sweep.run(0);
    jest.setSystemTime(Date.now() + ms);
    await sweep.run(0);
    expect(reader.reads).toHaveLength(6);
    await pass(60_000);
    await sweep.run(0);
    expect(reader.reads).toHaveLength(9);
  });

  it('ends in time when the clock is put back meanwhile', async () => {
    const { sweep, reader } = clusterSweep(many(50), {
      requestsPerMinute: 10,
    });
    let done = false;
    void sweep.run(0).then(() => {
      done = true;
    });
    await pass(30_000);
    jest.setSystemTime(Date.now() - 24 * 3600_000);
    await pass(30_000 + 120_000);
    expect(done).toBe(true);
    expect(reader.reads.length).toBeLessThan(50);
  });

  it('counts requests, outcomes and refusals, without names of clusters', async () => {
    const { sweep, reader, metrics } = clusterSweep(many(3));
    reader.answer = name =>
      name === 'c1'
        ? { outcome: 'forbidden', refusedBy: 'rbac', requests: 2 }
        : { requests: 4 };
    await sweep.run(0);
    const requests = metrics.of('gateway.requests');
    expect(requests.map(({ value }) => value).sort()).toEqual([2, 4, 4]);
    expect(metrics.of('gateway.refusals')).toEqual([
      {
        name: 'backstage.plugin.anthos_fleet.gateway.refusals',
        value: 1,
        attributes: {
          'anthos_fleet.fleet': 'acme-fleet',
          'anthos_fleet.refused_by': 'rbac',
          'error.type': 'forbidden',
        },
      },
    ]);
    expect(metrics.of('cluster.read.duration')).toHaveLength(3);
    expect(metrics.of('sweep.duration')).toMatchObject([
      {
        attributes: {
          'anthos_fleet.fleet': 'acme-fleet',
          'anthos_fleet.sweep.kind': 'clusters',
        },
      },
    ]);
  });
});
