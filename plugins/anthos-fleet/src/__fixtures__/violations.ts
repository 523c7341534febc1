import type { EntityViolation } from 'backstage-plugin-anthos-fleet-common';
import { ago, cluster } from './clusters';

/** A Pod that runs as a user that it may not run as. */
export function entityViolation(
  changes: Partial<EntityViolation> = {},
): EntityViolation {
  return {
    cluster: cluster({ name: 'onprem-prod' }).ref,
    constraintKind: 'K8sPSPAllowedUsers',
    constraint: 'pss-users',
    bundle: 'pss',
    enforcement: 'deny',
    kind: 'Pod',
    namespace: 'grunnbok-main',
    name: 'api-0',
    message: 'Container api is attempting to run without a required user',
    auditedAt: ago(300),
    ...changes,
  };
}
