import { entity } from './en/entity';
import { words } from './en/words';

/**
 * English messages of the cards: one key per sentence, so that a language can order its own words.
 * Those of the pages are apart, so that a card does not load them.
 */
export const messages = { ...words, ...entity } as const;
