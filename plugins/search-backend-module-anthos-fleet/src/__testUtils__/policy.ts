import { mockCredentials } from '@backstage/backend-test-utils';
import {
  AuthorizeResult,
  isResourcePermission,
  type ConditionalPolicyDecision,
  type DefinitivePolicyDecision,
  type Permission,
  type PermissionCondition,
  type PermissionCriteria,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';

/** What a person is allowed by the name of a permission; what is not named is allowed. */
export type Policy = Record<
  string,
  'deny' | PermissionCriteria<PermissionCondition>
>;

/** What the policy says of a permission, before anybody looks at a resource. */
export function decide(policy: Policy, permission: Permission): PolicyDecision {
  const rule = policy[permission.name];
  if (!rule) {
    return { result: AuthorizeResult.ALLOW };
  }
  return rule === 'deny' || !isResourcePermission(permission)
    ? { result: AuthorizeResult.DENY }
    : {
        result: AuthorizeResult.CONDITIONAL,
        pluginId: 'anthos-fleet',
        resourceType: permission.resourceType,
        conditions: rule,
      };
}

/** Has the owner of a resource apply conditions to it, as the permission back end does. */
export async function applyConditions(
  address: string,
  { pluginId, resourceType, conditions }: ConditionalPolicyDecision,
  resourceRef: string,
): Promise<DefinitivePolicyDecision> {
  const response = await fetch(
    `${address}/api/${pluginId}/.well-known/backstage/permissions/apply-conditions`,
    {
      method: 'POST',
      headers: {
        Authorization: mockCredentials.service.header({
          onBehalfOf: mockCredentials.service('plugin:permission'),
          targetPluginId: pluginId,
        }),
        'Content-Type': 'application/json',
      },
      body: JSON.stringify({
        items: [{ id: 'one', resourceRef, resourceType, conditions }],
      }),
    },
  );
  return (await response.json()).items[0];
}
