export { isNamespaced } from './kinds';
export type { SchemaProblem } from './SchemaProblem';
export { validateManifest } from './validateManifest';
