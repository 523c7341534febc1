import { ClusterObjects } from '../cluster/ClusterObjects';
import type { Json, KubeObject } from '../cluster/objects';
import { GitRepositories } from '../git/GitRepositories';
import {
  configMap,
  deployment,
  MISTAKES,
  namespace,
  yaml,
} from './__testUtils__/manifests';
import { ClusterSync } from './ClusterSync';
import { seedConfigSync } from './seed/seedConfigSync';
import { Sources } from './sources';

const ROOT = 'rootsyncs.configsync.gke.io';
const REPO = 'reposyncs.configsync.gke.io';
const SYSTEM = 'config-management-system';

describe('Config Sync on a cluster', () => {
  let repositories: GitRepositories;
  let cluster: ClusterObjects;
  let engine: ClusterSync;

  beforeEach(async () => {
    repositories = new GitRepositories('http://git/git');
    await repositories.replace([
      {
        name: 'acme/config',
        files: { 'prod/namespace.yaml': yaml(namespace('maps')) },
      },
      { name: 'acme/other', files: { 'README.md': 'nothing yet' } },
      { name: 'acme/secret', files: { 'a.md': '' }, private: true },
    ]);
    cluster = new ClusterObjects({ podStart: 0 });
    seedConfigSync(cluster, '1.22.0');
  });
  afterEach(async () => {
    engine?.stop();
    cluster.close();
    await repositories.close();
  });

  const commit = (
    files: Record<string, object | string | null>,
    name = 'acme/config',
  ) =>
    repositories.commit(name, {
      message: 'Change',
      files: Object.fromEntries(
        Object.entries(files).map(([path, content]) => [
          path,
          typeof content === 'object' && content !== null
            ? yaml(content)
            : content,
        ]),
      ),
    });

  const rootSync = (
    name: string,
    git: Json,
    override: Json = { namespaceStrategy: 'explicit' },
  ) =>
    cluster.create({
      apiVersion: 'configsync.gke.io/v1beta1',
      kind: 'RootSync',
      metadata: { name, namespace: SYSTEM },
      spec: {
        sourceFormat: 'unstructured',
        git: { branch: 'main', auth: 'none', ...git },
        override,
      },
    });

  const repoSync = (
    git: Json,
    name = 'repo-sync',
    role: string | null = 'admin',
  ) => {
    if (role) {
      cluster.create({
        apiVersion: 'rbac.authorization.k8s.io/v1',
        kind: 'RoleBinding',
        metadata: { name: `reconciler-${name}`, namespace: 'maps' },
        roleRef: {
          kind: 'ClusterRole',
          name: role,
          apiGroup: 'rbac.authorization.k8s.io',
        },
        subjects: [
          {
            kind: 'ServiceAccount',
            name:
              name === 'repo-sync'
                ? 'ns-reconciler-maps'
                : `ns-reconciler-maps-${name}-${name.length}`,
            namespace: SYSTEM,
          },
        ],
      });
    }
    return cluster.create({
      apiVersion: 'configsync.gke.io/v1beta1',
      kind: 'RepoSync',
      metadata: { name, namespace: 'maps' },
      spec: { git: { branch: 'main', auth: 'none', ...git } },
    });
  };

  const start = (mostStatusBytes?: number) => {
    engine = new ClusterSync({
      cluster,
      clusterName: 'one',
      sources: new Sources(repositories),
      pace: { poll: 20, step: 20 },
      onChange: () => undefined,
      mostStatusBytes,
    });
    return engine.start();
  };

  const config = { repo: 'http://git/git/acme/config.git', dir: 'prod' };
  const other = { repo: 'http://git/git/acme/other.git' };

  const get = (resource: string, name: string, where = 'maps') =>
    cluster.get(resource, name, where);
  const root = (name = 'root-sync') => get(ROOT, name, SYSTEM);
  const syncing = ({ status }: KubeObject): Json =>
    status?.conditions?.find(({ type }: Json) => type === 'Syncing') ?? {};
  const codes = ({ status }: KubeObject) =>
    ['source', 'rendering', 'sync'].flatMap(stage =>
      (status?.[stage]?.errors ?? []).map(({ code }: Json) => code),
    );

  const until = async <T>(look: () => T | undefined | false): Promise<T> => {
    const end = Date.now() + 4000;
    for (;;) {
      const seen = look();
      if (seen) {
        return seen;
      }
      if (Date.now() > end) {
        throw new Error(
          `It never came to ${look}: ${JSON.stringify(
            engine
              .syncs()
              .map(({ metadata, status }) => [metadata.name, status]),
            undefined,
            1,
          )}`,
        );
      }
      await new Promise(resolve => setTimeout(resolve, 10));
    }
  };
  const isSynced = (sync: KubeObject, hash: string) =>
    sync.status?.lastSyncedCommit === hash &&
    syncing(sync).status === 'False' &&
    !codes(sync).length;
  const synced = (look: () => KubeObject, hash: string) =>
    until(() => isSynced(look(), hash) && look());
  const failed = (look: () => KubeObject, code: string) =>
    until(
      () =>
        codes(look()).includes(code) &&
        syncing(look()).status === 'False' &&
        look(),
    );

  it('applies a commit, and says so as the product does', async () => {
    const hash = await commit({ 'prod/api.yaml': deployment('api') });
    rootSync('root-sync', config);
    await start();
    const { status, metadata } = root();
    expect(status).toMatchObject({
      observedGeneration: metadata.generation,
      reconciler: 'root-reconciler',
      lastSyncedCommit: hash,
      source: {
        gitStatus: {
          repo: config.repo,
          revision: 'HEAD',
          branch: 'main',
          dir: 'prod',
        },
        commit: hash,
        errorSummary: {},
      },
      rendering: { commit: hash, message: 'Rendering skipped' },
      sync: { commit: hash },
      conditions: [
        { type: 'Reconciling', status: 'False' },
        { type: 'Stalled', status: 'False' },
        {
          type: 'Syncing',
          status: 'False',
          reason: 'Sync',
          message: 'Sync Completed',
          commit: hash,
          errorSummary: {},
        },
      ],
    });
    const api = get('deployments.apps', 'api');
    expect(api.status.readyReplicas).toBe(1);
    expect(api.metadata.labels).toMatchObject({
      'app.kubernetes.io/managed-by': 'configmanagement.gke.io',
      'configsync.gke.io/declared-version': 'v1',
    });
    expect(api.metadata.annotations).toEqual(
      expect.objectContaining({
        'configmanagement.gke.io/managed': 'enabled',
        'configmanagement.gke.io/source-path': 'prod/api.yaml',
        'configmanagement.gke.io/token': hash,
        'configmanagement.gke.io/cluster-name': 'one',
        'configsync.gke.io/manager': ':root',
        'configsync.gke.io/resource-id': 'apps_deployment_maps_api',
        'configsync.gke.io/git-context': JSON.stringify({
          repo: config.repo,
          branch: 'main',
          rev: 'HEAD',
        }),
        'config.k8s.io/owning-inventory': `${SYSTEM}_root-sync`,
      }),
    );
    const group = get('resourcegroups.kpt.dev', 'root-sync', SYSTEM);
    expect(group.spec.resources).toEqual([
      { group: '', kind: 'Namespace', namespace: '', name: 'maps' },
      { group: 'apps', kind: 'Deployment', namespace: 'maps', name: 'api' },
    ]);
    expect(group.status.resourceStatuses).toEqual(
      group.spec.resources.map((resource: Json) => ({
        ...resource,
        status: 'Current',
        strategy: 'Apply',
        actuation: 'Succeeded',
        reconcile: 'Succeeded',
        sourceHash: hash.slice(0, 7),
      })),
    );
  });

  it('passes through every step, and removes what is no longer declared', async () => {
    await commit({
      'prod/a.yaml': configMap('a'),
      'prod/b.yaml': configMap('b'),
    });
    rootSync('root-sync', config);
    await start();
    const seen: string[] = [];
    cluster.subscribe(({ object }) => {
      if (object.kind === 'RootSync') {
        const { status, reason, message } = syncing(object);
        seen.push(`${status} ${reason} ${message}`);
      }
    });
    const hash = await commit({ 'prod/b.yaml': null });
    await synced(root, hash);
    expect(seen.filter((text, index) => text !== seen[index - 1])).toEqual([
      'True Source Source',
      'True Sync Syncing',
      'False Sync Sync Completed',
    ]);
    expect(cluster.find('configmaps', 'b', 'maps')).toBeUndefined();
    expect(cluster.find('configmaps', 'a', 'maps')).toBeDefined();
    expect(
      get('resourcegroups.kpt.dev', 'root-sync', SYSTEM).spec.resources.map(
        ({ name }: Json) => name,
      ),
    ).toEqual(['maps', 'a']);
  });

  it.each(MISTAKES)(
    'turns red with KNV%s and green again',
    async (code, files, stage) => {
      const first = await commit({ 'prod/a.yaml': configMap('a') });
      rootSync('root-sync', config);
      await start();
      expect(isSynced(root(), first)).toBe(true);

      const broken = await commit({ ...files, 'prod/b.yaml': configMap('b') });
      const { status } = await failed(root, code);
      expect(status[stage].errors).toHaveLength(1);
      expect(status[stage].errors[0].errorMessage).toMatch(
        new RegExp(
          `^KNV${code}: [^]*For more information, see https://g.co/cloud/acm-errors#knv${code}$`,
        ),
      );
      expect(status.source.commit).toBe(broken);
      expect(status.lastSyncedCommit).toBe(first);
      expect(syncing(root())).toMatchObject({
        commit: broken,
        errorSourceRefs: [`status.${stage}.errors`],
        errorSummary: { totalCount: 1, errorCountAfterTruncation: 1 },
      });
      // An unknown kind and a refused object keep nothing else back; all other mistakes do.
      const blocks = !['1021', '2009'].includes(code);
      await until(() => !cluster.find('configmaps', 'b', 'maps') === blocks);
      expect(get('configmaps', 'a').metadata.annotations).toMatchObject({
        'configmanagement.gke.io/token': blocks ? first : broken,
      });

      const fixed = await commit(
        Object.fromEntries(Object.keys(files).map(path => [path, null])),
      );
      await synced(root, fixed);
      expect(cluster.find('configmaps', 'b', 'maps')).toBeDefined();
    },
  );

  it.each([
    [
      'a repository that is not there',
      { repo: 'http://git/git/acme/none.git' },
      "fatal: repository 'http://git/git/acme/none.git/' not found",
    ],
    [
      'a host that is not there',
      { repo: 'https://github.com/acme/x' },
      'Could not resolve host: github.com',
    ],
    [
      'a branch that is not there',
      { branch: 'next' },
      'Remote branch next not found in upstream origin',
    ],
    [
      'a revision that is not there',
      { revision: 'v9' },
      "couldn't find remote ref v9",
    ],
    ['a folder that is not there', { dir: 'test' }, 'lstat /repo/source/'],
    [
      'a repository that wants a Secret',
      { repo: 'http://git/git/acme/secret.git', dir: '' },
      'could not read Username',
    ],
  ])('cannot read %s: KNV2004', async (_, change, message) => {
    rootSync('root-sync', { ...config, ...change });
    await start();
    const { status } = root();
    expect(codes(root())).toEqual(['2004']);
    expect(status.source.errors[0].errorMessage).toContain(
      JSON.stringify(message).slice(1, -1),
    );
    expect(syncing(root())).toMatchObject({
      status: 'False',
      reason: 'Source',
      errorSourceRefs: ['status.source.errors'],
    });
    const sync = root();
    cluster.update({
      ...sync,
      spec: {
        ...sync.spec,
        git: { ...sync.spec.git, ...config, branch: 'main', revision: 'HEAD' },
      },
    });
    await synced(root, await repositories.head('acme/config'));
  });

  it('does not read what is not Git: KNV2004', async () => {
    const sync = rootSync('root-sync', config);
    cluster.update({
      ...sync,
      spec: { sourceType: 'oci', oci: { image: 'x/y', auth: 'none' } },
    });
    await start();
    expect(root().status.source.errors).toMatchObject([
      {
        code: '2004',
        errorMessage: expect.stringContaining(
          'error in the oci-sync container: the emulator reads Git repositories only',
        ),
      },
    ]);
  });

  it('refuses what quota, admission and immutable fields refuse: KNV2009', async () => {
    const quota = (hard: Json) => ({
      apiVersion: 'v1',
      kind: 'ResourceQuota',
      metadata: { name: 'objects', namespace: 'maps' },
      spec: { hard },
    });
    await commit({
      'prod/quota.yaml': quota({ 'count/deployments.apps': '1' }),
      'prod/api.yaml': deployment('api'),
    });
    rootSync('root-sync', config);
    await start();
    await commit({ 'prod/more.yaml': deployment('more') });
    const over = await failed(root, '2009');
    expect(over.status.sync.errors[0]).toMatchObject({
      errorMessage: expect.stringContaining(
        'failed to apply Deployment.apps, maps/more: deployments.apps "more" is forbidden: exceeded quota: objects, requested: count/deployments.apps=1, used: count/deployments.apps=1, limited: count/deployments.apps=1\n\nsource: prod/more.yaml',
      ),
      errorResources: [
        { sourcePath: 'prod/more.yaml', name: 'more', namespace: 'maps' },
      ],
    });
    expect(
      get('resourcegroups.kpt.dev', 'root-sync', SYSTEM).status
        .resourceStatuses,
    ).toContainEqual({
      group: 'apps',
      kind: 'Deployment',
      namespace: 'maps',
      name: 'more',
      status: 'NotFound',
      strategy: 'Apply',
      actuation: 'Failed',
      reconcile: 'Skipped',
    });
    const room = await commit({
      'prod/quota.yaml': quota({ 'count/deployments.apps': '3' }),
    });
    await synced(root, room);

    const changed = deployment('api');
    changed.spec.selector.matchLabels.app = 'other';
    changed.spec.template.metadata.labels.app = 'other';
    await commit({ 'prod/api.yaml': changed });
    const immutable = await failed(root, '2009');
    expect(immutable.status.sync.errors[0].errorMessage).toContain(
      'field is immutable',
    );
    await synced(root, await commit({ 'prod/api.yaml': deployment('api') }));
  });

  it('makes a RepoSync live with the rights that it is given: KNV2013, KNV2009', async () => {
    await commit({ 'api.yaml': deployment('api') }, 'acme/other');
    cluster.create(namespace('maps'));
    repoSync(other, 'repo-sync', null);
    await start();
    const look = () => get(REPO, 'repo-sync');
    expect(codes(look())).toEqual(['2013']);
    expect(look().status.sync.errors[0].errorMessage).toContain(
      'Insufficient permission. To fix, make sure the reconciler has sufficient permissions.: deployments.apps is forbidden: User "system:serviceaccount:config-management-system:ns-reconciler-maps" cannot list resource "deployments" in API group "apps" in the namespace "maps"',
    );
    cluster.create({
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'RoleBinding',
      metadata: { name: 'reconciler', namespace: 'maps' },
      roleRef: {
        kind: 'ClusterRole',
        name: 'view',
        apiGroup: 'rbac.authorization.k8s.io',
      },
      subjects: [
        {
          kind: 'ServiceAccount',
          name: 'ns-reconciler-maps',
          namespace: SYSTEM,
        },
      ],
    });
    const { status } = await failed(look, '2009');
    expect(status.sync.errors[0].errorMessage).toContain(
      'failed to apply Deployment.apps, maps/api: deployments.apps "api" is forbidden: User "system:serviceaccount:config-management-system:ns-reconciler-maps" cannot patch resource "deployments"',
    );
    cluster.create({
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'RoleBinding',
      metadata: { name: 'editor', namespace: 'maps' },
      roleRef: {
        kind: 'ClusterRole',
        name: 'edit',
        apiGroup: 'rbac.authorization.k8s.io',
      },
      subjects: [
        {
          kind: 'ServiceAccount',
          name: 'ns-reconciler-maps',
          namespace: SYSTEM,
        },
      ],
    });
    await synced(look, await repositories.head('acme/other'));
  });

  it('keeps a RepoSync in its namespace: KNV1058', async () => {
    cluster.create(namespace('maps'));
    await commit({ 'a.yaml': configMap('a') }, 'acme/other');
    repoSync(other);
    await start();
    await commit({ 'b.yaml': namespace('b') }, 'acme/other');
    const { status } = await failed(() => get(REPO, 'repo-sync'), '1058');
    expect(status.sync.commit).not.toBe(status.source.commit);
    const fixed = await commit({ 'b.yaml': null }, 'acme/other');
    await synced(() => get(REPO, 'repo-sync'), fixed);
  });

  it('lets a root sync take what a RepoSync has, and give it back: KNV1060', async () => {
    cluster.create(namespace('maps'));
    const hash = await commit(
      { 'a.yaml': configMap('a', {}, { from: 'team' }) },
      'acme/other',
    );
    rootSync('root-sync', config);
    repoSync(other);
    await start();
    const look = () => get(REPO, 'repo-sync');
    expect(isSynced(look(), hash)).toBe(true);
    const taken = await commit({
      'prod/a.yaml': configMap('a', {}, { from: 'platform' }),
    });
    await synced(root, taken);
    const { status } = await failed(look, '1060');
    expect(status.sync.errors[0].errorMessage).toContain(
      'The "maps" reconciler detected a management conflict with the ":root" reconciler.',
    );
    expect(get('configmaps', 'a').data).toEqual({ from: 'platform' });
    expect(
      get('resourcegroups.kpt.dev', 'repo-sync').status.resourceStatuses,
    ).toMatchObject([
      {
        name: 'a',
        status: 'Unknown',
        actuation: 'Skipped',
        conditions: [{ type: 'OwnershipOverlap', status: 'True' }],
      },
    ]);
    await commit({ 'prod/a.yaml': null });
    await synced(look, hash);
    expect(get('configmaps', 'a').data).toEqual({ from: 'team' });
  });

  it('tells both root syncs that want one object, until one gives in', async () => {
    const hash = await commit({ 'prod/a.yaml': configMap('a') });
    rootSync('root-sync', config);
    await start();
    rootSync('second', other);
    const second = await commit({ 'a.yaml': configMap('a') }, 'acme/other');
    const conflict = await failed(() => root('second'), '1060');
    expect(conflict.status.sync.errors[0].errorMessage).toContain(
      'The ":root_second" reconciler detected a management conflict with the ":root" reconciler.',
    );
    const first = await failed(root, '1060');
    expect(first.status.sync.errors[0].errorMessage).toContain(
      'The ":root" reconciler detected a management conflict with the ":root_second" reconciler.',
    );
    expect(first.status.lastSyncedCommit).toBe(hash);
    const gone = await commit({ 'prod/a.yaml': null });
    await synced(root, gone);
    await synced(() => root('second'), second);
    expect(get('configmaps', 'a').metadata.annotations).toMatchObject({
      'configsync.gke.io/manager': ':root_second',
    });
  });

  it('makes syncs of syncs, and removes them with what they made of themselves', async () => {
    rootSync('root-sync', config);
    await start();
    await commit({
      'prod/second.yaml': {
        apiVersion: 'configsync.gke.io/v1beta1',
        kind: 'RootSync',
        metadata: { name: 'second', namespace: SYSTEM },
        spec: {
          sourceFormat: 'unstructured',
          git: { ...other, branch: 'main', auth: 'none' },
        },
      },
    });
    await synced(
      () => cluster.find(ROOT, 'second', SYSTEM) ?? root(),
      await repositories.head('acme/other'),
    );
    expect(
      get('deployments.apps', 'root-reconciler-second', SYSTEM),
    ).toBeDefined();
    await synced(root, await commit({ 'prod/second.yaml': null }));
    expect(cluster.find(ROOT, 'second', SYSTEM)).toBeUndefined();
    expect(
      cluster.find('resourcegroups.kpt.dev', 'second', SYSTEM),
    ).toBeUndefined();
    expect(
      cluster.find('deployments.apps', 'root-reconciler-second', SYSTEM),
    ).toBeUndefined();
  });

  it('deletes all it applied with the sync, when the sync says so', async () => {
    await commit({ 'prod/a.yaml': configMap('a') });
    const sync = rootSync('root-sync', config);
    cluster.update({
      ...sync,
      metadata: {
        ...sync.metadata,
        annotations: {
          'configsync.gke.io/deletion-propagation-policy': 'Foreground',
        },
      },
    });
    await start();
    expect(get('configmaps', 'a')).toBeDefined();
    cluster.delete(ROOT, 'root-sync', SYSTEM);
    await until(() => !cluster.find(ROOT, 'root-sync', SYSTEM));
    expect(cluster.find('namespaces', 'maps')).toBeUndefined();
  });

  it('waits for what others depend on, and gives up in the end', async () => {
    const depends = {
      'config.kubernetes.io/depends-on': 'apps/namespaces/maps/Deployment/base',
    };
    rootSync('root-sync', config, {
      namespaceStrategy: 'explicit',
      reconcileTimeout: '1s',
    });
    await start();
    await commit({
      'prod/base.yaml': deployment('base', 'maps/base:broken'),
      'prod/api.yaml': deployment('api', 'maps/api:1', depends),
    });
    await until(
      () =>
        cluster.find('deployments.apps', 'base', 'maps') &&
        syncing(root()).message === 'Syncing',
    );
    expect(cluster.find('deployments.apps', 'api', 'maps')).toBeUndefined();
    const { status } = await failed(root, '2009');
    expect(status.sync.errors[0].errorMessage).toContain(
      'skipped apply of Deployment.apps, maps/api: dependency apply reconcile timeout: maps_base_apps_Deployment',
    );
    const fixed = await commit({ 'prod/base.yaml': deployment('base') });
    await synced(root, fixed);
    expect(get('deployments.apps', 'api').status.readyReplicas).toBe(1);
  });

  it.each([
    ['a circle', 'a', '/namespaces/maps/ConfigMap/b', 'cyclic dependency'],
    [
      'something foreign',
      'b',
      '/namespaces/maps/ConfigMap/z',
      'external dependency: maps_b__ConfigMap -> maps_z__ConfigMap',
    ],
  ])('cannot follow dependencies on %s', async (_, name, on, message) => {
    rootSync('root-sync', config);
    await start();
    const dependsOn = (text: string) => ({
      annotations: { 'config.kubernetes.io/depends-on': text },
    });
    await commit({
      'prod/b.yaml': configMap('b', dependsOn('/namespaces/maps/ConfigMap/a')),
      'prod/a.yaml': configMap('a'),
      [`prod/${name}.yaml`]: configMap(name, dependsOn(on)),
    });
    const { status } = await failed(root, '2009');
    expect(status.sync.errors[0].errorMessage).toContain(message);
    expect(cluster.find('configmaps', 'a', 'maps')).toBeUndefined();
  });

  it('keeps its hands off what is not to be managed', async () => {
    await commit({ 'prod/a.yaml': configMap('a') });
    rootSync('root-sync', config);
    await start();
    const disabled = {
      annotations: { 'configmanagement.gke.io/managed': 'disabled' },
    };
    await synced(
      root,
      await commit({ 'prod/a.yaml': configMap('a', disabled, { a: '2' }) }),
    );
    const { metadata, data } = get('configmaps', 'a');
    expect(data).toEqual({ a: '1' });
    expect(metadata.annotations).toEqual({});
    await synced(root, await commit({ 'prod/a.yaml': null }));
    expect(get('configmaps', 'a')).toBeDefined();
  });

  it('puts right what people change in the cluster', async () => {
    await commit({ 'prod/a.yaml': configMap('a') });
    rootSync('root-sync', config);
    await start();
    cluster.update({ ...get('configmaps', 'a'), data: { a: '9' } });
    await until(() => get('configmaps', 'a').data.a === '1');
    cluster.delete('configmaps', 'a', 'maps');
    const again = await until(() => cluster.find('configmaps', 'a', 'maps'));
    expect(again.data).toEqual({ a: '1' });
  });

  it('does not delete every namespace at once: KNV2006', async () => {
    await commit({ 'prod/b.yaml': namespace('b') });
    rootSync('root-sync', config);
    await start();
    await commit({
      'prod/b.yaml': null,
      'prod/namespace.yaml': null,
      'prod/c.yaml': '',
    });
    const { status } = await failed(root, '2006');
    expect(status.sync.errors[0].errorMessage).toContain(
      'New commit would delete all Namespaces [b maps]',
    );
    expect(cluster.find('namespaces', 'maps')).toBeDefined();
  });

  it('owns namespaces that nobody declares, unless told otherwise', async () => {
    await commit({
      'prod/namespace.yaml': null,
      'prod/a.yaml': configMap('a'),
    });
    rootSync('root-sync', config, {});
    await start();
    expect(get('namespaces', 'maps', '').metadata.annotations).toMatchObject({
      'client.lifecycle.config.k8s.io/deletion': 'detach',
      'configsync.gke.io/manager': ':root',
    });
    await synced(
      root,
      await commit({ 'prod/a.yaml': null, 'prod/x.yaml': '' }),
    );
    expect(cluster.find('namespaces', 'maps')).toBeDefined();
  });

  it.each<[string, Json, string]>([
    [
      'no repository',
      { repo: '' },
      'RootSyncs must specify spec.git.repo when spec.sourceType is "git"',
    ],
    [
      'no way to sign in',
      { auth: '' },
      'RootSyncs must specify spec.git.auth to be one of ssh,cookiefile',
    ],
    [
      'a Secret that is not there',
      { auth: 'token', secretRef: { name: 'git' } },
      `Secret ${SYSTEM}/git not found: create one to allow client authentication`,
    ],
    ['no Secret', { auth: 'ssh' }, 'must also specify spec.git.secretRef'],
  ])('stalls with %s: KNV1061', async (_, change, message) => {
    rootSync('root-sync', { ...config, ...change });
    await start();
    expect(root().status.conditions).toContainEqual(
      expect.objectContaining({
        type: 'Stalled',
        status: 'True',
        reason: 'Validation',
        message: expect.stringContaining(message),
        errorSummary: { totalCount: 1, errorCountAfterTruncation: 1 },
      }),
    );
    const sync = root();
    cluster.update({
      ...sync,
      spec: { ...sync.spec, git: { ...config, branch: 'main', auth: 'none' } },
    });
    await synced(root, await repositories.head('acme/config'));
    expect(root().status.conditions).toContainEqual(
      expect.objectContaining({ type: 'Stalled', status: 'False' }),
    );
  });

  it('signs in with a Secret', async () => {
    rootSync('root-sync', {
      repo: 'http://git/git/acme/secret.git',
      auth: 'token',
      secretRef: { name: 'git' },
    });
    await start();
    cluster.create({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'git', namespace: SYSTEM },
      data: { username: 'bWU=', token: 'c2VjcmV0' },
    });
    const hash = await repositories.head('acme/secret');
    expect((await synced(root, hash)).status.source.commit).toBe(hash);
  });

  it('shortens long lists of errors and says how many there are', async () => {
    await commit(
      Object.fromEntries(
        Array.from({ length: 40 }, (_, index) => [
          `prod/${index}.yaml`,
          configMap('', { labels: { n: String(index) } }),
        ]),
      ),
    );
    rootSync('root-sync', config);
    await start(5_000);
    const { errors, errorSummary } = root().status.source;
    expect(errors.length).toBeLessThan(20);
    expect(errorSummary).toEqual({
      totalCount: 40,
      truncated: true,
      errorCountAfterTruncation: errors.length,
    });
    expect(syncing(root()).errorSummary).toEqual(errorSummary);
  });

  it('writes no object states when it is told not to', async () => {
    rootSync('root-sync', config, { statusMode: 'disabled' });
    await start();
    const group = get('resourcegroups.kpt.dev', 'root-sync', SYSTEM);
    expect(group.metadata.annotations).toMatchObject({
      'configsync.gke.io/status': 'disabled',
    });
    expect(group.spec.resources).toHaveLength(1);
    expect(group.status).not.toHaveProperty('resourceStatuses');
  });

  it('says what renders and how that ended', async () => {
    await commit({
      'prod/kustomization.yaml':
        'resources: [namespace.yaml, a.yaml]\ncommonLabels: { team: maps }',
      'prod/a.yaml': configMap('a'),
    });
    rootSync('root-sync', config);
    await start();
    expect(root().status.rendering.message).toBe('Rendering succeeded');
    expect(root().metadata.annotations).toMatchObject({
      'configsync.gke.io/requires-rendering': 'true',
    });
    expect(get('configmaps', 'a').metadata).toMatchObject({
      labels: { team: 'maps' },
      annotations: {
        'configmanagement.gke.io/source-path': 'prod/v1_configmap_a.yaml',
      },
    });
    const messages: string[] = [];
    cluster.subscribe(({ object }) => {
      if (object.kind === 'RootSync') {
        messages.push(object.status?.rendering?.message);
      }
    });
    await synced(
      root,
      await commit({ 'prod/a.yaml': configMap('a', {}, { a: '2' }) }),
    );
    expect(messages).toContain('Rendering is still in progress');
  });

  it('writes nothing when nothing has changed', async () => {
    await commit({ 'prod/x.yaml': configMap('X') });
    rootSync('root-sync', config);
    await start();
    const version = cluster.resourceVersion;
    await new Promise(resolve => setTimeout(resolve, 200));
    expect(cluster.resourceVersion).toBe(version);
  });
});
