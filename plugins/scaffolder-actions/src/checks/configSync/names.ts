import { dirname } from 'node:path/posix';
import { at, groupOf, isKind, mapOf, perObject, textOf } from '../fields';
import type { CheckedObject, Finding, Rule } from '../types';
import { annotationsOf } from './annotations';
import { knv, nameOf } from './knv';

const SUBDOMAIN =
  /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const LABEL = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;
const FORBIDDEN = new Set([
  'config-management-system',
  'config-management-monitoring',
  'resource-group-system',
]);
const CLUSTER_KEYS = [
  'configsync.gke.io/cluster-name-selector',
  'configmanagement.gke.io/cluster-selector',
];

export const nameRules: Rule[] = [
  perObject(object => ownName(object)),
  perObject(object => namespaceName(object)),
  perObject(object => crdName(object)),
  duplicates,
];

function ownName(object: CheckedObject): Finding[] {
  const { name } = object;
  const path = ['metadata', 'name'];
  if (!name) {
    return [
      knv('1031', object, path, `This ${object.kind} has no metadata.name`),
    ];
  }
  // Roles may be called what they like, as long as it fits in a path.
  const free = groupOf(object) === 'rbac.authorization.k8s.io';
  const valid = free
    ? !/[/%]/.test(name) && name !== '.' && name !== '..'
    : SUBDOMAIN.test(name) && name.length <= 253;
  return valid || isKind(object, '', 'Namespace')
    ? []
    : [
        knv(
          '1036',
          object,
          path,
          `${JSON.stringify(
            name.slice(0, 260),
          )} is not a valid name: it must be lowercase letters, digits, - and ., at most 253 characters`,
        ),
      ];
}

function namespaceName(object: CheckedObject): Finding[] {
  const own = isKind(object, '', 'Namespace');
  const name = own ? object.name : object.namespace;
  const path = ['metadata', own ? 'name' : 'namespace'];
  if (!name) {
    return [];
  }
  if (!LABEL.test(name)) {
    return [
      knv(
        '1055',
        object,
        path,
        `${JSON.stringify(
          name.slice(0, 260),
        )} is not a valid name of a namespace: it must be lowercase letters, digits and -, at most 63 characters`,
      ),
    ];
  }
  return own && FORBIDDEN.has(name)
    ? [
        knv(
          '1034',
          object,
          path,
          `The namespace ${name} belongs to Config Sync and cannot be declared`,
        ),
      ]
    : [];
}

function crdName(object: CheckedObject): Finding[] {
  if (!isKind(object, 'apiextensions.k8s.io', 'CustomResourceDefinition')) {
    return [];
  }
  const group = textOf(at(object.value, ['spec', 'group']));
  const plural = textOf(at(object.value, ['spec', 'names', 'plural']));
  const found: Finding[] = [];
  if (group === 'configmanagement.gke.io') {
    found.push(
      knv(
        '1043',
        object,
        ['spec', 'group'],
        'The group configmanagement.gke.io belongs to Config Sync',
      ),
    );
  }
  if (group && plural && object.name && object.name !== `${plural}.${group}`) {
    found.push(
      knv(
        '1048',
        object,
        ['metadata', 'name'],
        `The definition must be called ${plural}.${group}`,
      ),
    );
  }
  return found;
}

function duplicates(objects: readonly CheckedObject[]): Finding[] {
  const seen = new Map<string, CheckedObject[]>();
  return objects.flatMap(object => {
    if (!object.name) {
      return [];
    }
    const key = JSON.stringify([
      groupOf(object),
      object.kind,
      object.namespace,
      object.name,
    ]);
    const before = seen.get(key) ?? [];
    seen.set(key, [...before, object]);
    const others = before.filter(other => !forOtherClusters(object, other));
    const same = others.find(other => related(object.file, other.file));
    const first = same ?? others[0];
    return first
      ? [
          knv(
            '1029',
            object,
            ['metadata', 'name'],
            `${nameOf(object)} is already in ${first.file}${
              same ? '' : ', which is wrong if one sync applies both folders'
            }`,
            same ? 'error' : 'info',
          ),
        ]
      : [];
  });
}

/** Folders beside one another may be of different clusters or overlays; one within the other is applied with it. */
function related(a: string, b: string): boolean {
  const [one, other] = [dirname(a), dirname(b)];
  return (
    one === other ||
    [one, other].includes('.') ||
    one.startsWith(`${other}/`) ||
    other.startsWith(`${one}/`)
  );
}

function forOtherClusters(a: CheckedObject, b: CheckedObject): boolean {
  const [one, other] = [mapOf(annotationsOf(a)), mapOf(annotationsOf(b))];
  return CLUSTER_KEYS.some(
    key => one[key] && other[key] && one[key] !== other[key],
  );
}
