export { createConfigRepoPublishAction } from './createConfigRepoPublishAction';
export type { ConfigRepoPublishOptions } from './createConfigRepoPublishAction';
