import { mockCredentials } from '@backstage/backend-test-utils';
import { actionsRegistryServiceMock } from '@backstage/backend-test-utils/alpha';
import { NotAllowedError } from '@backstage/errors';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type { JsonObject } from '@backstage/types';
import type { Knex } from 'knex';
import { createTestDatabases } from '../__testUtils__/databases';
import { FLEET, configSyncDefaults } from '../__testUtils__/readings';
import { EntityStatusReader } from '../entities';
import { DatabaseFleetStore, type Visible } from '../store';
import {
  onprem,
  T2,
  writeSampleFleet,
} from '../store/__testUtils__/sampleFleet';
import { registerActions } from '.';

jest.setTimeout(60_000);

const everything: Visible = { clusters: undefined, packageSyncs: undefined };

describe('actions', () => {
  const databases = createTestDatabases();

  describe.each(databases.eachSupportedId())('on %s', id => {
    const registry = actionsRegistryServiceMock();
    let knex: Knex;
    let visible: Visible;
    let refused: Error | undefined;

    const access = async () => {
      if (refused) {
        throw refused;
      }
      return visible;
    };

    beforeAll(async () => {
      knex = await databases.init(id);
      const store = await DatabaseFleetStore.create(
        { getClient: async () => knex },
        {
          fleets: [FLEET],
          gateway: { fleets: [FLEET], requestsPerMinute: 1200 },
          frequencyMs: 60_000,
          configSyncDefaults,
          now: () => new Date(T2),
        },
      );
      await writeSampleFleet(store);
      registerActions({
        actionsRegistry: registry,
        store,
        entityStatus: new EntityStatusReader({
          store,
          catalog: catalogServiceMock({
            entities: [
              {
                apiVersion: 'backstage.io/v1alpha1',
                kind: 'Component',
                metadata: {
                  name: 'api',
                  annotations: {
                    'anthos-fleet/cluster-selector': 'env',
                    'anthos-fleet/namespace': 'maps',
                  },
                },
              },
            ],
          }),
        }),
        access: { read: access, readPackageSyncs: access },
      });
    });

    beforeEach(() => {
      visible = everything;
      refused = undefined;
    });

    afterAll(() => knex.destroy());

    const invoke = async (name: string, input: JsonObject) =>
      (
        await registry.invoke({
          id: `test:${name}`,
          input,
          credentials: mockCredentials.user(),
        })
      ).output as JsonObject;

    it('find clusters by where they run', async () => {
      expect(await invoke('find-clusters', { hosting: ['on-prem'] })).toEqual({
        totalClusters: 1,
        clusters: [
          expect.objectContaining({ ref: onprem.ref, hosting: 'on-prem' }),
        ],
      });
      expect(
        await invoke('find-clusters', { q: 'no such cluster' }),
      ).toMatchObject({ clusters: [], totalClusters: 0 });
    });

    it('find what is wrong, with its remedy', async () => {
      const { errors, totalErrors } = await invoke('find-sync-errors', {
        cluster: ['onprem-prod'],
        limit: 1,
      });
      expect(totalErrors).toBeGreaterThan(1);
      expect(errors).toEqual([
        expect.objectContaining({
          code: expect.stringMatching(/^KNV\d{4}$/),
          cause: expect.stringMatching(/\w/),
          remedy: expect.stringMatching(/\w/),
        }),
      ]);
    });

    it('tell what is live of an entity', async () => {
      const status = await invoke('get-entity-status', {
        entityRef: 'component:default/api',
      });
      expect(status).toMatchObject({ state: 'error' });
      expect(status.syncs).toHaveLength(5);
    });

    it('say what is wrong with a reference', async () => {
      await expect(
        invoke('get-entity-status', { entityRef: 'cadastre-api' }),
      ).rejects.toThrow(/entityRef is 'cadastre-api'/);
    });

    it('answer only with what the caller may see', async () => {
      visible = { ...everything, packageSyncs: 'none' };
      expect(
        await invoke('get-entity-status', {
          entityRef: 'component:default/api',
        }),
      ).toMatchObject({ syncs: [], errors: [] });
      refused = new NotAllowedError('not for you');
      for (const [name, input] of [
        ['find-clusters', {}],
        ['find-sync-errors', {}],
        ['get-entity-status', { entityRef: 'component:default/api' }],
      ] as const) {
        await expect(invoke(name, input)).rejects.toThrow('not for you');
      }
    });

    it('have examples that run', async () => {
      for (const [name, { examples = [] }] of registry.actions) {
        expect([name, examples.length]).not.toEqual([name, 0]);
        for (const { input } of examples) {
          const answer = registry.invoke({
            id: name,
            input: {
              ...input,
              ...(input.entityRef && { entityRef: 'component:default/api' }),
            },
            credentials: mockCredentials.user(),
          });
          expect(await answer).toHaveProperty('output');
        }
      }
    });
  });
});
