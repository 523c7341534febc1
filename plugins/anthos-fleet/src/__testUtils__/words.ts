import { createTranslationRef } from '@backstage/frontend-plugin-api';
import { mockApis } from '@backstage/frontend-test-utils';
import { joinTranslations } from '../hooks/usePageWords';
import type { PageTranslation } from '../pageTranslation';
import { messages } from '../translations/en';
import { pageMessages } from '../translations/enPages';
import nb from '../translations/nb';
import nbPages from '../translations/nbPages';

function wordsOf(id: string, words: Record<string, string>): unknown {
  const snapshot = mockApis
    .translation()
    .getTranslation(createTranslationRef({ id, messages: words }));
  if (!snapshot.ready) {
    throw new Error('The mock translation API is always ready');
  }
  return snapshot.t;
}

/** English words. */
export const english: PageTranslation = joinTranslations(
  wordsOf('test-en', messages),
  wordsOf('test-en-pages', pageMessages),
);

/** Norwegian words. */
export const norwegian: PageTranslation = joinTranslations(
  wordsOf('test-nb', nb),
  wordsOf('test-nb-pages', nbPages),
);

/** A clock for sentences: noon of a day, in British English. */
export const clock = { now: new Date(2026, 10, 22, 12, 0), locale: 'en-GB' };

/** A time so many minutes before the clock. */
export function minutesBefore(minutes: number): string {
  return new Date(clock.now.getTime() - minutes * 60_000).toISOString();
}
