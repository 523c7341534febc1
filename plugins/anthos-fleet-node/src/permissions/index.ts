export {
  anthosFleetClusterResourceRef,
  type ClusterFilter,
  type ClusterPermissionSubject,
} from './resourceRef';
export {
  anthosFleetClusterRules,
  hasHosting,
  hasLabel,
  hasName,
  isInFleet,
} from './rules';
export {
  anthosFleetClusterConditions,
  createAnthosFleetClusterConditionalDecision,
} from './conditionExports';
