import { enforceConstraints } from '../../cluster/admission/enforceConstraints';
import type { ClusterObjects } from '../../cluster/ClusterObjects';
import { installPolicyController } from '../../cluster/installations';
import { Json } from '../../cluster/objects';
import {
  PolicyController,
  policyDefaultsSchema,
} from '../../fleet/featureSchemas';
import { Random } from '../../generator/Random';
import type { ClusterSeed } from './seedCluster';

interface Rule {
  kind: string;
  /** After the name of the bundle. */
  suffix: string;
  message: string;
}

/** Rules of Google's bundles, as many as make a picture. */
const RULES: Record<string, Rule[]> = {
  'policy-essentials-v2022': [
    {
      kind: 'K8sPSPPrivilegedContainer',
      suffix: 'psp-privileged-container',
      message:
        'Privileged container is not allowed: app, securityContext: {"privileged": true}',
    },
    {
      kind: 'K8sPSPAllowPrivilegeEscalationContainer',
      suffix: 'psp-allow-privilege-escalation',
      message: 'Privilege escalation container is not allowed: app',
    },
    {
      kind: 'K8sNoEnvVarSecrets',
      suffix: 'no-secrets-as-env-vars',
      message: 'container <app> has Secret environment variable(s)',
    },
  ],
  'pss-restricted-v2022': [
    {
      kind: 'K8sPSPAllowedUsers',
      suffix: 'psp-pods-allowed-user-ranges',
      message:
        'Container app is attempting to run without a required securityContext/runAsNonRoot',
    },
    {
      kind: 'K8sPSPSeccomp',
      suffix: 'psp-seccomp',
      message: 'Seccomp profile is not configured for pod',
    },
  ],
  'asm-policy-v0.0.1': [
    {
      kind: 'AsmPeerAuthnStrictMtls',
      suffix: 'peer-authn-strict-mtls',
      message: 'spec.mtls.mode must be set to `STRICT`',
    },
  ],
};

const RUNNING = ['active', 'updating', 'cluster-error', 'suspended'];
const SHOWN_VIOLATIONS = 20;
const NAMESPACES = [
  'cadastre-main',
  'terrain-main',
  'charts-main',
  'tiles-main',
];
/** Namespaces of the platform itself, which the rules leave alone. */
const EXEMPT = [
  'config-management-monitoring',
  'config-management-system',
  'gatekeeper-system',
  'gke-connect',
  'istio-system',
  'kube-system',
  'resource-group-system',
];
const WORKLOADS = ['Deployment', 'StatefulSet', 'DaemonSet'];

interface Constraint extends Pick<Rule, 'kind' | 'message'> {
  name: string;
  bundle?: string;
  action: 'deny' | 'warn' | 'dryrun';
  violations: number;
  namespaces?: string[];
  match: { apiGroups: string[]; kinds: string[] };
  parameters?: Json;
}

/** What a rule is about, where it is not about pods and what makes them. */
const MATCHES: Record<string, Constraint['match']> = {
  AllowedServicePortName: { apiGroups: [''], kinds: ['Service'] },
  K8sRequiredLabels: { apiGroups: [''], kinds: ['Namespace'] },
};
const PODS = { apiGroups: ['', 'apps'], kinds: ['Pod', ...WORKLOADS] };

/** Constraints that the platform team of a cluster wrote itself. */
function ownConstraints(policy: PolicyController): Constraint[] {
  return policy.constraints.flatMap(
    ({ kind, kinds, action = 'deny', violations = 0, ...rest }) =>
      kind
        ? [
            {
              ...rest,
              kind,
              action,
              violations,
              message: `${kind} is violated`,
              match: kinds
                ? { apiGroups: ['*'], kinds }
                : MATCHES[kind] ?? PODS,
            },
          ]
        : [],
  );
}

function bundleConstraints(
  { fleet, definition }: ClusterSeed,
  policy: PolicyController,
): Constraint[] {
  const defaults =
    fleet.features.policyController?.default ?? policyDefaultsSchema.parse({});
  const bundles = policy.bundles ?? defaults.bundles;
  return bundles.flatMap(bundle =>
    (RULES[bundle] ?? []).map(({ suffix, ...rule }) => {
      const name = `${bundle}-${suffix}`;
      const own = policy.constraints.find(entry => entry.name === name);
      const random = new Random(
        `${definition.location}/${definition.name}/${name}`,
      );
      return {
        ...rule,
        name,
        bundle,
        action: own?.action ?? 'dryrun',
        violations: own?.violations ?? Math.max(0, random.int(-20, 60)),
        namespaces: own?.namespaces,
        match: PODS,
      };
    }),
  );
}

function template(kind: string) {
  return {
    apiVersion: 'templates.gatekeeper.sh/v1',
    kind: 'ConstraintTemplate',
    metadata: { name: kind.toLowerCase() },
    spec: {
      crd: { spec: { names: { kind } } },
      targets: [
        { target: 'admission.k8s.gatekeeper.sh', rego: 'package rules' },
      ],
    },
    status: {
      created: true,
      byPod: [
        {
          id: 'gatekeeper-audit-0',
          observedGeneration: 1,
          operations: ['audit', 'status'],
        },
      ],
    },
  };
}

function constraintObject(constraint: Constraint, at: string) {
  const { kind, name, bundle, action, violations, namespaces, message } =
    constraint;
  const { match, parameters } = constraint;
  const places = namespaces ?? NAMESPACES;
  return {
    apiVersion: 'constraints.gatekeeper.sh/v1beta1',
    kind,
    metadata: {
      name,
      ...(bundle
        ? {
            labels: { 'policycontroller.gke.io/bundleName': bundle },
            annotations: {
              'policycontroller.gke.io/constraintData': `"{ bundleName: '${bundle}' }"`,
            },
          }
        : {}),
    },
    spec: {
      enforcementAction: action,
      match: {
        kinds: [match],
        ...(namespaces ? { namespaces } : {}),
        excludedNamespaces: EXEMPT,
      },
      ...(parameters ? { parameters } : {}),
    },
    status: {
      auditTimestamp: at,
      totalViolations: violations,
      byPod: [
        {
          id: 'gatekeeper-audit-0',
          enforced: true,
          observedGeneration: 1,
          operations: ['audit', 'status'],
        },
      ],
      violations: Array.from(
        { length: Math.min(violations, SHOWN_VIOLATIONS) },
        (_, index) => ({
          group: '',
          version: 'v1',
          kind: 'Pod',
          name: `app-${index}`,
          namespace: places[index % places.length],
          enforcementAction: action,
          message,
        }),
      ),
    },
  };
}

/** Templates, constraints and what the audit found. */
export function seedPolicyController(
  cluster: ClusterObjects,
  seed: ClusterSeed,
): void {
  const policy = seed.definition.policyController;
  if (!policy || !RUNNING.includes(policy.status)) {
    return;
  }
  installPolicyController(cluster);
  const constraints = [
    ...ownConstraints(policy),
    ...bundleConstraints(seed, policy),
  ];
  const at = policy.reported ?? cluster.timestamp();
  new Set(constraints.map(({ kind }) => kind)).forEach(kind =>
    cluster.create(template(kind), { withStatus: true }),
  );
  constraints.forEach(constraint =>
    cluster.create(constraintObject(constraint, at), { withStatus: true }),
  );
  if (policy.status !== 'suspended') {
    enforceConstraints(cluster);
  }
}
