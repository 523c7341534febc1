import { messages } from './en';
import { forms } from './en/forms';
import { portal } from './en/portal';
import { pageMessages } from './enPages';
import nb from './nb';
import nbForms from './nbForms';
import nbPages from './nbPages';
import nbPortal from './nbPortal';

const english: Record<string, string> = {
  ...messages,
  ...pageMessages,
  ...forms,
  ...portal,
};
const norwegian: Record<string, string> = {
  ...nb,
  ...nbPages,
  ...nbForms,
  ...nbPortal,
};
const keys = Object.keys(english);
const holes = (text: string) => [...text.matchAll(/{{\w+}}/g)].flat().sort();

it('says nothing twice', () => {
  const all = [messages, pageMessages, forms, portal].flatMap(Object.keys);
  expect(all.filter((key, index) => all.indexOf(key) !== index)).toEqual([]);
});

it('has the same keys in every language', () => {
  expect(Object.keys(norwegian).sort()).toEqual([...keys].sort());
});

it.each(keys)('fills the same holes in every language: %s', key => {
  // "1 error" needs no number in its message, so a singular may leave the count out.
  const optional = key.endsWith('_one') ? ['{{count}}'] : [];
  const needed = (text: string) =>
    holes(text).filter(hole => !optional.includes(hole));
  expect(needed(norwegian[key])).toEqual(needed(english[key]));
});

it('has both numbers of every message that counts', () => {
  for (const key of keys.filter(text => text.endsWith('_one'))) {
    expect(keys).toContain(key.replace(/_one$/, '_other'));
  }
});

it.each([
  ['English', english],
  ['Norwegian', norwegian],
])('says nothing of memberships, hubs and features in %s', (_, words) => {
  const jargon = Object.entries(words).filter(
    ([, text]) =>
      /\b(membership|hub|feature|medlemskap)s?\b/i.test(text) ||
      text.trim() === '',
  );
  expect(jargon).toEqual([]);
});
