import { cluster } from './nb/cluster';
import { entity } from './nb/entity';
import { fleet } from './nb/fleet';
import { words } from './nb/words';

/** Norwegian Bokmål. Has every key of English, which the types demand. */
export default { ...words, ...fleet, ...cluster, ...entity };
