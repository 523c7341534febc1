import fc from 'fast-check';
import table from './generated/kinds.json';
import { isNamespaced, validateManifest } from '.';

const deployment = (container: object, spec: object = {}) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'a' },
  spec: {
    selector: { matchLabels: { app: 'a' } },
    template: { spec: { containers: [{ name: 'a', ...container }] } },
    ...spec,
  },
});
const sync = (kind: string, spec: object) => ({
  apiVersion: 'configsync.gke.io/v1beta1',
  kind,
  metadata: { name: 'a' },
  spec,
});
const git = { repo: 'https://git.example.com/a', auth: 'none' };

const told = async (object: Record<string, unknown>) =>
  (await validateManifest(object)).map(
    ({ pointer, message }) => `${pointer.join('.')}: ${message}`,
  );

describe('validateManifest', () => {
  it.each<[string, Record<string, unknown>]>([
    ['a deployment', deployment({ image: 'a:1' })],
    [
      'a quantity as a number',
      deployment({ resources: { requests: { cpu: 1, memory: '64Mi' } } }),
    ],
    [
      'a port as a name or number',
      deployment({ readinessProbe: { httpGet: { port: 'http' } } }),
    ],
    [
      'data of any name',
      { apiVersion: 'v1', kind: 'ConfigMap', data: { 'what.ever': 'a' } },
    ],
    [
      'a Sidecar',
      {
        apiVersion: 'networking.istio.io/v1',
        kind: 'Sidecar',
        spec: { egress: [{ hosts: ['./*'] }] },
      },
    ],
    ['a RootSync', sync('RootSync', { sourceFormat: 'unstructured', git })],
    [
      'a RepoSync',
      sync('RepoSync', { git: { ...git, period: '1m30s' }, override: {} }),
    ],
  ])('takes %s', async (_, object) => {
    expect(await told(object)).toEqual([]);
  });

  it.each<[string, Record<string, unknown>, string[]]>([
    [
      'a word for a number',
      deployment({}, { replicas: 'two' }),
      ['spec.replicas: spec.replicas must be integer'],
    ],
    [
      'a misspelled field, with what is meant',
      deployment({ imagePullpolicy: 'Always' }),
      [
        'spec.template.spec.containers.0.imagePullpolicy: There is no field imagePullpolicy here; is imagePullPolicy meant?',
      ],
    ],
    [
      'a field in the wrong place',
      deployment({}, { containers: [] }),
      ['spec.containers: There is no field containers here'],
    ],
    [
      'what is missing',
      { apiVersion: 'apps/v1', kind: 'Deployment', spec: {} },
      [
        'spec: spec must have required property selector, or must have required property template',
      ],
    ],
    [
      'a value that Istio does not know',
      {
        apiVersion: 'security.istio.io/v1',
        kind: 'PeerAuthentication',
        spec: { mtls: { mode: 'STRIKT' } },
      },
      [
        'spec.mtls.mode: spec.mtls.mode must be equal to one of the allowed values',
      ],
    ],
    [
      'a misspelled field of the Gateway API',
      {
        apiVersion: 'gateway.networking.k8s.io/v1',
        kind: 'HTTPRoute',
        spec: { parentRef: [] },
      },
      [
        'spec.parentRef: There is no field parentRef here; is parentRefs meant?',
      ],
    ],
    [
      'a sync without authentication',
      sync('RepoSync', { git: { repo: 'a' } }),
      ["spec.git: spec.git must have required property 'auth'"],
    ],
    [
      'a RepoSync in hierarchy format',
      sync('RepoSync', { git, sourceFormat: 'hierarchy' }),
      ['spec.sourceFormat: spec.sourceFormat must be one of unstructured'],
    ],
    [
      'the field that a design calls overrides',
      sync('RootSync', { git, overrides: {} }),
      ['spec.overrides: There is no field overrides here; is override meant?'],
    ],
    [
      'wrong types in a sync',
      sync('RootSync', {
        git: { ...git, noSSLVerify: 'yes', period: 'often', secretRef: [] },
        override: { gitSyncDepth: 1.5, logLevels: {} },
      }),
      [
        'spec.git.period: spec.git.period must be a duration, as in 15s or 5m',
        'spec.git.secretRef: spec.git.secretRef must be object',
        'spec.git.noSSLVerify: spec.git.noSSLVerify must be boolean',
        'spec.override.gitSyncDepth: spec.override.gitSyncDepth must be integer',
        'spec.override.logLevels: spec.override.logLevels must be array',
      ],
    ],
  ])('finds %s', async (_, object, problems) => {
    expect(await told(object)).toEqual(problems);
  });

  it('says that a kind is not checked, whatever its name', async () => {
    for (const [apiVersion, kind] of [
      ['example.com/v1', 'Widget'],
      ['../../../etc', 'passwd'],
      ['', '__proto__'],
      ['configsync.gke.io/v1beta1', 'constructor'],
    ]) {
      expect(await validateManifest({ apiVersion, kind })).toMatchObject([
        { type: 'unknown-kind', pointer: ['kind'] },
      ]);
    }
  });

  it('has a class with a validator for every kind of the table', async () => {
    const failed: string[] = [];
    for (const name of Object.keys(table.kinds)) {
      const at = name.lastIndexOf('/');
      const object = {
        apiVersion: name.slice(0, at),
        kind: name.slice(at + 1),
        nonsense: 1,
      };
      const problems = await validateManifest(object);
      if (!problems.some(({ pointer }) => pointer[0] === 'nonsense')) {
        failed.push(name);
      }
    }
    expect(failed).toEqual([]);
    expect(Object.keys(table.kinds).length).toBeGreaterThan(300);
  });

  it('never fails on any fields, and changes no prototypes', async () => {
    const kinds = Object.keys(table.kinds);
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...kinds),
        fc.object({
          key: fc.oneof(
            fc.constantFrom('spec', 'metadata', '__proto__', 'constructor'),
            fc.string(),
          ),
        }),
        async (name, fields) => {
          const at = name.lastIndexOf('/');
          await validateManifest({
            ...fields,
            apiVersion: name.slice(0, at),
            kind: name.slice(at + 1),
          });
          expect(Object.getOwnPropertyNames(Object.prototype)).toHaveLength(12);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('isNamespaced', () => {
  it.each([
    ['v1', 'Namespace', false],
    ['v1', 'Service', true],
    ['rbac.authorization.k8s.io/v1', 'ClusterRole', false],
    ['rbac.authorization.k8s.io/v1', 'Role', true],
    ['configsync.gke.io/v1beta1', 'RepoSync', true],
    ['gateway.networking.k8s.io/v1', 'GatewayClass', false],
    ['example.com/v1', 'Widget', undefined],
  ])('knows of %s %s: %s', (apiVersion, kind, namespaced) => {
    expect(isNamespaced(apiVersion, kind)).toBe(namespaced);
  });
});
