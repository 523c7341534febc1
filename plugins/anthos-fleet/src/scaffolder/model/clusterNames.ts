import { parseClusterRef } from 'backstage-plugin-anthos-fleet-common';
import type { FormTranslation } from '../../formTranslation';
import { shortened } from '../../model/shortened';

const SHOWN = 5;

/** The name in a ref, for reading; a value that is no ref stays as it is. */
export function clusterWord(ref: string): string {
  return parseClusterRef(ref)?.name ?? shortened(ref);
}

/** Names in a row, the last of many as their number. */
export function namesInRow(
  t: FormTranslation,
  locale: string,
  names: readonly string[],
): string {
  if (names.length > SHOWN) {
    return t('form.and', {
      names: names.slice(0, SHOWN).join(', '),
      more: String(names.length - SHOWN),
    });
  }
  return new Intl.ListFormat(locale, { type: 'conjunction' }).format(names);
}
