import type { ClusterObjects } from '../../cluster/ClusterObjects';
import { installPolicyController } from '../../cluster/installations';
import { KubeError } from '../../cluster/KubeError';
import type { Json, KubeObject } from '../../cluster/objects';
import { policyDefaultsSchema } from '../../fleet/featureSchemas';
import { Random } from '../../generator/Random';
import type { ClusterSeed } from './seedCluster';

interface Rule {
  kind: string;
  /** After the name of the bundle. */
  suffix: string;
  message: string;
  /** What is wrong with a container; undefined when nothing is. */
  check?: (container: Json, pod: Json) => string | undefined;
}

/** Rules of Google's bundles, as many as make a picture. Those with a check also refuse. */
const RULES: Record<string, Rule[]> = {
  'policy-essentials-v2022': [
    {
      kind: 'K8sPSPPrivilegedContainer',
      suffix: 'psp-privileged-container',
      message:
        'Privileged container is not allowed: app, securityContext: {"privileged": true}',
      check: ({ name, securityContext }) =>
        securityContext?.privileged
          ? `Privileged container is not allowed: ${name}, securityContext: {"privileged": true}`
          : undefined,
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
      check: ({ name, securityContext }, pod) =>
        securityContext?.runAsNonRoot || pod.securityContext?.runAsNonRoot
          ? undefined
          : `Container ${name} is attempting to run without a required securityContext/runAsNonRoot`,
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

interface Constraint extends Rule {
  name: string;
  bundle: string;
  action: 'deny' | 'warn' | 'dryrun';
  violations: number;
  namespaces: string[] | undefined;
}

function constraintsOf({ fleet, definition }: ClusterSeed): Constraint[] {
  const policy = definition.policyController;
  const defaults =
    fleet.features.policyController?.default ?? policyDefaultsSchema.parse({});
  const bundles = policy?.bundles ?? defaults.bundles;
  return bundles.flatMap(bundle =>
    (RULES[bundle] ?? []).map(rule => {
      const name = `${bundle}-${rule.suffix}`;
      const own = policy?.constraints.find(entry => entry.name === name);
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
  const places = namespaces ?? NAMESPACES;
  return {
    apiVersion: 'constraints.gatekeeper.sh/v1beta1',
    kind,
    metadata: {
      name,
      labels: { 'policycontroller.gke.io/bundleName': bundle },
      annotations: {
        'policycontroller.gke.io/constraintData': `"{ bundleName: '${bundle}' }"`,
      },
    },
    spec: {
      enforcementAction: action,
      match: {
        kinds: [{ apiGroups: ['', 'apps'], kinds: ['Pod', ...WORKLOADS] }],
        ...(namespaces ? { namespaces } : {}),
        excludedNamespaces: EXEMPT,
      },
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

/** Refuses what a constraint denies, in the words of its webhook. */
function enforce(cluster: ClusterObjects, constraints: Constraint[]): void {
  const enforced = constraints.filter(
    ({ action, check }) => action === 'deny' && check,
  );
  if (!enforced.length) {
    return;
  }
  cluster.addAdmission(({ operation, kind, object, subresource }) => {
    const { namespace = '', name } = object.metadata;
    const pod = podOf(object);
    const ignored =
      operation === 'DELETE' || subresource || EXEMPT.includes(namespace);
    if (ignored || !pod) {
      return;
    }
    const found = enforced
      .filter(({ namespaces }) => !namespaces || namespaces.includes(namespace))
      .flatMap(({ name: constraint, check }) =>
        ((pod.containers ?? []) as Json[]).flatMap(container => {
          const message = check?.(container, pod);
          return message ? [`[${constraint}] ${message}`] : [];
        }),
      );
    if (found.length) {
      throw new KubeError(
        'Forbidden',
        `admission webhook "validation.gatekeeper.sh" denied the request: ${found.join(
          '\n',
        )}`,
        { name, kind: kind.plural },
      );
    }
  });
}

/** Pods that somebody owns were looked at with their owner. */
function podOf({ kind, metadata, spec }: KubeObject): Json | undefined {
  if (kind === 'Pod') {
    return metadata.ownerReferences?.length ? undefined : spec;
  }
  return WORKLOADS.includes(kind) ? spec?.template?.spec : undefined;
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
  const constraints = constraintsOf(seed);
  const at = policy.reported ?? cluster.timestamp();
  new Set(constraints.map(({ kind }) => kind)).forEach(kind =>
    cluster.create(template(kind), { withStatus: true }),
  );
  constraints.forEach(constraint =>
    cluster.create(constraintObject(constraint, at), { withStatus: true }),
  );
  if (policy.status !== 'suspended') {
    enforce(cluster, constraints);
  }
}
