export type {
  ClusterReader,
  ClusterReaderOptions,
  ClusterReadRequest,
  ClusterReadResult,
  GatewaySettings,
} from './types';
