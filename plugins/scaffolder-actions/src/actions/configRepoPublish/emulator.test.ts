import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { type FleetEmulator, startFleetEmulator } from 'fleet-emulator';
import { GitRepositories, isAncestor } from '../../git';
import { createConfigRepoPublishAction } from './createConfigRepoPublishAction';

jest.setTimeout(60_000);

describe('publishing to the repositories of the demo', () => {
  let emulator: FleetEmulator;
  let workspacePath: string;

  beforeAll(async () => {
    emulator = await startFleetEmulator({
      fleet: {
        project: { id: 'acme-fleet', number: '123456789012' },
        repositories: [
          { name: 'acme/fleet-config', files: { 'README.md': 'Hello\n' } },
        ],
        clusters: [],
      },
    });
  });
  afterAll(() => emulator.close());
  beforeEach(async () => {
    workspacePath = await mkdtemp(join(tmpdir(), 'publish-emulator-'));
  });
  afterEach(() => rm(workspacePath, { recursive: true }));

  it('lands, can be read by the catalog, and is found in the history', async () => {
    const { host } = new URL(emulator.url);
    const config = new ConfigReader({
      anthosFleet: {
        git: {
          hosts: [
            {
              host,
              templates: {
                repository: 'http://{host}/{repository}',
                raw: 'http://{host}/{repository}/raw/{branch}/{path}',
                commit: 'http://{host}/{repository}/commit/{commit}',
              },
            },
          ],
        },
      },
    });
    const integrations = ScmIntegrations.fromConfig(config);
    const action = createConfigRepoPublishAction({ config, integrations });
    const repoUrl = emulator.repositories.cloneUrl('acme/fleet-config');
    const before = await emulator.repositories.head('acme/fleet-config');
    await writeFile(join(workspacePath, 'catalog-info.yaml'), 'kind: X\n');
    const outputs: Record<string, unknown> = {};
    await action.handler({
      ...createMockActionContext({
        input: { repoUrl, targetPath: 'clusters/a', message: 'Add a' },
        workspacePath,
      }),
      output: (name, value) => {
        outputs[name] = value;
      },
    });
    const commit = await emulator.repositories.head('acme/fleet-config');
    expect(outputs).toMatchObject({ changed: true, commit });
    const pages = [outputs.catalogInfoUrl, outputs.commitUrl].map(String);
    const [text, page] = await Promise.all(
      pages.map(async url => (await fetch(url)).text()),
    );
    expect(text).toBe('kind: X\n');
    expect(page).toContain('Add a');

    const repositories = new GitRepositories({ config, integrations });
    expect(await isAncestor(repositories, { repoUrl }, before, commit)).toBe(
      true,
    );
    expect(await isAncestor(repositories, { repoUrl }, commit, before)).toBe(
      false,
    );
  });
});
