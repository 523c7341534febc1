import { cluster } from './en/cluster';
import { fleet } from './en/fleet';
import { terms } from './en/terms';

/** English messages that only the pages and the tab need. */
export const pageMessages = { ...terms, ...fleet, ...cluster } as const;
