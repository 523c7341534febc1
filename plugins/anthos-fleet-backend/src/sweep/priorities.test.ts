import { clustersDue, slowPartsDue, type Candidate } from './priorities';

const now = new Date('2026-11-23T10:00:00.000Z');
const pace = { now, frequencyMs: 60_000, slowFrequencyMs: 600_000 };
const ago = (seconds: number) =>
  new Date(now.getTime() - seconds * 1000).toISOString();

function cluster(ref: string, values: Partial<Candidate> = {}): Candidate {
  return {
    ref,
    connectionState: 'connected',
    syncState: 'synced',
    attemptedAt: ago(60),
    outcome: 'ok',
    failures: 0,
    ...values,
  };
}

const refsDue = (clusters: Candidate[]) =>
  clustersDue(clusters, pace).map(({ ref }) => ref);

describe('clustersDue', () => {
  it.each<[string, Partial<Candidate>, boolean]>([
    ['was never read', { attemptedAt: undefined, outcome: undefined }, true],
    ['was read in the last sweep', { attemptedAt: ago(60) }, true],
    ['was read late in the last sweep', { attemptedAt: ago(31) }, true],
    ['was read just now', { attemptedAt: ago(5) }, false],
    [
      'failed just now',
      { attemptedAt: ago(5), outcome: 'timeout', failures: 3 },
      false,
    ],
    [
      'failed in the last sweep, though its next try is announced for later',
      { outcome: 'timeout', failures: 5, nextAttemptAt: ago(-20) },
      true,
    ],
    [
      'was asked for after it was read',
      { attemptedAt: ago(5), refreshRequestedAt: ago(3) },
      true,
    ],
    [
      'was asked for before it was read',
      { attemptedAt: ago(5), refreshRequestedAt: ago(8) },
      false,
    ],
    [
      'was never read and somebody asks',
      { attemptedAt: undefined, refreshRequestedAt: ago(8) },
      true,
    ],
    [
      'changed in the register after it was read',
      { attemptedAt: ago(5), registerChangedAt: ago(1) },
      true,
    ],
    [
      'waits for the quota',
      { outcome: 'rate-limited', nextAttemptAt: ago(-30) },
      false,
    ],
    [
      'has waited for the quota',
      { outcome: 'rate-limited', nextAttemptAt: ago(1) },
      true,
    ],
    [
      'was read before the clock was put back',
      { attemptedAt: ago(-3600) },
      true,
    ],
    [
      'waits for the quota since before the clock was put back',
      { outcome: 'rate-limited', nextAttemptAt: ago(-3600) },
      true,
    ],
    [
      'was asked for before the clock was put back',
      { attemptedAt: ago(5), refreshRequestedAt: ago(-3600) },
      false,
    ],
    [
      'changed before the clock was put back',
      { attemptedAt: ago(5), registerChangedAt: ago(-3600) },
      false,
    ],
    [
      'was read long before the clock was put on',
      { attemptedAt: ago(1e6) },
      true,
    ],
  ])('a cluster that %s', (_what, values, due) => {
    expect(refsDue([cluster('a', values)])).toEqual(due ? ['a'] : []);
  });

  it('come in the order of urgency', () => {
    expect(
      refsDue([
        cluster('silent for long', {
          outcome: 'timeout',
          failures: 9,
          attemptedAt: ago(70),
        }),
        cluster('young', { attemptedAt: ago(40) }),
        cluster('old', { attemptedAt: ago(80) }),
        cluster('in error', { syncState: 'error', attemptedAt: ago(40) }),
        cluster('failed once', { outcome: 'timeout', attemptedAt: ago(35) }),
        cluster('changed', { registerChangedAt: ago(2) }),
        cluster('new', { attemptedAt: undefined, outcome: undefined }),
        cluster('asked for', { refreshRequestedAt: ago(2) }),
        cluster('not in use', {
          syncState: 'not-installed',
          attemptedAt: ago(50),
        }),
      ]),
    ).toEqual([
      'asked for',
      'new',
      'changed',
      'in error',
      'failed once',
      'old',
      'not in use',
      'young',
      'silent for long',
    ]);
  });

  it('lets neither clusters in trouble nor silent ones starve the rest', () => {
    const trouble = cluster('trouble', {
      syncState: 'error',
      attemptedAt: ago(61),
    });
    const silent = cluster('silent', { failures: 5, attemptedAt: ago(300) });
    expect(
      refsDue([trouble, cluster('healthy', { attemptedAt: ago(180) })]),
    ).toEqual(['healthy', 'trouble']);
    expect(refsDue([cluster('healthy'), silent])).toEqual([
      'silent',
      'healthy',
    ]);
  });
});

describe('slowPartsDue', () => {
  const fleet = (
    count: number,
    values: (index: number) => Partial<Candidate>,
  ) =>
    Array.from({ length: count }, (_, index) =>
      cluster(`c${index}`, values(index)),
    );
  const refs = (clusters: Candidate[]) => [
    ...slowPartsDue(clusters, pace, clusters.length),
  ];

  it('spreads a fleet that was never read over sweeps', () => {
    expect(refs(fleet(200, () => ({})))).toHaveLength(30);
  });

  it('takes the oldest, and only those whose turn it is', () => {
    const clusters = fleet(40, index => ({
      slowPartsReadAt: ago(580 + index),
    }));
    expect(refs(clusters)).toEqual(['c39', 'c38', 'c37', 'c36', 'c35', 'c34']);
  });

  it('does not wait for clusters that do not answer', () => {
    expect(refs(fleet(10, index => ({ failures: index < 5 ? 3 : 0 })))).toEqual(
      ['c5', 'c6'],
    );
  });

  it('includes what somebody asked for', () => {
    const clusters = [
      cluster('a', { slowPartsReadAt: ago(10), refreshRequestedAt: ago(1) }),
      cluster('b', { slowPartsReadAt: ago(10) }),
    ];
    expect(refs(clusters)).toEqual(['a']);
  });

  it('is not stopped by a clock that was put back', () => {
    expect(refs([cluster('a', { slowPartsReadAt: ago(-86_400) })])).toEqual([
      'a',
    ]);
  });
});
