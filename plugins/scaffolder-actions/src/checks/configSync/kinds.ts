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
  return [
    ...(group === 'configmanagement.gke.io'
      ? [
          knv(
            1043,
            object,
            ['spec', 'group'],
            `${group} belongs to Config Sync`,
          ),
        ]
      : []),
    ...(object.name === `${plural}.${group}`
      ? []
      : [
          knv(
            1048,
            object,
            ['metadata', 'name'],
            `The name must be ${plural}.${group}`,
          ),
        ]),
  ];
}

/** Ports of one number are told apart by their protocols, which must be written then. */
function ports(object: CheckedObject): Finding[] {
  const workload = workloadOf(object);
  const lists = [
    ...(isKind(object, '', 'Service') ? [['spec', 'ports']] : []),
    ...(workload
      ? containersOf(workload).map(({ path }) => [...path, 'ports'])
      : []),
  ];
  const numberOf = (port: Record<string, unknown>) =>
    port.port ?? port.containerPort;
  return lists.flatMap(path => {
    const list = listOf(at(object.value, path)).map(mapOf);
    const counts = new Map<unknown, number>();
    list.forEach(port =>
      counts.set(numberOf(port), (counts.get(numberOf(port)) ?? 0) + 1),
    );
    return list.flatMap((port, index) =>
      (counts.get(numberOf(port)) ?? 0) > 1 && port.protocol === undefined
        ? [
            knv(
              1067,
              object,
              [...path, index],
              `Port ${String(
                numberOf(port),
              )} is there more than once; say its protocol`,
            ),
          ]
        : [],
    );
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
          objects[MOST_OBJECTS],
          [],
          `The folder has ${objects.length} objects; keep a sync below ${MOST_OBJECTS}`,
          'warning',
        ),
      ]
    : [];
