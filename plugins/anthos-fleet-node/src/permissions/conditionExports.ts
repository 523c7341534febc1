import { createConditionExports } from '@backstage/plugin-permission-node';
import { anthosFleetClusterRules } from './clusterRules';
import { anthosFleetPackageSyncRules } from './packageSyncRules';
import {
  anthosFleetClusterResourceRef,
  anthosFleetPackageSyncResourceRef,
} from './resourceRef';

const clusters = createConditionExports({
  resourceRef: anthosFleetClusterResourceRef,
  rules: anthosFleetClusterRules,
});

const packageSyncs = createConditionExports({
  resourceRef: anthosFleetPackageSyncResourceRef,
  rules: anthosFleetPackageSyncRules,
});

/**
 * Conditions on clusters for policies, one per rule.
 *
 * @public
 */
export const anthosFleetClusterConditions = clusters.conditions;

/**
 * Makes a conditional decision of a policy for a cluster permission.
 *
 * @public
 */
export const createAnthosFleetClusterConditionalDecision =
  clusters.createConditionalDecision;

/**
 * Conditions on package syncs for policies, one per rule.
 *
 * @public
 */
export const anthosFleetPackageSyncConditions = packageSyncs.conditions;

/**
 * Makes a conditional decision of a policy for a package sync permission.
 *
 * @public
 */
export const createAnthosFleetPackageSyncConditionalDecision =
  packageSyncs.createConditionalDecision;
