import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import type { JsonObject } from '@backstage/types';
import { parse } from 'yaml';
import { GitServer } from '../../git/__testUtils__/GitServer';
import { GitRepositories, LOCK_FILE } from '../../git';
import { createConfigRepoPublishAction } from '../configRepoPublish';
import { examples } from './configRepoFetch.examples';
import { createConfigRepoFetchAction } from './createConfigRepoFetchAction';

jest.setTimeout(60_000);

describe('anthos-fleet:config-repo:fetch', () => {
  let server: GitServer;
  let workspacePath: string;

  beforeAll(async () => {
    server = await GitServer.start();
    await server.create('acme/services', {
      'README.md': 'Hello\n',
      [LOCK_FILE]: 'x\n',
      'maps/overlays/gcp/kustomization.yaml': 'resources: [api]\n',
      'maps/overlays/gcp/api/kustomization.yaml': 'resources: []\n',
      'maps/base/api/deployment.yaml': 'a: 1\n',
    });
    await server.create('acme/empty');
  });
  afterAll(() => server.close());
  beforeEach(async () => {
    workspacePath = await mkdtemp(join(tmpdir(), 'fetch-action-'));
  });
  afterEach(() => rm(workspacePath, { recursive: true, force: true }));

  const options = (allow?: JsonObject[]) => {
    const config = new ConfigReader({
      anthosFleet: {
        git: { hosts: [{ host: server.host }] },
        ...(allow && { selfService: { repositories: { allow } } }),
      },
    });
    return { config, integrations: ScmIntegrations.fromConfig(config) };
  };
  const run = async (
    input: {
      repoUrl?: string;
      paths?: string[];
      branch?: string;
      targetPath?: string;
    },
    allow?: JsonObject[],
  ) => {
    const output: Record<string, unknown> = {};
    await createConfigRepoFetchAction({
      repositories: new GitRepositories(options(allow)),
    }).handler({
      ...createMockActionContext({
        workspacePath,
        input: {
          repoUrl: server.url('acme/services'),
          paths: ['maps/overlays'],
          ...input,
        },
      }),
      output: (name: string, value: unknown) => {
        output[name] = value;
      },
    });
    return output;
  };

  it('brings what is there, where it is', async () => {
    const output = await run({
      paths: ['maps/overlays', 'README.md', 'not/there'],
      targetPath: 'service',
    });
    expect(output).toEqual({
      commit: await server.head('acme/services'),
      files: [
        'maps/overlays/gcp/api/kustomization.yaml',
        'maps/overlays/gcp/kustomization.yaml',
        'README.md',
      ],
    });
    expect(
      await readFile(
        join(workspacePath, 'service/maps/overlays/gcp/kustomization.yaml'),
        'utf8',
      ),
    ).toBe('resources: [api]\n');
  });

  it('leaves the record of what was published where it is', async () => {
    expect(await run({ paths: [LOCK_FILE] })).toMatchObject({ files: [] });
  });

  it('holds the branch that nobody named against what is allowed', async () => {
    const repository = `http://${server.host}/acme/*`;
    await expect(
      run({}, [{ repository, branches: ['release'] }]),
    ).rejects.toThrow(/branch/);
    expect(await run({}, [{ repository, branches: ['main'] }])).toHaveProperty(
      'commit',
    );
  });

  it('refuses a repository that hides in another one', async () => {
    // Git refuses to write such a tree from a folder, and a hostile host does not ask Git.
    const gitdir = server.gitdir('acme/services');
    const tree = async (name: string, oid: string) => {
      const bytes = Buffer.concat([
        Buffer.from(`40000 ${name}\0`),
        Buffer.from(oid, 'hex'),
      ]);
      const file = join(workspacePath, 'tree');
      await writeFile(file, bytes);
      return (
        await server.git(gitdir, [
          ...['hash-object', '-t', 'tree', '--literally', '-w', file],
        ])
      ).trim();
    };
    const base = (
      await server.git(gitdir, ['rev-parse', 'main:maps/overlays/gcp'])
    ).trim();
    const root = await tree('hidden', await tree('.GIT', base));
    const commit = (
      await server.git(gitdir, [
        ...['-c', 'user.name=A', '-c', 'user.email=a@b.example'],
        ...['commit-tree', root, '-m', 'Hide'],
      ])
    ).trim();
    await server.git(gitdir, ['update-ref', 'refs/heads/hostile', commit]);
    await expect(run({ branch: 'hostile', paths: ['hidden'] })).rejects.toThrow(
      /UnsafeFilepathError/,
    );
    expect(await readdir(workspacePath)).toEqual(['tree']);
  });

  it.each([
    ['an empty repository', { repo: 'acme/empty' }],
    ['a branch that is not there', { branch: 'other' }],
  ])(
    'brings nothing of %s',
    async (_what, { repo, branch }: Record<string, string>) => {
      expect(
        await run({ repoUrl: server.url(repo ?? 'acme/services'), branch }),
      ).toEqual({ files: [] });
    },
  );

  it.each([
    ['repoUrl', { repoUrl: 'https://elsewhere.example/a/b.git' }],
    ['repoUrl', { repoUrl: 'http://me:secret@127.0.0.1/a/b.git' }],
    ['branch', { branch: 'a..b' }],
    ['paths', { paths: ['../../etc'] }],
    ['paths', { paths: [''] }],
    ['paths', { paths: ['a\nb'] }],
    ['targetPath', { targetPath: '../out' }],
  ])('refuses a %s that is wrong', async (field, input) => {
    server.requests.length = 0;
    await expect(run(input)).rejects.toThrow(new RegExp(field));
    expect(server.requests).toEqual([]);
  });

  it('makes publishing what it brought no change', async () => {
    await run({ targetPath: 'service' });
    const output: Record<string, unknown> = {};
    const before = await server.head('acme/services');
    await server.commit('acme/services', { [LOCK_FILE]: null });
    const head = await server.head('acme/services');
    expect(head).not.toBe(before);
    await createConfigRepoPublishAction(options()).handler({
      ...createMockActionContext({
        workspacePath,
        input: {
          repoUrl: server.url('acme/services'),
          sourcePath: 'service',
          message: 'Nothing',
        },
      }),
      output: (name: string, value: unknown) => {
        output[name] = value;
      },
    });
    expect(output).toMatchObject({ changed: false });
    expect(await server.head('acme/services')).toBe(head);
  });

  it('has examples whose input it takes', async () => {
    for (const { example } of examples) {
      const [{ input }] = parse(example).steps;
      expect(
        await run({ ...input, repoUrl: server.url('acme/services') }),
      ).toMatchObject({ files: [] });
    }
  });
});
