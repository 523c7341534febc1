import { asObject, field } from '../../google/json';
import type { MatchSubject } from './constraintMatch';
import type { Tryable } from './tryable';

type Labels = Record<string, string>;

const POD_MAKERS: Readonly<Record<string, readonly string[]>> = {
  'apps/DaemonSet': ['spec', 'template'],
  'apps/Deployment': ['spec', 'template'],
  'apps/ReplicaSet': ['spec', 'template'],
  'apps/StatefulSet': ['spec', 'template'],
  'batch/CronJob': ['spec', 'jobTemplate', 'spec', 'template'],
  'batch/Job': ['spec', 'template'],
};

/**
 * What of an object policies may be about: the object itself, and the pods that it would make,
 * which are refused only when it is too late to tell anybody.
 */
export function matchSubjectsOf(
  { group, kind, name, namespace, object }: Tryable,
  labelsOf: (namespace: string) => Labels | undefined,
): MatchSubject[] {
  const place = {
    ...(namespace !== undefined && {
      namespace,
      namespaceLabels: labelsOf(namespace),
    }),
  };
  const path = POD_MAKERS[`${group}/${kind}`];
  return [
    { group, kind, name, labels: readLabels(object), ...place },
    ...(path
      ? [
          {
            group: '',
            kind: 'Pod',
            labels: readLabels(field(object, ...path)),
            ...place,
          },
        ]
      : []),
  ];
}

/** The labels of an object that are texts. */
export function readLabels(object: unknown): Labels {
  const labels = asObject(field(object, 'metadata', 'labels')) ?? {};
  return Object.fromEntries(
    Object.entries(labels).flatMap(([key, value]) =>
      typeof value === 'string' ? [[key, value]] : [],
    ),
  );
}
