import { FleetEmulator, startFleetEmulator } from '../../startFleetEmulator';

describe('the rights of teams', () => {
  let emulator: FleetEmulator;

  beforeAll(async () => {
    const mesh = { status: 'managed' } as const;
    emulator = await startFleetEmulator({
      fleet: {
        project: { id: 'acme-fleet', number: 1 },
        features: { mesh: {} },
        clusters: [
          { name: 'gke', location: 'global', platform: 'gke', mesh },
          { name: 'hall', location: 'global', platform: 'vmware', mesh },
          { name: 'plain', location: 'global', platform: 'vmware' },
          {
            name: 'strict',
            location: 'global',
            platform: 'gke',
            mesh,
            tenantRoles: false,
          },
        ],
      },
    });
  });
  afterAll(() => emulator.close());

  it.each([
    ['gke', true, true],
    ['hall', true, false],
    ['plain', false, false],
    ['strict', false, false],
  ])(
    'on %s hold for the mesh: %s, and for routes: %s',
    (name, mesh, routes) => {
      const cluster = emulator.clusters.get(`global/${name}`)!;
      const user = { name: 'kari' };
      cluster.create({
        apiVersion: 'rbac.authorization.k8s.io/v1',
        kind: 'RoleBinding',
        metadata: { name: 'team', namespace: 'default' },
        roleRef: { kind: 'ClusterRole', name: 'edit' },
        subjects: [{ kind: 'User', name: user.name }],
      });
      const may = (group: string, resource: string) =>
        ['get', 'patch'].map(verb =>
          cluster.can(user, { verb, group, resource, namespace: 'default' }),
        );
      expect(may('security.istio.io', 'authorizationpolicies')).toEqual([
        mesh,
        mesh,
      ]);
      expect(may('gateway.networking.k8s.io', 'httproutes')).toEqual([
        routes,
        routes,
      ]);
    },
  );

  it.each([
    ['gke', 'gateways.gateway.networking.k8s.io', true],
    ['gke', 'gateways.networking.istio.io', true],
    ['hall', 'gateways.gateway.networking.k8s.io', false],
    ['hall', 'telemetries.telemetry.istio.io', true],
    ['plain', 'telemetries.telemetry.istio.io', false],
  ])('%s knows %s: %s', (name, resource, known) => {
    const { kinds } = emulator.clusters.get(`global/${name}`)!;
    expect(kinds.find(resource) !== undefined).toBe(known);
  });
});
