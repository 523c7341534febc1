import { toTimeline, type Span } from './timeline';

const NOW = new Date('2026-11-23T12:00:00.000Z');
const at = (time: string) => `2026-11-23T${time}:00.000Z`;

describe('toTimeline', () => {
  it.each<[string, Span[], string[]]>([
    ['nothing', [], []],
    [
      'one sync that has it still',
      [{ syncId: 'a', from: at('11:58'), to: null }],
      ['11:58 1', '11:59 1', '12:00 1'],
    ],
    [
      'what came and went within a step',
      [
        {
          syncId: 'a',
          from: '2026-11-23T11:57:10Z',
          to: '2026-11-23T11:57:20Z',
        },
      ],
      ['11:57 1', '11:58 0', '11:59 0', '12:00 0'],
    ],
    [
      'a sync once, however often it had it',
      [
        {
          syncId: 'a',
          from: '2026-11-23T11:58:00Z',
          to: '2026-11-23T11:58:20Z',
        },
        { syncId: 'a', from: '2026-11-23T11:58:40Z', to: null },
        { syncId: 'b', from: '2026-11-23T11:59:00Z', to: null },
      ],
      ['11:58 1', '11:59 2', '12:00 2'],
    ],
    [
      'nothing of what is to come',
      [{ syncId: 'a', from: at('13:00'), to: null }],
      [],
    ],
  ])('counts %s', (_, spans, expected) => {
    expect(
      toTimeline(spans, NOW).map(
        ({ at: time, packageSyncs }) => `${time.slice(11, 16)} ${packageSyncs}`,
      ),
    ).toEqual(expected);
  });

  it.each([
    '2026-11-23T11:00:00Z',
    '2026-11-20T00:00:00Z',
    '2020-01-01T00:00:00Z',
  ])('takes steps that fit into a chart when it began at %s', from => {
    const buckets = toTimeline([{ syncId: 'a', from, to: null }], NOW);
    expect(buckets.length).toBeGreaterThan(10);
    expect(buckets.length).toBeLessThanOrEqual(61);
    expect(buckets[buckets.length - 1].at).toBe(NOW.toISOString());
    expect(buckets.every(({ packageSyncs }) => packageSyncs === 1)).toBe(true);
  });
});
