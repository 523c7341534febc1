import { act, render, screen } from '@testing-library/react';
import { useNow } from './useNow';

function Clock() {
  return <time>{useNow().toISOString()}</time>;
}

it('ticks by itself, for all labels at once, and stops with the last of them', () => {
  jest.useFakeTimers({ now: new Date('2026-11-22T12:00:00Z') });
  const { unmount } = render(
    <>
      <Clock />
      <Clock />
    </>,
  );
  expect(jest.getTimerCount()).toBe(1);
  act(() => {
    jest.advanceTimersByTime(60_000);
  });
  expect(screen.getAllByText('2026-11-22T12:01:00.000Z')).toHaveLength(2);
  unmount();
  expect(jest.getTimerCount()).toBe(0);
  jest.useRealTimers();
});
