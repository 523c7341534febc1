import { portal } from './nb/portal';

/** Norwegian Bokmål of the widgets and of results of search. */
export default portal;
