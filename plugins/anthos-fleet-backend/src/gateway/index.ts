export { DryRunner, type DryRunAnswer } from './dryRun/DryRunner';
export { readTryables, type Tryable } from './dryRun/tryable';
export { createClusterReader } from './ClusterReader';
export type {
  ClusterReader,
  ClusterReaderOptions,
  ClusterReadRequest,
  ClusterReadResult,
} from './types';
