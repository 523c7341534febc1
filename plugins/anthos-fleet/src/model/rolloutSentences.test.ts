import { english } from '../__testUtils__/words';
import { rolloutSentences } from './rolloutSentences';

const say = (...states: Parameters<typeof rolloutSentences>[1]) =>
  rolloutSentences(english, states).map(({ text }) => text);

describe('rolloutSentences', () => {
  it('says how many differ and why', () => {
    expect(
      say(
        { state: 'held-back', total: 1 },
        { state: 'rolling-out', total: 2 },
        { state: 'unknown', total: 1 },
        { state: 'same', total: 8 },
      ),
    ).toEqual([
      '3 of 12 sources are not the same everywhere.',
      '1 is held back by errors.',
      '2 are on their way.',
      'Of 1 of 12 it is not known.',
    ]);
  });

  it('does not take what is not known for the same', () => {
    expect(
      say({ state: 'unknown', total: 1 }, { state: 'same', total: 2 }),
    ).toEqual(['Of 1 of 3 it is not known.']);
  });

  it('is short when all is well, and silent about nothing', () => {
    expect(say({ state: 'same', total: 4 })).toEqual([
      'All 4 sources are the same everywhere.',
    ]);
    expect(say()).toEqual([]);
  });
});
