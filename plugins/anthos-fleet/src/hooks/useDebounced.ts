import { useEffect, useRef } from 'react';

/** Calls back with a value once it has rested for a while; not for the value that it began with. */
export function useDebounced(
  value: string,
  callback: (value: string) => void,
  delayMs = 300,
): void {
  const latest = useRef(callback);
  const settled = useRef(value);
  useEffect(() => {
    latest.current = callback;
  });
  useEffect(() => {
    if (value === settled.current) {
      return undefined;
    }
    const timer = setTimeout(() => {
      settled.current = value;
      latest.current(value);
    }, delayMs);
    return () => clearTimeout(timer);
  }, [value, delayMs]);
}
