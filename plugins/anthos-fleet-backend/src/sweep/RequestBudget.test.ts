import { Pause, RequestBudget } from './RequestBudget';

/** Takes in a row until the signal ends it, and tells how many were taken so far. */
function drain(budget: RequestBudget) {
  const controller = new AbortController();
  let taken = 0;
  const done = (async () => {
    for (;;) {
      await budget.take(controller.signal);
      taken += 1;
    }
  })().catch(() => {});
  return {
    taken: () => taken,
    stop: async () => {
      controller.abort();
      await done;
    },
  };
}

describe('RequestBudget', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  const pass = (ms: number) => jest.advanceTimersByTimeAsync(ms);

  it.each([
    // requests a minute, after a burst of ten seconds' worth
    [1200, 200, 1400],
    [300, 50, 350],
    [60, 10, 70],
    [3, 1, 4],
  ])('allows %i a minute and a burst of %i', async (rate, burst, aMinute) => {
    const reader = drain(new RequestBudget({ requestsPerMinute: rate }));
    await pass(0);
    expect(reader.taken()).toBe(burst);
    await pass(60_000);
    expect(reader.taken()).toBeGreaterThan(aMinute * 0.97);
    expect(reader.taken()).toBeLessThanOrEqual(aMinute);
    await reader.stop();
  });

  it('saves up no more than the burst', async () => {
    const budget = new RequestBudget({ requestsPerMinute: 60 });
    await pass(3600_000);
    const reader = drain(budget);
    await pass(0);
    expect(reader.taken()).toBe(10);
    await reader.stop();
  });

  it('is not stopped by a clock that jumps', async () => {
    const budget = new RequestBudget({ requestsPerMinute: 60 });
    const reader = drain(budget);
    await pass(1_000);
    const before = reader.taken();
    jest.setSystemTime(Date.now() - 24 * 3600_000);
    await pass(5_000);
    expect(reader.taken()).toBe(before + 5);
    await reader.stop();
  });

  it('serves who waits longest, and forgets who leaves', async () => {
    const budget = new RequestBudget({ requestsPerMinute: 6 });
    await budget.take();
    const order: string[] = [];
    const leaving = new AbortController();
    const first = budget.take(leaving.signal).catch(error => {
      order.push(error.message);
    });
    const second = budget.take().then(() => order.push('second'));
    const third = budget.take().then(() => order.push('third'));
    leaving.abort(new Error('left'));
    await pass(10_000);
    expect(order).toEqual(['left', 'second']);
    await pass(10_000);
    expect(order).toEqual(['left', 'second', 'third']);
    await Promise.all([first, second, third]);
    await expect(budget.take(leaving.signal)).rejects.toThrow('left');
    expect(jest.getTimerCount()).toBe(0);
  });

  it('pauses all budgets of a fleet, and those that wait already', async () => {
    const pause = new Pause();
    const readers = [1, 2].map(() =>
      drain(new RequestBudget({ requestsPerMinute: 60, pause })),
    );
    await pass(0);
    const before = readers.map(reader => reader.taken());
    expect(pause.begin(30_000)).toBe(true);
    expect(pause.begin(10_000)).toBe(false);
    await pass(29_900);
    expect(readers.map(reader => reader.taken())).toEqual(before);
    await pass(200);
    expect(readers.every(({ taken }) => taken() > 10)).toBe(true);
    await Promise.all(readers.map(reader => reader.stop()));
  });

  it.each([1e12, Infinity])('believes no pause of %d ms', async ms => {
    const pause = new Pause();
    pause.begin(ms);
    await pass(121_000);
    expect(pause.remainingMs).toBe(0);
  });
});
