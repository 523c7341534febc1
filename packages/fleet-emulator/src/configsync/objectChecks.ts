import {
  CONTROLLER_NAMESPACES,
  groupOf,
  reconcilerName,
  SyncId,
} from './identity';
import { ConfigSyncError, ErrorObject, knv, printGroupKind } from './knvErrors';
import type { SourceObject } from './parseFiles';

const MANAGED = 'configmanagement.gke.io/managed';
export const NAMESPACE_SELECTOR = 'configmanagement.gke.io/namespace-selector';
const CLUSTER_SELECTOR = 'configmanagement.gke.io/cluster-selector';
export const CLUSTER_NAME_SELECTOR = 'configsync.gke.io/cluster-name-selector';

/** Reserved annotations that people may write. */
const ALLOWED_ANNOTATIONS = new Set([
  MANAGED,
  NAMESPACE_SELECTOR,
  CLUSTER_SELECTOR,
  CLUSTER_NAME_SELECTOR,
  'client.lifecycle.config.k8s.io/mutation',
  'configsync.gke.io/deletion-propagation-policy',
]);

const DNS_LABEL = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;
const DNS_SUBDOMAIN =
  /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

const DISALLOWED = [
  ['ownerReferences', 'metadata.ownerReference'],
  ['selfLink', 'metadata.selfLink'],
  ['uid', 'metadata.uid'],
  ['resourceVersion', 'metadata.resourceVersion'],
  ['generation', 'metadata.generation'],
  ['creationTimestamp', 'metadata.creationTimestamp'],
  ['deletionTimestamp', 'metadata.deletionTimestamp'],
  ['deletionGracePeriodSeconds', 'metadata.deletionGracePeriodSeconds'],
] as const;

/** Group and kind that moved, and where to. */
const DEPRECATED: Record<string, string> = {
  'DaemonSet.extensions': 'DaemonSet.apps',
  'Deployment.extensions': 'Deployment.apps',
  'Ingress.extensions': 'Ingress.networking.k8s.io',
  'ReplicaSet.extensions': 'ReplicaSet.apps',
  'NetworkPolicy.extensions': 'NetworkPolicy.networking.k8s.io',
  'PodSecurityPolicy.extensions': 'PodSecurityPolicy.policy',
  'StatefulSet.extensions': 'StatefulSet.apps',
};

/** What errors say of an object. */
export function describe({ path, object }: SourceObject): ErrorObject {
  return {
    path,
    apiVersion: object.apiVersion,
    kind: object.kind,
    name: object.metadata?.name,
    namespace: object.metadata?.namespace,
  };
}

export function annotationsOf({
  object,
}: SourceObject): Record<string, string> {
  return object.metadata?.annotations ?? {};
}

function isReserved(key: string): boolean {
  return (
    key.startsWith('configmanagement.gke.io/') ||
    key.startsWith('configsync.gke.io/')
  );
}

function quoted(words: string[]): string {
  return words
    .sort()
    .map(word => `"${word}"`)
    .join(', ');
}

type Check = (
  source: SourceObject,
  sync: SyncId,
) => ConfigSyncError[] | ConfigSyncError | undefined;

const checkAnnotations: Check = source => {
  const invalid = Object.keys(annotationsOf(source)).filter(
    key => isReserved(key) && !ALLOWED_ANNOTATIONS.has(key),
  );
  return invalid.length
    ? knv(
        '1010',
        `Configs MUST NOT declare unsupported annotations starting with "configmanagement.gke.io/" or "configsync.gke.io/". The config has invalid annotations: ${quoted(
          invalid,
        )}`,
        [describe(source)],
      )
    : undefined;
};

const checkLabels: Check = source => {
  const invalid = Object.keys(source.object.metadata?.labels ?? {}).filter(
    isReserved,
  );
  return invalid.length
    ? knv(
        '1011',
        `Configs MUST NOT declare labels starting with "configmanagement.gke.io/". The config has disallowed labels: ${quoted(
          invalid,
        )}`,
        [describe(source)],
      )
    : undefined;
};

const checkKind: Check = source => {
  const groupKind = printGroupKind(source.object);
  if (
    groupKind === 'Repo.configmanagement.gke.io' ||
    groupKind === 'HierarchyConfig.configmanagement.gke.io'
  ) {
    return knv(
      '1032',
      `The type ${groupKind} is not allowed if \`sourceFormat\` is set to \`unstructured\`. To fix, remove the object, or set \`sourceFormat\` to \`hierarchy\`.`,
      [describe(source)],
    );
  }
  const moved = DEPRECATED[groupKind];
  return moved
    ? knv(
        '1050',
        `The config is using a deprecated Group and Kind. To fix, set the Group and Kind to "${moved}"`,
        [describe(source)],
      )
    : undefined;
};

const checkName: Check = source => {
  const name: string = source.object.metadata?.name ?? '';
  if (name === '') {
    return knv('1031', 'Configs must declare `metadata.name`:', [
      describe(source),
    ]);
  }
  const rbac =
    groupOf(source.object.apiVersion).group === 'rbac.authorization.k8s.io';
  const valid = rbac
    ? !/[/%]/.test(name) && name !== '.' && name !== '..'
    : name.length < 254 && DNS_SUBDOMAIN.test(name);
  return valid
    ? undefined
    : knv(
        '1036',
        "Configs MUST define a `metadata.name` that is shorter than 254 characters, consists of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character. Rename or remove the config:",
        [describe(source)],
      );
};

/** Whether it is a Namespace itself. */
export function isNamespace({ object }: SourceObject): boolean {
  return object.kind === 'Namespace' && object.apiVersion === 'v1';
}

const checkNamespace: Check = source => {
  const own = isNamespace(source);
  const { name, namespace } = source.object.metadata ?? {};
  const checked = own ? name : namespace;
  if (checked && !DNS_LABEL.test(checked)) {
    return knv(
      '1055',
      `metadata.namespace MUST be valid Kubernetes Namespace names. Rename "${
        namespace ?? ''
      }" so that it:\n\n1. has a length of 63 characters or fewer;\n2. consists only of lowercase letters (a-z), digits (0-9), and hyphen '-'; and\n3. begins and ends with a lowercase letter or digit.\n`,
      [describe(source)],
    );
  }
  return own && CONTROLLER_NAMESPACES.includes(name)
    ? knv('1034', `The "${name}" Namespace must not be declared`, [
        describe(source),
      ])
    : undefined;
};

const checkManagement: Check = source => {
  const value = annotationsOf(source)[MANAGED];
  return value !== undefined && value !== 'disabled'
    ? knv(
        '1005',
        `Config has invalid management annotation ${MANAGED}=${value}. If set, the value must be "disabled".`,
        [describe(source)],
      )
    : undefined;
};

const checkDefinition: Check = source => {
  const { kind, apiVersion, metadata, spec } = source.object;
  if (
    kind !== 'CustomResourceDefinition' ||
    groupOf(apiVersion).group !== 'apiextensions.k8s.io'
  ) {
    return undefined;
  }
  if (spec?.group === 'configmanagement.gke.io') {
    return knv(
      '1043',
      'Config Sync does not allow configuring CRDs in the `configmanagement.gke.io` APIGroup. To fix, please use a different APIGroup.',
      [describe(source)],
    );
  }
  const expected = `${spec?.names?.plural}.${spec?.group}`;
  return metadata?.name === expected
    ? undefined
    : knv(
        '1048',
        `Invalid CustomResourceDefinition name: \`${metadata?.name}\`. The \`metadata.name\` MUST be in the form: \`<spec.names.plural>.<spec.group>\`. To fix, update the spec fields or change the name to \`${expected}\`.`,
        [describe(source)],
      );
};

const checkItself: Check = (source, sync) => {
  const { kind, apiVersion, metadata } = source.object;
  if (
    groupOf(apiVersion).group !== 'configsync.gke.io' ||
    (kind !== 'RootSync' && kind !== 'RepoSync')
  ) {
    return undefined;
  }
  const declared: SyncId = {
    kind,
    namespace: metadata?.namespace ?? '',
    name: metadata?.name ?? '',
  };
  return reconcilerName(declared) === reconcilerName(sync)
    ? knv(
        '1069',
        `${kind} ${declared.namespace}/${declared.name} must not manage itself in its repo`,
        [describe(source)],
      )
    : undefined;
};

const checkFields: Check = source => {
  const metadata = source.object.metadata ?? {};
  return DISALLOWED.filter(([field]) => {
    const value = metadata[field];
    return Array.isArray(value) ? value.length : Boolean(value);
  }).map(([, field]) =>
    knv(
      '1045',
      `Configs with "${field}" specified are not allowed. To fix, either remove the config or remove the "${field}" field in the config:`,
      [describe(source)],
    ),
  );
};

const checkSelectors: Check = source => {
  const annotations = annotationsOf(source);
  return CLUSTER_SELECTOR in annotations && CLUSTER_NAME_SELECTOR in annotations
    ? knv(
        '1066',
        `Config MUST NOT declare both the legacy annotation '${CLUSTER_SELECTOR}' and the inline annotation '${CLUSTER_NAME_SELECTOR}'. Remove one of them to fix.`,
        [describe(source)],
      )
    : undefined;
};

const CHECKS: Check[] = [
  checkAnnotations,
  checkLabels,
  checkKind,
  checkName,
  checkNamespace,
  checkManagement,
  checkDefinition,
  checkItself,
  checkFields,
  checkSelectors,
];

/** Whether Config Sync is to keep its hands off. */
export function isUnmanaged(source: SourceObject): boolean {
  return annotationsOf(source)[MANAGED] === 'disabled';
}

/** What is wrong with each object by itself, whatever the cluster. */
export function checkObjects(
  sources: SourceObject[],
  sync: SyncId,
): ConfigSyncError[] {
  return CHECKS.flatMap(check =>
    sources.flatMap(source => check(source, sync) ?? []),
  );
}
