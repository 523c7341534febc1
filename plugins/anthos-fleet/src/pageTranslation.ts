import {
  createTranslationRef,
  type TranslationFunction,
} from '@backstage/frontend-plugin-api';
import type { messages } from './translations/en';
import { pageMessages } from './translations/enPages';

/**
 * Messages of the fleet page, its sub-pages and the tab of entities, in English and Norwegian
 * Bokmål (`nb`). Words that the cards use too are in `anthosFleetTranslationRef`.
 *
 * @public
 */
export const anthosFleetPagesTranslationRef = createTranslationRef({
  id: 'anthos-fleet.pages',
  messages: pageMessages,
  translations: { nb: () => import('./translations/nbPages') },
});

/**
 * Translates a message of the pages, or one that they share with the cards.
 *
 * @remarks
 *
 * The mark tells it from the function of the cards, which the types of messages alone do not: a
 * card that asked it for a message of the pages would show the key.
 */
export type PageTranslation = TranslationFunction<
  typeof messages & typeof pageMessages
> & { readonly knowsPages: true };
