import fc from 'fast-check';
import { describeSyncError } from './describe';
import { explainSyncError } from './explain';

// Beginnings of what the patterns look for, as a whole text of nothing else. A pattern with two
// ways to read one of them would not end.
const PIECES = [
  ...[
    'a',
    'a.',
    'a-',
    'a_',
    '/a',
    'a/',
    'a@',
    'a@a:',
    'A',
    'A.',
    'Aa/',
    '://',
    'h://',
  ],
  ...[
    '"',
    '"a',
    'a"',
    "'",
    "'a",
    '`',
    '<',
    '<a',
    '[',
    '[:',
    '[0:',
    '{}: ',
    '*',
    '* ',
  ],
  ...[
    '1',
    '1.',
    '1-',
    '-1',
    '0a',
    '-0a',
    '0123abcd-',
    '2026-',
    'I0901 ',
    'T',
    'code ',
  ],
  ...[
    '\n',
    '\n\n',
    '\n \n',
    '\t',
    'source: \n',
    'source: a\n\n',
    'KNV1',
    'KNV1021: ',
  ],
  ...[
    'Run(git a',
    'Invalid value: ',
    'Invalid value: a{',
    'x: Invalid value: ',
    'map[',
  ],
  ...[
    'Secret ',
    'exceeded quota: ',
    'exceeded quota: *, requested: ',
    'User "',
    'lookup ',
  ],
  ...[
    'skipped apply of ',
    'failed to wait for A',
    'is invalid: ',
    'chart ',
    'repository ',
  ],
  ...[
    'User * cannot a resource "',
    '*, *, ',
    '"*", ',
    'ns-reconciler-',
    '.yaml',
    'a.yam',
  ],
];

describe('hostile errors', () => {
  it.each(PIECES)('%j, again and again', piece => {
    for (const end of ['', '!', '"', '\n']) {
      const message = piece.repeat(10_000 / piece.length) + end;
      for (const code of ['1029', '1061', '1068', '2004', '2009']) {
        const described = describeSyncError({ code, message });
        expect(described.message.length).toBeLessThanOrEqual(4096);
        expect(explainSyncError(`KNV${code}`, message).known).toBe(true);
      }
    }
  });

  it('are bounded, and told by the same words as their group', () => {
    fc.assert(
      fc.property(
        fc.option(fc.string({ unit: 'binary', maxLength: 300 }), {
          nil: undefined,
        }),
        fc.string({ unit: 'binary', maxLength: 6000 }),
        fc.array(
          fc.record({
            name: fc.string(),
            namespace: fc.string(),
            sourcePath: fc.string(),
          }),
          { maxLength: 30 },
        ),
        (code, message, resources) => {
          const facts = { code, message, resources };
          const described = describeSyncError(facts);
          expect(described.fingerprint).toMatch(/^[0-9a-f]{20}$/);
          expect(described.headline.length).toBeGreaterThan(0);
          expect(described.headline.length).toBeLessThanOrEqual(120);
          expect(described.message.length).toBeLessThanOrEqual(4096);
          expect(described.message).not.toContain('\u0000');
          expect(described.code?.length ?? 0).toBeLessThanOrEqual(64);
          expect(describeSyncError(facts)).toEqual(described);
        },
      ),
    );
  });

  it('have names that are no patterns', () => {
    const resources = [{ name: '.*', namespace: '(a+)+$', sourcePath: '[x-' }];
    expect(
      describeSyncError({ message: 'all is well', resources }).headline,
    ).toBe('all is well');
    expect(
      describeSyncError({ message: 'see "(a+)+$" here', resources }).headline,
    ).toBe('see "…" here');
  });
});
