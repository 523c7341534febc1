export { createManifestsCheckAction } from './createManifestsCheckAction';
export type { ManifestsCheckOptions } from './createManifestsCheckAction';
