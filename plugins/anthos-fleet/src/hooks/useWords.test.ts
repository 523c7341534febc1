import { pickLocale } from './useWords';

it.each([
  ['en', ['nb-NO', 'en-GB'], 'en-GB'],
  ['nb', ['nb-NO', 'en-GB'], 'nb-NO'],
  ['nb', ['en-US'], 'nb'],
  [undefined, ['de-AT'], 'de-AT'],
  [undefined, [], 'en'],
  ['not a locale!', [], 'en'],
])(
  'language %p in a browser of %p writes dates in %s',
  (app, browser, locale) => {
    expect(pickLocale(app, browser)).toBe(locale);
  },
);
