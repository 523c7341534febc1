export type {
  AnthosFleetRequestOptions,
  AnthosFleetService,
  ClusterListing,
  ListedCluster,
} from './AnthosFleetService';
export { anthosFleetServiceRef } from './anthosFleetServiceRef';
