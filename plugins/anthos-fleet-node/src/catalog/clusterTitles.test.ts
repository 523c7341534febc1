import { makeCluster } from '../__testUtils__/fleet';
import { clusterTitles } from './clusterTitles';

const titles = (...clusters: ReturnType<typeof makeCluster>[]) => [
  ...clusterTitles(clusters).values(),
];

describe('clusterTitles', () => {
  it('is the name while nothing else has it', () => {
    expect(titles(makeCluster('p/l1/a'), makeCluster('p/l1/b'))).toEqual([
      'a',
      'b',
    ]);
  });

  it.each([
    [
      'places',
      [{ place: { site: 'Oslo DC1' } }, { place: { site: 'Bergen' } }],
      ['x (Oslo DC1)', 'x (Bergen)'],
    ],
    [
      'a zone and a region',
      [
        { place: { zone: 'eu-1-a', region: 'eu-1' } },
        { place: { region: 'eu-1' } },
      ],
      ['x (eu-1-a)', 'x (eu-1)'],
    ],
    [
      'locations, when the place is the same',
      [{ place: { site: 'Oslo' } }, { place: { site: 'Oslo' } }],
      ['x (l1)', 'x (l2)'],
    ],
  ])('tells namesakes apart by %s', (_by, [first, second], expected) => {
    expect(
      titles(makeCluster('p/l1/x', first), makeCluster('p/l2/x', second)),
    ).toEqual(expected);
  });

  it('tells namesakes of several fleets apart by their fleet', () => {
    expect(titles(makeCluster('p/l1/x'), makeCluster('q/l1/x'))).toEqual([
      'x (p/l1)',
      'x (q/l1)',
    ]);
  });
});
