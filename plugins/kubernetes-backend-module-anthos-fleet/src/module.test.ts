import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import kubernetesPlugin from '@backstage/plugin-kubernetes-backend';
import type { JsonObject } from '@backstage/types';
import module from '.';
import { startFakeGateway } from './__testUtils__/FakeGateway';
import { makeCluster } from './__testUtils__/fleet';
import { startPortal } from './__testUtils__/startPortal';

jest.setTimeout(120_000);

const ENTITY = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'cadastre-api',
    namespace: 'default',
    annotations: { 'backstage.io/kubernetes-namespace': 'cadastre-main' },
  },
};

const ELSEWHERE = {
  type: 'config',
  clusters: [
    {
      name: 'elsewhere',
      // Nobody listens there, which must not hide the rest.
      url: 'http://127.0.0.1:1',
      authProvider: 'serviceAccount',
      serviceAccountToken: 'token-of-elsewhere',
      skipMetricsLookup: true,
    },
  ],
};

const CLUSTERS = [
  makeCluster('acme-fleet/europe-north1/atkv3-prod', {
    hosting: 'on-prem',
    connection: { state: 'connected' },
  }),
  makeCluster('acme-fleet/europe-north1/tiles-prod'),
  makeCluster('acme-fleet/europe-west4/tiles-prod'),
  makeCluster('acme-fleet/europe-north1/silent', {
    connection: { state: 'disconnected' },
  }),
  makeCluster('acme-fleet/europe-north1/gone', { orphaned: true }),
];

describe('the fleet in the Kubernetes plugin', () => {
  let gateway: Awaited<ReturnType<typeof startFakeGateway>>;
  let portal: Awaited<ReturnType<typeof startPortal>> | undefined;

  beforeAll(async () => {
    gateway = await startFakeGateway();
  });

  beforeEach(() => {
    gateway.requests.length = 0;
  });

  afterEach(async () => {
    await portal?.stop();
    portal = undefined;
  });

  afterAll(() => gateway.stop());

  const configWith = (settings: JsonObject) => ({
    anthosFleet: {
      fleets: [
        {
          project: 'acme-fleet',
          gateway: { endpoint: gateway.url },
          auth: { accessToken: 'google-token' },
        },
      ],
    },
    kubernetes: {
      serviceLocatorMethod: { type: 'multiTenant' },
      clusterLocatorMethods: [ELSEWHERE],
      anthosFleet: settings,
    },
  });

  async function start(settings: JsonObject = {}) {
    portal = await startPortal({
      clusters: CLUSTERS,
      entities: { 'component:default/cadastre-api': ['atkv3-prod'] },
      entity: ENTITY,
      config: configWith(settings),
    });
    return portal;
  }

  it('reads an entity on its own clusters, beside those configured elsewhere', async () => {
    const { clusters, objects, fail } = await start();

    const listed = await clusters();
    expect(listed.map(({ name, title }) => [name, title])).toEqual([
      ['elsewhere', undefined],
      ['acme-fleet.europe-north1.atkv3-prod', 'atkv3-prod'],
      ['acme-fleet.europe-north1.tiles-prod', 'tiles-prod (europe-north1)'],
      ['acme-fleet.europe-west4.tiles-prod', 'tiles-prod (europe-west4)'],
    ]);
    expect(JSON.stringify(listed)).not.toContain('google-token');

    const items = await objects();
    expect(items.map(({ cluster }) => cluster)).toEqual([
      { name: 'elsewhere' },
      { name: 'acme-fleet.europe-north1.atkv3-prod', title: 'atkv3-prod' },
    ]);
    expect(items[1].errors).toEqual([]);
    expect(JSON.stringify(items[1].resources)).toContain('api-on-atkv3-prod');
    expect(gateway.requests).toContainEqual({
      path: '/v1/projects/123456789012/locations/europe-north1/memberships/atkv3-prod/api/v1/namespaces/cadastre-main/pods',
      authorization: 'Bearer google-token',
    });
    const elsewhere = gateway.requests.filter(
      ({ path }) => !path.includes('/memberships/atkv3-prod/'),
    );
    expect(elsewhere).toEqual([]);

    // An entity whose clusters are not known has those that are configured elsewhere.
    await fail('The fleet is away');
    expect((await objects()).map(({ cluster }) => cluster.name)).toEqual([
      'elsewhere',
    ]);
    await fail(undefined);
    expect(await objects()).toHaveLength(2);
  });

  it('reads all clusters when it is told to, GKE without the agent', async () => {
    const { clusters, objects } = await start({
      clustersOfEntity: 'all',
      unreachable: 'keep',
    });
    const names = (await clusters()).map(({ name }) => name);
    expect(names).toContain('acme-fleet.europe-north1.silent');
    expect(names).not.toContain('acme-fleet.europe-north1.gone');
    expect(await objects()).toHaveLength(5);
    expect(gateway.requests.map(({ path }) => path)).toContain(
      '/v1/projects/123456789012/locations/europe-west4/gkeMemberships/tiles-prod/api/v1/namespaces/cadastre-main/pods',
    );
  });

  it("leaves the token to the user's browser when it is told to", async () => {
    const { clusters } = await start({ credentials: 'user' });
    expect((await clusters())[1]).toMatchObject({ authProvider: 'google' });
  });

  it('refuses a setting that it does not know, and names it', async () => {
    const config = configWith({ unreachable: 'maybe' });
    await expect(
      startTestBackend({
        features: [
          kubernetesPlugin,
          module,
          mockServices.rootConfig.factory({ data: config }),
        ],
      }),
    ).rejects.toThrow(
      /kubernetes.anthosFleet.unreachable is 'maybe'; give one of leave-out, keep/,
    );
  });
});
