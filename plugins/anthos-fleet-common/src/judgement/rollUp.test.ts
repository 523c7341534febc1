import type { SyncState } from '../schema/openapi';
import { rollUpStates } from './rollUp';

describe('rollUpStates', () => {
  it.each<[SyncState[], SyncState | undefined]>([
    [[], undefined],
    [['synced', 'synced'], 'synced'],
    [['synced', 'pending'], 'pending'],
    [['pending', 'reconciling'], 'reconciling'],
    [['reconciling', 'error'], 'error'],
    [['error', 'stalled'], 'stalled'],
    [['synced', 'unknown'], 'unknown'],
    [['unknown', 'pending'], 'pending'],
    [['synced', 'not-installed'], 'not-installed'],
    [['not-installed', 'not-configured'], 'not-configured'],
    [['not-configured', 'unknown'], 'unknown'],
    [['synced', 'of another world' as SyncState], 'unknown'],
  ])('%j is %s', (states, expected) => {
    expect(rollUpStates(states)).toBe(expected);
    expect(rollUpStates([...states].reverse())).toBe(expected);
  });
});
