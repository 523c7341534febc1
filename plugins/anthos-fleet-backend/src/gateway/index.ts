export { createClusterReader } from './ClusterReader';
export type {
  ClusterReader,
  ClusterReaderOptions,
  ClusterReadRequest,
  ClusterReadResult,
} from './types';
