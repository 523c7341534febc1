import { cluster } from './nb/cluster';
import { fleet } from './nb/fleet';
import { terms } from './nb/terms';

/** Norwegian Bokmål of the pages. Has every key of English, which the types demand. */
export default { ...terms, ...fleet, ...cluster };
