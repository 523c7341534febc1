import { mockServices } from '@backstage/backend-test-utils';
import { FLEET } from '../__testUtils__/readings';
import { clusterSweep, clusterToRead, refOf } from './__testUtils__/clusters';
import { shardOf } from './shards';

const many = (count: number, prefix = 'c') =>
  Array.from({ length: count }, (_, index) =>
    clusterToRead(`${prefix}${index}`),
  );
const never = new Promise<never>(() => {});
const ago = (seconds: number) =>
  new Date(Date.now() - seconds * 1000).toISOString();

describe('ClusterSweep', () => {
  beforeEach(() => {
    jest.useFakeTimers({ now: new Date('2026-11-23T10:00:00.000Z') });
  });
  afterEach(() => {
    jest.useRealTimers();
  });
  const pass = (ms: number) => jest.advanceTimersByTimeAsync(ms);

  it('reads every cluster of its shard once, and no other', async () => {
    const clusters = many(40);
    const { sweep, reader } = clusterSweep(clusters, { shards: 4 });
    await sweep.run(1);
    const mine = clusters.filter(({ ref }) => shardOf(ref, 4) === 1);
    expect(mine.length).toBeGreaterThan(3);
    expect(reader.order.sort()).toEqual(mine.map(({ name }) => name).sort());

    await Promise.all([0, 2, 3].map(shard => sweep.run(shard)));
    expect(new Set(reader.order).size).toBe(40);
    expect(reader.order).toHaveLength(40);
  });

  it('records each reading with its owner, and tells who observes', async () => {
    const { sweep, store, observer, owners } = clusterSweep(many(1));
    await sweep.run(0);
    const [{ reading, context }] = store.recorded;
    expect(reading).toMatchObject({ ref: refOf('c0'), outcome: 'ok' });
    expect(context).toEqual({ failures: 0, ownerOf: expect.any(Function) });
    const sync = { kind: 'RepoSync', namespace: 'maps', name: 'x' } as const;
    expect(context.ownerOf(sync, undefined)).toBe('group:default/maps');
    expect(owners.ownerOf).toHaveBeenCalledWith(
      expect.objectContaining({ ref: refOf('c0'), fleet: FLEET, name: 'c0' }),
      sync,
      undefined,
    );
    expect(observer.observe).toHaveBeenCalledWith(
      reading,
      expect.objectContaining({ recorded: true }),
    );
  });

  it('keeps to its slots, over all shards', async () => {
    const { sweep, reader } = clusterSweep(many(60), {
      concurrency: 7,
      shards: 3,
    });
    reader.answer = async () => {
      await new Promise(resolve => setTimeout(resolve, 50));
      return {};
    };
    const runs = Promise.all([0, 1, 2].map(shard => sweep.run(shard)));
    await pass(2_000);
    await runs;
    expect(reader.order).toHaveLength(60);
    expect(reader.mostActive).toBe(7);
  });

  it('lets a cluster that hangs cost its own slot only', async () => {
    const { sweep, store, reader } = clusterSweep(many(50), { concurrency: 3 });
    reader.answer = async name => {
      if (name === 'c7') {
        await new Promise(resolve => setTimeout(resolve, 30_000));
        return { outcome: 'timeout', message: 'No answer' };
      }
      await new Promise(resolve => setTimeout(resolve, 10));
      return {};
    };
    const run = sweep.run(0);
    await pass(1_000);
    // Each reading is there at once, not at the end of the run.
    expect(Object.values(store.outcomes())).toEqual(new Array(49).fill('ok'));
    await pass(30_000);
    await run;
    const hanging = store.recorded.at(-1)!;
    expect(hanging.reading).toMatchObject({
      ref: refOf('c7'),
      outcome: 'timeout',
    });
    expect(hanging.context).toMatchObject({
      failures: 1,
      nextAttemptAt: new Date(
        Date.parse(hanging.reading.attemptedAt) + 60_000,
      ).toISOString(),
    });
  });

  it('keeps most slots for those that answer, however many do not', async () => {
    const silent = many(40, 'silent').map(cluster => ({
      ...cluster,
      failures: 3,
    }));
    const { sweep, store, reader } = clusterSweep([...silent, ...many(40)], {
      concurrency: 8,
    });
    reader.answer = name => (name.startsWith('silent') ? never : {});
    void sweep.run(0);
    await pass(1_000);
    expect(Object.keys(store.outcomes())).toHaveLength(40);
    expect(reader.active).toBe(2);
  });

  it('probes a cluster that failed three times, and reads it when it answers', async () => {
    const { sweep, store, reader, logger } = clusterSweep([clusterToRead('a')]);
    reader.answer = () => ({ outcome: 'unreachable', message: 'No agent' });
    for (let sweeps = 0; sweeps < 5; sweeps++) {
      await sweep.run(0);
      await pass(60_000);
    }
    expect(reader.order).toEqual(['a', 'a', 'a', 'a?', 'a?']);
    expect(store.recorded.map(({ context }) => context.failures)).toEqual([
      1, 2, 3, 4, 5,
    ]);
    expect(logger.warn).toHaveBeenCalledTimes(1);

    reader.answer = () => ({});
    await sweep.run(0);
    expect(reader.order.slice(5)).toEqual(['a?', 'a']);
    expect(store.recorded.at(-1)).toMatchObject({
      reading: { outcome: 'ok', requests: 2 },
      context: { failures: 0 },
    });
    expect(logger.info).toHaveBeenCalledWith(expect.stringMatching(/again/));
  });

  it('stays careful with a cluster that answers the probe and nothing else', async () => {
    const { sweep, store, reader } = clusterSweep([
      clusterToRead('a', { failures: 3, outcome: 'forbidden' }),
    ]);
    reader.answer = (_name, { probe }) =>
      probe ? {} : { outcome: 'forbidden' };
    await sweep.run(0);
    expect(reader.order).toEqual(['a?', 'a']);
    expect(store.recorded).toMatchObject([
      { reading: { outcome: 'forbidden' }, context: { failures: 4 } },
    ]);
  });

  it('probes a cluster that the fleet calls disconnected', async () => {
    const { sweep, reader } = clusterSweep([
      clusterToRead('a', { connectionState: 'disconnected' }),
    ]);
    await sweep.run(0);
    expect(reader.order).toEqual(['a?', 'a']);
  });

  it('leaves out what the fleet calls gone, and says so once', async () => {
    const { sweep, store, reader } = clusterSweep([
      clusterToRead('gone', { orphaned: true }),
    ]);
    await sweep.run(0);
    await pass(60_000);
    await sweep.run(0);
    expect(reader.order).toEqual([]);
    expect(store.recorded).toHaveLength(1);
    expect(store.recorded[0].reading).toMatchObject({
      outcome: 'not-found',
      message: expect.stringContaining('gone'),
      remedy: expect.stringContaining('memberships delete gone'),
      requests: 0,
    });
  });

  it('goes on next time where the budget ended, the oldest first', async () => {
    const { sweep, reader, store } = clusterSweep(many(100), {
      requestsPerMinute: 30,
      concurrency: 5,
    });
    for (let sweeps = 0; sweeps < 4; sweeps++) {
      const run = sweep.run(0);
      await pass(60_000 + 12_000);
      await run;
    }
    expect(new Set(reader.order).size).toBe(100);
    expect(store.recorded.length).toBeLessThan(200);
  });

  it('reads again in the same run what somebody asks for meanwhile', async () => {
    const { sweep, reader, store } = clusterSweep(many(3));
    reader.answer = async name => {
      if (name === 'c2' && reader.reads.length === 3) {
        await pass(10);
        const { attemptedAt = ago(1), ...c0 } = store.clusters.get(
          refOf('c0'),
        )!;
        store.clusters.set(refOf('c0'), {
          ...c0,
          attemptedAt,
          refreshRequestedAt: ago(0),
        });
      }
      return {};
    };
    await sweep.run(0);
    expect(reader.order).toEqual(['c0', 'c1', 'c2', 'c0']);
  });

  it('writes nothing after it lost its turn', async () => {
    const controller = new AbortController();
    const { sweep, reader, store } = clusterSweep(many(30), { concurrency: 4 });
    let answered = 0;
    reader.answer = async () => {
      answered += 1;
      if (answered === 6) {
        controller.abort();
      }
      return {};
    };
    await sweep.run(0, controller.signal);
    expect(store.recorded.length).toBeLessThan(6);
    expect(reader.reads.length).toBeLessThan(12);
  });

  it('is not ended by a request budget that others wait for', async () => {
    const controller = new AbortController();
    const { sweep, store } = clusterSweep(many(30), { requestsPerMinute: 10 });
    const run = sweep.run(0, controller.signal);
    await pass(1_000);
    expect(store.recorded).toHaveLength(1);
    controller.abort();
    await run;
    expect(store.recorded).toHaveLength(1);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('reads what changes seldom seldom', async () => {
    const { sweep, reader } = clusterSweep([
      clusterToRead('new'),
      clusterToRead('known', { slowPartsReadAt: ago(60) }),
    ]);
    await sweep.run(0);
    expect(
      reader.reads.map(({ address, slowParts }) => [address.name, slowParts]),
    ).toEqual([
      ['known', false],
      ['new', true],
    ]);
  });

  it('asks for the inventories that somebody looks at', async () => {
    const { sweep, reader } = clusterSweep([
      clusterToRead('a', { wantedInventories: ['RootSync/x/y'] }),
    ]);
    await sweep.run(0);
    expect(reader.reads[0].inventories).toEqual(['RootSync/x/y']);
  });

  it('tells the reader which version of Config Sync the cluster has', async () => {
    const { sweep, reader } = clusterSweep([
      clusterToRead('a', { configSyncVersion: '1.22.0' }),
      clusterToRead('b'),
    ]);
    await sweep.run(0);
    expect(
      Object.fromEntries(
        reader.reads.map(({ address, configSyncVersion }) => [
          address.name,
          configSyncVersion,
        ]),
      ),
    ).toEqual({ a: '1.22.0', b: undefined });
  });

  it('is a global task for every shard, which are triggered together or one by one', async () => {
    const { sweep } = clusterSweep([], { shards: 2 });
    const scheduler = mockServices.scheduler.mock();
    await sweep.schedule(scheduler);
    expect(scheduler.scheduleTask.mock.calls).toMatchObject(
      [0, 1].map(shard => [
        {
          id: `anthos-fleet-clusters-${FLEET}-${shard}`,
          scope: 'global',
          frequency: { milliseconds: 60_000 },
          timeout: { milliseconds: 120_000 },
          initialDelay: { milliseconds: 2_500 },
        },
      ]),
    );
    await sweep.trigger(scheduler);
    expect(scheduler.triggerTask).toHaveBeenCalledTimes(2);
    scheduler.triggerTask.mockClear();
    await sweep.trigger(scheduler, refOf('a'));
    expect(scheduler.triggerTask.mock.calls).toEqual([
      [`anthos-fleet-clusters-${FLEET}-${shardOf(refOf('a'), 2)}`],
    ]);
  });
});
