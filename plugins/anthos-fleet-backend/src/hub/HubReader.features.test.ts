import type { FleetReading } from 'backstage-plugin-anthos-fleet-common';
import {
  googleError,
  ScriptedServer,
  sendJson,
  type Handler,
} from '../google/__testUtils__/ScriptedServer';
import {
  emptyFeature,
  membership,
  partOf,
  readerOf,
} from './__testUtils__/fleet';

describe('createHubReader', () => {
  let server: ScriptedServer;

  beforeAll(async () => {
    server = await ScriptedServer.start();
  });
  afterAll(() => server.stop());

  describe('features', () => {
    const notFound: Handler = (_, response) =>
      sendJson(response, 404, googleError(404, 'NOT_FOUND', 'no such feature'));

    async function read(features: Handler, clusters: Handler = () => ({})) {
      server.answer((request, response) =>
        partOf(request.url) === 'memberships'
          ? clusters(request, response)
          : features(request, response),
      );
      return readerOf(server.url).readFleet();
    }
    const states = ({ configSync, mesh, policyController }: FleetReading) =>
      [configSync, mesh, policyController].map(
        ({ outcome, enabled }) => `${outcome} ${enabled}`,
      );

    it('that the fleet does not use are not enabled', async () => {
      expect(states(await read(notFound))).toEqual(Array(3).fill('ok false'));
    });

    it('of a fleet that does not exist are not found either', async () => {
      expect(states(await read(notFound, notFound))).toEqual(
        Array(3).fill('not-found true'),
      );
    });

    it('are not taken for unused when somebody else answers', async () => {
      const page: Handler = (_, response) => {
        response.writeHead(404, { 'content-type': 'text/html' });
        response.end('<html><title>Nothing here</title></html>');
      };
      expect(states(await read(page))).toEqual(Array(3).fill('not-found true'));
    });

    it.each<[name: string, body: unknown]>([
      ['without a name', {}],
      ['another feature', emptyFeature('appdevexperience')],
      [
        'states that are no map',
        { ...emptyFeature('configmanagement'), membershipStates: [] },
      ],
      [
        'keys that name no cluster',
        {
          ...emptyFeature('configmanagement'),
          membershipStates: { c1: {}, c2: {} },
        },
      ],
    ])('are invalid: %s', async (_, body) => {
      const { configSync } = await read(() => body);
      expect(configSync.outcome).toBe('invalid');
    });

    it('say which locations did not answer', async () => {
      const { mesh } = await read(({ url }) => ({
        ...emptyFeature(partOf(url)),
        unreachable: ['us-east4', 'projects/1/locations/asia-east1'],
        membershipStates: {
          'projects/1/locations/europe-north1/memberships/c1': {},
          broken: {},
        },
      }));
      expect(mesh).toMatchObject({
        outcome: 'ok',
        incomplete: true,
        unansweredLocations: ['asia-east1', 'us-east4'],
        message: '1 entry of the answer could not be read and was left out',
      });
      expect([...(mesh.data?.keys() ?? [])]).toEqual(['europe-north1/c1']);
    });

    it('tell the number of the project, which stays known', async () => {
      const clusters: Handler = () => ({ resources: [membership('c1')] });
      const reader = readerOf(server.url);
      const numbers = async (features: Handler) => {
        server.answer((request, response) =>
          partOf(request.url) === 'memberships'
            ? clusters(request, response)
            : features(request, response),
        );
        const { data } = (await reader.readFleet()).clusters;
        return data?.map(({ projectNumber }) => projectNumber);
      };
      expect(await numbers(notFound)).toEqual([undefined]);
      expect(
        await numbers(({ url }) => ({
          ...emptyFeature(partOf(url)),
          membershipStates: {
            'projects/acme-fleet/locations/l1/memberships/c0': {},
            'projects/123456789012/locations/l1/memberships/c1': {},
          },
        })),
      ).toEqual(['123456789012']);
      expect(await numbers(notFound)).toEqual(['123456789012']);
    });

    it('fail one by one', async () => {
      const reading = await read(({ url }, response) => {
        if (partOf(url) === 'servicemesh') {
          sendJson(response, 500, {});
          return undefined;
        }
        return emptyFeature(partOf(url));
      });
      expect(states(reading)).toEqual([
        'ok true',
        'unreachable true',
        'ok true',
      ]);
    });
  });
});
