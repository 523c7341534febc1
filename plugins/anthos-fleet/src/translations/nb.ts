import { entity } from './nb/entity';
import { words } from './nb/words';

/** Norwegian Bokmål. Has every key of English, which the types demand. */
export default { ...words, ...entity };
