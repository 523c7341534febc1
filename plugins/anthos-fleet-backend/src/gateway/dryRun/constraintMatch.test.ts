import { isSelected, type MatchSubject } from './constraintMatch';
import { matchSubjectsOf } from './matchSubjects';
import { readTryables } from './tryable';

const pod: MatchSubject = {
  group: '',
  kind: 'Pod',
  name: 'api',
  namespace: 'maps-main',
  labels: { app: 'api' },
  namespaceLabels: { env: 'prod' },
};
const maps: MatchSubject = {
  group: '',
  kind: 'Namespace',
  name: 'maps-main',
  labels: { env: 'prod' },
};
const role: MatchSubject = {
  group: 'rbac.authorization.k8s.io',
  kind: 'ClusterRole',
  name: 'reader',
  labels: {},
};

describe('what a constraint selects', () => {
  it.each<
    [what: string, match: unknown, subject: MatchSubject, expected: boolean]
  >([
    ['everything without a match', undefined, pod, true],
    ['everything with an empty one', {}, role, true],
    ['its kind', { kinds: [{ apiGroups: [''], kinds: ['Pod'] }] }, pod, true],
    ['any kind', { kinds: [{ apiGroups: ['*'], kinds: ['*'] }] }, role, true],
    [
      'no other group',
      { kinds: [{ apiGroups: ['apps'], kinds: ['Pod'] }] },
      pod,
      false,
    ],
    [
      'one of several kinds',
      { kinds: [{ kinds: ['Service'] }, { kinds: ['Pod'] }] },
      pod,
      true,
    ],
    ['its scope', { scope: 'Namespaced' }, pod, true],
    ['no other scope', { scope: 'Cluster' }, pod, false],
    ['the whole cluster', { scope: 'Cluster' }, role, true],
    ['its namespace', { namespaces: ['maps-main'] }, pod, true],
    ['no other namespace', { namespaces: ['maps'] }, pod, false],
    ['beginnings', { namespaces: ['maps-*'] }, pod, true],
    ['ends', { namespaces: ['*-main'] }, pod, true],
    ['middles', { namespaces: ['*ps-m*'] }, pod, true],
    ['not what is excluded', { excludedNamespaces: ['maps-*'] }, pod, false],
    ['a namespace by its name', { namespaces: ['maps-*'] }, maps, true],
    [
      'not a namespace that is excluded',
      { excludedNamespaces: ['maps-main'] },
      maps,
      false,
    ],
    [
      'the whole cluster in any namespace',
      { namespaces: ['x'], excludedNamespaces: ['*'] },
      role,
      true,
    ],
    [
      'its labels',
      { labelSelector: { matchLabels: { app: 'api' } } },
      pod,
      true,
    ],
    [
      'no other labels',
      { labelSelector: { matchLabels: { app: 'x' } } },
      pod,
      false,
    ],
    [
      'expressions',
      {
        labelSelector: {
          matchExpressions: [
            { key: 'app', operator: 'NotIn', values: ['x'] },
            { key: 'y', operator: 'DoesNotExist' },
          ],
        },
      },
      pod,
      true,
    ],
    [
      'labels of its namespace',
      { namespaceSelector: { matchLabels: { env: 'dev' } } },
      pod,
      false,
    ],
    [
      'labels of the namespace itself',
      { namespaceSelector: { matchLabels: { env: 'prod' } } },
      maps,
      true,
    ],
    [
      'what it cannot rule out',
      { namespaceSelector: { matchLabels: { env: 'dev' } } },
      { ...pod, namespaceLabels: undefined },
      true,
    ],
    ['its name', { name: 'ap*' }, pod, true],
    ['no other name', { name: 'web' }, pod, false],
    [
      'with garbage',
      { kinds: 7, namespaces: [null], labelSelector: 'x' },
      role,
      true,
    ],
  ])('selects %s', (_, match, subject, expected) => {
    expect(isSelected(match, subject)).toBe(expected);
  });

  it('is about the pods that workloads make, too', () => {
    const [job] = readTryables([
      {
        apiVersion: 'batch/v1',
        kind: 'CronJob',
        metadata: {
          name: 'tiles',
          namespace: 'maps',
          labels: { a: 'b', c: 1 },
        },
        spec: {
          jobTemplate: {
            spec: { template: { metadata: { labels: { app: 'tiles' } } } },
          },
        },
      },
    ]);
    expect(matchSubjectsOf(job, () => ({ env: 'prod' }))).toEqual([
      {
        group: 'batch',
        kind: 'CronJob',
        name: 'tiles',
        namespace: 'maps',
        labels: { a: 'b' },
        namespaceLabels: { env: 'prod' },
      },
      {
        group: '',
        kind: 'Pod',
        namespace: 'maps',
        labels: { app: 'tiles' },
        namespaceLabels: { env: 'prod' },
      },
    ]);
  });
});
