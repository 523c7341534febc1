export { isNamespaced } from './kinds';
export { readQuantity } from './readQuantity';
export type { SchemaProblem } from './SchemaProblem';
export { validateManifest } from './validateManifest';
