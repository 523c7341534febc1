import { parseFiles } from './parseFiles';
import { render } from './render';

describe('rendering', () => {
  it('does the part of kustomize that it names', () => {
    const files = new Map(
      Object.entries({
        'base/kustomization.yaml': 'resources: [api.yaml]\n',
        'base/api.yaml': JSON.stringify({
          apiVersion: 'apps/v1',
          kind: 'Deployment',
          metadata: { name: 'api' },
          spec: {
            selector: { matchLabels: { app: 'api' } },
            template: {
              metadata: { labels: { app: 'api' } },
              spec: { containers: [{ image: 'host:5000/api:1' }] },
            },
          },
        }),
        'prod/kustomization.yaml':
          'resources: [../base]\nnamespace: cadastre-main\ncommonLabels: { env: prod }\nimages: [{ name: "host:5000/api", newTag: "2" }]\n',
        'other/x.yaml': 'a: [',
      }),
    );
    const rendered = render(files, 'prod');
    expect(rendered).toMatchObject({ needed: true, errors: [] });
    const [path] = [...rendered.files.keys()];
    expect(path).toBe('prod/apps_v1_deployment_api.yaml');
    const [{ object: deployment }] = parseFiles(rendered.files, '').objects;
    expect(deployment).toMatchObject({
      metadata: { namespace: 'cadastre-main', labels: { env: 'prod' } },
      spec: {
        selector: { matchLabels: { app: 'api', env: 'prod' } },
        template: {
          metadata: { labels: { app: 'api', env: 'prod' } },
          spec: { containers: [{ image: 'host:5000/api:2' }] },
        },
      },
    });
  });

  it.each([
    ['resources: [missing.yaml]', 'missing.yaml: no such file or directory'],
    ['resources: [../../etc]', 'cannot be absolute or outside the repository'],
    ['resources: [.]', 'cycle detected'],
    ['helmCharts: []', 'unknown field "helmCharts"'],
    ['configMapGenerator: []', 'unknown field "configMapGenerator"'],
    ['components: []', 'unknown field "components"'],
    ['patches: [{}]', 'must specify one of patch and path'],
    ['patches: [{ path: none.yaml }]', 'none.yaml: no such file or directory'],
    ['patches: [{ patch: "a: [" }]', 'unable to parse SM or JSON patch'],
    [
      'patches: [{ patch: "[{op: remove, path: /spec}]" }]',
      'must specify a target for JSON patch',
    ],
    [
      'patches: [{ patch: "{apiVersion: v1, kind: Service, metadata: {name: x}}" }]',
      'no matches for Id Service.v1.[noGrp]/x.[noNs]',
    ],
    [
      'patches: [{ target: { name: "(" }, patch: "{}" }]\nresources: [s.yaml]',
      'error parsing regexp',
    ],
    [
      'replicas: [{ name: none, count: 2 }]',
      'resource with name none does not match',
    ],
    [
      'resources: [s.yaml, s.yaml]',
      'already registered id: Service.v1.[noGrp]/s.[noNs]',
    ],
    [
      'resources: [s.yaml]\npatches: [{ target: { kind: Service }, patch: "[{op: remove, path: /none}]" }]',
      'Service.v1.[noGrp]/s.[noNs]',
    ],
    ['', 'kustomization.yaml is empty'],
    ['a: [', 'invalid Kustomization'],
    ['resources: {}', 'resources must be a list'],
  ])('refuses "%s" with KNV1068', (text, message) => {
    const files = new Map([
      ['d/kustomization.yaml', text],
      ['d/s.yaml', 'apiVersion: v1\nkind: Service\nmetadata: { name: s }\n'],
    ]);
    const { errors } = render(files, 'd');
    expect(errors).toMatchObject([
      { code: '1068', errorMessage: expect.stringContaining(message) },
    ]);
  });

  it('asks for a kustomization where the sync begins', () => {
    const files = new Map([['d/e/kustomization.yaml', 'resources: []']]);
    expect(render(files, 'd').errors[0].errorMessage).toContain(
      'Kustomization config file is missing from the sync directory /repo/source/d',
    );
  });

  const DEPLOYMENT = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'api', labels: { app: 'api' } },
    spec: {
      replicas: 2,
      template: {
        spec: {
          containers: [
            { name: 'app', image: 'registry/api:1', args: ['a'] },
            { name: 'helper', image: 'registry/helper@sha256:0' },
          ],
        },
      },
    },
  };
  const ROUTE = {
    apiVersion: 'networking.istio.io/v1',
    kind: 'VirtualService',
    metadata: { name: 'api' },
    spec: { hosts: ['a', 'b'], http: [{ timeout: '5s' }] },
  };

  function overlay(kustomization: object) {
    const { files, errors } = render(
      new Map(
        Object.entries({
          'tides/base/kustomization.yaml':
            'resources: [deployment.yaml, route.yaml]',
          'tides/base/deployment.yaml': JSON.stringify(DEPLOYMENT),
          'tides/base/route.yaml': JSON.stringify(ROUTE),
          'tides/overlays/gcp/memory.yaml': JSON.stringify({
            apiVersion: 'apps/v1',
            kind: 'Deployment',
            metadata: { name: 'api' },
            spec: { template: { spec: { nodeSelector: { disk: 'fast' } } } },
          }),
          'tides/overlays/gcp/kustomization.yaml': JSON.stringify({
            resources: ['../../base'],
            ...kustomization,
          }),
        }),
      ),
      'tides/overlays/gcp',
    );
    expect(errors).toEqual([]);
    const objects = parseFiles(files, '').objects.map(({ object }) => object);
    return {
      deployment: objects.find(({ kind }) => kind === 'Deployment'),
      route: objects.find(({ kind }) => kind === 'VirtualService'),
    };
  }

  it('takes a base from beside the folder', () => {
    expect(overlay({})).toEqual({ deployment: DEPLOYMENT, route: ROUTE });
  });

  it('merges patches into the lists of Kubernetes, and replaces those of others', () => {
    const { deployment, route } = overlay({
      patches: [
        {
          patch: JSON.stringify({
            apiVersion: 'apps/v1',
            kind: 'Deployment',
            metadata: { name: 'api', annotations: { by: 'patch' } },
            spec: {
              replicas: null,
              template: {
                spec: {
                  containers: [
                    { name: 'app', resources: { limits: { memory: '1Gi' } } },
                    { name: 'helper', $patch: 'delete' },
                  ],
                },
              },
            },
          }),
        },
        {
          target: { kind: 'VirtualService', name: 'a.*' },
          patch: 'metadata: { name: ignored }\nspec: { hosts: [c] }',
        },
        { path: 'memory.yaml' },
      ],
    });
    expect(deployment).toEqual({
      ...DEPLOYMENT,
      metadata: { ...DEPLOYMENT.metadata, annotations: { by: 'patch' } },
      spec: {
        template: {
          spec: {
            nodeSelector: { disk: 'fast' },
            containers: [
              {
                name: 'app',
                image: 'registry/api:1',
                args: ['a'],
                resources: { limits: { memory: '1Gi' } },
              },
            ],
          },
        },
      },
    });
    expect(route).toEqual({
      ...ROUTE,
      spec: { hosts: ['c'], http: [{ timeout: '5s' }] },
    });
  });

  it.each([
    [{ kind: 'Deployment' }, '9'],
    [{ group: 'apps', version: 'v1' }, '9'],
    [{ labelSelector: 'app in (api)' }, '9'],
    [{ kind: 'Deploy' }, 'a'],
    [{ namespace: 'other' }, 'a'],
    [{ annotationSelector: 'by=me' }, 'a'],
  ])('does JSON patches to what %j selects', (target, argument) => {
    const { deployment } = overlay({
      patches: [
        {
          target,
          patch: JSON.stringify([
            {
              op: 'replace',
              path: '/spec/template/spec/containers/0/args/0',
              value: '9',
            },
          ]),
        },
      ],
    });
    expect(deployment?.spec.template.spec.containers[0].args).toEqual([
      argument,
    ]);
  });

  it('knows the older forms of patches, and takes objects away', () => {
    const { deployment, route } = overlay({
      patchesStrategicMerge: [
        'memory.yaml',
        `apiVersion: ${ROUTE.apiVersion}\nkind: VirtualService\nmetadata: { name: api }\n$patch: delete\n`,
      ],
      patchesJson6902: [
        {
          target: { kind: 'Deployment', name: 'api' },
          patch: '[{ op: remove, path: /spec/replicas }]',
        },
      ],
    });
    expect(route).toBeUndefined();
    expect(deployment?.spec).toMatchObject({
      template: { spec: { nodeSelector: { disk: 'fast' } } },
    });
    expect(deployment?.spec).not.toHaveProperty('replicas');
  });

  it('sets images and replicas', () => {
    const { deployment } = overlay({
      images: [
        { name: 'registry/api', newName: 'gcp/api' },
        { name: 'registry/helper', newTag: '2' },
      ],
      replicas: [{ name: 'api', count: 5 }],
    });
    expect(deployment?.spec).toMatchObject({
      replicas: 5,
      template: {
        spec: {
          containers: [{ image: 'gcp/api:1' }, { image: 'registry/helper:2' }],
        },
      },
    });
    const digest = `sha256:${'a'.repeat(64)}`;
    expect(
      overlay({ images: [{ name: 'registry/api', digest }] }).deployment?.spec
        .template.spec.containers[0].image,
    ).toBe(`registry/api@${digest}`);
  });
});
