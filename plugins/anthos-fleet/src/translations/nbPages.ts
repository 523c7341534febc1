import { calls } from './nb/calls';
import { cluster } from './nb/cluster';
import { components } from './nb/components';
import { errors } from './nb/errors';
import { fleet } from './nb/fleet';
import { lists } from './nb/lists';
import { meshes } from './nb/meshes';
import { policies } from './nb/policies';
import { quotas } from './nb/quotas';
import { rollouts } from './nb/rollouts';
import { syncs } from './nb/syncs';
import { tab } from './nb/tab';
import { terminal } from './nb/terminal';
import { terms } from './nb/terms';
import { violations } from './nb/violations';

/** Norwegian Bokmål of the pages. Has every key of English, which the types demand. */
export default {
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
};
