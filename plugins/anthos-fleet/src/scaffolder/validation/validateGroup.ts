import { identityApiRef } from '@backstage/frontend-plugin-api';
import { shortened } from '../../model/shortened';
import { formWords } from '../formWords';
import { isGroupRef } from '../model/teams';
import { textOf } from '../model/values';
import type { FieldErrors, ValidationContext } from './types';

/** Stops at what is no group, or not one of the reader's where the template asks for those. */
export async function validateGroup(
  data: unknown,
  errors: FieldErrors,
  context: ValidationContext,
): Promise<void> {
  const value = textOf(data);
  if (value === '') {
    return;
  }
  const t = await formWords(context.apiHolder);
  const group = shortened(value);
  if (!isGroupRef(value)) {
    errors.addError(t('groupPicker.isNoGroup', { group }));
    return;
  }
  const options = context.uiSchema?.['ui:options'];
  if ((options as { allowAll?: unknown } | undefined)?.allowAll === true) {
    return;
  }
  const own = await context.apiHolder
    .get(identityApiRef)
    ?.getBackstageIdentity()
    .then(
      ({ ownershipEntityRefs }) => ownershipEntityRefs,
      () => undefined,
    );
  const isOwn = own?.some(
    ref => ref.toLocaleLowerCase('en-US') === value.toLocaleLowerCase('en-US'),
  );
  if (isOwn === false) {
    errors.addError(t('groupPicker.notYours', { group }));
  }
}
