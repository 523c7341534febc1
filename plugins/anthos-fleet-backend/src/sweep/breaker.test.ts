import type { Outcome, RefusedBy } from 'backstage-plugin-anthos-fleet-common';
import {
  afterReading,
  breakerState,
  isFleetQuota,
  needsProbe,
} from './breaker';

const now = new Date('2026-11-23T10:00:00.000Z');
const options = { now, frequencyMs: 60_000 };
const attemptedAt = now.toISOString();
const IN_A_MINUTE = '2026-11-23T10:01:00.000Z';

describe('the breaker of a cluster', () => {
  it.each<[string, Outcome[], number, 'closed' | 'open']>([
    ['begins closed', [], 0, 'closed'],
    ['bears two failures', ['timeout', 'timeout'], 2, 'closed'],
    [
      'opens at the third, whatever they are',
      ['timeout', 'forbidden', 'invalid'],
      3,
      'open',
    ],
    [
      'stays open',
      ['timeout', 'timeout', 'timeout', 'unreachable', 'timeout'],
      5,
      'open',
    ],
    [
      'closes at the first good reading',
      ['timeout', 'timeout', 'timeout', 'ok'],
      0,
      'closed',
    ],
    [
      'counts failures in a row only',
      ['timeout', 'timeout', 'ok', 'timeout', 'timeout'],
      2,
      'closed',
    ],
    [
      'does not blame the cluster for the quota of the fleet',
      ['rate-limited', 'rate-limited', 'rate-limited', 'timeout'],
      1,
      'closed',
    ],
    [
      'is kept as it is while the quota is used up',
      ['timeout', 'timeout', 'timeout', 'rate-limited'],
      3,
      'open',
    ],
  ])('%s', (_what, outcomes, failures, state) => {
    const memory = outcomes.reduce(
      (before, outcome) =>
        afterReading(before, { outcome, attemptedAt }, options),
      { failures: 0 },
    );
    expect(memory.failures).toBe(failures);
    expect(breakerState(memory)).toBe(state);
  });

  it.each<[Outcome, number | undefined, string | undefined]>([
    ['ok', undefined, undefined],
    ['timeout', undefined, IN_A_MINUTE],
    ['unreachable', 5_000, IN_A_MINUTE],
    ['rate-limited', 180_000, '2026-11-23T10:03:00.000Z'],
    ['rate-limited', 1e12, '2026-11-23T10:10:00.000Z'],
  ])('after %s with Retry-After %s, tries next at %s', (...row) => {
    const [outcome, retryAfterMs, nextAttemptAt] = row;
    expect(
      afterReading(
        { failures: 0 },
        { outcome, attemptedAt },
        { ...options, retryAfterMs },
      ).nextAttemptAt,
    ).toBe(nextAttemptAt);
  });

  it.each<[RefusedBy | undefined, boolean, number]>([
    [undefined, true, 0],
    ['gateway', true, 0],
    ['api-server', false, 1],
  ])(
    'takes "too many" of %s for the quota: %s',
    (refusedBy, quota, failures) => {
      const reading = {
        outcome: 'rate-limited',
        refusedBy,
        attemptedAt,
      } as const;
      expect(isFleetQuota(reading)).toBe(quota);
      expect(afterReading({ failures: 0 }, reading, options).failures).toBe(
        failures,
      );
    },
  );

  it.each([
    [0, 'connected', false],
    [2, 'connected', false],
    [3, 'connected', true],
    [3, 'direct', true],
    [0, 'disconnected', true],
    [0, 'unknown', false],
  ] as const)(
    'with %i failures and a cluster that is %s, needs a probe: %s',
    (failures, connectionState, probe) => {
      expect(needsProbe({ failures, connectionState })).toBe(probe);
    },
  );
});
