import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useMemo } from 'react';
import {
  anthosFleetPagesTranslationRef,
  type PageTranslation,
} from '../pageTranslation';
import { pageMessages } from '../translations/enPages';
import { useWords } from './useWords';

type Translate = (key: string, options?: object) => string;

/** Joins the messages of the pages and those that the cards share into one function. */
export function joinTranslations(
  shared: unknown,
  ofPages: unknown,
): PageTranslation {
  // A message that counts has a key for each number, and is asked for without it.
  const isOfPages = (key: string) =>
    Object.hasOwn(pageMessages, key) ||
    Object.hasOwn(pageMessages, `${key}_other`);
  const translate: Translate = (key, options) =>
    ((isOfPages(key) ? ofPages : shared) as Translate)(key, options);
  return Object.assign(translate, { knowsPages: true }) as never;
}

/** Messages of the pages beside those that the cards share; see {@link useWords}. */
export function usePageWords(): { t: PageTranslation; locale: string } {
  const { t: shared, locale } = useWords();
  const { t: ofPages } = useTranslationRef(anthosFleetPagesTranslationRef);
  const t = useMemo(() => joinTranslations(shared, ofPages), [shared, ofPages]);
  return { t, locale };
}
