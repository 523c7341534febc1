import { connectGatewayUrl } from './connectGatewayUrl';

const cluster = {
  project: '123456789012',
  location: 'europe-north1',
  name: 'prod',
  direct: true,
};

describe('connectGatewayUrl', () => {
  it('asks the host of the location, and goes to GKE without the agent', () => {
    expect(connectGatewayUrl(cluster)).toBe(
      'https://europe-north1-connectgateway.googleapis.com/v1/projects/123456789012/locations/europe-north1/gkeMemberships/prod',
    );
  });

  it('asks the common host for global registrations, and goes through the agent elsewhere', () => {
    expect(
      connectGatewayUrl({ ...cluster, location: 'global', direct: false }),
    ).toBe(
      'https://connectgateway.googleapis.com/v1/projects/123456789012/locations/global/memberships/prod',
    );
  });

  it.each([
    ['https://gateway.example.com/', 'https://gateway.example.com/v1/'],
    [
      'https://{location}.gateway.example.com/base',
      'https://europe-north1.gateway.example.com/base/v1/',
    ],
  ])('follows the configured endpoint %s', (endpoint, start) => {
    const url = connectGatewayUrl({ ...cluster, endpoint });
    expect(url.startsWith(start)).toBe(true);
  });

  it('keeps hostile names inside the path', () => {
    const url = connectGatewayUrl({
      ...cluster,
      project: 'example.com:old-project',
      name: '../../evil?x=#',
    });
    expect(new URL(url).pathname).toBe(
      '/v1/projects/example.com%3Aold-project/locations/europe-north1/gkeMemberships/..%2F..%2Fevil%3Fx%3D%23',
    );
    expect(new URL(url).host).toBe(
      'europe-north1-connectgateway.googleapis.com',
    );
  });
});
