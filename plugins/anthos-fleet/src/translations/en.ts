import { cluster } from './en/cluster';
import { entity } from './en/entity';
import { fleet } from './en/fleet';
import { words } from './en/words';

/** English messages: one key per sentence, so that a language can order its own words. */
export const messages = { ...words, ...fleet, ...cluster, ...entity } as const;
