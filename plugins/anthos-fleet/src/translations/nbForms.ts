import { forms } from './nb/forms';

/** Norwegian Bokmål of the fields of templates. */
export default forms;
