import type { EntityViolation } from 'backstage-plugin-anthos-fleet-common';

/** What is to be done about a violation, by the kind of its constraint. */
const REMEDIES = {
  K8sPSPPrivilegedContainer: 'privileged',
  K8sPSPAllowPrivilegeEscalationContainer: 'escalation',
  K8sPSPAllowedUsers: 'user',
  K8sPSPCapabilities: 'capabilities',
  K8sPSPHostNamespace: 'host',
  K8sPSPHostNetworkingPorts: 'host',
  K8sPSPHostFilesystem: 'host',
  K8sPSPReadOnlyRootFilesystem: 'readOnly',
  K8sPSPSeccomp: 'seccomp',
  K8sRequiredLabels: 'labels',
  K8sAllowedRepos: 'registry',
  K8sDisallowedTags: 'tag',
  K8sImageDigests: 'tag',
  K8sContainerLimits: 'resources',
  K8sContainerRequests: 'resources',
  K8sRequiredResources: 'resources',
  K8sRequiredProbes: 'probes',
  K8sNoEnvVarSecrets: 'secrets',
} as const;

/** The advice for rules of Gatekeeper's library; `other` for every other one. */
export type ViolationRemedy =
  | (typeof REMEDIES)[keyof typeof REMEDIES]
  | 'other';

/** Violations of one rule, which is the same on several clusters. */
export interface ViolatedRule {
  kind: string;
  name: string;
  bundle?: string;
  enforcement: EntityViolation['enforcement'];
  remedy: ViolationRemedy;
  violations: EntityViolation[];
}

/** Puts violations together by rule, in the order in which they came. */
export function violatedRules(
  violations: readonly EntityViolation[],
): ViolatedRule[] {
  const rules = new Map<string, ViolatedRule>();
  for (const violation of violations) {
    const { constraintKind: kind, constraint: name } = violation;
    const { bundle, enforcement } = violation;
    // A rule may deny on one cluster, and only report on another.
    const key = `${kind} ${name} ${enforcement}`;
    const rule = rules.get(key);
    if (rule) {
      rule.violations.push(violation);
    } else {
      rules.set(key, {
        kind,
        name,
        ...(bundle && { bundle }),
        enforcement,
        remedy: remedyOf(kind),
        violations: [violation],
      });
    }
  }
  return [...rules.values()];
}

function remedyOf(kind: string): ViolationRemedy {
  return Object.hasOwn(REMEDIES, kind)
    ? REMEDIES[kind as keyof typeof REMEDIES]
    : 'other';
}
