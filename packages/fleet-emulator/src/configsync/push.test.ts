import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { KubeObject } from '../cluster/objects';
import { gitEnvironment } from '../git/runGit';
import { FleetEmulator, startFleetEmulator } from '../startFleetEmulator';
import { ask } from '../__testUtils__/hub';
import {
  configMap,
  deployment,
  MISTAKES,
  namespace,
  yaml,
} from './__testUtils__/manifests';

jest.setTimeout(30_000);

const run = promisify(execFile);
const REF = 'europe-north1/one';
const ROOT = { name: 'root-sync' };
const TEAM = { name: 'repo-sync', namespace: 'maps' };

const roleBinding = {
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'RoleBinding',
  metadata: { name: 'reconciler', namespace: 'maps' },
  roleRef: {
    apiGroup: 'rbac.authorization.k8s.io',
    kind: 'ClusterRole',
    name: 'edit',
  },
  subjects: [
    {
      kind: 'ServiceAccount',
      name: 'ns-reconciler-maps',
      namespace: 'config-management-system',
    },
  ],
};
const repoSync = {
  apiVersion: 'configsync.gke.io/v1beta1',
  kind: 'RepoSync',
  metadata: { name: 'repo-sync', namespace: 'maps' },
  spec: {
    git: { repo: '$GIT/acme/team.git', branch: 'main', auth: 'none' },
  },
};
const quota = {
  apiVersion: 'v1',
  kind: 'ResourceQuota',
  metadata: { name: 'objects', namespace: 'maps' },
  spec: { hard: { 'count/deployments.apps': '1' } },
};
const role = {
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'Role',
  metadata: { name: 'reader', namespace: 'maps' },
  rules: [],
};

/** A live cluster with a platform's and a team's repository, and people who push to both. */
describe('pushing to a repository', () => {
  let emulator: FleetEmulator;
  let folder: string;

  const git = (args: string[], cwd: string) =>
    run('git', args, {
      cwd,
      env: {
        ...gitEnvironment(),
        GIT_AUTHOR_NAME: 'Ane',
        GIT_AUTHOR_EMAIL: 'ane@example.org',
        GIT_COMMITTER_NAME: 'Ane',
        GIT_COMMITTER_EMAIL: 'ane@example.org',
      },
    });

  /** Writes or removes files in the clone of a repository, and pushes. */
  async function push(
    name: string,
    files: Record<string, object | string | null>,
  ): Promise<string> {
    const clone = join(folder, name);
    for (const [path, content] of Object.entries(files)) {
      const file = join(clone, path);
      await mkdir(dirname(file), { recursive: true });
      if (content === null) {
        await rm(file);
      } else {
        await writeFile(
          file,
          typeof content === 'string' ? content : yaml(content),
        );
      }
    }
    await git(['add', '--all'], clone);
    await git(['commit', '-qm', 'Change'], clone);
    await git(['push', '-q'], clone);
    return (await git(['rev-parse', 'HEAD'], clone)).stdout.trim();
  }

  /** What the Hub says of Config Sync on the cluster, over HTTP. */
  async function hub() {
    const response = await ask(
      emulator,
      'v1/projects/acme-fleet/locations/global/features/configmanagement',
    );
    const { membershipStates } = await response.json();
    const [state] = Object.values<any>(membershipStates);
    const { syncState } = state.configmanagement.configSyncState;
    return {
      code: syncState.code,
      errors: (syncState.errors ?? []).map((error: any) => error.code),
    };
  }

  beforeAll(async () => {
    emulator = await startFleetEmulator({
      configSync: { poll: 20, step: 20 },
      podStart: 0,
      fleet: {
        project: { id: 'acme-fleet', number: 123456789012 },
        features: { configSync: {} },
        repositories: [
          {
            name: 'acme/platform',
            files: {
              'prod/namespace.yaml': yaml(namespace('maps')),
              'prod/quota.yaml': yaml(quota),
              'prod/access.yaml': yaml(roleBinding),
              'prod/reposync.yaml': yaml(repoSync),
              'prod/shared.yaml': yaml(configMap('shared')),
              'prod/a.yaml': yaml(configMap('a')),
            },
          },
          {
            name: 'acme/team',
            files: { 'api.yaml': yaml(deployment('api')) },
          },
        ],
        clusters: [
          {
            name: 'one',
            location: 'europe-north1',
            platform: 'gke',
            configSync: {
              status: 'live',
              syncs: [{ repo: 'acme/platform', dir: 'prod' }],
            },
          },
        ],
      },
    });
    folder = await mkdtemp(join(tmpdir(), 'push-test-'));
    for (const name of ['platform', 'team']) {
      await git(
        ['clone', '-q', emulator.repositories.cloneUrl(`acme/${name}`)],
        folder,
      );
    }
  });
  afterAll(async () => {
    await emulator.close();
    await rm(folder, { recursive: true });
  });

  it('begins green, in the cluster and in the Hub', async () => {
    expect(await hub()).toEqual({ code: 'SYNCED', errors: [] });
    for (const sync of [ROOT, TEAM]) {
      await emulator.configSync.untilSynced(REF, sync);
    }
    expect(
      emulator.clusters.get(REF)?.get('deployments.apps', 'api', 'maps').status
        .readyReplicas,
    ).toBe(1);
  });

  it.each([
    ...MISTAKES.map(
      ([code, files]) => ['platform', code, files, ROOT] as const,
    ),
    [
      'team',
      '1058',
      { 'x.yaml': configMap('x', { namespace: 'other' }) },
      TEAM,
    ] as const,
    ['team', '1060', { 'x.yaml': configMap('shared') }, TEAM] as const,
    ['team', '2013', { 'x.yaml': role }, TEAM] as const,
    ['team', '2009', { 'x.yaml': deployment('more') }, TEAM] as const,
  ])(
    'to %s turns it red with KNV%s, and green again',
    async (name, code, files, sync) => {
      await push(name, { ...files });
      const { status }: KubeObject = await emulator.configSync.untilError(
        REF,
        sync,
        code,
      );
      await emulator.configSync.settled();
      const stages = ['source', 'rendering', 'sync'];
      const [error, ...rest] = stages.flatMap(
        stage => status[stage]?.errors ?? [],
      );
      expect(rest).toEqual([]);
      expect(error.errorMessage).toContain(
        `For more information, see https://g.co/cloud/acm-errors#knv${code}`,
      );
      expect(await hub()).toEqual({ code: 'ERROR', errors: [`KNV${code}`] });

      const fixed = await push(
        name,
        Object.fromEntries(Object.keys(files).map(path => [path, null])),
      );
      await emulator.configSync.untilSynced(REF, sync, fixed);
      await emulator.configSync.settled();
      expect(await hub()).toEqual({ code: 'SYNCED', errors: [] });
    },
  );

  it('is seen as pending on the way', async () => {
    const seen = new Set<string>();
    const watch = setInterval(() => {
      hub().then(
        ({ code }) => seen.add(code),
        () => undefined,
      );
    }, 3);
    const hash = await push('platform', {
      'prod/a.yaml': configMap('a', {}, { a: '2' }),
    });
    await emulator.configSync.untilSynced(REF, ROOT, hash);
    clearInterval(watch);
    expect([...seen]).toContain('PENDING');
  });

  it('takes a commit by JSON as well', async () => {
    const response = await fetch(
      `${emulator.url}/emulator/repositories/acme/team/commits`,
      {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          message: 'Say it louder',
          files: { 'b.yaml': yaml(configMap('b')) },
          author: { name: 'Bo', email: 'bo@example.org' },
        }),
      },
    );
    expect(response.status).toBe(201);
    const { commit } = await response.json();
    await emulator.configSync.untilSynced(REF, TEAM, commit);
    const wrong = await fetch(
      `${emulator.url}/emulator/repositories/acme/none/commits`,
      {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{"message":"x","files":{"x":""}}',
      },
    );
    expect(wrong.status).toBe(400);
    expect((await wrong.json()).error).toContain(
      'There is no repository acme/none; there are acme/platform, acme/team',
    );
    const page = await fetch(`${emulator.url}/emulator/repositories`, {
      headers: { origin: 'https://elsewhere.example' },
    });
    expect(page.status).toBe(403);
  });

  it('says that a test waits in vain', async () => {
    await expect(
      emulator.configSync.untilError(REF, TEAM, '1021', 30),
    ).rejects.toThrow(
      'repo-sync of europe-north1/one did not become as wanted',
    );
  });

  it('begins anew with the fleet', async () => {
    emulator.fleet.reset();
    await emulator.configSync.settled();
    await emulator.configSync.untilSynced(REF, ROOT);
    expect(
      emulator.clusters.get(REF)?.find('configmaps', 'b', 'maps'),
    ).toBeUndefined();
    expect(await hub()).toEqual({ code: 'SYNCED', errors: [] });
  });

  it('ends when the cluster is no longer live, and the cluster tells the new story', async () => {
    emulator.fleet.updateCluster(REF, {
      configSync: { status: 'pending', packageSyncs: 2 },
    });
    expect(await hub()).toEqual({ code: 'PENDING', errors: [] });
    expect(
      emulator.clusters.get(REF)?.all('reposyncs.configsync.gke.io'),
    ).toHaveLength(1);
    emulator.fleet.updateCluster(REF, { configSync: { status: 'live' } });
    await emulator.configSync.settled();
    await emulator.configSync.untilSynced(REF, TEAM);
    expect(await hub()).toEqual({ code: 'SYNCED', errors: [] });
  });
});
