import { isNamespaced } from '../../schemas';
import { at, isKind, mapOf } from '../fields';
import type { CheckedObject, CheckOptions, Finding, Rule } from '../types';
import {
  ANNOTATIONS,
  CLUSTER_NAMES,
  CLUSTER_SELECTOR,
  knv,
  NAMESPACE_SELECTOR,
} from './knv';

const GROUP = 'configmanagement.gke.io';

/** Choosing by cluster and by namespace. */
export const selectors: Rule = (objects, options) =>
  objects.flatMap(object => [
    ...uses(object, objects),
    ...declares(object, options),
  ]);

function uses(object: CheckedObject, all: readonly CheckedObject[]): Finding[] {
  const given = mapOf(at(object.value, ANNOTATIONS));
  const found: Finding[] = [];
  const say = (code: number, key: string, message: string) =>
    found.push(knv(code, object, [...ANNOTATIONS, key], message));
  const byCluster = [CLUSTER_SELECTOR, CLUSTER_NAMES].filter(
    key => given[key] !== undefined,
  );
  if (byCluster.length === 2) {
    say(1066, CLUSTER_NAMES, 'Clusters are chosen in two ways at once');
  }
  if (
    isKind(object, GROUP, 'ClusterSelector') ||
    isKind(object, 'clusterregistry.k8s.io', 'Cluster')
  ) {
    byCluster.forEach(key =>
      say(1004, key, `${object.kind} cannot be chosen by cluster`),
    );
  }
  if (
    given[NAMESPACE_SELECTOR] !== undefined &&
    isNamespaced(object.apiVersion, object.kind) === false
  ) {
    say(
      1004,
      NAMESPACE_SELECTOR,
      `${object.kind} cannot be chosen by namespace`,
    );
  }
  for (const [key, kind] of [
    [CLUSTER_SELECTOR, 'ClusterSelector'],
    [NAMESPACE_SELECTOR, 'NamespaceSelector'],
  ]) {
    const name = given[key];
    const declared = all.filter(other => isKind(other, GROUP, kind));
    if (
      typeof name === 'string' &&
      // A folder without any may be a part of a source that has them elsewhere.
      declared.length > 0 &&
      !declared.some(other => other.name === name)
    ) {
      say(1013, key, `There is no ${kind} ${name}`);
    }
  }
  return found;
}

function declares(
  object: CheckedObject,
  { sourceFormat }: CheckOptions,
): Finding[] {
  if (!isKind(object, GROUP, 'ClusterSelector', 'NamespaceSelector')) {
    return [];
  }
  const { selector, mode } = mapOf(object.value.spec);
  if (!Object.keys(mapOf(selector)).length) {
    return [knv(1014, object, ['spec', 'selector'], 'The selector is empty')];
  }
  const unknown =
    mode !== undefined &&
    mode !== '' &&
    mode !== 'static' &&
    mode !== 'dynamic';
  if (unknown || (mode === 'dynamic' && sourceFormat === 'hierarchy')) {
    return [
      knv(1014, object, ['spec', 'mode'], `The mode cannot be ${String(mode)}`),
    ];
  }
  return [];
}
