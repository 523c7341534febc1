import { at, groupOf, isKind, mapOf, perObject } from '../fields';
import type { CheckedObject, Finding } from '../types';
import { ANNOTATIONS, knv, LABELS, MANAGED } from './knv';

const RESERVED = /^(configmanagement|configsync)\.gke\.io\//;
const ALLOWED = new Set([
  'configmanagement.gke.io/managed',
  'configmanagement.gke.io/namespace-selector',
  'configmanagement.gke.io/cluster-selector',
  'configsync.gke.io/cluster-name-selector',
  'configsync.gke.io/deletion-propagation-policy',
]);
const DEPTH = /\.tree\.hnc\.x-k8s\.io\/depth$/;
const LABEL = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;
const SUBDOMAIN =
  /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const CONTROLLERS = [
  'config-management-system',
  'config-management-monitoring',
  'resource-group-system',
];
const SYSTEM_FIELDS = [
  'ownerReferences',
  'selfLink',
  'uid',
  'resourceVersion',
  'generation',
  'creationTimestamp',
  'deletionTimestamp',
  'deletionGracePeriodSeconds',
];

function annotations(object: CheckedObject): Finding[] {
  return Object.entries(mapOf(at(object.value, ANNOTATIONS))).flatMap(
    ([key, value]) => {
      const path = [...ANNOTATIONS, key];
      if (typeof value !== 'string') {
        return [
          knv(1054, object, path, `The value of ${key} is no text; quote it`),
        ];
      }
      if (key === MANAGED && value !== 'enabled' && value !== 'disabled') {
        return [knv(1005, object, path, `${key} is ${value}`)];
      }
      return RESERVED.test(key) && !ALLOWED.has(key)
        ? [knv(1010, object, path, `${key} belongs to Config Sync`)]
        : [];
    },
  );
}

function labels(object: CheckedObject): Finding[] {
  return Object.keys(mapOf(at(object.value, LABELS))).flatMap(key => {
    const path = [...LABELS, key];
    if (RESERVED.test(key)) {
      return [knv(1011, object, path, `${key} belongs to Config Sync`)];
    }
    return isKind(object, '', 'Namespace') && DEPTH.test(key)
      ? [knv(1057, object, path, `${key} belongs to the hierarchy controller`)]
      : [];
  });
}

/** Names of roles may have what no other name may. */
function soundName(object: CheckedObject, name: string): boolean {
  if (groupOf(object) === 'rbac.authorization.k8s.io') {
    return name !== '.' && name !== '..' && !/[/%]/.test(name);
  }
  return name.length <= 253 && SUBDOMAIN.test(name);
}

function names(object: CheckedObject): Finding[] {
  const { name, namespace } = object;
  const found: Finding[] = [];
  if (!name) {
    found.push(knv(1031, object, ['metadata'], 'metadata.name is missing'));
  } else if (isKind(object, '', 'Namespace')) {
    if (!LABEL.test(name)) {
      found.push(
        knv(1055, object, ['metadata', 'name'], `${name} names no namespace`),
      );
    }
    if (CONTROLLERS.includes(name)) {
      found.push(
        knv(1034, object, ['metadata', 'name'], `${name} is Config Sync's own`),
      );
    }
  } else if (!soundName(object, name)) {
    found.push(
      knv(1036, object, ['metadata', 'name'], `${name} cannot be a name`),
    );
  }
  if (namespace && !LABEL.test(namespace)) {
    found.push(
      knv(
        1055,
        object,
        ['metadata', 'namespace'],
        `${namespace} cannot be the name of a namespace`,
      ),
    );
  }
  return found;
}

function systemFields(object: CheckedObject): Finding[] {
  const metadata = mapOf(object.value.metadata);
  const paths = SYSTEM_FIELDS.filter(
    name => metadata[name] !== undefined && metadata[name] !== null,
  ).map(name => ['metadata', name]);
  const { status } = object.value;
  if (status !== undefined && status !== null) {
    paths.push(['status']);
  }
  return paths.map(path =>
    knv(1045, object, path, `The cluster writes ${path.join('.')} itself`),
  );
}

/** What metadata may not be, whatever the kind. */
export const metadata = perObject(object => [
  ...annotations(object),
  ...labels(object),
  ...names(object),
  ...systemFields(object),
]);
