import { checkManifests } from '..';
import type { CheckOptions } from '../types';

const object = (apiVersion: string, kind: string, metadata: string) =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: ${metadata}\n`;
const config = (metadata: string) => object('v1', 'ConfigMap', metadata);
const named = (more: string) => config(`\n  name: a\n  namespace: b\n${more}`);
const annotated = (text: string) => named(`  annotations:\n    ${text}`);

const repoSync: CheckOptions = {
  sync: { kind: 'RepoSync', namespace: 'b', name: 'main' },
};
const rootSync: CheckOptions = { sync: { kind: 'RootSync', name: 'main' } };
const hierarchy: CheckOptions = { sourceFormat: 'hierarchy' };
const repo = {
  'system/repo.yaml': object(
    'configmanagement.gke.io/v1',
    'Repo',
    '{ name: repo }',
  ),
};
const sync = (kind: string, metadata: string, git: string) =>
  `${object(
    'configsync.gke.io/v1beta1',
    kind,
    metadata,
  )}spec:\n  git:\n    repo: https://git.example.com/a\n${git}`;
const service = (ports: string) =>
  `${object(
    'v1',
    'Service',
    '{ name: a, namespace: b }',
  )}spec:\n  ports:\n${ports}`;
const crd = (name: string, group: string) =>
  `${object(
    'apiextensions.k8s.io/v1',
    'CustomResourceDefinition',
    `{ name: ${name} }`,
  )}spec:\n  group: ${group}\n  names:\n    plural: as\n`;

async function found(
  files: string | Record<string, string>,
  options?: CheckOptions,
) {
  const findings = await checkManifests(
    Object.entries(typeof files === 'string' ? { 'a.yaml': files } : files).map(
      ([path, text]) => ({ path, text }),
    ),
    options,
  );
  return findings
    .filter(({ rule }) => rule.startsWith('KNV'))
    .map(({ rule, file, line, severity }) =>
      [rule, file, line, severity === 'error' ? undefined : severity]
        .filter(part => part !== undefined)
        .join(' '),
    );
}

type Sample = [
  string,
  string | Record<string, string>,
  string[],
  CheckOptions?,
];

describe('configSyncRules', () => {
  it.each<Sample>([
    [
      'a selector of clusters on a ClusterSelector',
      object(
        'configmanagement.gke.io/v1',
        'ClusterSelector',
        '\n  name: a\n  annotations:\n    configsync.gke.io/cluster-name-selector: a\nspec: { selector: { matchLabels: { a: b } } }',
      ),
      ['KNV1004 a.yaml 6'],
    ],
    [
      'a selector of namespaces on what is in none',
      object(
        'rbac.authorization.k8s.io/v1',
        'ClusterRole',
        '\n  name: a\n  annotations:\n    configmanagement.gke.io/namespace-selector: a',
      ),
      ['KNV1004 a.yaml 6'],
    ],
    [
      'managed',
      annotated('configmanagement.gke.io/managed: "yes"'),
      ['KNV1005 a.yaml 7'],
    ],
    [
      'an invented annotation',
      annotated('configsync.gke.io/mine: a'),
      ['KNV1010 a.yaml 7'],
    ],
    [
      'an invented label',
      named('  labels:\n    configmanagement.gke.io/mine: a'),
      ['KNV1011 a.yaml 7'],
    ],
    ['a duplicate', `${named('')}---\n${named('')}`, ['KNV1029 a.yaml 11']],
    [
      'a duplicate in a folder above',
      { 'a.yaml': named(''), 'b/a.yaml': named('') },
      ['KNV1029 b/a.yaml 4'],
    ],
    ['no name', config('\n  namespace: b'), ['KNV1031 a.yaml 3']],
    ['a Repo', repo, ['KNV1032 system/repo.yaml 2']],
    [
      'a namespace of Config Sync',
      object('v1', 'Namespace', '\n  name: config-management-system'),
      ['KNV1034 a.yaml 4'],
    ],
    [
      'an invalid name',
      config('\n  name: A_b\n  namespace: b'),
      ['KNV1036 a.yaml 4'],
    ],
    [
      'a definition in the group of Config Sync, with another name',
      crd('bs.configmanagement.gke.io', 'configmanagement.gke.io'),
      ['KNV1048 a.yaml 3', 'KNV1043 a.yaml 5'],
    ],
    [
      'fields of the cluster',
      `${named('  uid: a\n  creationTimestamp: null')}\nstatus:\n  phase: a`,
      ['KNV1045 a.yaml 6', 'KNV1045 a.yaml 9'],
    ],
    [
      'a namespace on what is in none',
      object(
        'rbac.authorization.k8s.io/v1',
        'ClusterRole',
        '\n  name: a\n  namespace: b',
      ),
      ['KNV1052 a.yaml 5'],
    ],
    ['no namespace', config('\n  name: a'), ['KNV1053 a.yaml 3'], rootSync],
    [
      'no namespace, for a sync that is not told',
      config('\n  name: a'),
      ['KNV1053 a.yaml 3 info'],
    ],
    [
      'a namespace and a selector',
      annotated('configmanagement.gke.io/namespace-selector: a'),
      ['KNV1053 a.yaml 5'],
    ],
    ['a value without quotes', annotated('a: true'), ['KNV1054 a.yaml 7']],
    [
      'an invalid namespace',
      config('\n  name: a\n  namespace: a.b'),
      ['KNV1055 a.yaml 5'],
    ],
    [
      'another namespace than that of the sync',
      config('\n  name: a\n  namespace: c'),
      ['KNV1058 a.yaml 5'],
      repoSync,
    ],
    [
      'what a RepoSync cannot apply',
      object('v1', 'Namespace', '{ name: b }'),
      ['KNV1058 a.yaml 2'],
      repoSync,
    ],
    [
      'a RootSync in another namespace, without its secret',
      sync('RootSync', '\n  name: a\n  namespace: b', '    auth: token\n'),
      ['KNV1061 a.yaml 5', 'KNV1061 a.yaml 7'],
    ],
    [
      'a long RepoSync with a secret that it cannot use',
      sync(
        'RepoSync',
        `\n  name: ${'a'.repeat(45)}\n  namespace: b`,
        '    auth: none\n    secretRef: { name: a }\n',
      ),
      ['KNV1061 a.yaml 4', 'KNV1061 a.yaml 10'],
    ],
    [
      'both selectors of clusters',
      annotated(
        'configmanagement.gke.io/cluster-selector: a\n    configsync.gke.io/cluster-name-selector: a',
      ),
      ['KNV1066 a.yaml 8'],
    ],
    [
      'one port without a protocol',
      service(
        '  - { name: tcp-a, port: 53 }\n  - { name: udp-a, port: 53, protocol: UDP }\n',
      ),
      ['KNV1067 a.yaml 6'],
    ],
    [
      'the sync of the folder',
      sync('RepoSync', '\n  name: main\n  namespace: b', '    auth: none\n'),
      ['KNV1069 a.yaml 4'],
      repoSync,
    ],
    [
      'a selector that is not declared beside others',
      `${object(
        'configmanagement.gke.io/v1',
        'NamespaceSelector',
        '{ name: a }',
      )}spec: { selector: { matchLabels: { a: b } } }\n---\n${config(
        '\n  name: a\n  annotations:\n    configmanagement.gke.io/namespace-selector: b',
      )}`,
      ['KNV1013 a.yaml 11'],
    ],
    [
      'selectors that choose nothing, and in no known way',
      `${object(
        'configmanagement.gke.io/v1',
        'NamespaceSelector',
        '{ name: a }',
      )}spec:\n  mode: often\n  selector: { matchLabels: { a: b } }\n---\n${object(
        'configmanagement.gke.io/v1',
        'ClusterSelector',
        '{ name: a }',
      )}`,
      ['KNV1014 a.yaml 5', 'KNV1014 a.yaml 8'],
    ],
    [
      'a mode that hierarchy does not have, and a wrong version',
      {
        'system/repo.yaml': `${repo['system/repo.yaml']}spec: { version: 9.0.0 }\n`,
        'namespaces/selector.yaml': `${object(
          'configmanagement.gke.io/v1',
          'NamespaceSelector',
          '{ name: a }',
        )}spec:\n  mode: dynamic\n  selector: { matchLabels: { a: b } }\n`,
      },
      ['KNV1014 namespaces/selector.yaml 5', 'KNV1027 system/repo.yaml 4'],
      hierarchy,
    ],
    [
      'a group that is no more',
      object('extensions/v1beta1', 'Deployment', '{ name: a, namespace: b }'),
      ['KNV1050 a.yaml 1'],
    ],
    [
      'a managed object in a namespace that is not',
      `${object(
        'v1',
        'Namespace',
        '\n  name: b\n  annotations:\n    configmanagement.gke.io/managed: disabled',
      )}---\n${named('')}`,
      ['KNV1056 a.yaml 12'],
    ],
    [
      'a label of the hierarchy controller',
      object(
        'v1',
        'Namespace',
        '\n  name: b\n  labels:\n    a.tree.hnc.x-k8s.io/depth: "0"',
      ),
      ['KNV1057 a.yaml 6'],
    ],
    [
      'a definition without its group',
      `${object(
        'apiextensions.k8s.io/v1',
        'CustomResourceDefinition',
        '{ name: as.b.example }',
      )}spec:\n  names: { plural: as }\n`,
      ['KNV1065 a.yaml 4'],
    ],
    [
      'a resource that an overlay adds again, and one that is gone',
      {
        'base/kustomization.yaml': 'resources:\n  - a.yaml\n',
        'base/a.yaml': named(''),
        'over/kustomization.yaml':
          'resources:\n  - ../base\n  - a.yaml\n  - gone.yaml\n',
        'over/a.yaml': named(''),
      },
      ['KNV1029 over/a.yaml 4', 'KNV1068 over/kustomization.yaml 4'],
    ],
    [
      'too many objects',
      Array.from({ length: 1001 }, (_, index) =>
        config(`{ name: a${index}, namespace: b }`),
      ).join('---\n'),
      ['KNV1070 a.yaml 4001 warning'],
    ],
    [
      'a folder below a namespace, and what is in the wrong namespace',
      {
        ...repo,
        'namespaces/b/namespace.yaml': object('v1', 'Namespace', '{ name: b }'),
        'namespaces/b/c/a.yaml': config('{ name: a }'),
        'namespaces/b/a.yaml': config('\n  name: a\n  namespace: c'),
      },
      ['KNV1009 namespaces/b/a.yaml 5', 'KNV1003 namespaces/b/c/a.yaml 1'],
      hierarchy,
    ],
    [
      'what a HierarchyConfig cannot say',
      {
        ...repo,
        'system/hc.yaml': `${object(
          'configmanagement.gke.io/v1',
          'HierarchyConfig',
          '{ name: a }',
        )}spec:\n  resources:\n  - kinds: [Namespace]\n  - group: rbac.authorization.k8s.io\n    kinds:\n    - Role\n    - ClusterRole\n    hierarchyMode: often\n`,
      },
      [
        'KNV1041 system/hc.yaml 6',
        'KNV1046 system/hc.yaml 10',
        'KNV1042 system/hc.yaml 11',
      ],
      hierarchy,
    ],
    [
      'what is above namespaces and not inherited, or inherited by nobody',
      {
        ...repo,
        'system/hc.yaml': `${object(
          'configmanagement.gke.io/v1',
          'HierarchyConfig',
          '{ name: a }',
        )}spec:\n  resources:\n  - kinds: [Secret]\n    hierarchyMode: none\n`,
        'namespaces/team/b/namespace.yaml': object(
          'v1',
          'Namespace',
          '{ name: b }',
        ),
        'namespaces/team/config.yaml': config('{ name: a }'),
        'namespaces/team/secret.yaml': object('v1', 'Secret', '{ name: a }'),
        'namespaces/empty/config.yaml': config('{ name: c }'),
      },
      [
        'KNV1044 namespaces/empty/config.yaml 1',
        'KNV1007 namespaces/team/secret.yaml 2',
      ],
      hierarchy,
    ],
    [
      'no Repo, and namespaces in the wrong folders',
      {
        'namespaces/a.yaml': object('v1', 'Namespace', '\n  name: a'),
        'namespaces/c/a.yaml': object('v1', 'Namespace', '\n  name: b'),
        'namespaces/role.yaml': object(
          'rbac.authorization.k8s.io/v1',
          'ClusterRole',
          '{ name: a }',
        ),
      },
      [
        'KNV1019 namespaces/a.yaml 4',
        'KNV1020 namespaces/c/a.yaml 4',
        'KNV1039 namespaces/role.yaml 2',
        'KNV1017 system/repo.yaml',
      ],
      hierarchy,
    ],
  ])('finds %s', async (_, files, expected, ...[options]) => {
    expect(await found(files, options)).toEqual(expected);
  });

  it.each<[string, string | Record<string, string>, CheckOptions?]>([
    [
      'the same in folders side by side, for instance of two clusters',
      { 'a/a.yaml': named(''), 'b/a.yaml': named('') },
    ],
    ['selectors', annotated('configsync.gke.io/cluster-name-selector: a')],
    ['managed', annotated('configmanagement.gke.io/managed: disabled')],
    ['no namespace in a RepoSync', config('{ name: a }'), repoSync],
    [
      'one object for different clusters',
      ['c', 'd']
        .map(name =>
          annotated(`configsync.gke.io/cluster-name-selector: ${name}\n`),
        )
        .join('---\n'),
    ],
    [
      'names of roles',
      object('rbac.authorization.k8s.io/v1', 'ClusterRole', '{ name: "a:B" }'),
    ],
    ['a definition', crd('as.example.com', 'example.com')],
    [
      'ports with protocols',
      service(
        '  - { name: tcp-a, port: 53, protocol: TCP }\n  - { name: udp-a, port: 53, protocol: UDP }\n',
      ),
    ],
    [
      'another sync',
      sync('RepoSync', '{ name: other, namespace: b }', '    auth: none\n'),
      repoSync,
    ],
    [
      'a hierarchy',
      {
        ...repo,
        'cluster/role.yaml': object(
          'rbac.authorization.k8s.io/v1',
          'ClusterRole',
          '{ name: a }',
        ),
        'namespaces/b/namespace.yaml': object('v1', 'Namespace', '{ name: b }'),
        'namespaces/b/a.yaml': config('{ name: a, namespace: b }'),
      },
      hierarchy,
    ],
    [
      'what a kustomization gives a namespace',
      {
        'base/kustomization.yaml': 'resources: [a.yaml]\n',
        'base/a.yaml': config('{ name: a }'),
        'over/kustomization.yaml':
          'namespace: b\nresources: [../base]\npatches:\n- path: patch.yaml\n',
        'over/patch.yaml': config('{ name: a }'),
      },
      rootSync,
    ],
  ])('takes %s', async (_, files, ...[options]) => {
    expect(await found(files, options)).toEqual([]);
  });
});
