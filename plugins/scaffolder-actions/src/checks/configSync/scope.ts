import { isNamespaced } from '../../schemas';
import { at, finding, isKind, mapOf } from '../fields';
import type { CheckedObject, CheckOptions, Finding, Rule } from '../types';
import {
  ANNOTATIONS,
  CLUSTER_NAMES,
  CLUSTER_SELECTOR,
  knv,
  MANAGED,
  nameOf,
  NAMESPACE_SELECTOR,
} from './knv';

/** Objects that are where their kind, and the sync, may have them. */
export const scope: Rule = (objects, options) =>
  objects.flatMap(object => [
    ...place(object, options),
    ...ofNamespaceSync(object, options),
    ...unmanaged(object, objects),
  ]);

function place(object: CheckedObject, options: CheckOptions): Finding[] {
  const namespaced = isNamespaced(object.apiVersion, object.kind);
  const written = at(object.value, ['metadata', 'namespace']);
  if (namespaced === false) {
    return written === undefined
      ? []
      : [
          knv(
            1052,
            object,
            ['metadata', 'namespace'],
            `${object.kind} is in no namespace`,
          ),
        ];
  }
  const selector = mapOf(at(object.value, ANNOTATIONS))[NAMESPACE_SELECTOR];
  if (selector !== undefined && written !== undefined) {
    return [
      knv(
        1053,
        object,
        ['metadata', 'namespace'],
        'The object has a namespace and a selector of namespaces',
      ),
    ];
  }
  return namespaced &&
    options.sync?.kind !== 'RepoSync' &&
    options.sourceFormat !== 'hierarchy' &&
    selector === undefined &&
    !object.namespace
    ? [
        knv(
          1053,
          object,
          ['metadata', 'namespace'],
          `${nameOf(object)} has no namespace, which a RootSync refuses`,
          // A RepoSync puts it into its own namespace.
          options.sync ? 'error' : 'info',
        ),
      ]
    : [];
}

function ofNamespaceSync(
  object: CheckedObject,
  { sync }: CheckOptions,
): Finding[] {
  if (sync?.kind !== 'RepoSync') {
    return [];
  }
  if (isNamespaced(object.apiVersion, object.kind) === false) {
    return [
      knv(1058, object, ['kind'], `${object.kind} is for the whole cluster`),
    ];
  }
  return sync.namespace &&
    object.namespace &&
    object.namespace !== sync.namespace
    ? [
        knv(
          1058,
          object,
          ['metadata', 'namespace'],
          `The RepoSync is in ${sync.namespace}, and the object in ${object.namespace}`,
        ),
      ]
    : [];
}

const managed = (object: CheckedObject) =>
  mapOf(at(object.value, ANNOTATIONS))[MANAGED] !== 'disabled';

function unmanaged(
  object: CheckedObject,
  all: readonly CheckedObject[],
): Finding[] {
  return object.namespace &&
    managed(object) &&
    all.some(
      other =>
        isKind(other, '', 'Namespace') &&
        other.name === object.namespace &&
        !managed(other),
    )
    ? [
        knv(
          1056,
          object,
          ['metadata', 'namespace'],
          `The namespace ${object.namespace} is not managed`,
        ),
      ]
    : [];
}

/** Trees of files that one sync may read together. */
export type Trees = readonly ReadonlySet<string>[];

/** Objects that are declared twice in what is applied together. */
export function duplicates(
  objects: readonly CheckedObject[],
  trees: Trees,
  { sourceFormat }: CheckOptions,
): Finding[] {
  const byName = new Map<string, CheckedObject[]>();
  for (const object of objects) {
    const group = object.apiVersion.split('/').slice(0, -1).join('');
    const key = JSON.stringify([
      group,
      object.kind,
      object.namespace ?? '',
      object.name ?? '',
    ]);
    const same = byName.get(key) ?? [];
    byName.set(key, [...same.slice(0, 20), object]);
  }
  return [...byName.values()].flatMap(same =>
    same.flatMap((object, index) => {
      const before = same
        .slice(0, object.name ? index : 0)
        .filter(other => !forOtherClusters(object, other));
      const met = before.find(
        other => sourceFormat === 'hierarchy' || meet(other, object, trees),
      );
      return met
        ? [
            knv(
              1029,
              object,
              ['metadata', 'name'],
              `${nameOf(object)} is in ${met.file} too, in line ${String(
                met.lineOf(['metadata', 'name']),
              )}`,
            ),
          ]
        : [];
    }),
  );
}

/** Whether two objects name different clusters. */
function forOtherClusters(a: CheckedObject, b: CheckedObject): boolean {
  const [one, other] = [a, b].map(({ value }) => mapOf(at(value, ANNOTATIONS)));
  return [CLUSTER_NAMES, CLUSTER_SELECTOR].some(
    key => one[key] && other[key] && one[key] !== other[key],
  );
}

/** Folders side by side are mostly for different clusters; a folder and one below it are not. */
function meet(a: CheckedObject, b: CheckedObject, trees: Trees): boolean {
  if (trees.some(tree => tree.has(a.file) || tree.has(b.file))) {
    return trees.some(tree => tree.has(a.file) && tree.has(b.file));
  }
  const [one, two] = [a, b].map(({ file }) =>
    file.slice(0, file.lastIndexOf('/') + 1),
  );
  return one.startsWith(two) || two.startsWith(one);
}

/** Names the rule that needs a cluster, where it is likely to matter. */
export const ownedElsewhere: Rule = objects =>
  objects
    .filter(
      object =>
        isKind(object, 'configsync.gke.io', 'RootSync') &&
        at(object.value, ['spec', 'override', 'namespaceStrategy']) !==
          'explicit',
    )
    .map(object =>
      finding('config-sync/namespace-strategy', object, ['spec'], {
        severity: 'info',
        message: 'Namespaces that are not declared are made by this RootSync',
        cause:
          'With the default strategy it owns them, and conflicts (KNV1060) with another sync that declares them.',
        remedy:
          'Set spec.override.namespaceStrategy to explicit where several RootSyncs share a cluster.',
      }),
    );
