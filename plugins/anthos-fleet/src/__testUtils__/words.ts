import { createTranslationRef } from '@backstage/frontend-plugin-api';
import { mockApis } from '@backstage/frontend-test-utils';
import type { FleetTranslation } from '../translation';
import { messages } from '../translations/en';
import nb from '../translations/nb';

function wordsOf(
  id: string,
  words: Record<keyof typeof messages, string>,
): FleetTranslation {
  const snapshot = mockApis
    .translation()
    .getTranslation(createTranslationRef({ id, messages: words }));
  if (!snapshot.ready) {
    throw new Error('The mock translation API is always ready');
  }
  return snapshot.t as FleetTranslation;
}

/** English words. */
export const english: FleetTranslation = wordsOf('test-en', messages);

/** Norwegian words. */
export const norwegian: FleetTranslation = wordsOf('test-nb', nb);

/** A clock for sentences: noon of a day, in British English. */
export const clock = { now: new Date(2026, 10, 22, 12, 0), locale: 'en-GB' };

/** A time so many minutes before the clock. */
export function minutesBefore(minutes: number): string {
  return new Date(clock.now.getTime() - minutes * 60_000).toISOString();
}
