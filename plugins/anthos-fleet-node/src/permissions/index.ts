export {
  anthosFleetClusterResourceRef,
  anthosFleetPackageSyncResourceRef,
  type ClusterFilter,
  type ClusterPermissionSubject,
  type PackageSyncFilter,
  type PackageSyncPermissionSubject,
} from './resourceRef';
export {
  anthosFleetClusterRules,
  hasHosting,
  hasLabel,
  hasName,
  isInFleet,
} from './clusterRules';
export {
  anthosFleetPackageSyncRules,
  hasOwner,
  isInNamespace,
  isOnCluster,
  isPackageSyncInFleet,
} from './packageSyncRules';
export {
  anthosFleetClusterConditions,
  anthosFleetPackageSyncConditions,
  createAnthosFleetClusterConditionalDecision,
  createAnthosFleetPackageSyncConditionalDecision,
} from './conditionExports';
