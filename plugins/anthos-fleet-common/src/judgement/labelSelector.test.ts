import fc from 'fast-check';
import {
  matchesLabelSelector,
  parseLabelSelector,
  type LabelRequirement,
} from './labelSelector';

function selectorOf(text: string): LabelRequirement[] {
  const { selector, problem } = parseLabelSelector(text);
  if (!selector) {
    throw new Error(problem.message);
  }
  return selector;
}

describe('parseLabelSelector', () => {
  it.each<[text: string, expected: LabelRequirement[]]>([
    ['env=prod', [{ key: 'env', operator: 'in', values: ['prod'] }]],
    ['env==prod', [{ key: 'env', operator: 'in', values: ['prod'] }]],
    [' env = prod ', [{ key: 'env', operator: 'in', values: ['prod'] }]],
    ['env!=prod', [{ key: 'env', operator: 'notin', values: ['prod'] }]],
    ['env=', [{ key: 'env', operator: 'in', values: [''] }]],
    ['env!=', [{ key: 'env', operator: 'notin', values: [''] }]],
    ['env', [{ key: 'env', operator: 'exists', values: [] }]],
    ['!env', [{ key: 'env', operator: 'absent', values: [] }]],
    ['! env', [{ key: 'env', operator: 'absent', values: [] }]],
    [
      'env in (prod, test)',
      [{ key: 'env', operator: 'in', values: ['prod', 'test'] }],
    ],
    ['env in(prod)', [{ key: 'env', operator: 'in', values: ['prod'] }]],
    [
      'env notin (prod,)',
      [{ key: 'env', operator: 'notin', values: ['prod', ''] }],
    ],
    ['in in (in)', [{ key: 'in', operator: 'in', values: ['in'] }]],
    ['in', [{ key: 'in', operator: 'exists', values: [] }]],
    [
      'example.com/tier=web_1.2-x',
      [
        {
          key: 'example.com/tier',
          operator: 'in',
          values: ['web_1.2-x'],
        },
      ],
    ],
    [
      'env=prod,tier in (a,b),!legacy',
      [
        { key: 'env', operator: 'in', values: ['prod'] },
        { key: 'tier', operator: 'in', values: ['a', 'b'] },
        { key: 'legacy', operator: 'absent', values: [] },
      ],
    ],
  ])('reads %s', (text, expected) => {
    expect(parseLabelSelector(text)).toEqual({ selector: expected });
  });

  it.each<[text: string, position: number, message: string]>([
    ['', 0, 'The label selector is empty.'],
    ['   ', 0, 'The label selector is empty.'],
    ['env=prod,', 9, 'A label is missing at the end.'],
    [',env', 0, "A label is missing before ','."],
    ['=prod', 0, "A label is missing before '='."],
    ['!', 1, 'A label is missing at the end.'],
    ['!!env', 1, "A label is missing before '!'."],
    ['env prod', 4, "'prod' cannot follow the label 'env'."],
    ['env > 5', 4, "'>' cannot follow the label 'env'."],
    ['env=prod test', 9, "'test' stands where ',' should."],
    ['env=prod!', 8, "'!' stands where ',' should."],
    ['env in prod', 7, "'prod' stands where '(' should."],
    ['env in (prod', 12, "')' is missing at the end."],
    ['env in (a b)', 10, "'b' stands where ',' should."],
    ['env in ()x', 9, "'x' stands where ',' should."],
    ['-env=1', 0, "'-env' cannot be the key of a label."],
    ['a/b/c', 0, "'a/b/c' cannot be the key of a label."],
    ['/b', 0, "'/b' cannot be the key of a label."],
    ['Example.com/b', 0, "'Example.com/b' cannot be the key of a label."],
    ['æ=1', 0, "'æ' cannot be the key of a label."],
    ['env=a/b', 4, "'a/b' cannot be the value of a label."],
    ['env=-a', 4, "'-a' cannot be the value of a label."],
    [
      `env=${'a'.repeat(64)}`,
      4,
      `'${'a'.repeat(64)}' cannot be the value of a label.`,
    ],
    ['x'.repeat(2001), 2000, 'The label selector is 2001 characters long.'],
  ])('refuses %s', (text, position, message) => {
    expect(parseLabelSelector(text)).toEqual({
      problem: { position, message, remedy: expect.stringMatching(/.{10}/) },
    });
  });

  it('never throws, and points into the text', () => {
    const fragments = fc.constantFrom(
      ...['a', 'env', '=', '==', '!=', '!', '(', ')', ',', ' in ', ' notin '],
      ...[' ', '/', '.', '>', 'æ', '\n', '-'],
    );
    const text = fc.oneof(
      fc.string(),
      fc.array(fragments).map(parts => parts.join('')),
    );
    fc.assert(
      fc.property(text, value => {
        const { selector, problem } = parseLabelSelector(value);
        const position = problem?.position ?? 0;
        expect(position).toBeGreaterThanOrEqual(0);
        expect(position).toBeLessThanOrEqual(value.length);
        expect(selector?.length ?? -1).not.toBe(0);
      }),
      { numRuns: 2000 },
    );
  });

  it('is quick with long nonsense', () => {
    const started = performance.now();
    for (const part of ['a', ' ', 'a-', '(', 'a.', 'a,']) {
      parseLabelSelector(part.repeat(2000 / part.length));
    }
    expect(performance.now() - started).toBeLessThan(500);
  });
});

describe('matchesLabelSelector', () => {
  const labels = { env: 'prod', tier: 'web', empty: '' };

  it.each<[selector: string, expected: boolean]>([
    ['env=prod', true],
    ['env=test', false],
    ['other=prod', false],
    ['env!=prod', false],
    ['env!=test', true],
    ['other!=x', true],
    ['env in (test,prod)', true],
    ['env notin (test,prod)', false],
    ['other notin (a)', true],
    ['env', true],
    ['other', false],
    ['!env', false],
    ['!other', true],
    ['empty=', true],
    ['env=', false],
    ['env=prod,tier=web', true],
    ['env=prod,tier=db', false],
    ['constructor', false],
    ['!toString', true],
  ])('%s', (selector, expected) => {
    expect(matchesLabelSelector(labels, selectorOf(selector))).toBe(expected);
  });
});
