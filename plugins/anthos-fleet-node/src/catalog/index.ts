export { clusterEntityName } from './clusterEntityName';
export { clusterTitles } from './clusterTitles';
