import { calls } from './en/calls';
import { cluster } from './en/cluster';
import { components } from './en/components';
import { errors } from './en/errors';
import { fleet } from './en/fleet';
import { lists } from './en/lists';
import { meshes } from './en/meshes';
import { policies } from './en/policies';
import { quotas } from './en/quotas';
import { rollouts } from './en/rollouts';
import { syncs } from './en/syncs';
import { tab } from './en/tab';
import { terminal } from './en/terminal';
import { terms } from './en/terms';
import { violations } from './en/violations';

/** English messages that only the pages and the tab need. */
export const pageMessages = {
  ...terms,
  ...fleet,
  ...lists,
  ...cluster,
  ...syncs,
  ...errors,
  ...rollouts,
  ...policies,
  ...meshes,
  ...tab,
  ...components,
  ...terminal,
  ...violations,
  ...quotas,
  ...calls,
} as const;
