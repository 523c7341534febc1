export * from './clusterRef';
export * from './observation';
