import { useSyncExternalStore } from 'react';

// Labels count seconds in tens; half of that keeps them right without being busy.
const TICK_MS = 5_000;

const listeners = new Set<() => void>();
let now = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;

function tick() {
  now = Date.now();
  listeners.forEach(listener => listener());
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  if (!timer) {
    now = Date.now();
    timer = setInterval(tick, TICK_MS);
  }
  return () => {
    listeners.delete(listener);
    if (!listeners.size) {
      clearInterval(timer);
      timer = undefined;
    }
  };
}

function getNow() {
  // Nothing ticks before the first subscription, so what is rendered then needs the time itself.
  if (!timer) {
    const current = Date.now();
    now = current - now >= TICK_MS || current < now ? current : now;
  }
  return now;
}

/**
 * The time, ticking by itself: an age grows although the data under it stays the same. One clock
 * serves all labels, so that they change together and cost one timer.
 */
export function useNow(): Date {
  return new Date(useSyncExternalStore(subscribe, getNow, getNow));
}
