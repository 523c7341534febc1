import fc from 'fast-check';
import { parse, parseAllDocuments } from 'yaml';
import { validateObject } from '../__testUtils__/validateObject';
import { layOutNamespace } from './layout';
import type { NamespacePlan, PlannedCluster } from './namespace/NamespacePlan';
import { addCpu, addMemory } from './quantities';
import { reconcilerName } from './names';
import { serviceFiles } from './service/serviceFiles';
import type { ServicePlan } from './service/ServicePlan';
import { toYaml } from './toYaml';
import type { TextFile } from './Manifest';

jest.setTimeout(120_000);

const SIDECAR = { cpu: '100m', memory: '128Mi', memoryLimit: '1Gi' };

const label = (longest: number) =>
  fc
    .stringMatching(/^[a-z]([-a-z0-9]{0,40}[a-z0-9])?$/)
    .filter(text => text.length <= longest);
const quantity = fc.constantFrom('1', '250m', '2Gi', '1500Mi', '3.5');
const hosting = fc.constantFrom(
  'on-prem',
  'gcp',
  'aws',
  'azure',
  'edge' as const,
);

const cluster: fc.Arbitrary<PlannedCluster> = fc.record(
  {
    ref: label(30),
    fleet: label(20),
    location: label(20),
    name: label(30),
    hosting,
    injection: fc.constantFrom(
      { key: 'istio-injection', value: 'enabled' },
      { key: 'istio.io/rev', value: 'asm-1313-9' },
    ),
    managedMesh: fc.boolean(),
    gateway: fc.record({ namespace: label(20), name: label(20) }),
  },
  {
    requiredKeys: [
      'ref',
      'fleet',
      'location',
      'name',
      'hosting',
      'managedMesh',
      'gateway',
    ],
  },
);

const namespacePlan: fc.Arbitrary<NamespacePlan> = fc.record({
  name: label(20),
  owner: label(20).map(name => `group:default/${name}`),
  ownerLabel: fc.record({ key: fc.constant('owner'), value: label(63) }),
  access: fc.record({
    group: label(20).map(name => `${name}@example.com`),
    role: fc.constantFrom('view', 'edit'),
  }),
  source: fc.record({
    syncName: fc.oneof(fc.constant('repo-sync'), label(20)),
    repoUrl: fc.constant('https://git.example.com/a.git'),
    branch: fc.constantFrom('main', 'on', '1.0', 'null', '0o7', '1_000'),
    dir: fc.constantFrom('.', '{namespace}/overlays/{hosting}', '0x10'),
    auth: fc.constant('none' as const),
  }),
  quota: fc.record({
    pods: fc.integer({ min: 1, max: 1000 }),
    cpu: quantity,
    memory: quantity,
    memoryLimit: quantity,
  }),
  network: fc.record({
    sidecar: fc.constant(SIDECAR),
    monitoring: fc.array(label(20), { minLength: 1, maxLength: 3 }),
    eastWest: label(20),
    googleApis: fc.constant(['199.36.153.8/30']),
  }),
  clusters: fc.uniqueArray(cluster, {
    minLength: 1,
    maxLength: 3,
    selector: ({ name }) => name,
  }),
});

const neighbour = fc.record({
  entity: label(20).map(name => `component:default/${name}`),
  namespaces: fc.array(label(20), { minLength: 1, maxLength: 2 }),
  serviceAccount: label(20),
});

const servicePlan: fc.Arbitrary<ServicePlan> = fc.record(
  {
    name: label(52),
    namespace: label(36),
    owner: fc.constant('group:default/team'),
    system: fc.constant('system:default/maps'),
    description: fc.string({ maxLength: 60 }),
    lifecycle: fc.constant('production'),
    clusters: fc.constant(['a/b/c']),
    hostings: fc.uniqueArray(
      fc.record({
        hosting,
        ingress: fc.record({
          api: fc.constantFrom('istio' as const, 'gateway-api' as const),
          gateway: fc.record({ namespace: label(20), name: label(20) }),
          serviceAccount: fc.record({ namespace: label(20), name: label(20) }),
        }),
      }),
      { minLength: 1, maxLength: 2, selector: each => each.hosting },
    ),
    trustDomains: fc.constant(['acme.svc.id.goog']),
    image: fc.record({
      name: label(20),
      tag: fc.constantFrom('1.0', '1e3', 'v1_2', 'a'.repeat(100)),
      sample: fc.boolean(),
    }),
    port: fc.integer({ min: 1024, max: 14999 }),
    callers: fc.array(neighbour, { maxLength: 3 }),
    callees: fc.array(neighbour, { maxLength: 3 }),
    externalHosts: fc.array(
      fc.record({
        host: label(30).map(name => `${name}.example.org`),
        port: fc.constantFrom(443, 8443),
      }),
      { maxLength: 2 },
    ),
    public: fc.constantFrom(
      { host: 'a.example.org', path: '/' },
      { host: 'a.example.org', path: '/api' },
    ),
    replicas: fc.integer({ min: 1, max: 20 }),
    resources: fc.constant(SIDECAR),
    sidecar: fc.constant(SIDECAR),
    monitoring: fc.constant(['monitoring']),
  },
  {
    requiredKeys: [
      'name',
      'namespace',
      'owner',
      'lifecycle',
      'clusters',
      'hostings',
      'trustDomains',
      'image',
      'port',
      'callers',
      'callees',
      'externalHosts',
      'replicas',
      'resources',
      'sidecar',
      'monitoring',
    ],
  },
);

async function expectSound(files: readonly TextFile[]): Promise<void> {
  expect(new Set(files.map(({ path }) => path)).size).toBe(files.length);
  for (const { path, text } of files) {
    if (!path.endsWith('.yaml')) {
      continue;
    }
    const documents = parseAllDocuments(text).map(each => each.toJS());
    // Both versions of YAML say the same, whatever the parser of a cluster speaks.
    expect(
      parseAllDocuments(text, { version: '1.1' }).map(each => each.toJS()),
    ).toEqual(documents);
    for (const object of documents) {
      await validateObject(object);
      expect(object.metadata?.name?.length ?? 0).toBeLessThanOrEqual(253);
      const labels = [
        object.metadata?.labels,
        object.spec?.template?.metadata?.labels,
      ].flatMap(each => Object.values<string>(each ?? {}));
      expect(labels.filter(value => value.length > 63)).toEqual([]);
      const injections = Object.keys(object.metadata?.labels ?? {}).filter(
        key => key === 'istio-injection' || key === 'istio.io/rev',
      );
      expect(injections.length).toBeLessThanOrEqual(1);
    }
  }
}

describe('manifests of any valid plan', () => {
  it.each(['unstructured', 'hierarchical', 'kustomize'] as const)(
    'are sound for a namespace in a repository that is %s',
    async kind => {
      const path = {
        unstructured: '{cluster}',
        hierarchical: '',
        kustomize: '',
      };
      await fc.assert(
        fc.asyncProperty(namespacePlan, plan =>
          expectSound(layOutNamespace(plan, { kind, path: path[kind] })),
        ),
        { numRuns: 25 },
      );
    },
  );

  it('are sound for a service', async () => {
    await fc.assert(
      fc.asyncProperty(servicePlan, async plan =>
        expectSound(await serviceFiles(plan, async () => undefined)),
      ),
      { numRuns: 25 },
    );
  });
});

describe('toYaml', () => {
  it('keeps every text and every key', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.stringMatching(/^[a-zA-Z./-]{1,12}$/), fc.string()),
        object => {
          for (const version of ['1.1', '1.2'] as const) {
            expect(
              parse(toYaml([{ kind: 'X', ...object }]), { version }),
            ).toEqual({
              kind: 'X',
              ...object,
            });
          }
        },
      ),
    );
  });

  it.each([
    'on',
    'yes',
    '1e3',
    '0o7',
    '1_000',
    '0x10',
    '1:30',
    '~',
    'null',
    '.5',
    '010',
  ])('quotes %s', text => {
    expect(toYaml([{ a: text }])).toMatch(/^a: ['"]/);
  });

  it('puts first what a reader looks for', () => {
    expect(
      toYaml([
        {
          spec: 1,
          metadata: { labels: {}, name: 'a' },
          kind: 'K',
          apiVersion: 'v',
        },
      ]),
    ).toBe(
      'apiVersion: v\nkind: K\nmetadata:\n  name: a\n  labels: {}\nspec: 1\n',
    );
  });
});

describe('names and amounts', () => {
  it.each([
    ['repo-sync', 'ns-reconciler-maps'],
    ['tiles', 'ns-reconciler-maps-tiles-5'],
  ])('the reconciler of %s is %s', (sync, expected) => {
    expect(reconcilerName('maps', sync)).toBe(expected);
  });

  it.each([
    [addCpu('4', '100m', 20), '6'],
    [addCpu('500m', '50m', 3), '650m'],
    [addCpu('0.1', '0.1', 2), '300m'],
    [addMemory('8Gi', '128Mi', 20), '10752Mi'],
    [addMemory('16Gi', '1Gi', 20), '36Gi'],
    [addMemory('1Gi', '1Gi', 0), '1Gi'],
    [addMemory('1M', '1', 0), '1Mi'],
  ])('%s is %s', (actual, expected) => {
    expect(actual).toBe(expected);
  });
});
