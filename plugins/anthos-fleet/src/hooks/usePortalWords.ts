import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  anthosFleetPortalTranslationRef,
  type PortalTranslation,
} from '../portalTranslation';
import type { FleetTranslation } from '../translation';
import { useWords } from './useWords';

/**
 * Messages of the widgets and of results of search (`t`), and those for states and ages (`words`).
 */
export function usePortalWords(): {
  t: PortalTranslation;
  words: FleetTranslation;
} {
  const { t: words } = useWords();
  const { t } = useTranslationRef(anthosFleetPortalTranslationRef);
  return { t, words };
}
