import type { MuteTarget } from 'backstage-plugin-anthos-fleet-common';
import { isMuted, type MutableFact } from './muting';

const error: MutableFact = {
  fingerprint: 'f1',
  cluster: 'acme/eu/a',
  namespaces: ['maps', 'tiles'],
};
const cluster: MutableFact = { cluster: 'acme/eu/a', namespaces: [] };

describe('isMuted', () => {
  it.each<[string, MutableFact, MuteTarget[], boolean]>([
    ['nothing without mutes', error, [], false],
    ['an error by its fingerprint', error, [{ fingerprint: 'f1' }], true],
    ['not another error', error, [{ fingerprint: 'f2' }], false],
    ['an error by its cluster', error, [{ cluster: 'acme/eu/a' }], true],
    ['not on another cluster', error, [{ cluster: 'acme/eu/b' }], false],
    [
      'an error on one cluster',
      error,
      [{ fingerprint: 'f1', cluster: 'acme/eu/a' }],
      true,
    ],
    [
      'only where all that is given matches',
      error,
      [{ fingerprint: 'f1', cluster: 'acme/eu/b' }],
      false,
    ],
    [
      'not what speaks of another namespace as well',
      error,
      [{ namespace: 'maps' }],
      false,
    ],
    [
      'what speaks of muted namespaces only',
      error,
      [{ namespace: 'maps' }, { fingerprint: 'f1', namespace: 'tiles' }],
      true,
    ],
    ['a cluster by its ref', cluster, [{ cluster: 'acme/eu/a' }], true],
    [
      'not a cluster for one of its namespaces',
      cluster,
      [{ cluster: 'acme/eu/a', namespace: 'maps' }],
      false,
    ],
    [
      'not a cluster for one of its errors',
      cluster,
      [{ cluster: 'acme/eu/a', fingerprint: 'f1' }],
      false,
    ],
  ])('mutes %s', (_, fact, targets, expected) => {
    expect(isMuted(fact, targets)).toBe(expected);
  });
});
