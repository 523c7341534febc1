import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
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

  const options = () => {
    const config = new ConfigReader({
      anthosFleet: { git: { hosts: [{ host: server.host }] } },
    });
    return { config, integrations: ScmIntegrations.fromConfig(config) };
  };
  const run = async (input: {
    repoUrl?: string;
    paths?: string[];
    branch?: string;
    targetPath?: string;
  }) => {
    const output: Record<string, unknown> = {};
    await createConfigRepoFetchAction({
      repositories: new GitRepositories(options()),
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
