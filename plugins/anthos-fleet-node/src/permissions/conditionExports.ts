import { createConditionExports } from '@backstage/plugin-permission-node';
import { anthosFleetClusterResourceRef } from './resourceRef';
import { anthosFleetClusterRules } from './rules';

const { conditions, createConditionalDecision } = createConditionExports({
  resourceRef: anthosFleetClusterResourceRef,
  rules: anthosFleetClusterRules,
});

/**
 * Conditions for policies, one per rule.
 *
 * @public
 */
export const anthosFleetClusterConditions = conditions;

/**
 * Makes a conditional decision of a policy for a cluster permission.
 *
 * @public
 */
export const createAnthosFleetClusterConditionalDecision =
  createConditionalDecision;
