import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import type { JsonObject } from '@backstage/types';
import { LOCK_FILE, formatLock } from '../../git';
import { GitServer } from '../../git/__testUtils__/GitServer';
import { createConfigRepoPublishAction } from './createConfigRepoPublishAction';
import type { ModuleLoader } from './pullRequests';
import type { ConfigRepoPublishInput } from './schema';

interface Call {
  call: string;
  token: string | undefined;
  body: Record<string, unknown>;
}

// Git itself runs many times over.
jest.setTimeout(60_000);

describe('pull requests', () => {
  let server: GitServer;
  let workspacePath: string;
  let calls: Call[];
  let api: (call: string, body: Call['body']) => [number, unknown];

  const answer = async (req: IncomingMessage, res: ServerResponse) => {
    if (!req.url?.startsWith('/api/')) {
      return false;
    }
    const chunks: Buffer[] = [];
    for await (const chunk of req) {
      chunks.push(chunk);
    }
    const text = Buffer.concat(chunks).toString();
    const body = text ? JSON.parse(text) : {};
    const call = `${req.method} ${req.url}`;
    const token = req.headers.authorization ?? req.headers['private-token'];
    calls.push({ call, body, token: token && String(token) });
    const [status, json] = api(call, body);
    res.writeHead(status, { 'content-type': 'application/json' });
    res.end(JSON.stringify(json));
    return true;
  };

  beforeAll(async () => {
    server = await GitServer.start();
  });
  afterAll(() => server.close());
  beforeEach(async () => {
    workspacePath = await mkdtemp(join(tmpdir(), 'publish-request-'));
    server.intercept = answer;
    calls = [];
  });
  afterEach(() => rm(workspacePath, { recursive: true }));

  const run = async (
    input: ConfigRepoPublishInput,
    integrations: JsonObject,
    options: { loadModule?: ModuleLoader; isDryRun?: boolean } = {},
  ) => {
    const config = new ConfigReader({ integrations });
    const action = createConfigRepoPublishAction({
      config,
      integrations: ScmIntegrations.fromConfig(config),
      ...(options.loadModule && { loadModule: options.loadModule }),
    });
    const outputs: Record<string, unknown> = {};
    await action.handler({
      ...createMockActionContext({ input, workspacePath }),
      task: { id: 'task-1' },
      user: { ref: 'user:default/ane' },
      isDryRun: options.isDryRun,
      checkpoint: async ({ fn }) => fn(),
      createTemporaryDirectory: () => mkdtemp(`${workspacePath}-step-`),
      output: (name, value) => {
        outputs[name] = value;
      },
    });
    return outputs;
  };

  describe('on GitHub', () => {
    const github = () => ({
      github: [
        {
          host: server.host,
          apiBaseUrl: `http://${server.host}/api/v3`,
          token: 'portal-token',
        },
      ],
    });
    let branchExists: boolean;

    beforeEach(() => {
      branchExists = false;
      api = (call, body) => {
        const at = '/api/v3/repos/acme/gh';
        switch (call) {
          case `GET ${at}`:
            return [
              200,
              { default_branch: 'main', permissions: { push: true } },
            ];
          case `GET ${at}/commits?sha=main&per_page=1`:
            return [
              200,
              [{ sha: 'base', commit: { tree: { sha: 'tree-0' } } }],
            ];
          case `POST ${at}/git/blobs`:
            return [201, { sha: `blob:${body.content}` }];
          case `POST ${at}/git/trees`:
            return [201, { sha: 'tree-1' }];
          case `POST ${at}/git/commits`:
            return [201, { sha: 'commit-1' }];
          case 'POST /api/graphql':
            return [
              200,
              {
                data: {
                  repository: {
                    ref: branchExists
                      ? { associatedPullRequests: { edges: [] } }
                      : null,
                  },
                },
              },
            ];
          case `POST ${at}/git/refs`:
          case `POST ${at}/pulls/7/requested_reviewers`:
            return [201, {}];
          case `PATCH ${at}/git/refs/heads%2Fproposal`:
            return [200, {}];
          case `POST ${at}/pulls`:
            return [
              201,
              {
                number: 7,
                html_url: `http://${server.host}/acme/gh/pull/7`,
                base: { ref: 'main' },
              },
            ];
          default:
            return call.startsWith('HEAD ')
              ? [200, {}]
              : [500, { message: `unexpected ${call}` }];
        }
      };
    });
    const create = async () => {
      await rm(server.gitdir('acme/gh'), { recursive: true, force: true });
      await server.create('acme/gh', {
        'README.md': 'Hello\n',
        'ns/same.yaml': 'same: 1\n',
      });
      await writeFile(join(workspacePath, 'a.yaml'), 'a: 1\n');
      await writeFile(join(workspacePath, 'same.yaml'), 'same: 1\n');
      return {
        repoUrl: server.url('acme/gh'),
        targetPath: 'ns',
        message: 'Add a',
        gitAuthorName: 'Bo',
        gitAuthorEmail: 'bo@example.org',
        pullRequest: {
          title: 'Add the namespace a',
          reviewers: ['ane'],
          sourceBranch: 'proposal',
        },
      };
    };

    it('hands over a shared list with the entries of others', async () => {
      const input = await create();
      const list = await server.commit('acme/gh', {
        'ns/kustomization.yaml': 'resources:\n  - tiles\n',
        [`ns/${LOCK_FILE}`]: formatLock(
          new Map([['kustomization.yaml', '0'.repeat(64)]]),
        ),
      });
      expect(list).toBeDefined();
      await writeFile(
        join(workspacePath, 'kustomization.yaml'),
        'resources:\n  - parcels\n',
      );
      await run({ ...input, mergeLists: ['kustomization.yaml'] }, github());
      const [{ body }] = calls.filter(({ call }) =>
        call.endsWith('/git/trees'),
      );
      expect(body.tree).toContainEqual(
        expect.objectContaining({
          path: 'ns/kustomization.yaml',
          sha: `blob:${Buffer.from(
            'resources:\n  - tiles\n  - parcels\n',
          ).toString('base64')}`,
        }),
      );
    });

    it('hands exactly the changed files to the action of the scaffolder', async () => {
      const input = await create();
      const outputs = await run(input, github());
      expect(outputs).toMatchObject({
        changed: true,
        branch: 'main',
        files: { added: ['ns/a.yaml'], updated: [], removed: [], kept: [] },
        pullRequestUrl: `http://${server.host}/acme/gh/pull/7`,
        contentsUrl: `http://${server.host}/acme/gh/blob/main/ns`,
      });
      expect(outputs).not.toHaveProperty('commit');
      const sent = (call: string) =>
        calls.filter(
          made => made.call === `POST /api/v3/repos/acme/gh/${call}`,
        );
      expect(sent('git/trees')[0].body).toMatchObject({
        base_tree: 'tree-0',
        tree: [
          { path: `ns/${LOCK_FILE}`, mode: '100644' },
          {
            path: 'ns/a.yaml',
            mode: '100644',
            sha: `blob:${Buffer.from('a: 1\n').toString('base64')}`,
          },
        ],
      });
      expect(sent('git/commits')[0].body).toMatchObject({
        message:
          'Add a\n\nBackstage-Task: task-1\nBackstage-User: user:default/ane',
        author: { name: 'Bo', email: 'bo@example.org' },
        parents: ['base'],
      });
      expect(sent('pulls')[0]).toMatchObject({
        token: 'token portal-token',
        body: {
          head: 'acme:proposal',
          base: 'main',
          title: 'Add the namespace a',
          body: 'Add a',
        },
      });
      expect(sent('pulls/7/requested_reviewers')[0].body).toMatchObject({
        reviewers: ['ane'],
      });
      // The branch is the action's affair.
      expect(await server.log('acme/gh', '%H')).toHaveLength(1);
    });

    it('uses the token of the user for Git and for the request', async () => {
      const input = await create();
      await run({ ...input, token: 'user-token' }, github());
      expect(new Set(calls.map(({ token }) => token))).toEqual(
        new Set(['token user-token']),
      );
    });

    it('opens nothing when there is nothing to change', async () => {
      const input = await create();
      await rm(join(workspacePath, 'a.yaml'));
      const outputs = await run(input, github());
      expect(outputs).toMatchObject({
        changed: false,
        commit: await server.head('acme/gh'),
      });
      expect(outputs).not.toHaveProperty('pullRequestUrl');
      expect(calls).toEqual([]);
    });

    it('opens no second request for the same files', async () => {
      const input = await create();
      await server.commit(
        'acme/gh',
        { 'ns/a.yaml': 'a: 1\n' },
        { branch: 'proposal' },
      );
      expect(await run(input, github())).toMatchObject({
        changed: false,
        commit: await server.head('acme/gh', 'proposal'),
        pullRequestUrl: `http://${server.host}/acme/gh/compare/main...proposal?expand=1`,
      });
      expect(calls).toEqual([]);
    });

    it('replaces a proposal of its own, and never the commits of somebody else', async () => {
      const input = await create();
      await server.commit(
        'acme/gh',
        { 'ns/notes.txt': 'by hand\n' },
        { branch: 'proposal' },
      );
      await expect(run(input, github())).rejects.toThrow(
        /^pullRequest\.sourceBranch: .*was not made from here/,
      );
      expect(calls).toEqual([]);
      await server.commit(
        'acme/gh',
        { 'ns/old.yaml': 'old\n' },
        { branch: 'proposal', message: 'Add old\n\nBackstage-Task: task-0' },
      );
      branchExists = true;
      await run(input, github());
      expect(calls.map(({ call }) => call)).toContain(
        'PATCH /api/v3/repos/acme/gh/git/refs/heads%2Fproposal',
      );
    });

    it('names the package that is missing before anything is sent', async () => {
      const input = await create();
      server.requests.length = 0;
      await expect(
        run(input, github(), {
          loadModule: async () => {
            throw new Error('Cannot find module');
          },
        }),
      ).rejects.toThrow(
        /^pullRequest: .*@backstage\/plugin-scaffolder-backend-module-github, which cannot be loaded; add it/,
      );
      await expect(
        run(input, github(), { loadModule: async () => ({}) }),
      ).rejects.toThrow(/has no createPublishGithubPullRequestAction; update/);
      expect(server.requests).toEqual([]);
    });

    it('does nothing in a dry run', async () => {
      const input = await create();
      const outputs = await run(input, github(), { isDryRun: true });
      expect(outputs).toMatchObject({
        changed: true,
        files: { added: ['ns/a.yaml'] },
      });
      expect(outputs).not.toHaveProperty('pullRequestUrl');
      expect(calls).toEqual([]);
    });
  });

  describe('on GitLab', () => {
    const gitlab = () => ({
      gitlab: [
        {
          host: server.host,
          apiBaseUrl: `http://${server.host}/api/v4`,
          baseUrl: `http://${server.host}`,
          token: 'portal-token',
        },
      ],
    });
    let requestExists: boolean;

    beforeEach(() => {
      requestExists = false;
      api = call => {
        const at = '/api/v4/projects/group%2Fsub%2Fgl';
        if (call === 'GET /api/v4/users?username=ane') {
          return [200, [{ id: 42 }]];
        }
        if (call.startsWith(`GET ${at}/repository/branches/`)) {
          return [200, { web_url: 'http://branch' }];
        }
        if (call === `POST ${at}/merge_requests`) {
          return requestExists
            ? [
                409,
                {
                  message: [
                    'Another open merge request already exists for this source branch: !5',
                  ],
                },
              ]
            : [
                201,
                {
                  iid: 5,
                  web_url: `http://${server.host}/group/sub/gl/-/merge_requests/5`,
                },
              ];
        }
        return [500, { message: `unexpected ${call}` }];
      };
    });
    const create = async () => {
      await rm(server.gitdir('group/sub/gl'), { recursive: true, force: true });
      await server.create('group/sub/gl', { 'README.md': 'Hello\n' });
      await writeFile(join(workspacePath, 'a.yaml'), 'a: 1\n');
      return {
        repoUrl: server.url('group/sub/gl'),
        targetPath: 'ns',
        message: 'Add a',
        pullRequest: {
          title: 'Add the namespace a',
          description: 'Please',
          reviewers: ['ane'],
          labels: ['fleet'],
          sourceBranch: 'proposal',
        },
      };
    };

    it('pushes the branch, and lets the action of the scaffolder open the request', async () => {
      const input = await create();
      const outputs = await run(input, gitlab());
      expect(outputs).toMatchObject({
        changed: true,
        branch: 'main',
        commit: await server.head('group/sub/gl', 'proposal'),
        pullRequestUrl: `http://${server.host}/group/sub/gl/-/merge_requests/5`,
      });
      expect(Object.keys(await server.files('group/sub/gl'))).toEqual([
        'README.md',
      ]);
      expect(
        Object.keys(await server.files('group/sub/gl', 'proposal')),
      ).toEqual(['README.md', `ns/${LOCK_FILE}`, 'ns/a.yaml']);
      expect(calls.at(-1)).toMatchObject({
        call: 'POST /api/v4/projects/group%2Fsub%2Fgl/merge_requests',
        token: 'portal-token',
        body: {
          source_branch: 'proposal',
          target_branch: 'main',
          title: 'Add the namespace a',
          description: 'Please',
          reviewer_ids: [42],
          labels: ['fleet'],
        },
      });
    });

    it('leads to the request that is there already, without a second commit', async () => {
      const input = await create();
      const first = await run(input, gitlab());
      requestExists = true;
      const second = await run(input, gitlab());
      expect(second).toMatchObject({
        changed: false,
        commit: first.commit,
        pullRequestUrl: `http://${server.host}/group/sub/gl/-/merge_requests?state=opened&source_branch=proposal`,
      });
      expect(await server.log('group/sub/gl', '%H', 'proposal')).toHaveLength(
        2,
      );
    });
  });

  it('pushes a branch named after its content and links to the form, where no action exists', async () => {
    await server.create('acme/gitea', { 'README.md': 'Hello\n' });
    await writeFile(join(workspacePath, 'a.yaml'), 'a: 1\n');
    const input = {
      repoUrl: server.url('acme/gitea'),
      targetPath: 'clusters/prod',
      message: 'Add a',
      pullRequest: { title: 'Add a' },
    };
    const config = {
      gitea: [{ host: server.host, baseUrl: `http://${server.host}` }],
    };
    const first = await run(input, config);
    const source =
      /compare\/main\.\.\.anthos-fleet%2F(publish-clusters-prod-[0-9a-f]{10})$/.exec(
        String(first.pullRequestUrl),
      )?.[1];
    expect(await server.head('acme/gitea', `anthos-fleet/${source}`)).toBe(
      first.commit,
    );
    expect(await run(input, config)).toMatchObject({
      changed: false,
      commit: first.commit,
      pullRequestUrl: first.pullRequestUrl,
    });
    await writeFile(join(workspacePath, 'a.yaml'), 'a: 2\n');
    const other = await run(input, config);
    expect(other.pullRequestUrl).not.toBe(first.pullRequestUrl);
  });

  it('needs something to merge into', async () => {
    await server.create('acme/empty');
    await writeFile(join(workspacePath, 'a.yaml'), 'a: 1\n');
    await expect(
      run(
        {
          repoUrl: server.url('acme/empty'),
          message: 'Add a',
          pullRequest: { title: 'Add a' },
        },
        { gitea: [{ host: server.host, baseUrl: `http://${server.host}` }] },
      ),
    ).rejects.toThrow(/^pullRequest: .*is empty/);
  });
});
