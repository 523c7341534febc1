import type { Entity } from '@backstage/catalog-model';
import { mockCredentials } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type { Knex } from 'knex';
import { createTestDatabases } from '../__testUtils__/databases';
import {
  configSyncDefaults,
  fleetReading,
  FLEET,
  observedCluster,
  observedConfigSync,
} from '../__testUtils__/readings';
import { DatabaseFleetStore, EVERYTHING } from '../store';
import { EntityStatusReader } from './EntityStatusReader';

jest.setTimeout(60_000);

const T0 = '2026-11-22T10:00:00.000Z';
const credentials = mockCredentials.user();

function component(
  annotations: Record<string, string>,
  dependsOn: string[] = [],
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name: 'api', namespace: 'default', annotations },
    spec: { type: 'service' },
    relations: dependsOn.map(targetRef => ({ type: 'dependsOn', targetRef })),
  };
}

function resource(name: string, annotations: Record<string, string>): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: { name, namespace: 'default', annotations },
    spec: { type: 'kubernetes-cluster', owner: 'platform' },
  };
}

describe('EntityStatusReader', () => {
  const databases = createTestDatabases();
  let knex: Knex;
  let store: DatabaseFleetStore;

  beforeAll(async () => {
    knex = await databases.init('SQLITE_3');
    store = await DatabaseFleetStore.create(
      { getClient: async () => knex },
      {
        fleets: [FLEET],
        frequencyMs: 60_000,
        configSyncDefaults,
        now: () => new Date(T0),
      },
    );
    await store.recordReading(
      fleetReading(
        T0,
        [
          observedCluster('onprem-prod', {
            location: 'europe-west1',
            hosting: 'on-prem',
            labels: { env: 'prod', team: 'maps' },
          }),
          observedCluster('gke-prod', { labels: { env: 'prod' } }),
          observedCluster('gke-prod', {
            location: 'us-east4',
            labels: { env: 'prod' },
          }),
          observedCluster('gke-dev', { labels: { env: 'dev' } }),
        ],
        { 'us-east4/gke-prod': observedConfigSync('error') },
      ),
      { startedAt: T0, finishedAt: T0 },
    );
  });

  afterAll(async () => {
    await knex.destroy();
  });

  async function read(entity: Entity, others: Entity[] = []) {
    const reader = new EntityStatusReader({
      catalog: catalogServiceMock({ entities: [entity, ...others] }),
      store,
    });
    return reader.read(
      { kind: 'component', namespace: 'default', name: 'api' },
      { credentials, visible: EVERYTHING },
    );
  }

  const chosen = (status: Awaited<ReturnType<typeof read>>) =>
    status.clusters.map(({ cluster, chosenBy }) => [
      `${cluster.location}/${cluster.name}`,
      chosenBy.map(({ source, value }) => `${source}: ${value}`),
    ]);

  it('finds clusters by ref and by name, and all clusters of that name', async () => {
    const status = await read(
      component({
        'anthos-fleet/cluster': `${FLEET}/europe-west1/onprem-prod, gke-prod`,
      }),
    );
    expect(chosen(status)).toEqual([
      ['us-east4/gke-prod', ['anthos-fleet/cluster: gke-prod']],
      ['europe-north1/gke-prod', ['anthos-fleet/cluster: gke-prod']],
      [
        'europe-west1/onprem-prod',
        [`anthos-fleet/cluster: ${FLEET}/europe-west1/onprem-prod`],
      ],
    ]);
    expect(status).toMatchObject({
      entityRef: 'component:default/api',
      annotated: true,
      totalClusters: 3,
      problems: [],
    });
    expect(
      status.hostings.map(({ hosting, total }) => [hosting, total]),
    ).toEqual([
      ['on-prem', 1],
      ['gcp', 2],
    ]);
  });

  it('finds clusters by labels', async () => {
    const status = await read(
      component({ 'anthos-fleet/cluster-selector': 'env=prod,team in (maps)' }),
    );
    expect(chosen(status)).toEqual([
      [
        'europe-west1/onprem-prod',
        ['anthos-fleet/cluster-selector: env=prod,team in (maps)'],
      ],
    ]);
  });

  it('honours the annotations of the Kubernetes plugin', async () => {
    const status = await read(
      component({
        'backstage.io/kubernetes-cluster': 'gke-dev',
        'backstage.io/kubernetes-namespace': 'maps-main',
        'anthos-fleet/namespace': 'maps-main, maps-jobs',
      }),
    );
    expect(chosen(status)).toEqual([
      ['europe-north1/gke-dev', ['backstage.io/kubernetes-cluster: gke-dev']],
    ]);
    expect(
      status.namespaces.map(({ name, chosenBy }) => [
        name,
        chosenBy.map(({ source }) => source),
      ]),
    ).toEqual([
      [
        'maps-main',
        ['anthos-fleet/namespace', 'backstage.io/kubernetes-namespace'],
      ],
      ['maps-jobs', ['anthos-fleet/namespace']],
    ]);
  });

  it('follows dependsOn to cluster entities and leaves other resources alone', async () => {
    const status = await read(
      component({}, [
        'resource:default/by-ref',
        'resource:default/gke-dev',
        'resource:default/database',
        'resource:default/unreadable',
        'component:default/other',
        'resource:default/gone',
      ]),
      [
        resource('by-ref', {
          'anthos-fleet/cluster-ref': `${FLEET}/us-east4/gke-prod`,
        }),
        resource('gke-dev', {}),
        resource('unreadable', { 'anthos-fleet/cluster-ref': 'a//b' }),
        {
          ...resource('database', {}),
          spec: { type: 'database', owner: 'x' },
        },
      ],
    );
    expect(chosen(status)).toEqual([
      ['us-east4/gke-prod', ['dependsOn: resource:default/by-ref']],
      ['europe-north1/gke-dev', ['dependsOn: resource:default/gke-dev']],
    ]);
    expect(status.problems).toEqual([
      expect.objectContaining({
        source: 'dependsOn',
        value: 'resource:default/unreadable',
        remedy: expect.stringContaining('anthos-fleet/cluster-ref'),
      }),
    ]);
  });

  it('tells every reason why a cluster was chosen', async () => {
    const status = await read(
      component(
        {
          'anthos-fleet/cluster': 'gke-dev',
          'anthos-fleet/cluster-selector': 'env=dev',
        },
        ['resource:default/gke-dev'],
      ),
      [resource('gke-dev', {})],
    );
    expect(chosen(status)).toEqual([
      [
        'europe-north1/gke-dev',
        [
          'anthos-fleet/cluster: gke-dev',
          'anthos-fleet/cluster-selector: env=dev',
          'dependsOn: resource:default/gke-dev',
        ],
      ],
    ]);
  });

  it('says when an entity names no cluster', async () => {
    expect(await read(component({}))).toEqual({
      entityRef: 'component:default/api',
      annotated: false,
      totalClusters: 0,
      hostings: [],
      clusters: [],
      namespaces: [],
      problems: [],
      namespacesOnClusters: [],
      syncs: [],
      totalSyncs: 0,
      errors: [],
      totalErrorGroups: 0,
      objects: [],
      totalObjects: 0,
    });
  });

  it.each([
    ['anthos-fleet/cluster', 'a b', 'neither the name nor the ref'],
    ['anthos-fleet/cluster', '<script>', 'neither the name nor the ref'],
    ['anthos-fleet/cluster', '  ', 'is empty'],
    ['anthos-fleet/cluster', 'gke-prd', "No cluster 'gke-prd' is in the fleet"],
    ['anthos-fleet/cluster-selector', 'env=nope', 'No cluster has the labels'],
    ['anthos-fleet/cluster-selector', 'env in (', ''],
    ['anthos-fleet/namespace', 'Team_Maps', 'not the name of a namespace'],
    [
      'anthos-fleet/cluster',
      Array.from({ length: 150 }, (_, i) => `c${i}`).join(','),
      'the first 100 are read',
    ],
    ['anthos-fleet/cluster', 'x'.repeat(20_000), 'has 20000 characters'],
  ])(
    'explains what is wrong with %s (case %#)',
    async (key, value, message) => {
      const { problems } = await read(component({ [key]: value }));
      expect(problems[0]).toMatchObject({
        source: key,
        message: expect.stringContaining(message),
        remedy: expect.stringMatching(/\w+/),
      });
      expect(JSON.stringify(problems[0]).length).toBeLessThan(1000);
    },
  );

  it('does not tell an absent entity from a hidden one', async () => {
    const reader = new EntityStatusReader({
      catalog: catalogServiceMock({ entities: [] }),
      store,
    });
    await expect(
      reader.read(
        { kind: 'component', namespace: 'default', name: 'api' },
        { credentials, visible: EVERYTHING },
      ),
    ).rejects.toThrow(
      "No entity 'component:default/api' is in the catalog, or you may not see it",
    );
  });

  it('reads the catalog with the rights of the caller', async () => {
    const catalog = catalogServiceMock.mock();
    catalog.getEntityByRef.mockResolvedValue(
      component({}, ['resource:default/x']),
    );
    catalog.getEntitiesByRefs.mockResolvedValue({ items: [undefined] });
    await new EntityStatusReader({ catalog, store }).read(
      { kind: 'component', namespace: 'default', name: 'api' },
      { credentials, visible: EVERYTHING },
    );
    expect(catalog.getEntityByRef.mock.calls[0][1]).toEqual({ credentials });
    expect(catalog.getEntitiesByRefs.mock.calls[0][1]).toEqual({ credentials });
  });
});
