import { isNamespaced } from '../../schemas';
import { at, isKind, mapOf, perObject } from '../fields';
import type { CheckedObject, Finding } from '../types';
import { knv, nameOf } from './knv';

const ANNOTATIONS = ['metadata', 'annotations'];
const LABELS = ['metadata', 'labels'];
const RESERVED = /^(configmanagement|configsync)\.gke\.io\//;
const MANAGED = 'configmanagement.gke.io/managed';
export const NAMESPACE_SELECTOR = 'configmanagement.gke.io/namespace-selector';
const CLUSTER_SELECTOR = 'configmanagement.gke.io/cluster-selector';
const CLUSTER_NAMES = 'configsync.gke.io/cluster-name-selector';
const ALLOWED = new Set([
  MANAGED,
  NAMESPACE_SELECTOR,
  CLUSTER_SELECTOR,
  CLUSTER_NAMES,
  'configsync.gke.io/deletion-propagation-policy',
]);
const ALLOWED_LABELS = new Set([
  'configmanagement.gke.io/system',
  'configmanagement.gke.io/arch',
]);

export const annotationsOf = ({ value }: CheckedObject) =>
  mapOf(at(value, ANNOTATIONS));

export const annotationRules = [
  perObject(object => managedValue(object)),
  perObject(object => reservedKeys(object)),
  perObject(object => textValues(object)),
  perObject(object => selectors(object)),
];

function managedValue(object: CheckedObject): Finding[] {
  const value = annotationsOf(object)[MANAGED];
  return typeof value !== 'string' || /^(enabled|disabled)$/.test(value)
    ? []
    : [
        knv(
          '1005',
          object,
          [...ANNOTATIONS, MANAGED],
          `${MANAGED} must be enabled or disabled`,
        ),
      ];
}

function reservedKeys(object: CheckedObject): Finding[] {
  const annotations = Object.keys(annotationsOf(object)).filter(
    key => RESERVED.test(key) && !ALLOWED.has(key),
  );
  const labels = Object.keys(mapOf(at(object.value, LABELS))).filter(
    key => RESERVED.test(key) && !ALLOWED_LABELS.has(key),
  );
  return [
    ...annotations.map(key =>
      knv(
        '1010',
        object,
        [...ANNOTATIONS, key],
        `The annotation ${key} is reserved for Config Sync`,
      ),
    ),
    ...labels.map(key =>
      knv(
        '1011',
        object,
        [...LABELS, key],
        `The label ${key} is reserved for Config Sync`,
      ),
    ),
  ];
}

function textValues(object: CheckedObject): Finding[] {
  return Object.entries(annotationsOf(object))
    .filter(([, value]) => typeof value !== 'string')
    .map(([key]) =>
      knv(
        '1054',
        object,
        [...ANNOTATIONS, key],
        `The value of the annotation ${key} is not a string`,
      ),
    );
}

function selectors(object: CheckedObject): Finding[] {
  const annotations = annotationsOf(object);
  const given = [CLUSTER_SELECTOR, CLUSTER_NAMES].filter(key =>
    Object.hasOwn(annotations, key),
  );
  const found: Finding[] = [];
  if (given.length === 2) {
    found.push(
      knv(
        '1066',
        object,
        [...ANNOTATIONS, CLUSTER_NAMES],
        `${nameOf(object)} has both ${CLUSTER_SELECTOR} and ${CLUSTER_NAMES}`,
      ),
    );
  }
  if (
    given.length &&
    (isKind(object, 'configmanagement.gke.io', 'ClusterSelector') ||
      isKind(object, 'clusterregistry.k8s.io', 'Cluster'))
  ) {
    found.push(
      knv(
        '1004',
        object,
        [...ANNOTATIONS, given[0]],
        `A ${object.kind} cannot be for some clusters only`,
      ),
    );
  }
  if (
    Object.hasOwn(annotations, NAMESPACE_SELECTOR) &&
    isNamespaced(object.apiVersion, object.kind) === false
  ) {
    found.push(
      knv(
        '1004',
        object,
        [...ANNOTATIONS, NAMESPACE_SELECTOR],
        `${nameOf(object)} is in no namespace, so it cannot select namespaces`,
      ),
    );
  }
  return found;
}
