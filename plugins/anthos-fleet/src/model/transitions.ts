import type { SyncState } from 'backstage-plugin-anthos-fleet-common';
import type { PageTranslation } from '../pageTranslation';
import { toneOfSync, type Tone } from './tone';

// What a transition leads to is a sync state, or one of the words for errors and connections.
const OTHER = {
  open: 'broken',
  closed: 'good',
  answering: 'good',
  silent: 'attention',
} as const satisfies Record<string, Tone>;

const SYNC_STATES: readonly SyncState[] = [
  'synced',
  'pending',
  'reconciling',
  'stalled',
  'error',
  'not-installed',
  'not-configured',
  'unknown',
];

const isOther = (state: string): state is keyof typeof OTHER =>
  Object.hasOwn(OTHER, state);

/** The tone of what something changed to. */
export function toneOfChange(state: string): Tone {
  return isOther(state) ? OTHER[state] : toneOfSync(state as SyncState);
}

/** The word for what something changed to; one that is not known is shown as it came. */
export function wordOfChange(t: PageTranslation, state: string): string {
  if (isOther(state)) {
    return t(`history.${state}`);
  }
  const known = SYNC_STATES.find(candidate => candidate === state);
  return known ? t(`sync.${known}`) : state;
}
