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
  EntityQuestion,
  EntitySyncs,
  ErrorGroupQuery,
  FleetStore,
  PackageSyncFilters,
  PackageSyncQuery,
  RecordedReading,
  RefreshClaim,
  SelectedClusters,
  StoredEntitySummary,
  StoredErrorGroupDetails,
} from './FleetStore';
export { countStates } from './entities/summarizeEntities';
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
