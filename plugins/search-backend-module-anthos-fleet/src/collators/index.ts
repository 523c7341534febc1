export { ClusterCollatorFactory } from './ClusterCollatorFactory';
export { ErrorCollatorFactory } from './ErrorCollatorFactory';
