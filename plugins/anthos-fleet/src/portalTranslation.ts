import {
  createTranslationRef,
  type TranslationFunction,
} from '@backstage/frontend-plugin-api';
import { portal } from './translations/en/portal';

/**
 * Messages of the widgets of the home page and of results of search, in English and Norwegian
 * Bokmål (`nb`). Words for states and ages, which the cards use too, are in
 * `anthosFleetTranslationRef`.
 *
 * @public
 */
export const anthosFleetPortalTranslationRef = createTranslationRef({
  id: 'anthos-fleet.portal',
  messages: portal,
  translations: { nb: () => import('./translations/nbPortal') },
});

/** Translates a message of the widgets and of results of search. */
export type PortalTranslation = TranslationFunction<typeof portal>;
