export { clusterDescription } from './clusterDescription';
export { clusterEntityName } from './clusterEntityName';
export { clusterTitles } from './clusterTitles';
