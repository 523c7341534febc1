import {
  catalogApiRef,
  entityPresentationApiRef,
} from '@backstage/plugin-catalog-react';
import { entityNamer } from '../../model/entityTitle';
import { formWords } from '../formWords';
import type { LostService } from '../model/services';
import { textsOf } from '../model/values';
import { readChosenServices } from '../queries/services';
import type { FieldErrors, ValidationContext } from './types';

const MESSAGES = {
  gone: 'callerPicker.isGone',
  'no-identity': 'callerPicker.hasNoIdentity',
  'not-a-ref': 'callerPicker.isNoRef',
} as const satisfies Record<LostService, string>;

/** Stops at services that cannot be named in a policy, and never because the catalog could not be asked. */
export async function validateCallers(
  data: unknown,
  errors: FieldErrors,
  context: ValidationContext,
): Promise<void> {
  const catalogApi = context.apiHolder.get(catalogApiRef);
  const value = textsOf(data);
  if (!catalogApi || !value.length) {
    return;
  }
  const t = await formWords(context.apiHolder);
  const nameOf = entityNamer(context.apiHolder.get(entityPresentationApiRef));
  const chosen = await readChosenServices(catalogApi, value, nameOf).catch(
    () => [],
  );
  for (const answer of chosen) {
    if ('lost' in answer) {
      const name = nameOf(answer.ref);
      errors.addError(t(MESSAGES[answer.lost], { name }));
    }
  }
}
