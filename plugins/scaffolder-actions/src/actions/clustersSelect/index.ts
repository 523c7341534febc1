export { createClustersSelectAction } from './createClustersSelectAction';
export type { ClustersSelectOptions } from './createClustersSelectAction';
