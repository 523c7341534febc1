import {
  appLanguageApiRef,
  useApiHolder,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import {
  anthosFleetTranslationRef,
  type FleetTranslation,
} from '../translation';

/** The language of the app, in the reader's own variety of it where the browser names one. */
export function pickLocale(
  appLanguage: string | undefined,
  browser: readonly string[],
): string {
  const language = appLanguage ?? browser[0] ?? 'en';
  const own = browser.find(
    tag => tag === language || tag.startsWith(`${language}-`),
  );
  try {
    return Intl.getCanonicalLocales(own ?? language)[0] ?? 'en';
  } catch {
    return 'en';
  }
}

/** Messages of the plugin and the locale that dates and numbers between them are written in. */
export function useWords(): { t: FleetTranslation; locale: string } {
  const { t } = useTranslationRef(anthosFleetTranslationRef);
  // An app without the language API, as some legacy apps are, speaks the browser's language. When
  // the language changes, the new messages render this anew.
  const language = useApiHolder()
    .get(appLanguageApiRef)
    ?.getLanguage().language;
  return { t, locale: pickLocale(language, navigator.languages) };
}
