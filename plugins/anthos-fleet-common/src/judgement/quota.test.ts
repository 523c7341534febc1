import type { ObservedQuota } from '../model';
import { compareQuotas, judgeQuota } from './quota';

const quota = (
  resources: ObservedQuota['resources'],
  name = 'compute',
): ObservedQuota => ({ namespace: 'maps', name, scopes: [], resources });

describe('judgeQuota', () => {
  it.each<
    [
      hard: string,
      used: string | undefined,
      level: string,
      share: number | undefined,
    ]
  >([
    ['8Gi', '2Gi', 'ok', 0.25],
    ['8Gi', '6656Mi', 'near-full', 0.8125],
    ['2', '1600m', 'near-full', 0.8],
    ['2', '1599m', 'ok', 0.7995],
    ['10', '10', 'full', 1],
    ['10', '12', 'full', 1.2],
    ['0', '0', 'ok', undefined],
    ['0', '1', 'full', undefined],
    ['10', undefined, 'unknown', undefined],
    ['10', 'many', 'unknown', undefined],
    ['a lot', '3', 'unknown', undefined],
    ['-1', '3', 'unknown', undefined],
  ])('of %s, %s used, is %s', (hard, used, level, share) => {
    const { resources } = judgeQuota(quota([{ resource: 'pods', hard, used }]));
    expect(resources).toEqual([
      {
        resource: 'pods',
        hard,
        ...(used !== undefined && { used }),
        ...(share !== undefined && { share }),
        level,
      },
    ]);
  });

  it('is as full as its fullest resource, which stands first', () => {
    const judged = judgeQuota(
      quota([
        { resource: 'pods', hard: '30', used: '3' },
        { resource: 'limits.memory', hard: '8Gi' },
        { resource: 'services', hard: '6', used: '6' },
        { resource: 'count/deployments.apps', hard: '5', used: '4' },
      ]),
    );
    expect(judged.level).toBe('full');
    expect(judged.resources.map(({ resource }) => resource)).toEqual([
      'services',
      'count/deployments.apps',
      'limits.memory',
      'pods',
    ]);
  });

  it('knows nothing of a quota that limits nothing', () => {
    expect(judgeQuota(quota([])).level).toBe('unknown');
  });

  it('orders quotas by how much they stand in the way', () => {
    const of = (name: string, used?: string) =>
      judgeQuota(quota([{ resource: 'pods', hard: '10', used }], name));
    const order = [
      of('d'),
      of('b', '1'),
      of('a', '2'),
      of('c', '9'),
      of('e', '10'),
    ];
    expect(order.sort(compareQuotas).map(({ name }) => name)).toEqual([
      'e',
      'c',
      'd',
      'a',
      'b',
    ]);
  });
});
