import type { SyncState } from '../schema/openapi';
import { ageOf, staleAfterMs } from './age';
import { compareBySeverity, needsAttention, syncStateRank } from './attention';

const MINUTE = 60_000;

function cluster(
  options: {
    name?: string;
    ref?: string;
    state?: SyncState;
    errorCount?: number;
    connection?: 'direct' | 'disconnected' | 'unknown';
    orphaned?: boolean;
    age?: 'fresh' | 'stale' | 'never';
  } = {},
) {
  const { name = 'c', ref = `p/l/${name}` } = options;
  return {
    name,
    ref,
    configSync: {
      state: options.state ?? ('synced' as const),
      errorCount: options.errorCount ?? 0,
    },
    connection: { state: options.connection ?? ('direct' as const) },
    orphaned: options.orphaned ?? false,
    freshness: { hub: { age: options.age ?? ('fresh' as const) } },
  };
}

describe('syncStateRank', () => {
  it('ranks every state, the worst first', () => {
    const states: SyncState[] = [
      'synced',
      'pending',
      'reconciling',
      'stalled',
      'error',
      'not-installed',
      'not-configured',
      'unknown',
    ];
    expect(states.sort((a, b) => syncStateRank(a) - syncStateRank(b))).toEqual([
      'error',
      'stalled',
      'unknown',
      'not-configured',
      'reconciling',
      'pending',
      'not-installed',
      'synced',
    ]);
  });

  it('takes a state that it does not know for unknown', () => {
    expect(syncStateRank('new' as SyncState)).toBe(syncStateRank('unknown'));
  });
});

describe('needsAttention', () => {
  it.each([
    ['well', {}, false],
    ['in error', { state: 'error' as const }, true],
    ['stalled', { state: 'stalled' as const }, true],
    ['pending', { state: 'pending' as const }, false],
    ['unknown', { state: 'unknown' as const }, false],
    ['disconnected', { connection: 'disconnected' as const }, true],
    ['of unknown connection', { connection: 'unknown' as const }, false],
    ['left over', { orphaned: true }, true],
    ['stale', { age: 'stale' as const }, true],
    ['never read', { age: 'never' as const }, false],
  ])('a cluster that is %s', (_, options, expected) => {
    expect(needsAttention(cluster(options))).toBe(expected);
  });
});

describe('compareBySeverity', () => {
  it('puts the worst first', () => {
    const clusters = [
      cluster({ name: 'good-b', ref: 'p/l2/good' }),
      cluster({ name: 'good-b', ref: 'p/l1/good' }),
      cluster({ name: 'good-a' }),
      cluster({ name: 'pending', state: 'pending' }),
      cluster({ name: 'silent', connection: 'disconnected' }),
      cluster({ name: 'few', state: 'error', errorCount: 1 }),
      cluster({ name: 'many', state: 'error', errorCount: 9 }),
      cluster({ name: 'stopped', state: 'stalled' }),
    ];
    expect(
      clusters.sort(compareBySeverity).map(({ name, ref }) => `${name} ${ref}`),
    ).toEqual([
      'many p/l/many',
      'few p/l/few',
      'stopped p/l/stopped',
      'silent p/l/silent',
      'pending p/l/pending',
      'good-a p/l/good-a',
      'good-b p/l1/good',
      'good-b p/l2/good',
    ]);
  });
});

describe('ageOf', () => {
  const now = new Date('2026-09-01T06:00:00Z');

  it.each([
    ['just now', '2026-09-01T06:00:00Z', 'fresh'],
    ['three sweeps ago', '2026-09-01T05:57:00Z', 'fresh'],
    ['longer ago', '2026-09-01T05:56:59.999Z', 'stale'],
    ['in the future', '2026-09-01T07:00:00Z', 'fresh'],
    ['as a date', new Date('2026-09-01T05:00:00Z'), 'stale'],
    ['never', undefined, 'never'],
    ['at no time', 'soon', 'never'],
  ])('%s', (_, observedAt, expected) => {
    expect(ageOf(observedAt, now, MINUTE)).toBe(expected);
  });

  it('goes by three sweeps', () => {
    expect(staleAfterMs(MINUTE)).toBe(3 * MINUTE);
  });
});
