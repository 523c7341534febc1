import {
  appLanguageApiRef,
  identityApiRef,
} from '@backstage/frontend-plugin-api';
import { entityPresentationApiRef } from '@backstage/plugin-catalog-react';
import { checkNamespaceName } from 'backstage-plugin-anthos-fleet-common';
import { anthosFleetApiRef } from '../../api';
import { pickLocale } from '../../hooks/useWords';
import { readEntityName } from '../../model/entityTitle';
import { formWords } from '../formWords';
import {
  judgeNamespace,
  ownerInForm,
  problemSentence,
  readRules,
  takenSentence,
} from '../model/namespaceVerdict';
import { textOf } from '../model/values';
import type { FieldErrors, ValidationContext } from './types';

/** Stops at a name that breaks a rule or is another owner's, and never because nobody could be asked. */
export async function validateNamespaceName(
  data: unknown,
  errors: FieldErrors,
  context: ValidationContext,
): Promise<void> {
  const t = await formWords(context.apiHolder);
  const name = textOf(data);
  const options = context.uiSchema?.['ui:options'];
  if (name === '') {
    // Whether it may be empty is for the template to say, as `required`.
    return;
  }
  const problems = checkNamespaceName(name, readRules(options));
  problems.forEach(problem => errors.addError(problemSentence(t, problem)));
  const api = context.apiHolder.get(anthosFleetApiRef);
  if (problems.length || !api) {
    return;
  }
  const [status, mine] = await Promise.all([
    api.getNamespace(name),
    ownersOf(context, options),
  ]).catch(() => []);
  const verdict = status && mine && judgeNamespace(status, mine);
  if (verdict?.kind === 'taken') {
    const { clusters } = verdict;
    const owner = await readEntityName(
      context.apiHolder.get(entityPresentationApiRef),
      verdict.owner,
    );
    errors.addError(takenSentence(t, localeOf(context), { owner, clusters }));
  }
}

function localeOf({ apiHolder }: ValidationContext): string {
  const language = apiHolder.get(appLanguageApiRef)?.getLanguage().language;
  return pickLocale(language, navigator.languages);
}

async function ownersOf(
  context: ValidationContext,
  options: unknown,
): Promise<string[] | undefined> {
  const named = ownerInForm(options, context.formData);
  if (named.length) {
    return named;
  }
  const identityApi = context.apiHolder.get(identityApiRef);
  return (await identityApi?.getBackstageIdentity())?.ownershipEntityRefs;
}
