import { ObservationCache } from './ObservationCache';

describe('ObservationCache', () => {
  it('asks once for many at the same time, and again when time is up', async () => {
    jest.useFakeTimers();
    const load = jest.fn(async () => []);
    const cache = new ObservationCache(load, 1_000);
    await Promise.all([cache.get(), cache.get(), cache.get()]);
    jest.advanceTimersByTime(999);
    await cache.get();
    expect(load).toHaveBeenCalledTimes(1);
    jest.advanceTimersByTime(1);
    await cache.get();
    expect(load).toHaveBeenCalledTimes(2);
    jest.useRealTimers();
  });

  it('asks again after a change', async () => {
    const load = jest.fn(async () => []);
    const cache = new ObservationCache(load, 60_000);
    await cache.get();
    cache.clear();
    await cache.get();
    expect(load).toHaveBeenCalledTimes(2);
  });

  it('does not keep a failure', async () => {
    const load = jest
      .fn<Promise<[]>, []>()
      .mockRejectedValueOnce(new Error('no database'))
      .mockResolvedValue([]);
    const cache = new ObservationCache(load, 60_000);
    await expect(cache.get()).rejects.toThrow('no database');
    expect(await cache.get()).toEqual([]);
  });
});
