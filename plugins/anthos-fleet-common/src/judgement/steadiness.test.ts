import fc from 'fast-check';
import {
  stepSteadiness,
  type SteadinessMemory,
  type SteadinessSettings,
  type SteadyTransition,
} from './steadiness';

const SETTINGS: SteadinessSettings = {
  observations: 2,
  holdForMs: 120_000,
  flapping: { changes: 5, windowMs: 1_800_000 },
  passing: ['pending', 'reconciling'],
};

const START = Date.parse('2026-09-01T06:00:00Z');
const iso = (seconds: number) => new Date(START + seconds * 1000).toISOString();

type Seen = [state: string, seconds: number];

/** Plays observations, each with what is remembered written down and read again. */
function play(
  seen: readonly Seen[],
  settings = SETTINGS,
  from?: SteadinessMemory,
) {
  const told: SteadyTransition[] = [];
  let memory: SteadinessMemory | undefined = from;
  for (const [state, seconds] of seen) {
    const step = stepSteadiness(memory, { state, at: iso(seconds) }, settings);
    memory = JSON.parse(JSON.stringify(step.memory)) as SteadinessMemory;
    told.push(...(step.transition ? [step.transition] : []));
  }
  return { told, memory: memory! };
}

const words = (seen: readonly Seen[], settings = SETTINGS) =>
  play(seen, settings).told.map(
    ({ from, to, flapping }) =>
      `${from ?? ''}>${to}${flapping ? ' flapping' : ''}`,
  );

/** Once a minute, one letter an observation. */
const minutely = (states: string): Seen[] =>
  [...states].map((letter, i) => [
    { s: 'synced', e: 'error', p: 'pending', u: 'unknown' }[letter]!,
    i * 60,
  ]);

describe('stepSteadiness', () => {
  it.each<[string, string, string[]]>([
    ['a single look tells nothing', 's', []],
    ['two looks tell what is there', 'ss', ['>synced']],
    ['it is told once', 'sssss', ['>synced']],
    ['a first state that does not hold', 'pss', ['>synced']],
    ['a change that holds', 'ssee', ['>synced', 'synced>error']],
    ['a change that does not hold', 'sseses', ['>synced']],
    ['a change on the way to another', 'sspee', ['>synced', 'synced>error']],
    [
      'there and back again',
      'sseess',
      ['>synced', 'synced>error', 'error>synced'],
    ],
    [
      'commits come and go through a passing state, and never flap',
      'sspspspspspspspspspspss',
      ['>synced'],
    ],
    ['a passing state that holds', 'sspp', ['>synced', 'synced>pending']],
    [
      'states that alternate are told once, though none of them holds',
      'ssesesesesesese',
      ['>synced', 'synced>error flapping'],
    ],
    [
      'states that alternate slowly are told until they flap',
      'sseesseesseesseess',
      [
        '>synced',
        'synced>error',
        'error>synced',
        'synced>error',
        'error>synced',
        'synced>error flapping',
      ],
    ],
    [
      'flapping through a passing state',
      'ssepsepsepsepse',
      ['>synced', 'synced>error flapping'],
    ],
    [
      'flapping is not begun by a change back to what was told',
      'esesesess',
      ['>synced flapping'],
    ],
  ])('%s: %s', (_, states, expected) => {
    expect(words(minutely(states))).toEqual(expected);
  });

  it('tells when a change was first seen, and when it was known to hold', () => {
    const { told } = play([
      ['synced', 0],
      ['synced', 60],
      ['error', 120],
      ['error', 185],
    ]);
    expect(told).toEqual([
      { to: 'synced', at: iso(0), confirmedAt: iso(60) },
      { from: 'synced', to: 'error', at: iso(120), confirmedAt: iso(185) },
    ]);
  });

  it.each<[string, Seen[], string[]]>([
    [
      'by time, when more looks are asked for',
      [
        ['error', 0],
        ['error', 60],
        ['error', 120],
      ],
      ['>error'],
    ],
    [
      'not before the time is over',
      [
        ['error', 0],
        ['error', 119],
      ],
      [],
    ],
    ['not by time alone', [['error', 0]], []],
    [
      'by number before the time is over',
      [
        ['error', 0],
        ['error', 1],
        ['error', 2],
        ['error', 3],
      ],
      ['>error'],
    ],
  ])('a change holds %s', (_, seen, expected) => {
    expect(words(seen, { ...SETTINGS, observations: 4 })).toEqual(expected);
  });

  describe('when it was flapping', () => {
    const flapping = minutely('ssesesese');
    const end = 8 * 60;

    it('tells the state once it is calm, if it is not the one told', () => {
      const { told, memory } = play([
        ...flapping,
        ['synced', end + 60],
        ['synced', end + 900],
        ['synced', end + 961],
      ]);
      expect(told.map(({ to }) => to)).toEqual(['synced', 'error', 'synced']);
      expect(told[2]).toEqual({
        from: 'error',
        to: 'synced',
        at: iso(end + 60),
        confirmedAt: iso(end + 961),
      });
      expect(memory.flappingSince).toBeUndefined();
    });

    it('tells nothing more when it stays as it was told', () => {
      const { told, memory } = play([...flapping, ['error', end + 901]]);
      expect(told).toHaveLength(2);
      expect(memory.flappingSince).toBeUndefined();
      expect(memory.changes).toEqual([]);
    });

    it('tells nothing while it goes on', () => {
      const { told, memory } = play(minutely(`ss${'es'.repeat(100)}`));
      expect(told).toHaveLength(2);
      expect(memory.flappingSince).toBe(iso(6 * 60));
    });

    it('is told anew when it begins anew', () => {
      const again: Seen[] = minutely('ssesesese').map(([state, at]) => [
        state,
        at + 10_000,
      ]);
      expect(words([...flapping, ['error', end + 2000], ...again])).toEqual([
        '>synced',
        'synced>error flapping',
        'error>synced',
        'synced>error flapping',
      ]);
    });
  });

  it('can do without flapping', () => {
    const settings = { ...SETTINGS, flapping: { changes: 0, windowMs: 1 } };
    expect(words(minutely('ssesesesesesese'), settings)).toEqual(['>synced']);
  });

  it('does not take changes of long ago for flapping', () => {
    const slow: Seen[] = minutely('sseesseesseesseess').map(([state, at]) => [
      state,
      at * 60,
    ]);
    expect(words(slow).filter(word => word.includes('flapping'))).toEqual([]);
  });

  it('counts the same observation once', () => {
    const one: Seen = ['error', 0];
    expect(words([one, one, one])).toEqual([]);
  });

  it('goes on after a long gap', () => {
    expect(
      words([
        ['synced', 0],
        ['synced', 60],
        ['error', 120],
        ['error', 1e6],
      ]),
    ).toEqual(['>synced', 'synced>error']);
  });

  it('goes on when the clock is put back', () => {
    const { told, memory } = play([
      ['synced', 100_000],
      ['synced', 100_060],
      ['error', 100_120],
      ['error', 0],
      ['error', 60],
    ]);
    expect(told.map(({ to }) => to)).toEqual(['synced', 'error']);
    expect(told[1]).toEqual({
      from: 'synced',
      to: 'error',
      at: iso(0),
      confirmedAt: iso(0),
    });
    expect(memory.changes).toEqual([iso(0)]);
  });

  it('becomes calm though the clock was put back while it flapped', () => {
    const before = minutely('ssesesese').map(
      ([state, at]): Seen => [state, at + 1e6],
    );
    const { memory } = play([...before, ['error', 0], ['error', 901]]);
    expect(memory.flappingSince).toBeUndefined();
  });

  it('says which time it cannot read', () => {
    expect(() =>
      stepSteadiness(undefined, { state: 'synced', at: 'now' }, SETTINGS),
    ).toThrow("The time of an observation must be ISO 8601, not 'now'");
  });
});

describe('whatever is seen and whatever the clock does', () => {
  const state = fc.constantFrom('synced', 'error', 'pending', 'stalled');
  const settings = fc.record({
    observations: fc.integer({ min: 1, max: 4 }),
    holdForMs: fc.integer({ min: 0, max: 600_000 }),
    flapping: fc.record({
      changes: fc.integer({ min: 0, max: 6 }),
      windowMs: fc.integer({ min: 1, max: 3_600_000 }),
    }),
    passing: fc.constantFrom<string[] | undefined>(undefined, ['pending']),
  });
  const sweeps = fc.array(fc.tuple(state, fc.integer({ min: 1, max: 600 })));
  const jumps = fc.array(
    fc.tuple(state, fc.integer({ min: -1_000_000, max: 1_000_000 })),
  );

  function timed(steps: readonly Seen[]): Seen[] {
    let now = 0;
    return steps.map(([seen, passed]) => {
      now += passed;
      return [seen, now];
    });
  }

  it('each change follows from the one before, and none is told twice', () => {
    fc.assert(
      fc.property(fc.oneof(sweeps, jumps), settings, (steps, config) => {
        const { told, memory } = play(timed(steps), config);
        told.forEach((transition, i) => {
          expect(transition.from).toBe(told[i - 1]?.to);
          expect(transition.to).not.toBe(transition.from);
          expect(transition.at <= transition.confirmedAt).toBe(true);
        });
        expect(memory?.told).toBe(told[told.length - 1]?.to);
      }),
    );
  });

  it('only what was seen is told', () => {
    fc.assert(
      fc.property(fc.oneof(sweeps, jumps), settings, (steps, config) => {
        const seen = new Set(steps.map(([name]) => name));
        for (const { to } of play(timed(steps), config).told) {
          expect(seen).toContain(to);
        }
      }),
    );
  });

  it('what stays is told in the end', () => {
    fc.assert(
      fc.property(
        fc.oneof(sweeps, jumps),
        settings,
        state,
        (steps, config, last) => {
          const before = timed(steps);
          const end = before[before.length - 1]?.[1] ?? 0;
          // Longer than any window, more often than any number of looks.
          const calm = Array.from(
            { length: 6 },
            (_, i): Seen => [last, end + (i + 1) * 3600],
          );
          expect(play([...before, ...calm], config).memory.told).toBe(last);
        },
      ),
    );
  });

  it('what never holds is told by flapping only', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 60 }),
        settings,
        (length, config) => {
          const alternating = Array.from(
            { length },
            (_, i): Seen => [i % 2 ? 'error' : 'synced', i * 60],
          );
          const { told } = play(alternating, { ...config, observations: 2 });
          expect(told.every(({ flapping }) => flapping)).toBe(true);
        },
      ),
    );
  });

  it('flapping is told once until it is calm', () => {
    fc.assert(
      fc.property(fc.oneof(sweeps, jumps), settings, (steps, config) => {
        let memory: SteadinessMemory | undefined;
        for (const [seen, at] of timed(steps)) {
          const before = memory;
          const step = stepSteadiness(
            before,
            { state: seen, at: iso(at) },
            config,
          );
          memory = step.memory;
          const goesOn = before?.flappingSince && memory.flappingSince;
          expect(goesOn && step.transition).toBeFalsy();
          expect(memory.changes.length).toBeLessThanOrEqual(
            Math.max(config.flapping.changes, 1),
          );
        }
      }),
    );
  });

  it('an observation that comes twice changes nothing', () => {
    fc.assert(
      fc.property(fc.oneof(sweeps, jumps), settings, (steps, config) => {
        const once = timed(steps);
        const twice = once.flatMap(seen => [seen, seen]);
        expect(play(twice, config)).toEqual(play(once, config));
      }),
    );
  });
});
