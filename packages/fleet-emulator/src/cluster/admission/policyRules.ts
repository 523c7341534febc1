import { Json, KubeObject } from '../objects';
import { parseQuantity } from '../quantity';

/** What a rule of Policy Controller says of an object; nothing when it is fine. */
export type PolicyRule = (object: KubeObject, parameters: Json) => string[];

const WORKLOADS = ['DaemonSet', 'Deployment', 'ReplicaSet', 'StatefulSet'];

/** The pod of a workload. What somebody owns was looked at with its owner. */
function podOf({ kind, metadata, spec }: KubeObject): Json | undefined {
  if (kind === 'Pod') {
    return metadata.ownerReferences?.length ? undefined : spec;
  }
  return WORKLOADS.includes(kind) && !metadata.ownerReferences?.length
    ? spec?.template?.spec
    : undefined;
}

function containersOf(object: KubeObject, withInit = true): Json[] {
  const pod = podOf(object);
  return [
    ...(pod?.containers ?? []),
    ...(withInit ? pod?.initContainers ?? [] : []),
  ];
}

/** Rego writes a set with braces and quotes. */
function regoSet(texts: readonly string[]): string {
  return `{${[...texts]
    .sort()
    .map(text => JSON.stringify(text))
    .join(', ')}}`;
}

function list(value: unknown): Json[] {
  return Array.isArray(value) ? value : [];
}

const requiredLabels: PolicyRule = ({ metadata }, parameters) => {
  const { labels = {} } = metadata;
  const wanted = list(parameters.labels);
  const missing = wanted
    .map(({ key }) => String(key))
    .filter(key => labels[key] === undefined);
  const wrong = wanted.filter(
    ({ key, allowedRegex }) =>
      allowedRegex &&
      labels[key] !== undefined &&
      !new RegExp(allowedRegex).test(labels[key]),
  );
  return [
    ...(missing.length
      ? [parameters.message ?? `you must provide labels: ${regoSet(missing)}`]
      : []),
    ...wrong.map(
      ({ key, allowedRegex }) =>
        `Label <${key}: ${labels[key]}> does not satisfy allowed regex: ${allowedRegex}`,
    ),
  ];
};

const containerLimits: PolicyRule = (object, parameters) =>
  containersOf(object).flatMap(({ name, resources }) => {
    const limits = resources?.limits;
    if (!limits) {
      return [`container <${name}> has no resource limits`];
    }
    return ['cpu', 'memory'].flatMap(resource => {
      const most = parseQuantity(parameters[resource]);
      const limit = parseQuantity(limits[resource]);
      if (limit === undefined) {
        return [`container <${name}> has no ${resource} limit`];
      }
      return most !== undefined && limit > most
        ? [
            `container <${name}> ${resource} limit <${limits[resource]}> is higher than the maximum allowed of <${parameters[resource]}>`,
          ]
        : [];
    });
  });

const requiredResources: PolicyRule = (object, parameters) =>
  containersOf(object).flatMap(({ name, resources }) =>
    ['limits', 'requests'].flatMap(part => {
      const missing = list(parameters[part])
        .map(String)
        .filter(resource => resources?.[part]?.[resource] === undefined);
      return missing.length
        ? [
            `container <${name}> does not have <${regoSet(
              missing,
            )}> ${part} defined`,
          ]
        : [];
    }),
  );

const privileged: PolicyRule = object =>
  containersOf(object)
    .filter(({ securityContext }) => securityContext?.privileged)
    .map(
      ({ name }) =>
        `Privileged container is not allowed: ${name}, securityContext: {"privileged": true}`,
    );

const privilegeEscalation: PolicyRule = object =>
  containersOf(object)
    .filter(
      ({ securityContext }) =>
        securityContext?.allowPrivilegeEscalation !== false,
    )
    .map(
      ({ name }) => `Privilege escalation container is not allowed: ${name}`,
    );

const allowedUsers: PolicyRule = object => {
  const pod = podOf(object);
  return containersOf(object)
    .filter(
      ({ securityContext }) =>
        !securityContext?.runAsNonRoot && !pod?.securityContext?.runAsNonRoot,
    )
    .map(
      ({ name }) =>
        `Container ${name} is attempting to run without a required securityContext/runAsNonRoot`,
    );
};

const requiredProbes: PolicyRule = (object, parameters) => {
  const types = list(parameters.probeTypes).map(String);
  return containersOf(object, false).flatMap(container =>
    list(parameters.probes)
      .map(String)
      .filter(probe => {
        const known = Object.keys(container[probe] ?? {});
        return types.length
          ? !types.some(type => known.includes(type))
          : known.length === 0;
      })
      .map(
        probe =>
          `Container <${container.name}> in your <${object.kind}> <${object.metadata.name}> has no <${probe}>`,
      ),
  );
};

const servicePortName: PolicyRule = ({ kind, metadata, spec }, parameters) => {
  const prefixes = list(parameters.prefixes).map(String);
  return kind !== 'Service'
    ? []
    : list(spec?.ports)
        .map(({ name = '' }) => String(name))
        .filter(
          name =>
            !prefixes.some(
              prefix =>
                name.startsWith(prefix) || name === prefix.replace(/-$/, ''),
            ),
        )
        .map(
          name =>
            `service <${
              metadata.name
            }> port name <${name}> has a disallowed prefix, allowed prefixes are [${prefixes
              .map(prefix => JSON.stringify(prefix))
              .join(', ')}]`,
        );
};

/** The rules that the emulator can judge, by the kind of their constraints. */
export const POLICY_RULES: Readonly<Record<string, PolicyRule>> = {
  AllowedServicePortName: servicePortName,
  K8sContainerLimits: containerLimits,
  K8sPSPAllowPrivilegeEscalationContainer: privilegeEscalation,
  K8sPSPAllowedUsers: allowedUsers,
  K8sPSPPrivilegedContainer: privileged,
  K8sRequiredLabels: requiredLabels,
  K8sRequiredProbes: requiredProbes,
  K8sRequiredResources: requiredResources,
};
