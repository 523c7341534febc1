import { join } from 'node:path';
import type { JsonObject } from '@backstage/types';
import { parseAllDocuments } from 'yaml';
import { BARE, CLOUD, HALL } from '../../__testUtils__/fleet';
import { expectGolden, readTree } from '../../__testUtils__/golden';
import {
  ActionRun,
  CREDENTIALS,
  inputsOf,
} from '../../__testUtils__/runAction';
import { createMeshServiceCreateAction } from './createMeshServiceCreateAction';
import { examples } from './meshServiceCreate.examples';

jest.setTimeout(60_000);

const INPUT = {
  name: 'parcel-search',
  namespace: 'cadastre-main',
  owner: 'group:default/team-property',
  clusters: [HALL, CLOUD],
};

const SELF_SERVICE = {
  ingress: {
    gcp: { api: 'gateway-api', gateway: 'gateways/external' },
    'on-prem': {
      gateway: 'istio-ingress/public',
      serviceAccount: 'istio-ingress/ingress',
    },
  },
  registries: { gcp: 'europe-north1-docker.pkg.dev/acme-prod/apps' },
  identity: {
    gcp: {
      'iam.gke.io/gcp-service-account':
        '{name}@acme-prod.iam.gserviceaccount.com',
    },
  },
};

const golden = (name: string) => join(__dirname, '__fixtures__/golden', name);

describe('anthos-fleet:mesh-service:create', () => {
  const run = new ActionRun();
  const create = (input: JsonObject = {}, selfService: JsonObject = {}) =>
    run.run(createMeshServiceCreateAction(run.options(selfService)), {
      ...INPUT,
      ...input,
    });
  const written = () => readTree(run.workspace.path);
  async function objectsOf(kind: string): Promise<any[]> {
    return Object.entries(await written())
      .filter(([path]) => path.endsWith('.yaml'))
      .flatMap(([, text]) => parseAllDocuments(text).map(each => each.toJS()))
      .filter(object => object.kind === kind);
  }

  beforeEach(() => {
    run.workspace.clear();
    run.fleet.asked.length = 0;
  });

  it.each<[string, JsonObject, JsonObject]>([
    ['sample', { clusters: [HALL] }, {}],
    [
      'private-with-callers',
      {
        image: 'registry.kartnord.example/cadastre/search:1.4.2',
        description: 'Finds parcels by address',
        system: 'land-register',
        callers: ['component:default/cadastre-api', 'address-api'],
        callees: ['address-api'],
        externalHosts: ['login.example.org', 'mail.example.org:465'],
      },
      SELF_SERVICE,
    ],
    [
      'public',
      {
        image: `registry.kartnord.example/cadastre/search@sha256:${'a1'.repeat(
          32,
        )}`,
        public: { host: 'parcels.kartnord.example', path: '/search' },
        lifecycle: 'production',
        replicas: 3,
        port: 9090,
        resources: { cpu: '250m', memory: '512Mi', memoryLimit: '1Gi' },
      },
      SELF_SERVICE,
    ],
  ])('writes %s', async (name, input, selfService) => {
    await create(input, selfService);
    await expectGolden(run.workspace.path, golden(name));
  });

  it('says what it made, and asks with the rights of the caller', async () => {
    const { output, log } = await create({
      callers: ['cadastre-api'],
      targetPath: 'service',
    });
    expect(output).toEqual({
      files: expect.arrayContaining([
        'cadastre-main/overlays/gcp/kustomization.yaml',
        'cadastre-main/base/parcel-search/deployment.yaml',
      ]),
      sharedLists: [
        'cadastre-main/overlays/on-prem/kustomization.yaml',
        'cadastre-main/overlays/gcp/kustomization.yaml',
      ],
      entityRef: 'component:default/parcel-search',
      catalogInfoPath: 'cadastre-main/parcel-search/catalog-info.yaml',
      identity: ['acme-fleet.svc.id.goog/ns/cadastre-main/sa/parcel-search'],
      principals: [
        'acme-fleet.svc.id.goog/ns/cadastre-main/sa/cadastre-api',
        'acme-fleet.svc.id.goog/ns/cadastre-preview/sa/cadastre-api',
      ],
    });
    expect(Object.keys(await written())).toEqual(
      (output.files as string[]).map(path => `service/${path}`).sort(),
    );
    expect(log[0]).toContain('with overlays for on-prem, gcp');
    expect(new Set(run.fleet.asked)).toEqual(new Set([CREDENTIALS]));
  });

  it('lets in whom the trust domain of the installation names', async () => {
    const { output } = await create(
      { callers: ['address-api'] },
      { mesh: { trustDomain: 'cluster.local' } },
    );
    expect(output.principals).toEqual([
      'cluster.local/ns/address-main/sa/address',
    ]);
  });

  it('lets nobody in without callers', async () => {
    await create();
    const [policy] = await objectsOf('AuthorizationPolicy');
    expect(policy.spec).toEqual({
      selector: { matchLabels: { app: 'parcel-search' } },
      action: 'ALLOW',
    });
  });

  it('puts nothing of the catalog where Config Sync reads', async () => {
    await create();
    const foreign = Object.keys(await written()).filter(path =>
      /catalog-info|README/.test(path),
    );
    expect(foreign).toEqual([
      'cadastre-main/parcel-search/README.md',
      'cadastre-main/parcel-search/catalog-info.yaml',
    ]);
  });

  it('changes nothing when it runs again', async () => {
    await create();
    const before = await written();
    expect((await create()).log[0]).toContain('Nothing changes');
    expect(await written()).toEqual(before);
  });

  it('leaves the other services of a namespace where they are', async () => {
    await create();
    const list = 'cadastre-main/overlays/gcp/kustomization.yaml';
    await create({ name: 'parcel-map' });
    const [resources] = parseAllDocuments((await written())[list]).map(each =>
      each.get('resources'),
    );
    expect(JSON.parse(JSON.stringify(resources))).toEqual([
      'parcel-search',
      'parcel-map',
    ]);
  });

  it('does not touch a list that it cannot read', async () => {
    const list = 'cadastre-main/overlays/gcp/kustomization.yaml';
    run.workspace.setContent({ [list]: 'resources: nothing\n' });
    await expect(create()).rejects.toThrow(
      `targetPath: ${list} is there already`,
    );
    expect(Object.keys(await written())).toEqual([list]);
  });

  it.each<[string, JsonObject, string]>([
    ['the name', { name: 'x\n---\nkind: Secret' }, 'name: '],
    ['a long name', { name: 'a'.repeat(53) }, 'name: '],
    ['a digit', { name: '1st' }, 'begin with a letter'],
    ['a folder', { name: 'overlays' }, 'name: overlays is a folder'],
    ['the namespace', { namespace: 'istio-system' }, 'namespace: istio-*'],
    ['no image', { image: 'a b' }, 'image: "a b" is no image'],
    [
      'latest',
      { image: 'acme/api:latest' },
      'image: "acme/api:latest" means another',
    ],
    ['a port of root', { port: 80 }, 'port: 80'],
    ['a port of the sidecar', { port: 15020 }, 'port: 15020 belongs'],
    [
      'an address',
      { externalHosts: ['10.0.0.1'] },
      'externalHosts: "10.0.0.1" is no host',
    ],
    ['a pattern', { externalHosts: ['*.example.org'] }, 'externalHosts: '],
    ['a port', { externalHosts: ['example.org:99999'] }, 'externalHosts: '],
    ['the host', { public: { host: 'x"y.org' } }, 'public.host: '],
    [
      'the path',
      { public: { host: 'x.org', path: '/a/../b' } },
      'public.path: ',
    ],
    ['lines', { description: 'a\nb' }, 'description: '],
    ['letters that nobody sees', { description: 'a\u202eb' }, 'description: '],
    ['replicas', { replicas: 0 }, 'replicas: 0'],
    [
      'memory',
      { resources: { memory: '2Gi' } },
      'resources.memoryLimit: 512Mi is less',
    ],
    ['the target', { targetPath: '../x' }, 'targetPath: '],
    [
      'a cluster without a mesh',
      { clusters: [HALL, BARE] },
      `clusters: no mesh is known on ${BARE}`,
    ],
    [
      'a missing caller',
      { callers: ['gone'] },
      'callers: component:default/gone is not in the catalog',
    ],
    [
      'no account',
      { callers: ['nameless'] },
      'callers: component:default/nameless has no identity in the mesh; add the annotation anthos-fleet/service-account',
    ],
    [
      'no namespace',
      { callees: ['nowhere'] },
      'callees: component:default/nowhere has no identity in the mesh; add the annotation anthos-fleet/namespace',
    ],
    [
      'a shared account',
      { callers: ['shared'] },
      'callers: component:default/shared runs as the service account default',
    ],
    [
      'an annotation',
      { callers: ['hostile'] },
      'callers: annotation anthos-fleet/namespace of component:default/hostile',
    ],
    ['the system', { system: 'gone' }, 'system: system:default/gone'],
  ])('refuses %s before anything is written', async (_, input, message) => {
    await expect(create(input)).rejects.toThrow(message);
    expect(await written()).toEqual({});
  });

  it.each(examples)('runs its example: $description', async ({ example }) => {
    for (const { action, input } of inputsOf(example)) {
      expect(action).toBe('anthos-fleet:mesh-service:create');
      const { output } = await run.run(
        createMeshServiceCreateAction(run.options()),
        input,
      );
      expect(output.entityRef).toMatch(/^component:default\/parcel-/);
    }
  });
});
