import { judgeChanges, type ChangeFacts } from './fleetChanges';

const at = (minute: number) =>
  `2026-03-01T12:${String(minute).padStart(2, '0')}:00.000Z`;

const change = (
  subjectId: string,
  from: string | undefined,
  to: string,
  minute = 0,
  subject = 'package-sync',
): ChangeFacts => ({ subject, subjectId, from, to, at: at(minute) });

describe('judgeChanges', () => {
  it.each([
    ['synced', 'error', 'worse'],
    ['synced', 'stalled', 'worse'],
    ['answering', 'silent', 'worse'],
    ['synced', 'unknown', 'worse'],
    ['unknown', 'error', 'worse'],
    ['error', 'synced', 'better'],
    ['open', 'closed', 'better'],
    ['silent', 'answering', 'better'],
    ['unknown', 'synced', 'better'],
    // Nobody knows how it was before.
    [undefined, 'open', 'new'],
    [undefined, 'silent', 'new'],
    [undefined, 'synced', undefined],
    [undefined, 'unknown', undefined],
    // Gone, or not to be seen any more: nobody has mended it.
    ['error', 'not-configured', undefined],
    ['synced', 'not-configured', undefined],
    ['synced', 'not-installed', undefined],
    ['not-configured', 'error', 'worse'],
    ['error', 'unknown', undefined],
    ['error', 'stalled', undefined],
    ['synced', 'reconciling', undefined],
    ['synced', 'a-new-word', 'worse'],
  ])('judges %s to %s as %s', (from, to, expected) => {
    expect(
      judgeChanges([change('a', from, to)]).map(({ direction }) => direction),
    ).toEqual(expected ? [expected] : []);
  });

  it('takes several changes of one subject as one', () => {
    const last = change('a', 'reconciling', 'error', 3);
    expect(
      judgeChanges([last, change('a', 'synced', 'reconciling', 1)]),
    ).toEqual([{ direction: 'worse', from: 'synced', last }]);
  });

  it('names the state before the last change of what is new', () => {
    const last = change('a', 'synced', 'error', 3);
    expect(judgeChanges([last, change('a', undefined, 'synced', 1)])).toEqual([
      { direction: 'worse', from: 'synced', last },
    ]);
  });

  it('calls what was never seen well new, however often it changed', () => {
    const last = change('a', 'error', 'stalled', 3);
    expect(judgeChanges([last, change('a', undefined, 'error', 1)])).toEqual([
      { direction: 'new', from: 'error', last },
    ]);
  });

  it('leaves out what is as it was', () => {
    expect(
      judgeChanges([
        change('a', 'error', 'synced', 3),
        change('a', 'synced', 'error', 1),
        change('new', 'error', 'synced', 3),
        change('new', undefined, 'error', 1),
      ]),
    ).toEqual([]);
  });

  it('keeps subjects of the same ID apart', () => {
    expect(
      judgeChanges([
        change('a', 'answering', 'silent', 2, 'connection'),
        change('a', 'error', 'synced', 1, 'cluster'),
      ]).map(({ last }) => last.subject),
    ).toEqual(['connection', 'cluster']);
  });

  it('puts the worst first, and the newest first among equals', () => {
    expect(
      judgeChanges([
        change('mended', 'error', 'synced', 9),
        change('silent', 'answering', 'silent', 8),
        change('newer', 'synced', 'error', 7),
        change('unknown', 'synced', 'unknown', 6),
        change('older', 'synced', 'stalled', 5),
        change('first-seen', undefined, 'error', 9),
      ]).map(({ last }) => last.subjectId),
    ).toEqual(['newer', 'older', 'first-seen', 'silent', 'unknown', 'mended']);
  });
});
