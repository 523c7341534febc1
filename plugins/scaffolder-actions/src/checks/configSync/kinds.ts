import { at, isKind, listOf, mapOf, perObject, textOf } from '../fields';
import type { CheckedObject, Finding, Rule } from '../types';
import { containersOf, workloadOf } from '../workloads';
import { knv } from './knv';

const MOVED = [
  'DaemonSet',
  'Deployment',
  'Ingress',
  'NetworkPolicy',
  'PodSecurityPolicy',
  'ReplicaSet',
];
const MOST_OBJECTS = 1_000;

function definition(object: CheckedObject): Finding[] {
  if (
    !isKind(object, 'apiextensions.k8s.io', 'CustomResourceDefinition') ||
    !object.name
  ) {
    return [];
  }
  const group = textOf(at(object.value, ['spec', 'group']));
  const plural = textOf(at(object.value, ['spec', 'names', 'plural']));
  if (!group || !plural) {
    return [
      knv(1065, object, ['spec'], 'spec.group or spec.names.plural is missing'),
    ];
  }
  if (group === 'configmanagement.gke.io') {
    return [
      knv(1043, object, ['spec', 'group'], `${group} belongs to Config Sync`),
    ];
  }
  return object.name === `${plural}.${group}`
    ? []
    : [
        knv(
          1048,
          object,
          ['metadata', 'name'],
          `The name must be ${plural}.${group}`,
        ),
      ];
}

/** Ports are told apart by number and protocol, TCP when it is left out. */
function ports(object: CheckedObject): Finding[] {
  const workload = workloadOf(object);
  const lists = [
    ...(isKind(object, '', 'Service') ? [['spec', 'ports']] : []),
    ...(workload
      ? containersOf(workload).map(({ path }) => [...path, 'ports'])
      : []),
  ];
  return lists.flatMap(path => {
    const seen = new Set<string>();
    return listOf(at(object.value, path)).flatMap((item, index) => {
      const { port, containerPort, protocol = 'TCP' } = mapOf(item);
      const key = `${String(port ?? containerPort)}/${String(protocol)}`;
      if (!seen.has(key)) {
        seen.add(key);
        return [];
      }
      return [
        knv(
          1067,
          object,
          [...path, index],
          `The port ${key} is there twice; give each its protocol`,
        ),
      ];
    });
  });
}

/** What Config Sync asks of some kinds. */
export const kinds = perObject(object => [
  ...definition(object),
  ...ports(object),
  ...(isKind(object, 'extensions', ...MOVED)
    ? [
        knv(
          1050,
          object,
          ['apiVersion'],
          `${object.kind} is not in the group extensions any more`,
        ),
      ]
    : []),
]);

/** One sync keeps only so many objects well. */
export const tooManyObjects: Rule = objects =>
  objects.length > MOST_OBJECTS
    ? [
        knv(
          1070,
          objects[0],
          [],
          `The folder has ${objects.length} objects; keep a sync below ${MOST_OBJECTS}`,
          'warning',
        ),
      ]
    : [];
