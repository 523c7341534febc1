export * from './clusterRef';
export * from './observation';
export * from './clusterReading';
export * from './namespaceReading';
export * from './connectGatewayUrl';
export * from './searchDocuments';
