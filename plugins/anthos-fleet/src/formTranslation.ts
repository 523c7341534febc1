import {
  createTranslationRef,
  type TranslationFunction,
} from '@backstage/frontend-plugin-api';
import { forms } from './translations/en/forms';

/**
 * Messages of the fields of software templates, in English and Norwegian Bokmål (`nb`). Words for
 * states and ages, which the cards use too, are in `anthosFleetTranslationRef`.
 *
 * @public
 */
export const anthosFleetFormsTranslationRef = createTranslationRef({
  id: 'anthos-fleet.forms',
  messages: forms,
  translations: { nb: () => import('./translations/nbForms') },
});

/** Translates a message of the fields of templates. */
export type FormTranslation = TranslationFunction<typeof forms>;
