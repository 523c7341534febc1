export { DatabaseFleetStore } from './DatabaseFleetStore';
export type {
  ClusterQuery,
  ClusterSelection,
  FleetStore,
  RecordedReading,
  RefreshClaim,
  SelectedClusters,
  Visible,
} from './FleetStore';
