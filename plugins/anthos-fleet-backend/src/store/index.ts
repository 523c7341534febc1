export { DatabaseFleetStore } from './DatabaseFleetStore';
export type { DatabaseFleetStoreOptions } from './DatabaseFleetStore';
export type {
  ClusterReadingContext,
  ClusterReadings,
  ClusterToRead,
  ErrorGroupChange,
  RecordedClusterReading,
} from './ClusterReadings';
export type {
  ClusterAddress,
  ClusterQuery,
  ClusterSelection,
  EntityChoice,
  EntitySums,
  EntitySyncs,
  ErrorGroupQuery,
  FleetStore,
  PackageSyncFilters,
  PackageSyncQuery,
  RecordedReading,
  RefreshClaim,
  SelectedClusters,
  StoredErrorGroupDetails,
} from './FleetStore';
export { CommitStore } from './commits/CommitStore';
export type { CommitAnswer, HostPause } from './commits/CommitStore';
export type { CommitQuestion } from './commits/wanted';
export { markNoticed } from './readings/noticed';
export { GitLinks } from './GitLinks';
export type { GitHostSettings } from './GitLinks';
export type { GatewaySettings } from './StoreContext';
export {
  EVERYTHING,
  whereClusterVisible,
  wherePackageSyncVisible,
} from './visibility';
export type {
  Visible,
  VisibleClusters,
  VisiblePackageSyncs,
} from './visibility';
export { countSyncStates } from './overview';
