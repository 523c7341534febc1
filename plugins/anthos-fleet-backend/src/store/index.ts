export { DatabaseFleetStore } from './DatabaseFleetStore';
export type { DatabaseFleetStoreOptions } from './DatabaseFleetStore';
export { packageSyncId } from './ClusterReadings';
export type {
  ClusterReadingContext,
  ClusterReadings,
  ClusterToRead,
  ErrorGroupChange,
  RecordedClusterReading,
} from './ClusterReadings';
export type {
  ClusterQuery,
  ClusterSelection,
  FleetStore,
  RecordedReading,
  RefreshClaim,
  SelectedClusters,
} from './FleetStore';
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
