import fc from 'fast-check';
import { isDeeperThan } from './nesting';
import { TimeBudget } from './TimeBudget';

describe('isDeeperThan', () => {
  const depthOf = (value: unknown): number =>
    typeof value === 'object' && value !== null
      ? 1 + Math.max(0, ...Object.values(value).map(depthOf))
      : 0;

  it('counts levels, whatever texts and names contain', () => {
    const anything = fc.jsonValue({ maxDepth: 6 });
    fc.assert(
      fc.property(anything, value => {
        const json = JSON.stringify(value);
        const depth = depthOf(JSON.parse(json));
        expect(isDeeperThan(json, depth)).toBe(false);
        expect(depth > 0 && isDeeperThan(json, depth - 1)).toBe(depth > 0);
      }),
      { numRuns: 500 },
    );
  });

  it.each<[json: string, deeper: boolean]>([
    ['"[[["', false],
    ['["\\"[[", 1]', false],
    ['["\\\\", [1]]', true],
    ['{"a[": {"b": 1}}', true],
    ['{"a": 1, "b": [', true],
    ['["not closed', false],
    ['', false],
  ])('%s', (json, deeper) => {
    expect(isDeeperThan(json, 1)).toBe(deeper);
  });

  it('does not fall for depth itself', () => {
    expect(isDeeperThan('['.repeat(5_000_000), 100)).toBe(true);
  });
});

describe('TimeBudget', () => {
  let now: number;

  beforeEach(() => {
    now = 5_000.25;
    jest.spyOn(performance, 'now').mockImplementation(() => now);
  });
  afterEach(() => jest.restoreAllMocks());

  const passing = (ms: number) => async () => {
    now += ms;
  };

  it('counts what is spent, and not the time between', async () => {
    const budget = new TimeBudget(100);
    await budget.spend(passing(30.4));
    now += 1_000;
    expect(budget.remainingMs).toBe(70);
    await budget.spend(passing(20));
    expect(budget.remainingMs).toBe(50);
    await budget.spend(passing(200));
    expect(budget.remainingMs).toBe(0);
  });

  it('counts once what is spent at the same time', async () => {
    const budget = new TimeBudget(100);
    const ends: Array<() => void> = [];
    const work = () =>
      budget.spend(() => new Promise<void>(end => ends.push(end)));
    const both = [work(), work()];
    now += 40;
    expect(budget.remainingMs).toBe(60);
    ends[0]();
    await both[0];
    now += 10;
    ends[1]();
    await both[1];
    expect(budget.remainingMs).toBe(50);
  });

  it('counts work that fails', async () => {
    const budget = new TimeBudget(100);
    await expect(
      budget.spend(async () => {
        now += 40;
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
    expect(budget.remainingMs).toBe(60);
  });
});
