import { at, isKind } from '../fields';
import type { CheckedObject, Finding, Rule } from '../types';
import { knv } from './knv';

const GROUP = 'configmanagement.gke.io';
const VERSION = '1.0.0';

/** What depends on the layout of the source. */
export const layout: Rule = (objects, { sourceFormat = 'unstructured' }) =>
  sourceFormat === 'unstructured'
    ? objects
        .filter(object => isKind(object, GROUP, 'Repo', 'HierarchyConfig'))
        .map(object =>
          knv(1032, object, ['kind'], `${object.kind} is for hierarchy only`),
        )
    : [...repo(objects), ...objects.flatMap(folder)];

function repo(objects: readonly CheckedObject[]): Finding[] {
  const repos = objects.filter(object => isKind(object, GROUP, 'Repo'));
  if (!repos.length) {
    return objects.length
      ? [knv(1017, objects[0], [], 'No file of the folder has a Repo')]
      : [];
  }
  return repos
    .filter(object => at(object.value, ['spec', 'version']) !== VERSION)
    .map(object =>
      knv(1027, object, ['spec', 'version'], `The version must be ${VERSION}`),
    );
}

function folder(object: CheckedObject): Finding[] {
  const steps = object.file.split('/');
  const top = steps[0];
  const parent = steps[steps.length - 2];
  const wanted = topOf(object);
  if (wanted && steps.length > 1 && top !== wanted) {
    return [
      knv(1039, object, ['kind'], `${object.kind} belongs to ${wanted}/`),
    ];
  }
  if (isKind(object, '', 'Namespace')) {
    if (steps.length === 2 && top === 'namespaces') {
      return [
        knv(1019, object, ['kind'], 'The namespace needs a folder of its own'),
      ];
    }
    return object.name && top === 'namespaces' && parent !== object.name
      ? [
          knv(
            1020,
            object,
            ['metadata', 'name'],
            `The folder is ${parent}, and the namespace ${object.name}`,
          ),
        ]
      : [];
  }
  return top === 'namespaces' && object.namespace && object.namespace !== parent
    ? [
        knv(
          1009,
          object,
          ['metadata', 'namespace'],
          `The folder is ${parent}, and the namespace ${object.namespace}`,
        ),
      ]
    : [];
}

function topOf(object: CheckedObject): string | undefined {
  if (isKind(object, GROUP, 'Repo', 'HierarchyConfig')) {
    return 'system';
  }
  if (
    isKind(object, GROUP, 'ClusterSelector') ||
    isKind(object, 'clusterregistry.k8s.io', 'Cluster')
  ) {
    return 'clusterregistry';
  }
  return isKind(object, '', 'Namespace') ? 'namespaces' : undefined;
}
