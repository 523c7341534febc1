import type { Age } from '../schema/openapi';

const SWEEPS_UNTIL_STALE = 3;

/**
 * Age of data in time, by the frequency of the sweeps: data that three sweeps have not renewed is
 * stale.
 *
 * @public
 */
export function staleAfterMs(sweepFrequencyMs: number): number {
  return SWEEPS_UNTIL_STALE * sweepFrequencyMs;
}

/**
 * Says how old data is. A time that cannot be read counts as none.
 *
 * @param observedAt - time of the data, undefined when there is none
 * @public
 */
export function ageOf(
  observedAt: string | Date | undefined,
  now: Date,
  sweepFrequencyMs: number,
): Age {
  const observed = new Date(observedAt ?? NaN).getTime();
  if (Number.isNaN(observed)) {
    return 'never';
  }
  return now.getTime() - observed > staleAfterMs(sweepFrequencyMs)
    ? 'stale'
    : 'fresh';
}
