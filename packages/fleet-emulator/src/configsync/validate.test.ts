import type { SyncId } from './identity';
import { parseFiles } from './parseFiles';
import { render } from './render';
import { isBlocking, validate } from './validate';

const ROOT: SyncId = {
  kind: 'RootSync',
  namespace: 'config-management-system',
  name: 'root-sync',
};
const REPO: SyncId = {
  kind: 'RepoSync',
  namespace: 'cadastre-main',
  name: 'repo-sync',
};

const SCOPES: Record<string, boolean> = {
  'ConfigMap.': true,
  'Deployment.apps': true,
  'Namespace.': false,
  'ClusterRole.rbac.authorization.k8s.io': false,
  'RepoSync.configsync.gke.io': true,
  'CustomResourceDefinition.apiextensions.k8s.io': false,
};

function check(files: Record<string, string>, sync = ROOT) {
  const rendered = render(new Map(Object.entries(files)), '');
  const parsed = parseFiles(rendered.files, '/repo/source/abc');
  if (rendered.errors.length || parsed.errors.length) {
    return { objects: [], errors: [...rendered.errors, ...parsed.errors] };
  }
  return validate(parsed.objects, {
    sync,
    clusterName: 'atkv3-dev',
    isNamespaced: (group, kind) => SCOPES[`${kind}.${group}`],
  });
}

const object = (extra: string, kind = 'ConfigMap', apiVersion = 'v1') =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\n${extra}\n`;
const named = (extra = '') =>
  object(`metadata: { name: settings, namespace: cadastre-main${extra} }`);

it.each<[string, string, string, string, SyncId?]>([
  [
    'an empty name',
    '1031',
    'Configs must declare `metadata.name`:',
    object(''),
  ],
  [
    'metadata without a value',
    '1031',
    'Configs must declare `metadata.name`:',
    object('metadata:'),
  ],
  [
    'an invalid name',
    '1036',
    'Configs MUST define a `metadata.name` that is shorter than 254 characters',
    object('metadata: { name: My_Settings }'),
  ],
  [
    'an unknown kind',
    '1021',
    'No CustomResourceDefinition is defined for the type "VirtualService.networking.istio.io" in the cluster.',
    object(
      'metadata: { name: api }',
      'VirtualService',
      'networking.istio.io/v1',
    ),
  ],
  [
    'a name twice',
    '1029',
    'Found 2 configs of GroupKind "ConfigMap" in Namespace "cadastre-main" named "settings".',
    `${named()}---\n${named()}`,
  ],
  [
    'a namespace twice',
    '1029',
    'Found 2 Namespaces named "a"',
    `${object('metadata: { name: a }', 'Namespace')}---\n${object(
      'metadata: { name: a }',
      'Namespace',
    )}`,
  ],
  [
    'a namespace of Config Sync',
    '1034',
    'The "config-management-system" Namespace must not be declared',
    object('metadata: { name: config-management-system }', 'Namespace'),
  ],
  [
    'a status',
    '1045',
    'Configs with "status" specified are not allowed.',
    `${named()}status: { phase: Active }\n`,
  ],
  [
    'an owner',
    '1045',
    'Configs with "metadata.ownerReference" specified are not allowed.',
    named(', ownerReferences: [{ name: x }]'),
  ],
  [
    'an exported object',
    '1045',
    'Configs with "metadata.uid" specified are not allowed.',
    named(', uid: 12-34'),
  ],
  [
    'both a namespace and a selector',
    '1053',
    'namespace-scoped resources MUST NOT declare both metadata.namespace and metadata.annotations.configmanagement.gke.io/namespace-selector',
    named(
      ', annotations: { configmanagement.gke.io/namespace-selector: team }',
    ),
  ],
  [
    'a namespace on an object of the cluster',
    '1052',
    'cluster-scoped resources MUST NOT declare metadata.namespace',
    object(
      'metadata: { name: reader, namespace: cadastre-main }',
      'ClusterRole',
      'rbac.authorization.k8s.io/v1',
    ),
  ],
  [
    'an object of the cluster in a RepoSync',
    '1058',
    'Resources in namespace Repos must be Namespace-scoped type, but objects of type rbac.authorization.k8s.io/v1, Kind=ClusterRole are Cluster-scoped. Move reader to the Root repo.',
    object(
      'metadata: { name: reader }',
      'ClusterRole',
      'rbac.authorization.k8s.io/v1',
    ),
    REPO,
  ],
  [
    'another namespace in a RepoSync',
    '1058',
    'Resources in the "cadastre-main" repo must either omit metadata.namespace or declare metadata.namespace="cadastre-main"',
    object('metadata: { name: a, namespace: terrain-main }'),
    REPO,
  ],
  [
    'a reserved annotation',
    '1010',
    'The config has invalid annotations: "configsync.gke.io/mine"',
    named(', annotations: { configsync.gke.io/mine: x }'),
  ],
  [
    'a reserved label',
    '1011',
    'The config has disallowed labels: "configmanagement.gke.io/mine"',
    named(', labels: { configmanagement.gke.io/mine: x }'),
  ],
  [
    'a wrong annotation of management',
    '1005',
    'Config has invalid management annotation configmanagement.gke.io/managed=no.',
    named(", annotations: { configmanagement.gke.io/managed: 'no' }"),
  ],
  [
    'an annotation that is not text',
    '1054',
    'Non-string values for:\n\nmetadata.annotations.a\nmetadata.annotations.b ',
    named(', annotations: { b: true, a: 1 }'),
  ],
  [
    'a namespace that is no name',
    '1055',
    'metadata.namespace MUST be valid Kubernetes Namespace names. Rename "Cadastre" so that it:',
    object('metadata: { name: a, namespace: Cadastre }'),
  ],
  [
    'a managed object in an unmanaged namespace',
    '1056',
    'Namespace "cadastre-main" is declared unmanaged but contains managed resources.',
    `${named()}---\n${object(
      'metadata: { name: cadastre-main, annotations: { configmanagement.gke.io/managed: disabled } }',
      'Namespace',
    )}`,
  ],
  [
    'the sync itself',
    '1069',
    'RepoSync cadastre-main/repo-sync must not manage itself in its repo',
    object(
      'metadata: { name: repo-sync, namespace: cadastre-main }',
      'RepoSync',
      'configsync.gke.io/v1beta1',
    ),
    REPO,
  ],
  [
    'a kind of the hierarchy format',
    '1032',
    'The type Repo.configmanagement.gke.io is not allowed',
    object('metadata: { name: repo }', 'Repo', 'configmanagement.gke.io/v1'),
  ],
  [
    'a kind that moved',
    '1050',
    'To fix, set the Group and Kind to "Deployment.apps"',
    object('metadata: { name: api }', 'Deployment', 'extensions/v1beta1'),
  ],
  [
    'a wrongly named definition',
    '1048',
    'change the name to `tiles.maps.example.org`',
    object(
      'metadata: { name: tile }\nspec: { group: maps.example.org, names: { plural: tiles, kind: Tile }, scope: Namespaced }',
      'CustomResourceDefinition',
      'apiextensions.k8s.io/v1',
    ),
  ],
  [
    'both cluster selectors',
    '1066',
    'Config MUST NOT declare both',
    named(
      ', annotations: { configmanagement.gke.io/cluster-selector: a, configsync.gke.io/cluster-name-selector: b }',
    ),
  ],
  [
    'a selector that is not there',
    '1013',
    'which maps to no declared NamespaceSelector',
    object(
      'metadata: { name: a, annotations: { configmanagement.gke.io/namespace-selector: team } }',
    ),
  ],
  [
    'a file that is no YAML',
    '2001',
    'error converting YAML to JSON: yaml:',
    'a: [1',
  ],
  ['an object without kind', '2001', "Object 'Kind' is missing in '{", 'a: 1'],
  [
    'a list in place of an object',
    '2001',
    'cannot unmarshal array into Go value',
    '[1, 2]',
  ],
  [
    'a bomb of aliases',
    '2001',
    'Excessive alias count',
    `a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [${Array(9).fill('*a')}]\nc: &c [${Array(
      9,
    ).fill('*b')}]\nd: [${Array(9).fill('*c')}]`,
  ],
  [
    'a name that is a number',
    '2010',
    'metadata.name must be a string',
    object('metadata: { name: 5 }'),
  ],
])('%s is KNV%s', (_, code, message, text, ...[sync]) => {
  const { errors, objects } = check({ 'dir/file.yaml': text }, sync);
  expect(errors.map(error => error.code)).toEqual([code]);
  expect(objects).toEqual([]);
  const [{ errorMessage, errorResources = [] }] = errors;
  expect(errorMessage).toContain(message);
  expect(errorMessage.startsWith(`KNV${code}: `)).toBe(true);
  expect(errorMessage).toMatch(
    new RegExp(
      `\n\nFor more information, see https://g.co/cloud/acm-errors#knv${code}$`,
    ),
  );
  const path =
    code === '2001' ? '/repo/source/abc/dir/file.yaml' : 'dir/file.yaml';
  expect(new Set(errorResources.map(({ sourcePath }) => sourcePath))).toEqual(
    new Set([path]),
  );
});

it('writes an error as the product does', () => {
  expect(check({ 'a/b.yaml': `${named()}status: { a: 1 }` }).errors).toEqual([
    {
      code: '1045',
      errorMessage:
        'KNV1045: Configs with "status" specified are not allowed. To fix, either remove the config or remove the "status" field in the config:\n\nsource: a/b.yaml\nnamespace: cadastre-main\nmetadata.name: settings\ngroup:\nversion: v1\nkind: ConfigMap\n\nFor more information, see https://g.co/cloud/acm-errors#knv1045',
      errorResources: [
        {
          sourcePath: 'a/b.yaml',
          name: 'settings',
          namespace: 'cadastre-main',
          gvk: { group: '', version: 'v1', kind: 'ConfigMap' },
        },
      ],
    },
  ]);
});

it('applies the rest beside an unknown kind, and nothing beside another error', () => {
  const unknown = object('metadata: { name: x }', 'Wizard', 'magic/v1');
  const { objects, errors } = check({
    'a.yaml': named(),
    'b.yaml': unknown,
  });
  expect(objects.map(({ path }) => path)).toEqual(['a.yaml']);
  expect(errors.some(isBlocking)).toBe(false);
  expect(
    check({ 'a.yaml': named(), 'b.yaml': unknown, 'c.yaml': object('') }),
  ).toMatchObject({ objects: [], errors: [{ code: '1031' }] });
});

it('knows a kind that the source itself defines', () => {
  const { errors } = check({
    'crd.yaml': object(
      'metadata: { name: tiles.maps.example.org }\nspec: { group: maps.example.org, names: { plural: tiles, kind: Tile }, scope: Namespaced }',
      'CustomResourceDefinition',
      'apiextensions.k8s.io/v1',
    ),
    'tile.yaml': object('metadata: { name: a }', 'Tile', 'maps.example.org/v1'),
  });
  expect(errors).toEqual([]);
});

it.each([
  ['nothing', '', 1],
  ['its name among others', 'a, atkv3-dev', 1],
  ['other names', 'a,b', 0],
])('selects clusters by %s', (_, names, count) => {
  const annotations = names
    ? `, annotations: { configsync.gke.io/cluster-name-selector: '${names}' }`
    : '';
  expect(check({ 'a.yaml': named(annotations) }).objects).toHaveLength(count);
});

it('leaves out what is in a namespace of another cluster', () => {
  const namespace = object(
    'metadata: { name: cadastre-main, annotations: { configsync.gke.io/cluster-name-selector: other } }',
    'Namespace',
  );
  expect(check({ 'a.yaml': `${namespace}---\n${named()}` }).objects).toEqual(
    [],
  );
});

it('fills in the namespace, and copies into selected ones', () => {
  const namespaces = (sync: SyncId, files: Record<string, string>) =>
    check(files, sync).objects.map(source => source.object.metadata.namespace);
  const plain = { 'a.yaml': object('metadata: { name: a }') };
  expect(namespaces(REPO, plain)).toEqual(['cadastre-main']);
  expect(namespaces(ROOT, plain)).toEqual(['default']);
  expect(
    namespaces(ROOT, {
      'a.yaml': object(
        'metadata: { name: a, annotations: { configmanagement.gke.io/namespace-selector: team } }',
      ),
      's.yaml': object(
        'metadata: { name: team }\nspec: { selector: { matchLabels: { team: map } } }',
        'NamespaceSelector',
        'configmanagement.gke.io/v1',
      ),
      'n.yaml': ['one', 'two', 'three']
        .map(name =>
          object(
            `metadata: { name: ${name}, labels: { team: ${
              name === 'three' ? 'other' : 'map'
            } } }`,
            'Namespace',
          ),
        )
        .join('---\n'),
    }),
  ).toEqual(['one', 'two', undefined, undefined, undefined]);
});

it('leaves out what is local, not YAML or of the host', () => {
  expect(
    check({
      'a.yaml': named(
        ", annotations: { config.kubernetes.io/local-config: 'true' }",
      ),
      'README.md': 'no: [yaml',
      '.github/workflows/a.yaml': 'no: [yaml',
      'empty.yaml': '# nothing\n---\n',
      'list.yaml': object(
        `items:\n- ${JSON.stringify({
          apiVersion: 'v1',
          kind: 'ConfigMap',
          metadata: { name: 'x' },
        })}`,
        'List',
      ),
    }).objects.map(({ path }) => path),
  ).toEqual(['list.yaml']);
});
