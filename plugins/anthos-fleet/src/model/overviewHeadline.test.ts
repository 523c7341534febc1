import type { Cluster } from 'backstage-plugin-anthos-fleet-common';
import { cluster, demoClusters, fresh, overviewOf } from '../__fixtures__';
import {
  clock,
  english,
  minutesBefore,
  norwegian,
} from '../__testUtils__/words';
import { overviewHeadline } from './overviewHeadline';

const named = (count: number, changes: Partial<Cluster> = {}) =>
  Array.from({ length: count }, (_, index) =>
    cluster({ name: `c${index}`, ...changes }),
  );
const inState = (state: Cluster['configSync']['state'], count = 1) =>
  named(count, { configSync: { ...cluster().configSync, state } });
const silent = (lastSeenAt?: string) =>
  cluster({
    name: 'quiet',
    connection: { state: 'disconnected', lastSeenAt },
  });
const gcp = cluster({ name: 'g', hosting: 'gcp' });

describe('overviewHeadline', () => {
  it.each<[string, Cluster[], string]>([
    ['nothing', [], ''],
    ['one cluster', named(1), 'One cluster, On-prem. All of them are in sync.'],
    [
      'one kind of place',
      named(3),
      '3 clusters, all On-prem. All of them are in sync.',
    ],
    [
      'two kinds of place',
      [...named(2), gcp],
      '3 clusters in 2 kinds of place. All of them are in sync.',
    ],
    [
      'an error',
      [...named(2), ...inState('error')],
      '3 clusters, all On-prem. 2 are in sync. 1 has sync errors.',
    ],
    [
      'errors and stalls',
      [...inState('error', 2), ...inState('stalled', 2)],
      '4 clusters, all On-prem. 2 have sync errors. 2 have stalled.',
    ],
    [
      'one that is silent',
      [gcp, silent(minutesBefore(29 * 60))],
      '2 clusters in 2 kinds of place. 2 are in sync. 1 is silent, last heard of yesterday.',
    ],
    [
      'several that are silent',
      [silent(), silent()],
      '2 clusters, all On-prem. 2 are in sync. 2 are silent.',
    ],
    [
      'old data',
      named(2, {
        freshness: { hub: { ...fresh(), age: 'stale' } },
      }),
      '2 clusters, all On-prem. 2 are in sync. What is shown of 2 is out of date.',
    ],
  ])('of %s', (_, clusters, text) => {
    expect(
      overviewHeadline(english, overviewOf(clusters), clock)
        .map(sentence => sentence.text)
        .join(' '),
    ).toBe(text);
  });

  it('is a sentence in Norwegian as well', () => {
    expect(
      overviewHeadline(norwegian, overviewOf([...named(2), gcp]), {
        ...clock,
        locale: 'nb',
      }).map(sentence => sentence.text),
    ).toEqual(['3 klynger på 2 slags steder.', 'Alle er synkronisert.']);
  });

  it('says nothing green of a fleet that is out of date', () => {
    const clusters = named(2, {
      freshness: { hub: { ...fresh(), age: 'never' } },
    });
    expect(
      overviewHeadline(english, overviewOf(clusters), clock).map(s => s.tone),
    ).not.toContain('good');
  });

  it('links each number to the clusters that it counts', () => {
    const filters = overviewHeadline(
      english,
      overviewOf(demoClusters),
      clock,
    ).map(sentence => sentence.filter);
    expect(filters).toEqual([
      {},
      { syncState: ['synced'] },
      { syncState: ['error'] },
      { syncState: ['stalled'] },
      { connection: ['disconnected'] },
      { age: ['stale', 'never'] },
    ]);
  });
});
