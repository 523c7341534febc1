import type {
  PackageSyncList,
  RolloutList,
} from 'backstage-plugin-anthos-fleet-common';
import { startFleetEmulator, type FleetEmulator } from 'fleet-emulator';
import type { Knex } from 'knex';
import {
  startFleetBackend,
  type TestFleetBackend,
} from '../__testUtils__/backend';
import { createTestDatabases } from '../__testUtils__/databases';
import { FLEET } from '../__testUtils__/readings';

jest.setTimeout(120_000);

const REPOSITORY = 'acme/maps';
const ROOT_SYNC = { name: 'root-sync' };
const REF = 'europe-north1/cloud';
const settings = (kind: string, value: string) =>
  JSON.stringify({
    apiVersion: 'v1',
    kind,
    metadata: { name: 'settings', namespace: 'default' },
    data: { value },
  });

describe('commits', () => {
  const databases = createTestDatabases();

  describe.each(databases.eachSupportedId())('on %s', id => {
    let emulator: FleetEmulator;
    let backend: TestFleetBackend;
    let knex: Knex;

    beforeAll(async () => {
      knex = await databases.init(id);
      emulator = await startFleetEmulator({
        configSync: { poll: 20, step: 20 },
        podStart: 0,
        fleet: {
          project: { id: FLEET, number: '123456789012' },
          features: { configSync: {} },
          repositories: [
            {
              name: REPOSITORY,
              files: { 'settings.yaml': settings('ConfigMap', '1') },
              history: [
                {
                  message: 'Begin\n\nAnd go on.',
                  author: 'Ingrid Aas <ingrid@example.org>',
                  at: '2026-01-01T00:00:00Z',
                },
              ],
            },
          ],
          clusters: [
            {
              name: 'cloud',
              location: 'europe-north1',
              platform: 'gke',
              configSync: { status: 'live', syncs: [{ repo: REPOSITORY }] },
            },
          ],
        },
      });
      for (const value of ['2', '3']) {
        await emulator.repositories.commit(REPOSITORY, {
          message: `Break it, ${value}`,
          author: { name: 'Lars Bakke', email: 'lars@example.org' },
          files: { 'settings.yaml': settings('ConfigMapp', value) },
        });
      }
      await emulator.configSync.untilError(REF, ROOT_SYNC, '1021');
      await emulator.configSync.settled();
      backend = await startFleetBackend({
        hubUrl: emulator.url,
        gateway: emulator.gateway,
        knex,
        callDeadlineMs: 10_000,
        root: {
          integrations: {
            gitea: [
              {
                host: new URL(emulator.url).host,
                baseUrl: `${emulator.url}/git`,
              },
            ],
          },
        },
      });
      await backend.sweep();
    });

    afterAll(async () => {
      await backend.stop();
      await emulator.close();
      await knex.destroy();
    });

    it('are told of by the routes once their host was asked, and by no page before', async () => {
      const { body: before } = await backend.get('/package-syncs');
      const [unasked] = (before as PackageSyncList).items;
      expect(unasked.behind).toEqual({ since: expect.any(String) });
      expect(unasked).not.toHaveProperty('commitDetails');

      await backend.askGitHosts();
      const { body } = await backend.get(`/package-syncs/${unasked.id}`);
      expect(body.sync).toMatchObject({
        commitDetails: {
          author: 'Ingrid Aas',
          committedAt: '2026-01-01T00:00:00.000Z',
          subject: 'Begin',
        },
        sourceCommitDetails: { author: 'Lars Bakke', subject: 'Break it, 3' },
        behind: { distance: { commits: 2, atLeast: false } },
      });
      const rollouts = await backend.get('/rollouts?q=maps');
      const [{ commits }] = (rollouts.body as RolloutList).items;
      expect(commits).toEqual([
        expect.objectContaining({
          newest: false,
          details: expect.objectContaining({ subject: 'Begin' }),
          behind: { commits: 2, atLeast: false },
        }),
      ]);
    });
  });
});
