import { newestCommit, type SeenCommits } from './newestCommit';

const seen = (
  commit: string,
  sourceCommit: string,
  minute: number,
  syncs = 1,
): SeenCommits => ({
  commit,
  sourceCommit,
  sourceCommitSince: `2026-11-23T10:${String(minute).padStart(2, '0')}:00.000Z`,
  syncs,
});

describe('newestCommit', () => {
  it.each<[string, SeenCommits[], string | undefined]>([
    ['nothing was seen', [], undefined],
    ['only what is live is known', [{ ...seen('a', '', 0) }], undefined],
    ['all agree', [seen('a', 'a', 0, 3)], 'a'],
    ['some are on their way', [seen('a', 'b', 5), seen('b', 'b', 4)], 'b'],
    [
      'a cluster that is cut off and was first read last shows an old one',
      [seen('a', 'b', 1), seen('a', 'a', 9, 5)],
      'b',
    ],
    ['one was found later', [seen('a', 'a', 1, 9), seen('b', 'b', 2)], 'b'],
    [
      'one that many found first reaches a slow cluster late',
      [seen('b', 'b', 8), seen('b', 'b', 1, 4), seen('c', 'c', 5)],
      'c',
    ],
    ['most saw it at once', [seen('a', 'a', 1), seen('b', 'b', 1, 4)], 'b'],
    [
      'each surpassed the other, as after the branch was set back',
      [seen('a', 'b', 1), seen('b', 'a', 7)],
      'a',
    ],
  ])('when %s', (_when, commits, expected) => {
    expect(newestCommit(commits)).toBe(expected);
    expect(newestCommit([...commits].reverse())).toBe(expected);
  });
});
