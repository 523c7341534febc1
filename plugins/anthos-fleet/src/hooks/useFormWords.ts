import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  anthosFleetFormsTranslationRef,
  type FormTranslation,
} from '../formTranslation';
import type { FleetTranslation } from '../translation';
import { useWords } from './useWords';

/** Messages of the fields of templates (`t`), and those for states and ages (`words`). */
export function useFormWords(): {
  t: FormTranslation;
  words: FleetTranslation;
  locale: string;
} {
  const { t: words, locale } = useWords();
  const { t } = useTranslationRef(anthosFleetFormsTranslationRef);
  return { t, words, locale };
}
