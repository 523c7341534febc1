import {
  createTranslationRef,
  type TranslationFunction,
} from '@backstage/frontend-plugin-api';
import { messages } from './translations/en';

/**
 * Messages of the plugin's cards: English, and Norwegian Bokmål (`nb`) when the app offers that language.
 *
 * @remarks
 *
 * The languages of an app are set by `availableLanguages` of its app language API. Other words come
 * with `createTranslationMessages`, another language as follows.
 *
 * @example
 *
 * ```ts
 * createTranslationResource({
 *   ref: anthosFleetTranslationRef,
 *   translations: { de: () => import('./de') },
 * });
 * ```
 *
 * @public
 */
export const anthosFleetTranslationRef = createTranslationRef({
  id: 'anthos-fleet',
  messages,
  translations: { nb: () => import('./translations/nb') },
});

/** Translates one of the plugin's messages. */
export type FleetTranslation = TranslationFunction<typeof messages>;
