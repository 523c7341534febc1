export { createConfigRepoFetchAction } from './createConfigRepoFetchAction';
