import { ScriptedServer } from './testing/ScriptedServer';
import { emptyFeature, partOf, PROJECT, readerOf } from './testing/fleet';

describe('createHubReader', () => {
  let server: ScriptedServer;

  beforeAll(async () => {
    server = await ScriptedServer.start();
  });
  afterAll(() => server.stop());

  it('reads a fleet with four calls', async () => {
    server.answer(({ url }) =>
      partOf(url) === 'memberships'
        ? {
            resources: [
              {
                name: `projects/${PROJECT}/locations/europe-north1/memberships/gke-prod-1`,
                endpoint: {
                  gkeCluster: {
                    resourceLink:
                      '//container.googleapis.com/projects/acme-prod/locations/europe-north1/clusters/gke-prod-1',
                  },
                },
                state: { code: 'READY' },
              },
            ],
          }
        : emptyFeature(partOf(url)),
    );
    const reading = await readerOf(server.url).readFleet();
    expect(reading).toMatchObject({
      fleet: PROJECT,
      clusters: {
        outcome: 'ok',
        data: [
          {
            ref: 'acme-fleet/europe-north1/gke-prod-1',
            platform: 'gke',
            place: { region: 'europe-north1' },
          },
        ],
      },
      configSync: { outcome: 'ok', enabled: true },
    });
    expect(server.requests.map(({ url }) => url).sort()).toEqual([
      '/v1/projects/acme-fleet/locations/-/memberships',
      '/v1/projects/acme-fleet/locations/global/features/configmanagement?returnPartialSuccess=true',
      '/v1/projects/acme-fleet/locations/global/features/policycontroller?returnPartialSuccess=true',
      '/v1/projects/acme-fleet/locations/global/features/servicemesh?returnPartialSuccess=true',
    ]);
    expect(server.requests[0].headers.authorization).toBe(
      'Bearer secret-token',
    );
  });
});
