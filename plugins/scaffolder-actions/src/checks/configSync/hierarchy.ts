import { explainSyncError } from 'backstage-plugin-anthos-fleet-common';
import { isNamespaced } from '../../schemas';
import { at, isKind } from '../fields';
import type { CheckedObject, Finding, Rule } from '../types';
import { inheritance } from './hierarchyConfig';
import { knv, nameOf } from './knv';

const GROUP = 'configmanagement.gke.io';
const VERSION = '1.0.0';
const REPO = 'system/repo.yaml';

/** What depends on the layout of the source. */
export const layout: Rule = (objects, { sourceFormat = 'unstructured' }) => {
  if (sourceFormat === 'unstructured') {
    return objects
      .filter(object => isKind(object, GROUP, 'Repo', 'HierarchyConfig'))
      .map(object =>
        knv(
          1032,
          object,
          ['kind'],
          `A ${object.kind} is for the format hierarchy only`,
        ),
      );
  }
  const namespaces = objects
    .filter(object => isKind(object, '', 'Namespace'))
    .map(({ file }) => file.slice(0, file.lastIndexOf('/') + 1));
  return [
    ...repo(objects),
    ...objects.flatMap(object => position(object, namespaces)),
    ...inheritance(objects),
  ];
};

function repo(objects: readonly CheckedObject[]): Finding[] {
  const repos = objects.filter(object => isKind(object, GROUP, 'Repo'));
  if (!repos.length) {
    const message = `There is no Repo in ${REPO}`;
    const { cause, remedy } = explainSyncError('KNV1017', message);
    return [
      {
        severity: 'error',
        rule: 'KNV1017',
        file: REPO,
        message,
        cause,
        remedy,
      },
    ];
  }
  return repos.flatMap(object => {
    const version = at(object.value, ['spec', 'version']);
    return version === undefined || version === VERSION
      ? []
      : [
          knv(
            1027,
            object,
            ['spec', 'version'],
            `The version must be ${VERSION}`,
          ),
        ];
  });
}

function position(
  object: CheckedObject,
  namespaces: readonly string[],
): Finding[] {
  const steps = object.file.split('/');
  const top = steps.length > 1 ? steps[0] : '';
  const wanted = topOf(object, top);
  if (wanted !== top) {
    return [
      knv(1039, object, ['kind'], `A ${object.kind} belongs to ${wanted}/`),
    ];
  }
  if (top !== 'namespaces') {
    return [];
  }
  const parent = steps[steps.length - 2];
  if (isKind(object, '', 'Namespace')) {
    return ofNamespace(object, steps.length, parent);
  }
  const above = namespaces.find(
    folder =>
      folder !== 'namespaces/' &&
      object.file.startsWith(folder) &&
      object.file.slice(folder.length).includes('/'),
  );
  if (above) {
    return [knv(1003, object, [], `${above} is the folder of a namespace`)];
  }
  return object.namespace && object.namespace !== parent
    ? [
        knv(
          1009,
          object,
          ['metadata', 'namespace'],
          `The folder is ${parent}, and the namespace of ${nameOf(
            object,
          )} is not`,
        ),
      ]
    : [];
}

function ofNamespace(
  object: CheckedObject,
  depth: number,
  parent: string,
): Finding[] {
  const path = ['metadata', 'name'];
  if (depth === 2) {
    return [knv(1019, object, path, 'The namespace needs a folder of its own')];
  }
  return object.name && parent !== object.name
    ? [
        knv(
          1020,
          object,
          path,
          `The folder is ${parent}, and the namespace ${object.name}`,
        ),
      ]
    : [];
}

/** The folder that a kind belongs to; the one that it is in where nothing is known. */
function topOf(object: CheckedObject, top: string): string {
  if (isKind(object, GROUP, 'Repo', 'HierarchyConfig')) {
    return 'system';
  }
  if (
    isKind(object, GROUP, 'ClusterSelector') ||
    isKind(object, 'clusterregistry.k8s.io', 'Cluster')
  ) {
    return 'clusterregistry';
  }
  if (
    isKind(object, '', 'Namespace') ||
    isKind(object, GROUP, 'NamespaceSelector')
  ) {
    return 'namespaces';
  }
  const namespaced = isNamespaced(object.apiVersion, object.kind);
  if (namespaced === undefined) {
    return top;
  }
  return namespaced ? 'namespaces' : 'cluster';
}
