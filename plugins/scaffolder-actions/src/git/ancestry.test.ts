import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { GitServer } from './__testUtils__/GitServer';
import { isAncestor } from './ancestry';
import { GitRepositories } from './GitRepositories';

// Git itself runs many times over.
jest.setTimeout(60_000);

describe('the ancestry of a commit', () => {
  let server: GitServer;
  let repositories: GitRepositories;
  let history: string[];
  let side: string;

  beforeAll(async () => {
    server = await GitServer.start();
    await server.create('acme/config', { 'a.yaml': '0\n' });
    const gitdir = server.gitdir('acme/config');
    // Faster than a clone for each of them.
    for (let index = 0; index < 60; index++) {
      const commit = await server.git(gitdir, [
        'commit-tree',
        'main^{tree}',
        '-p',
        'main',
        '-m',
        `${index}`,
      ]);
      await server.git(gitdir, [
        'update-ref',
        'refs/heads/main',
        commit.trim(),
      ]);
    }
    history = await server.log('acme/config', '%H');
    side = await server.commit(
      'acme/config',
      { 'b.yaml': 'b\n' },
      { branch: 'side' },
    );
    const config = new ConfigReader({
      anthosFleet: { git: { hosts: [{ host: server.host }] } },
    });
    repositories = new GitRepositories({
      config,
      integrations: ScmIntegrations.fromConfig(config),
    });
  });
  afterAll(() => server.close());
  beforeEach(() => {
    server.requests.length = 0;
  });

  const ask = (ancestor: string, commit: string, branch?: string) =>
    isAncestor(
      repositories,
      { repoUrl: server.url('acme/config'), branch },
      ancestor,
      commit,
    );

  it('needs no network for the same commit', async () => {
    expect(await ask(history[3], history[3])).toBe(true);
    expect(server.requests).toEqual([]);
  });

  it.each([
    ['the newest two', 1, 0, true],
    ['far back', 59, 2, true],
    ['the first', 60, 0, true],
    ['the other way round', 0, 1, false],
    ['the other way round, far back', 30, 50, false],
  ])('sees %s', async (_, ancestor, commit, expected) => {
    expect(await ask(history[ancestor], history[commit])).toBe(expected);
  });

  it('reads little for what is near', async () => {
    await ask(history[1], history[0]);
    // The branches, and one fetch of two requests.
    expect(server.requests).toHaveLength(3);
  });

  it('does not guess about commits that are elsewhere', async () => {
    expect(await ask(history[0], side)).toBeUndefined();
    expect(await ask(history[0], side, 'side')).toBe(true);
    expect(await ask(side, history[0])).toBe(false);
    expect(await ask('f'.repeat(40), history[0])).toBe(false);
    expect(await ask(history[0], 'f'.repeat(40))).toBeUndefined();
    expect(await ask('main', history[0])).toBeUndefined();
  });
});
