import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import type { JsonObject } from '@backstage/types';
import { CLOUD, HALL } from '../__testUtils__/fleet';
import { ActionRun } from '../__testUtils__/runAction';
import { createConfigRepoPublishAction } from '../actions/configRepoPublish';
import { createMeshServiceCreateAction } from '../actions/meshServiceCreate';
import { LOCK_FILE } from '../git';
import { GitServer } from '../git/__testUtils__/GitServer';

// Git itself runs many times over.
jest.setTimeout(120_000);

const REPOSITORY = 'acme/services';
const ON_PREM = 'cadastre-main/overlays/on-prem/kustomization.yaml';
const GCP = 'cadastre-main/overlays/gcp/kustomization.yaml';

const listOf = (...names: string[]) =>
  expect.stringMatching(
    new RegExp(`resources:\n${names.map(name => ` +- ${name}\n`).join('')}`),
  );

describe('services of one namespace, published one after the other', () => {
  const runs = new ActionRun();
  let server: GitServer;
  let temporary: string;

  beforeAll(async () => {
    server = await GitServer.start();
    temporary = await mkdtemp(join(tmpdir(), 'shared-lists-'));
  });
  afterAll(async () => {
    await server.close();
    await rm(temporary, { recursive: true });
  });
  beforeEach(async () => {
    server.intercept = () => false;
    await rm(server.gitdir(REPOSITORY), { recursive: true, force: true });
    await server.create(REPOSITORY, { 'README.md': 'Services\n' });
  });

  /** As the template does: write, then publish. */
  const provide = async (
    name: string,
    {
      input = {},
      isDryRun = false,
    }: { input?: JsonObject; isDryRun?: boolean } = {},
  ) => {
    runs.workspace.clear();
    const written = await runs.run(
      createMeshServiceCreateAction(runs.options()),
      {
        name,
        namespace: 'cadastre-main',
        owner: 'group:default/team-property',
        clusters: [HALL, CLOUD],
        targetPath: 'service',
      },
    );
    const config = new ConfigReader({
      anthosFleet: { git: { hosts: [{ host: server.host }] } },
    });
    return runs.run(
      createConfigRepoPublishAction({
        config,
        integrations: ScmIntegrations.fromConfig(config),
      }),
      {
        repoUrl: server.url(REPOSITORY),
        sourcePath: 'service',
        mergeLists: written.output.sharedLists as string[],
        message: `Run ${name}`,
        gitAuthorName: 'Kari',
        gitAuthorEmail: 'kari@kartnord.example',
        ...input,
      },
      {
        isDryRun,
        checkpoint: async ({ fn }) => fn(),
        createTemporaryDirectory: () => mkdtemp(join(temporary, 'step-')),
      },
    );
  };
  const files = () => server.files(REPOSITORY);

  it('are all in the lists, and the same again is no commit', async () => {
    await provide('parcels');
    const first = await files();
    expect(first[GCP]).toEqual(listOf('parcels'));

    await provide('tiles');
    const second = await files();
    expect(second).toMatchObject({
      [ON_PREM]: listOf('parcels', 'tiles'),
      [GCP]: listOf('parcels', 'tiles'),
    });
    const { [ON_PREM]: _a, [GCP]: _b, [LOCK_FILE]: _c, ...own } = first;
    expect(Object.keys(own).length).toBeGreaterThan(10);
    expect(second).toMatchObject(own);

    const head = await server.head(REPOSITORY);
    for (const name of ['tiles', 'parcels']) {
      expect((await provide(name)).output).toMatchObject({
        changed: false,
        commit: head,
        files: { added: [], updated: [], kept: [] },
      });
    }
    expect(await server.head(REPOSITORY)).toBe(head);
    await server.check(REPOSITORY);
  });

  it('keep the one that was added between the look and the push', async () => {
    await provide('parcels');
    let raced = false;
    server.intercept = async req => {
      if (!raced && req.url?.includes('service=git-receive-pack')) {
        raced = true;
        await server.commit(REPOSITORY, {
          [GCP]: 'resources:\n  - parcels\n  - place-names\n',
        });
      }
      return false;
    };
    const { log } = await provide('tiles');
    expect(raced).toBe(true);
    expect(log.join('\n')).toMatch(/trying again/);
    expect(await files()).toMatchObject({
      [GCP]: listOf('parcels', 'place-names', 'tiles'),
      [ON_PREM]: listOf('parcels', 'tiles'),
    });
  });

  it('leave in a list what people wrote there', async () => {
    await provide('parcels');
    await server.commit(REPOSITORY, {
      [GCP]:
        '# Ask Ola first\nresources:\n  - parcels # until May\n  - ../../extra\nnamePrefix: x-\n',
    });
    const { output } = await provide('tiles');
    expect(output).toMatchObject({
      changed: true,
      files: { updated: expect.arrayContaining([GCP, ON_PREM]), kept: [] },
    });
    expect((await files())[GCP]).toBe(
      '# Ask Ola first\nresources:\n  - parcels # until May\n  - ../../extra\n  - tiles\nnamePrefix: x-\n',
    );
  });

  it('leave a list that was never published from here, and say what to write', async () => {
    await server.commit(REPOSITORY, { [GCP]: 'resources:\n  - ../../old\n' });
    const before = await server.head(REPOSITORY);
    await expect(provide('tiles')).rejects.toThrow(
      `${GCP} is no list that was published from here: list tiles under its resources by hand, and run this again`,
    );
    await expect(provide('tiles', { isDryRun: true })).rejects.toThrow(GCP);
    expect(await server.head(REPOSITORY)).toBe(before);

    const byHand = 'resources:\n  - ../../old\n  - tiles\n';
    await server.commit(REPOSITORY, { [GCP]: byHand });
    await provide('tiles');
    expect(await files()).toMatchObject({
      [GCP]: byHand,
      [ON_PREM]: listOf('tiles'),
    });
  });

  it.each([
    ['is no YAML', 'resources: [\n'],
    ['is no kustomization', '- parcels\n'],
    ['lists nothing', 'kind: Kustomization\n'],
  ])('leave a list alone that %s any more', async (_, text) => {
    await provide('parcels');
    await server.commit(REPOSITORY, { [GCP]: text });
    const before = await server.head(REPOSITORY);
    await expect(provide('tiles')).rejects.toThrow(
      `${GCP} is no list that was published from here`,
    );
    expect(await server.head(REPOSITORY)).toBe(before);
  });

  it('come back whole after they were deleted by hand', async () => {
    await provide('parcels');
    await provide('tiles');
    const before = await files();
    await server.commit(REPOSITORY, {
      ...Object.fromEntries(
        Object.keys(before)
          .filter(path => path.includes('/tiles/'))
          .map(path => [path, null]),
      ),
      [GCP]: 'resources:\n  - parcels\n',
      [ON_PREM]: null,
    });
    await provide('tiles');
    expect(await files()).toMatchObject({
      ...Object.fromEntries(
        Object.entries(before).filter(([path]) => path.includes('/tiles/')),
      ),
      [GCP]: listOf('parcels', 'tiles'),
      [ON_PREM]: listOf('tiles'),
    });
  });

  it('say in a dry run what would change, and push nothing', async () => {
    await provide('parcels');
    const before = await server.head(REPOSITORY);
    const { output, log } = await provide('tiles', { isDryRun: true });
    // Whose files they are is not for this run to say.
    expect(log.join('\n')).not.toMatch(/not produced any more/);
    expect(output).toMatchObject({
      changed: true,
      files: { updated: [GCP, ON_PREM] },
    });
    expect(await server.head(REPOSITORY)).toBe(before);
  });

  it('refuse to remove what other services published', async () => {
    await expect(
      provide('tiles', { input: { removeStale: true } }),
    ).rejects.toThrow(/^removeStale: /);
  });

  it.each([
    ['overlays/../x.yaml', /^mergeLists: /],
    ['not/there.yaml', /^mergeLists: "not\/there.yaml" is no file/],
  ])('refuse %s as a list', async (path, message) => {
    await expect(
      provide('tiles', { input: { mergeLists: [path] } }),
    ).rejects.toThrow(message);
  });
});
