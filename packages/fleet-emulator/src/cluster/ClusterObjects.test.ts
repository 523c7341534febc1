import { ClusterObjects } from './ClusterObjects';
import { KubeError } from './KubeError';
import { Json, KubeObjectInput } from './objects';

function refusalOf(run: () => unknown): KubeError {
  try {
    run();
  } catch (error) {
    if (error instanceof KubeError) {
      return error;
    }
    throw error;
  }
  throw new Error('nothing was refused');
}

function namespace(name: string, metadata: Json = {}): KubeObjectInput {
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name, ...metadata },
  };
}

function configMap(name: string, data: Json = {}, metadata: Json = {}) {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name, namespace: 'team', ...metadata },
    data,
  };
}

function deployment(name: string, change: Json = {}): KubeObjectInput {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace: 'team' },
    spec: {
      replicas: 2,
      selector: { matchLabels: { app: name } },
      template: {
        metadata: { labels: { app: name } },
        spec: { containers: [{ name: 'app', image: 'registry/app:1' }] },
      },
      ...change,
    },
  };
}

const WIDGETS: KubeObjectInput = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'widgets.acme.example' },
  spec: {
    group: 'acme.example',
    scope: 'Namespaced',
    names: { kind: 'Widget', plural: 'widgets' },
    versions: [
      { name: 'v1alpha1', served: true, storage: false },
      { name: 'v1', served: true, storage: true, subresources: { status: {} } },
    ],
  },
};

function widget(name: string, spec: Json = {}, metadata: Json = {}) {
  return {
    apiVersion: 'acme.example/v1',
    kind: 'Widget',
    metadata: { name, namespace: 'team', ...metadata },
    spec,
  };
}

describe('ClusterObjects', () => {
  let cluster: ClusterObjects;

  beforeEach(() => {
    cluster = new ClusterObjects({ podStart: 0 });
    cluster.create(namespace('team'));
  });
  afterEach(() => cluster.close());

  describe('objects', () => {
    it('creates, reads, replaces and deletes', () => {
      const created = cluster.create(configMap('one', { a: '1' }));
      expect(created.metadata).toMatchObject({
        name: 'one',
        namespace: 'team',
        uid: expect.stringMatching(/^[0-9a-f-]{36}$/),
        resourceVersion: expect.stringMatching(/^\d+$/),
        creationTimestamp: expect.stringMatching(
          /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/,
        ),
      });
      expect(created.metadata).not.toHaveProperty('generation');
      expect(cluster.get('configmaps', 'one', 'team')).toBe(created);
      const changed = cluster.update({ ...created, data: { a: '2' } });
      expect(Number(changed.metadata.resourceVersion)).toBeGreaterThan(
        Number(created.metadata.resourceVersion),
      );
      expect(changed.metadata.uid).toBe(created.metadata.uid);
      cluster.delete('configmaps', 'one', 'team');
      expect(cluster.find('configmaps', 'one', 'team')).toBeUndefined();
    });

    it('keeps the version when nothing changes', () => {
      const created = cluster.create(configMap('one', { a: '1' }));
      expect(cluster.update({ ...created })).toBe(created);
    });

    it('hands out frozen objects', () => {
      const created = cluster.create(configMap('one', { a: '1' }));
      expect(() => {
        created.data.a = '2';
      }).toThrow(TypeError);
    });

    it('makes up names from generateName', () => {
      const { metadata } = cluster.create(
        configMap('', {}, { generateName: 'one-', name: undefined }),
      );
      expect(metadata.name).toMatch(/^one-[a-z0-9]{5}$/);
    });

    it('checks a dry run and keeps nothing of it', () => {
      const changes: string[] = [];
      cluster.subscribe(({ type }) => changes.push(type));
      const result = cluster.create(deployment('api'), { dryRun: true });
      expect(result.spec.revisionHistoryLimit).toBe(10);
      expect(cluster.find('deployments.apps', 'api', 'team')).toBeUndefined();
      expect(changes).toEqual([]);
      expect(
        refusalOf(() => cluster.create(configMap('No'), { dryRun: true }))
          .reason,
      ).toBe('Invalid');
    });

    it('counts generations of the spec only', () => {
      cluster.create(WIDGETS);
      const created = cluster.create(widget('w', { size: 1 }));
      expect(created.metadata.generation).toBe(1);
      const labelled = cluster.update({
        ...created,
        metadata: { ...created.metadata, labels: { a: 'b' } },
      });
      expect(labelled.metadata.generation).toBe(1);
      const status = cluster.updateStatus({
        ...labelled,
        status: { ok: true },
      });
      expect(status.metadata.generation).toBe(1);
      const grown = cluster.update({ ...status, spec: { size: 2 } });
      expect(grown.metadata.generation).toBe(2);
      expect(grown.status).toEqual({ ok: true });
    });

    it('keeps status and the rest apart', () => {
      cluster.create(WIDGETS);
      const created = cluster.create({
        ...widget('w', { size: 1 }),
        status: { forged: true },
      });
      expect(created.status).toBeUndefined();
      const after = cluster.updateStatus({
        ...created,
        spec: { size: 9 },
        status: { ok: true },
      });
      expect(after).toMatchObject({ spec: { size: 1 }, status: { ok: true } });
      const seeded = cluster.create(
        { ...widget('x'), status: { seeded: true } },
        { withStatus: true },
      );
      expect(seeded.status).toEqual({ seeded: true });
    });
  });

  describe('refusals', () => {
    it.each<[string, (c: ClusterObjects) => unknown, Json]>([
      [
        'a missing object',
        c => c.get('deployments.apps', 'api', 'team'),
        {
          reason: 'NotFound',
          code: 404,
          message: 'deployments.apps "api" not found',
          details: { name: 'api', group: 'apps', kind: 'deployments' },
        },
      ],
      [
        'an object that is there',
        c => c.create(namespace('team')),
        {
          reason: 'AlreadyExists',
          code: 409,
          message: 'namespaces "team" already exists',
        },
      ],
      [
        'a namespace that is not there',
        c => c.create(configMap('one', {}, { namespace: 'nowhere' })),
        {
          reason: 'NotFound',
          message: 'namespaces "nowhere" not found',
        },
      ],
      [
        'an unknown kind',
        c =>
          c.create({
            apiVersion: 'acme.example/v1',
            kind: 'Widget',
            metadata: { name: 'w' },
          }),
        {
          reason: 'NotFound',
          message: 'no matches for kind "Widget" in version "acme.example/v1"',
        },
      ],
      [
        'a bad name',
        c => c.create(namespace('Team_One')),
        {
          reason: 'Invalid',
          code: 422,
          message: expect.stringMatching(
            /^Namespace "Team_One" is invalid: metadata\.name: Invalid value: "Team_One": a lowercase RFC 1123 label must consist of/,
          ),
          details: {
            kind: 'Namespace',
            causes: [{ reason: 'FieldValueInvalid', field: 'metadata.name' }],
          },
        },
      ],
      [
        'a bad label',
        c => c.create(namespace('other', { labels: { team: 'no spaces' } })),
        {
          reason: 'Invalid',
          message: expect.stringContaining(
            'metadata.labels: Invalid value: "no spaces": a valid label must be',
          ),
        },
      ],
      [
        'a selector that does not match',
        c =>
          c.create(
            deployment('api', { selector: { matchLabels: { app: 'web' } } }),
          ),
        {
          message:
            'Deployment.apps "api" is invalid: spec.template.metadata.labels: Invalid value: map[string]string{"app":"api"}: `selector` does not match template `labels`',
        },
      ],
      [
        'no container',
        c =>
          c.create(
            deployment('api', {
              template: { metadata: { labels: { app: 'api' } }, spec: {} },
            }),
          ),
        {
          message:
            'Deployment.apps "api" is invalid: spec.template.spec.containers: Required value',
        },
      ],
      [
        'the deletion of a namespace of Kubernetes',
        c => c.delete('namespaces', 'kube-system'),
        {
          reason: 'Forbidden',
          message:
            'namespaces "kube-system" is forbidden: this namespace may not be deleted',
        },
      ],
    ])('%s', (_, run, expected) => {
      expect(refusalOf(() => run(cluster))).toMatchObject(expected);
    });

    it('an old version', () => {
      const old = cluster.create(configMap('one', { a: '1' }));
      cluster.update({ ...old, data: { a: '2' } });
      expect(
        refusalOf(() => cluster.update({ ...old, data: {} })),
      ).toMatchObject({
        reason: 'Conflict',
        message:
          'Operation cannot be fulfilled on configmaps "one": the object has been modified; please apply your changes to the latest version and try again',
      });
    });

    it('a change of what cannot change', () => {
      const created = cluster.create(deployment('api'));
      const { template } = created.spec;
      const labels = { app: 'web' };
      expect(
        refusalOf(() =>
          cluster.update({
            ...cluster.get('deployments.apps', 'api', 'team'),
            spec: {
              ...created.spec,
              selector: { matchLabels: labels },
              template: { ...template, metadata: { labels } },
            },
          }),
        ).message,
      ).toBe(
        'Deployment.apps "api" is invalid: spec.selector: Invalid value: v1.LabelSelector{MatchLabels:map[string]string{"app":"web"}, MatchExpressions:[]v1.LabelSelectorRequirement(nil)}: field is immutable',
      );
    });

    it('what an admission refuses', () => {
      const end = cluster.addAdmission(({ kind, object }) => {
        if (kind.kind === 'ConfigMap') {
          throw KubeError.forbidden(kind, object.metadata.name, 'not today');
        }
      });
      expect(refusalOf(() => cluster.create(configMap('one'))).message).toBe(
        'configmaps "one" is forbidden: not today',
      );
      end();
      cluster.create(configMap('one'));
    });
  });

  describe('lists', () => {
    beforeEach(() => {
      cluster.create(namespace('other'));
      cluster.create(
        configMap('b', {}, { labels: { app: 'api', env: 'dev' } }),
      );
      cluster.create(
        configMap('a', {}, { labels: { app: 'api', env: 'prod' } }),
      );
      cluster.create(configMap('c', {}, { namespace: 'other' }));
    });

    const names = (options: Parameters<ClusterObjects['list']>[1]) =>
      cluster.list('configmaps', options).items.map(o => o.metadata.name);

    it.each([
      [{}, ['c', 'a', 'b']],
      [{ namespace: 'team' }, ['a', 'b']],
      [{ labelSelector: 'app=api,env!=dev' }, ['a']],
      [{ labelSelector: 'env in (dev, test)' }, ['b']],
      [{ labelSelector: 'env notin (dev)' }, ['c', 'a']],
      [{ labelSelector: '!app' }, ['c']],
      [{ labelSelector: 'app' }, ['a', 'b']],
      [{ fieldSelector: 'metadata.name=b' }, ['b']],
      [{ fieldSelector: 'metadata.namespace!=team' }, ['c']],
    ])('%j', (options, expected) => {
      expect(names(options)).toEqual(expected);
    });

    it.each([
      [{ labelSelector: 'app ~ api' }, /unable to parse requirement/],
      [
        { fieldSelector: 'spec.color=red' },
        /field label not supported: spec.color/,
      ],
      [{ continue: 'nonsense' }, /continue key is not valid/],
    ])('refuses %j', (options, message) => {
      const error = refusalOf(() => cluster.list('configmaps', options));
      expect(error).toMatchObject({
        reason: 'BadRequest',
        message: expect.stringMatching(message),
      });
    });

    it('goes on where it ended, as the cluster was at the first page', () => {
      const first = cluster.list('configmaps', { limit: 2 });
      expect(first).toMatchObject({ remainingItemCount: 1 });
      cluster.delete('configmaps', 'b', 'team');
      const next = cluster.list('configmaps', {
        limit: 2,
        continue: first.continue,
      });
      expect(next.items.map(o => o.metadata.name)).toEqual(['b']);
      expect(next.continue).toBeUndefined();
      expect(next.resourceVersion).toBe(first.resourceVersion);
    });

    it('does not go on for ever', () => {
      let now = Date.now();
      const aging = new ClusterObjects({ now: () => now });
      const { continue: token } = aging.list('namespaces', { limit: 1 });
      now += 301_000;
      expect(
        refusalOf(() => aging.list('namespaces', { continue: token })),
      ).toMatchObject({ reason: 'Expired', code: 410 });
    });
  });

  describe('kinds', () => {
    it('come and go with their definitions', () => {
      expect(
        cluster.kinds.findKind('acme.example/v1', 'Widget'),
      ).toBeUndefined();
      const definition = cluster.create(WIDGETS);
      expect(
        cluster.get(
          'customresourcedefinitions.apiextensions.k8s.io',
          definition.metadata.name,
        ).status.conditions,
      ).toContainEqual(
        expect.objectContaining({ type: 'Established', status: 'True' }),
      );
      cluster.create({ ...widget('w'), apiVersion: 'acme.example/v1alpha1' });
      expect(cluster.get('widgets.acme.example', 'w', 'team').apiVersion).toBe(
        'acme.example/v1',
      );
      cluster.delete(
        'customresourcedefinitions.apiextensions.k8s.io',
        'widgets.acme.example',
      );
      expect(cluster.kinds.find('widgets.acme.example')).toBeUndefined();
      expect(cluster.all('widgets.acme.example')).toEqual([]);
      cluster.create(WIDGETS);
      expect(cluster.all('widgets.acme.example')).toEqual([]);
    });
  });

  describe('deletion', () => {
    it('waits for finalizers', () => {
      const created = cluster.create(
        configMap('one', {}, { finalizers: ['acme.example/hold'] }),
      );
      const marked = cluster.delete('configmaps', 'one', 'team');
      expect(marked.metadata.deletionTimestamp).toBeDefined();
      expect(
        refusalOf(() =>
          cluster.update({
            ...marked,
            metadata: {
              ...marked.metadata,
              finalizers: ['acme.example/hold', 'acme.example/more'],
            },
          }),
        ).message,
      ).toContain('no new finalizers can be added');
      cluster.update({
        ...marked,
        metadata: { ...marked.metadata, finalizers: [] },
      });
      expect(cluster.find('configmaps', 'one', 'team')).toBeUndefined();
      expect(created.metadata.finalizers).toHaveLength(1);
    });

    it('of a namespace takes its content along, once nothing holds it', () => {
      cluster.create(configMap('one'));
      cluster.create(
        configMap('held', {}, { finalizers: ['acme.example/hold'] }),
      );
      const gone = cluster.delete('namespaces', 'team');
      expect(gone.metadata.deletionTimestamp).toBeDefined();
      expect(cluster.find('configmaps', 'one', 'team')).toBeUndefined();
      expect(cluster.get('namespaces', 'team').status.phase).toBe(
        'Terminating',
      );
      expect(refusalOf(() => cluster.create(configMap('two')))).toMatchObject({
        reason: 'Forbidden',
        message:
          'configmaps "two" is forbidden: unable to create new content in namespace team because it is being terminated',
        details: { causes: [{ reason: 'NamespaceTerminating' }] },
      });
      const held = cluster.get('configmaps', 'held', 'team');
      cluster.update({
        ...held,
        metadata: { ...held.metadata, finalizers: [] },
      });
      expect(cluster.find('namespaces', 'team')).toBeUndefined();
    });

    it('takes what it owned along, or leaves it to itself', () => {
      const owner = (name: string) => {
        const { apiVersion, kind, metadata } = cluster.create(configMap(name));
        return [{ apiVersion, kind, name, uid: metadata.uid }];
      };
      cluster.create(configMap('a', {}, { ownerReferences: owner('one') }));
      cluster.create(configMap('b', {}, { ownerReferences: owner('two') }));
      cluster.delete('configmaps', 'one', 'team');
      cluster.delete('configmaps', 'two', 'team', { propagation: 'Orphan' });
      expect(cluster.find('configmaps', 'a', 'team')).toBeUndefined();
      expect(
        cluster.get('configmaps', 'b', 'team').metadata.ownerReferences,
      ).toEqual([]);
    });
  });

  describe('patches', () => {
    it.each<[string, 'merge' | 'json' | 'strategic', unknown]>([
      ['merge', 'merge', { spec: { replicas: 3 } }],
      ['json', 'json', [{ op: 'replace', path: '/spec/replicas', value: 3 }]],
      ['strategic', 'strategic', { spec: { replicas: 3 } }],
    ])('%s', (_, type, body) => {
      cluster.create(deployment('api'));
      const patched = cluster.patch('deployments.apps', 'api', 'team', {
        type,
        body,
      });
      expect(patched.spec.replicas).toBe(3);
      expect(patched.metadata.generation).toBe(2);
    });

    it('strategic: members of lists merge by their key', () => {
      cluster.create(deployment('api'));
      const patched = cluster.patch('deployments.apps', 'api', 'team', {
        type: 'strategic',
        body: {
          spec: {
            template: {
              spec: {
                containers: [
                  { name: 'app', image: 'registry/app:2' },
                  { name: 'side', image: 'registry/side:1' },
                ],
              },
            },
          },
        },
      });
      expect(patched.spec.template.spec.containers).toMatchObject([
        {
          name: 'app',
          image: 'registry/app:2',
          imagePullPolicy: 'IfNotPresent',
        },
        { name: 'side', image: 'registry/side:1' },
      ]);
    });

    it('refuses a JSON patch that does not fit', () => {
      cluster.create(configMap('one'));
      expect(
        refusalOf(() =>
          cluster.patch('configmaps', 'one', 'team', {
            type: 'json',
            body: [{ op: 'replace', path: '/data/none/deep', value: 1 }],
          }),
        ).reason,
      ).toBe('Invalid');
    });

    it('refuses a strategic patch of a custom kind', () => {
      cluster.create(WIDGETS);
      cluster.create(widget('w'));
      expect(
        refusalOf(() =>
          cluster.patch('widgets.acme.example', 'w', 'team', {
            type: 'strategic',
            body: {},
          }),
        ),
      ).toMatchObject({ reason: 'UnsupportedMediaType', code: 415 });
    });
  });

  describe('server-side apply', () => {
    const ONE = { manager: 'one' };
    const TWO = { manager: 'two' };

    it('creates, and says who manages what', () => {
      const applied = cluster.apply(configMap('c', { a: '1' }), ONE);
      expect(applied.metadata.managedFields).toEqual([
        {
          manager: 'one',
          operation: 'Apply',
          apiVersion: 'v1',
          time: expect.any(String),
          fieldsType: 'FieldsV1',
          fieldsV1: { 'f:data': { 'f:a': {} } },
        },
      ]);
    });

    it('changes nothing when nothing changes', () => {
      const applied = cluster.apply(configMap('c', { a: '1' }), ONE);
      expect(cluster.apply(configMap('c', { a: '1' }), ONE)).toBe(applied);
    });

    it('takes away what its manager leaves out, unless another has it too', () => {
      cluster.apply(configMap('c', { a: '1', b: '2', shared: 'x' }), ONE);
      cluster.apply(configMap('c', { shared: 'x', mine: 'y' }), TWO);
      const { data } = cluster.apply(configMap('c', { a: '1' }), ONE);
      expect(data).toEqual({ a: '1', shared: 'x', mine: 'y' });
    });

    it('refuses to take over a field, and takes it when forced', () => {
      cluster.apply(configMap('c', { a: '1', b: '1' }), ONE);
      const wanted = configMap('c', { a: '2' });
      expect(refusalOf(() => cluster.apply(wanted, TWO))).toMatchObject({
        reason: 'Conflict',
        message:
          'Apply failed with 1 conflict: conflict with "one" using v1: .data.a',
        details: {
          causes: [
            {
              reason: 'FieldManagerConflict',
              message: 'conflict with "one" using v1',
              field: '.data.a',
            },
          ],
        },
      });
      const forced = cluster.apply(wanted, { ...TWO, force: true });
      expect(forced.data).toEqual({ a: '2', b: '1' });
      expect(
        forced.metadata.managedFields?.map(({ manager, fieldsV1 }) => [
          manager,
          fieldsV1,
        ]),
      ).toEqual([
        ['one', { 'f:data': { 'f:b': {} } }],
        ['two', { 'f:data': { 'f:a': {} } }],
      ]);
    });

    it('meets who updated as well', () => {
      cluster.apply(deployment('api'), ONE);
      cluster.patch(
        'deployments.apps',
        'api',
        'team',
        { type: 'merge', body: { spec: { replicas: 5 } } },
        { manager: 'autoscaler' },
      );
      expect(
        refusalOf(() => cluster.apply(deployment('api'), ONE)).message,
      ).toBe(
        'Apply failed with 1 conflict: conflict with "autoscaler" using apps/v1: .spec.replicas',
      );
    });

    it('knows members of lists by their key', () => {
      cluster.apply(deployment('api'), ONE);
      const template = (containers: Json[]) => ({
        metadata: { labels: { app: 'api' } },
        spec: { containers },
      });
      const both = cluster.apply(
        {
          ...deployment('api'),
          spec: {
            template: { spec: { containers: [{ name: 'side', image: 's' }] } },
          },
        },
        TWO,
      );
      expect(
        both.spec.template.spec.containers.map(({ name }: Json) => name),
      ).toEqual(['app', 'side']);
      const { spec } = cluster.apply(
        deployment('api', {
          template: template([{ name: 'app', image: 'x' }]),
        }),
        ONE,
      );
      expect(spec.template.spec.containers).toMatchObject([
        { name: 'app', image: 'x' },
        { name: 'side', image: 's' },
      ]);
    });

    it('writes the status apart', () => {
      cluster.create(WIDGETS);
      cluster.apply(widget('w', { size: 1 }), ONE);
      const after = cluster.apply(
        { ...widget('w', { size: 7 }), status: { ok: true } },
        { manager: 'controller', subresource: 'status' },
      );
      expect(after).toMatchObject({ spec: { size: 1 }, status: { ok: true } });
      expect(after.metadata.managedFields).toContainEqual(
        expect.objectContaining({
          manager: 'controller',
          subresource: 'status',
          fieldsV1: { 'f:status': { 'f:ok': {} } },
        }),
      );
    });
  });

  it('tells changes one after the other', () => {
    const seen: string[] = [];
    cluster.subscribe(({ type, kind, object }) => {
      if (kind.kind === 'ConfigMap') {
        seen.push(`${type} ${object.metadata.name}`);
        if (type === 'added' && object.metadata.name === 'one') {
          cluster.create(configMap('two'));
        }
      }
    });
    const { resourceVersion } = cluster;
    cluster.create(configMap('one'));
    cluster.delete('configmaps', 'one', 'team');
    expect(seen).toEqual(['added one', 'added two', 'deleted one']);
    expect(
      cluster
        .changesSince(resourceVersion)
        ?.map(({ type, object }) => `${type} ${object.metadata.name}`),
    ).toEqual(seen);
  });
});
