import { AnswerCache } from './AnswerCache';
import { Revision } from './Revision';

describe('AnswerCache', () => {
  let revision: string;
  let now: number;
  let made: number;
  let changes: number;
  let cache: AnswerCache;

  beforeEach(() => {
    revision = '1';
    now = 1_000_000;
    made = 0;
    changes = 0;
    cache = new AnswerCache({
      revision: new Revision(async () => revision),
      onChange: () => {
        changes += 1;
      },
      maxAgeMs: 1_000,
      now: () => new Date(now),
    });
  });

  const make = async () => {
    made += 1;
    return made;
  };

  it('answers the same question once', async () => {
    const ask = () => cache.get(['list', { q: 'a' }], make);
    expect(await Promise.all([ask(), ask()])).toEqual([1, 1]);
    expect(await ask()).toBe(1);
  });

  it('tells questions apart, and what callers may see', async () => {
    const fleet = { field: 'fleet', values: ['a'] };
    for (const question of [
      ['list', {}, undefined],
      ['list', {}, 'none'],
      ['list', {}, fleet],
      ['list', {}, { not: fleet }],
      ['list', { q: 'a' }, undefined],
      ['other', {}, undefined],
    ]) {
      await cache.get(question, make);
    }
    expect(made).toBe(6);
  });

  it('answers anew when something was written', async () => {
    await cache.get(['list'], make);
    revision = '2';
    expect(await cache.get(['list'], make)).toBe(2);
  });

  it('says when something was written, once', async () => {
    await cache.get(['list'], make);
    await cache.get(['other'], make);
    expect(changes).toBe(1);
    revision = '2';
    await cache.get(['list'], make);
    await cache.get(['other'], make);
    expect(changes).toBe(2);
  });

  it('answers anew after a moment, also when the clock was put back', async () => {
    await cache.get(['list'], make);
    now += 1_000;
    expect(await cache.get(['list'], make)).toBe(2);
    now -= 60_000;
    expect(await cache.get(['list'], make)).toBe(3);
  });

  it('keeps no failure', async () => {
    await expect(
      cache.get(['list'], async () => {
        throw new Error('broken');
      }),
    ).rejects.toThrow('broken');
    expect(await cache.get(['list'], make)).toBe(1);
  });

  it('keeps the latest answers only', async () => {
    for (let index = 0; index < 150; index++) {
      await cache.get(['list', index], make);
    }
    await cache.get(['list', 149], make);
    expect(made).toBe(150);
    await cache.get(['list', 0], make);
    expect(made).toBe(151);
  });
});
