import { LiveFeed } from './LiveFeed';

beforeEach(() => {
  jest.useFakeTimers();
});

afterEach(() => {
  jest.useRealTimers();
});

function listening() {
  const refetch = jest.fn();
  const told = jest.fn();
  const feed = new LiveFeed(refetch);
  const stop = feed.subscribe(told);
  return { feed, refetch, told, stop };
}

it('asks once for a burst of signals, and again for the next one', () => {
  const { feed, refetch } = listening();
  for (let i = 0; i < 50; i++) {
    feed.hear({ type: 'changed' });
  }
  expect(refetch).not.toHaveBeenCalled();
  jest.advanceTimersByTime(1_000);
  expect(refetch).toHaveBeenCalledTimes(1);
  feed.hear({ type: 'changed' });
  jest.advanceTimersByTime(1_500);
  expect(refetch).toHaveBeenCalledTimes(1);
  jest.advanceTimersByTime(3_000);
  expect(refetch).toHaveBeenCalledTimes(2);
});

it('is live while signals come, whatever they say', () => {
  const { feed, told } = listening();
  expect(feed.isLive()).toBe(false);
  feed.hear({ type: 'alive' });
  expect(feed.isLive()).toBe(true);
  expect(told).toHaveBeenCalledTimes(1);
  jest.advanceTimersByTime(9 * 60_000);
  feed.hear({});
  jest.advanceTimersByTime(9 * 60_000);
  expect(feed.isLive()).toBe(true);
  jest.advanceTimersByTime(60_000);
  expect(feed.isLive()).toBe(false);
  expect(told).toHaveBeenCalledTimes(2);
});

it('asks for data that did not change only when what it shows is old', () => {
  const { feed, refetch } = listening();
  feed.hear({ type: 'swept' });
  jest.advanceTimersByTime(20_000);
  feed.hear({ type: 'swept' });
  jest.advanceTimersByTime(10_000);
  expect(refetch).not.toHaveBeenCalled();
  feed.hear({ type: 'swept' });
  jest.advanceTimersByTime(1_000);
  expect(refetch).toHaveBeenCalledTimes(1);
  jest.advanceTimersByTime(10_000);
  feed.hear({ type: 'swept' });
  jest.advanceTimersByTime(10_000);
  expect(refetch).toHaveBeenCalledTimes(1);
});

it('asks at once when it is lost, and when it is heard again', () => {
  const { feed, refetch } = listening();
  feed.hear({ type: 'swept' });
  jest.advanceTimersByTime(15_000);
  feed.hear({ type: 'swept' });
  jest.advanceTimersByTime(59_000);
  expect(refetch).not.toHaveBeenCalled();
  jest.advanceTimersByTime(2_000);
  expect(feed.state()).toBe('lost');
  expect(refetch).toHaveBeenCalledTimes(1);
  jest.advanceTimersByTime(5_000);
  feed.hear({ type: 'swept' });
  expect(feed.state()).toBe('live');
  jest.advanceTimersByTime(1_000);
  expect(refetch).toHaveBeenCalledTimes(2);
});

it('leaves nothing behind when the last page goes', () => {
  const { feed, refetch, stop } = listening();
  feed.hear({ type: 'changed' });
  stop();
  expect(jest.getTimerCount()).toBe(0);
  expect(feed.isLive()).toBe(false);
  jest.advanceTimersByTime(60_000);
  expect(refetch).not.toHaveBeenCalled();
});
