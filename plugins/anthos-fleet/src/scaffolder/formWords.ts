import {
  translationApiRef,
  type ApiHolder,
} from '@backstage/frontend-plugin-api';
import {
  anthosFleetFormsTranslationRef,
  type FormTranslation,
} from '../formTranslation';

/** Messages for what is not a component. A language that is still on its way is waited for. */
export function formWords(apiHolder: ApiHolder): Promise<FormTranslation> {
  const translations = apiHolder.get(translationApiRef);
  if (!translations) {
    throw new Error('The app has no translation API');
  }
  const now = translations.getTranslation(anthosFleetFormsTranslationRef);
  if (now.ready) {
    return Promise.resolve(now.t);
  }
  return new Promise((resolve, reject) => {
    const subscription = translations
      .translation$(anthosFleetFormsTranslationRef)
      .subscribe({
        next: snapshot => {
          if (snapshot.ready) {
            resolve(snapshot.t);
            subscription.unsubscribe();
          }
        },
        error: reject,
      });
  });
}
