import { ClusterObjects } from '../ClusterObjects';
import { installConfigSync } from '../installations';
import { Json } from '../objects';
import { ApiServer } from './ApiServer';
import { KubeResponse } from './messages';

const ADMIN = { name: 'admin', groups: ['system:masters'] };
const NOBODY = { name: 'nobody@acme.example' };
const JSON_TYPE = 'application/json';

interface Asked {
  body?: unknown;
  type?: string;
  accept?: string;
  user?: typeof ADMIN | typeof NOBODY;
}

describe('the API of a cluster', () => {
  let cluster: ClusterObjects;
  let api: ApiServer;
  let now = Date.parse('2026-01-01T00:00:00Z');

  beforeEach(() => {
    cluster = new ClusterObjects({ podStart: 0, now: () => now });
    installConfigSync(cluster);
    cluster.create({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'team', labels: { team: 'a' } },
    });
    api = new ApiServer(cluster, { now: () => now });
  });
  afterEach(() => cluster.close());

  function ask(
    method: string,
    url: string,
    { body, type = JSON_TYPE, accept, user = ADMIN }: Asked = {},
  ): KubeResponse {
    const { pathname, searchParams } = new URL(url, 'https://cluster');
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    return api.handle({
      method,
      path: pathname,
      query: searchParams,
      headers: { 'content-type': type, accept, 'user-agent': 'test/1.0' },
      body: Buffer.from(body === undefined ? '' : text),
      user,
    });
  }
  const read = (url: string, asked?: Asked): Json =>
    JSON.parse(ask('GET', url, asked).body);
  const names = ({ items }: Json) =>
    items.map(({ metadata }: Json) => metadata.name);
  const configMap = (name: string, data: Json = {}) => ({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name },
    data,
  });
  const CONFIG_MAPS = '/api/v1/namespaces/team/configmaps';

  describe('says what there is', () => {
    it.each([
      ['/api', 'APIVersions'],
      ['/apis', 'APIGroupList'],
      ['/apis/apps', 'APIGroup'],
      ['/apis/apps/v1', 'APIResourceList'],
      ['/api/v1', 'APIResourceList'],
    ])('%s', (path, kind) => {
      expect(read(path).kind).toBe(kind);
    });

    it('all at once, when it is asked so', () => {
      const accept =
        'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,application/json';
      const { contentType, body } = ask('GET', '/apis', { accept });
      expect(contentType).toContain('as=APIGroupDiscoveryList');
      expect(JSON.parse(body).items).toContainEqual(
        expect.objectContaining({
          metadata: { name: 'configsync.gke.io' },
          versions: [
            expect.objectContaining({
              version: 'v1beta1',
              resources: expect.arrayContaining([
                expect.objectContaining({
                  resource: 'rootsyncs',
                  scope: 'Namespaced',
                }),
              ]),
            }),
            expect.objectContaining({ version: 'v1alpha1' }),
          ],
        }),
      );
    });

    it('in OpenAPI, as far as kubectl looks', () => {
      const { paths } = read('/openapi/v3');
      const document = read(paths['apis/apps/v1'].serverRelativeURL);
      const { patch } =
        document.paths[
          '/apis/apps/v1/namespaces/{namespace}/deployments/{name}'
        ];
      expect(patch).toMatchObject({
        'x-kubernetes-group-version-kind': {
          group: 'apps',
          version: 'v1',
          kind: 'Deployment',
        },
        parameters: expect.arrayContaining([
          expect.objectContaining({ name: 'fieldValidation' }),
        ]),
      });
    });

    it.each([
      '/apis/acme.example',
      '/apis/acme.example/v1/widgets',
      '/apis/apps/v2/deployments',
      '/api/v1/widgets',
      '/openapi/v2',
      '/metrics',
    ])('and what there is not: %s', path => {
      expect(ask('GET', path)).toEqual({
        status: 404,
        contentType: expect.stringMatching(/^text\/plain/),
        body: '404 page not found\n',
      });
    });
  });

  describe('lists', () => {
    beforeEach(() => {
      for (const name of ['a', 'b', 'c']) {
        ask('POST', CONFIG_MAPS, { body: configMap(name) });
      }
    });

    it('in pages', () => {
      const first = read(`${CONFIG_MAPS}?limit=2`);
      expect(names(first)).toEqual(['a', 'b']);
      expect(first.metadata).toMatchObject({
        remainingItemCount: 1,
        resourceVersion: expect.stringMatching(/^\d+$/),
      });
      const rest = read(
        `${CONFIG_MAPS}?limit=2&continue=${first.metadata.continue}`,
      );
      expect(names(rest)).toEqual(['c']);
      expect(rest.metadata.continue).toBeUndefined();
      now += 600_000;
      expect(
        read(`${CONFIG_MAPS}?continue=${first.metadata.continue}`),
      ).toMatchObject({ kind: 'Status', reason: 'Expired', code: 410 });
    });

    it.each([
      ['?fieldSelector=metadata.name%3Db', ['b']],
      ['?labelSelector=app', []],
    ])('with selectors: %s', (query, expected) => {
      expect(names(read(CONFIG_MAPS + query))).toEqual(expected);
    });

    it('without the kind of members, except of custom kinds', () => {
      cluster.create({
        apiVersion: 'configsync.gke.io/v1beta1',
        kind: 'RootSync',
        metadata: { name: 'r', namespace: 'config-management-system' },
      });
      expect(read(CONFIG_MAPS)).toMatchObject({
        kind: 'ConfigMapList',
        apiVersion: 'v1',
      });
      expect(read(CONFIG_MAPS).items[0]).not.toHaveProperty('kind');
      expect(read('/apis/configsync.gke.io/v1alpha1/rootsyncs')).toMatchObject({
        kind: 'RootSyncList',
        apiVersion: 'configsync.gke.io/v1alpha1',
        items: [{ kind: 'RootSync', apiVersion: 'configsync.gke.io/v1alpha1' }],
      });
    });

    it.each([
      [
        'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1',
        {
          kind: 'PartialObjectMetadataList',
          apiVersion: 'meta.k8s.io/v1',
          items: expect.arrayContaining([
            {
              kind: 'PartialObjectMetadata',
              apiVersion: 'meta.k8s.io/v1',
              metadata: expect.objectContaining({
                name: 'team',
                labels: expect.objectContaining({ team: 'a' }),
              }),
            },
          ]),
        },
      ],
      [
        'application/json;as=Table;g=meta.k8s.io;v=v1,application/json',
        {
          kind: 'Table',
          columnDefinitions: [
            expect.objectContaining({ name: 'Name', format: 'name' }),
            expect.objectContaining({ name: 'Status' }),
            expect.objectContaining({ name: 'Age' }),
          ],
          rows: expect.arrayContaining([
            expect.objectContaining({ cells: ['team', 'Active', '0s'] }),
          ]),
        },
      ],
    ])('as %s', (accept, expected) => {
      expect(read('/api/v1/namespaces', { accept })).toMatchObject(expected);
    });

    it('in no form that it does not have', () => {
      expect(
        ask('GET', '/api/v1/namespaces', {
          accept: 'application/vnd.kubernetes.protobuf',
        }).status,
      ).toBe(406);
    });
  });

  describe('writes', () => {
    it('creates, replaces, patches and deletes', () => {
      const created = ask('POST', CONFIG_MAPS, {
        body: configMap('one', { a: '1' }),
      });
      expect(created.status).toBe(201);
      const one = `${CONFIG_MAPS}/one`;
      expect(read(one)).toMatchObject({ kind: 'ConfigMap', data: { a: '1' } });
      const replaced = ask('PUT', one, {
        body: { ...JSON.parse(created.body), data: { a: '2' } },
      });
      expect(JSON.parse(replaced.body).data).toEqual({ a: '2' });
      expect(
        ask('PUT', one, {
          body: { ...JSON.parse(created.body), data: {} },
        }).status,
      ).toBe(409);
      const patched = ask('PATCH', one, {
        type: 'application/merge-patch+json',
        body: { data: { b: '3' } },
      });
      expect(JSON.parse(patched.body).data).toEqual({ a: '2', b: '3' });
      expect(JSON.parse(ask('DELETE', one).body)).toMatchObject({
        kind: 'Status',
        status: 'Success',
        details: { name: 'one', kind: 'configmaps' },
      });
      expect(ask('GET', one).status).toBe(404);
    });

    it('applies YAML, with conflicts between managers', () => {
      const apply = (manager: string, value: string, query = '') =>
        ask('PATCH', `${CONFIG_MAPS}/one?fieldManager=${manager}${query}`, {
          type: 'application/apply-patch+yaml',
          body: `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: one }\ndata: { a: "${value}" }\n`,
        });
      expect(apply('first', '1').status).toBe(201);
      expect(apply('first', '2').status).toBe(200);
      expect(JSON.parse(apply('second', '3').body)).toMatchObject({
        reason: 'Conflict',
        details: { causes: [{ field: '.data.a' }] },
      });
      expect(apply('second', '3', '&force=true').status).toBe(200);
      expect(JSON.parse(apply('', '4').body).message).toContain(
        'fieldManager: Required value',
      );
    });

    it('lets nothing of a dry run stay', () => {
      const body = configMap('one');
      expect(ask('POST', `${CONFIG_MAPS}?dryRun=All`, { body }).status).toBe(
        201,
      );
      expect(ask('GET', `${CONFIG_MAPS}/one`).status).toBe(404);
      expect(ask('POST', `${CONFIG_MAPS}?dryRun=Some`, { body }).status).toBe(
        422,
      );
      ask('POST', CONFIG_MAPS, { body });
      ask('DELETE', `${CONFIG_MAPS}/one?dryRun=All`);
      expect(ask('GET', `${CONFIG_MAPS}/one`).status).toBe(200);
    });

    it('deletes what a selector chooses', () => {
      for (const name of ['a', 'b']) {
        ask('POST', CONFIG_MAPS, { body: configMap(name) });
      }
      ask('DELETE', `${CONFIG_MAPS}?fieldSelector=metadata.name%3Da`);
      expect(names(read(CONFIG_MAPS))).toEqual(['b']);
    });

    it('scales', () => {
      cluster.create({
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: { name: 'api', namespace: 'team' },
        spec: {
          selector: { matchLabels: { app: 'api' } },
          template: {
            metadata: { labels: { app: 'api' } },
            spec: { containers: [{ name: 'app', image: 'app:1' }] },
          },
        },
      });
      const scale = '/apis/apps/v1/namespaces/team/deployments/api/scale';
      expect(read(scale)).toMatchObject({
        kind: 'Scale',
        spec: { replicas: 1 },
      });
      ask('PATCH', scale, {
        type: 'application/merge-patch+json',
        body: { spec: { replicas: 3 } },
      });
      expect(cluster.all('pods', 'team')).toHaveLength(3);
    });

    it.each([
      [
        'another namespace',
        CONFIG_MAPS,
        { ...configMap('one'), metadata: { name: 'one', namespace: 'other' } },
        400,
        'the namespace of the provided object does not match',
      ],
      [
        'another kind',
        CONFIG_MAPS,
        { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'one' } },
        400,
        'does not match the expected kind',
      ],
      ['a list', CONFIG_MAPS, [], 400, 'must be one object'],
      ['no JSON', CONFIG_MAPS, '{', 400, 'the object provided is unrecognized'],
      [
        'a namespace that is not there',
        '/api/v1/namespaces/nowhere/configmaps',
        configMap('one'),
        404,
        'namespaces "nowhere" not found',
      ],
    ])('refuses %s', (_, path, body, status, message) => {
      const answer = ask('POST', path, { body });
      expect(answer.status).toBe(status);
      expect(JSON.parse(answer.body)).toMatchObject({
        kind: 'Status',
        status: 'Failure',
        code: status,
        message: expect.stringContaining(message),
      });
    });

    it('lets nobody choose what is the cluster’s to say', () => {
      const { body } = ask('POST', CONFIG_MAPS, {
        body: {
          ...configMap('one'),
          metadata: {
            name: 'one',
            uid: 'mine',
            creationTimestamp: '2000-01-01T00:00:00Z',
          },
        },
      });
      expect(JSON.parse(body).metadata).toMatchObject({
        uid: expect.not.stringContaining('mine'),
        creationTimestamp: '2026-01-01T00:10:00Z',
      });
    });
  });

  describe('rights', () => {
    it.each([
      [
        '/api/v1/namespaces/team',
        'namespaces "team" is forbidden: User "nobody@acme.example" cannot get resource "namespaces" in API group "" in the namespace "team"',
      ],
      [
        '/api/v1/namespaces',
        'namespaces is forbidden: User "nobody@acme.example" cannot list resource "namespaces" in API group "" at the cluster scope',
      ],
      [
        '/api/v1/pods?watch=true',
        'pods is forbidden: User "nobody@acme.example" cannot watch resource "pods" in API group "" at the cluster scope',
      ],
      [
        '/apis/apps/v1/namespaces/team/deployments/api/scale',
        'deployments.apps "api" is forbidden: User "nobody@acme.example" cannot get resource "deployments/scale" in API group "apps" in the namespace "team"',
      ],
      [
        '/metrics',
        'forbidden: User "nobody@acme.example" cannot get path "/metrics"',
      ],
    ])('refuses %s in the words of Kubernetes', (path, message) => {
      const answer = ask('GET', path, { user: NOBODY });
      expect(answer.status).toBe(403);
      expect(JSON.parse(answer.body)).toMatchObject({
        reason: 'Forbidden',
        message,
      });
    });

    it('are told to those who ask for their own', () => {
      const review = (verb: string, user: Asked['user']) =>
        JSON.parse(
          ask(
            'POST',
            '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews',
            {
              user,
              body: {
                apiVersion: 'authorization.k8s.io/v1',
                kind: 'SelfSubjectAccessReview',
                spec: { resourceAttributes: { verb, resource: 'pods' } },
              },
            },
          ).body,
        ).status.allowed;
      expect(review('list', ADMIN)).toBe(true);
      expect(review('list', NOBODY)).toBe(false);
    });
  });

  it.each(['log', 'exec', 'attach', 'portforward'])(
    'has no pods/%s, and says so',
    subresource => {
      cluster.create({
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name: 'p', namespace: 'team' },
        spec: { containers: [{ name: 'app', image: 'app:1' }] },
      });
      const answer = ask(
        'GET',
        `/api/v1/namespaces/team/pods/p/${subresource}`,
      );
      expect(answer.status).toBe(501);
      expect(JSON.parse(answer.body).message).toContain(
        `the fleet emulator has no pods/${subresource}`,
      );
    },
  );

  it('tells changes to those who watch', () => {
    const seen: string[] = [];
    const { resourceVersion } = cluster;
    const add = (name: string) =>
      ask('POST', CONFIG_MAPS, { body: configMap(name) });
    add('one');
    const watched = ask(
      'GET',
      `${CONFIG_MAPS}?watch=true&resourceVersion=${resourceVersion}`,
    );
    const stop = watched.follow?.(
      text => seen.push(text),
      () => undefined,
    );
    add('two');
    ask('DELETE', `${CONFIG_MAPS}/one`);
    stop?.();
    add('three');
    const events = (watched.body + seen.join(''))
      .trim()
      .split('\n')
      .map(line => JSON.parse(line))
      .map(({ type, object }) => `${type} ${object.metadata.name}`);
    expect(events).toEqual(['ADDED one', 'ADDED two', 'DELETED one']);
  });
});
