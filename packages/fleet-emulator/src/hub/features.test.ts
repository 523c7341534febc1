import { FleetEmulator, startFleetEmulator } from '../startFleetEmulator';
import { ask, hubClient, SMALL_FLEET } from '../__testUtils__/hub';

const FEATURES = 'projects/acme-fleet/locations/global/features';

describe('features', () => {
  let emulator: FleetEmulator;

  beforeAll(async () => {
    emulator = await startFleetEmulator({ fleet: SMALL_FLEET });
  });
  afterAll(() => emulator.close());
  beforeEach(() => {
    emulator.fleet.reset();
    emulator.faults.clear();
  });

  const features = () => hubClient(emulator).projects.locations.features;
  const get = async (feature: string) =>
    (
      await features().get({
        name: `${FEATURES}/${feature}`,
        returnPartialSuccess: true,
      })
    ).data;
  const one = 'projects/123456789012/locations/europe-north1/memberships/one';
  const two = 'projects/123456789012/locations/europe-west1/memberships/two';

  it('gives the state of all clusters, keyed by project number', async () => {
    const feature = await get('configmanagement');
    expect(feature).toMatchObject({
      name: `${FEATURES}/configmanagement`,
      resourceState: { state: 'ACTIVE' },
      spec: {},
      fleetDefaultMemberConfig: {
        configmanagement: { configSync: { enabled: true } },
      },
    });
    expect(Object.keys(feature.membershipSpecs ?? {})).toEqual([one, two]);
    expect(feature.membershipStates?.[one]).toMatchObject({
      state: { code: 'OK' },
      configmanagement: {
        clusterName: 'one',
        configSyncState: {
          state: 'CONFIG_SYNC_INSTALLED',
          syncState: { code: 'SYNCED', syncToken: 'a'.repeat(40) },
        },
      },
    });
    expect(
      feature.membershipStates?.[two].configmanagement?.configSyncState
        ?.syncState?.code,
    ).toBe('ERROR');
    expect(feature).not.toHaveProperty('unreachable');
  });

  it('calls the mesh "mesh" in the spec and "servicemesh" in the state', async () => {
    const feature = await get('servicemesh');
    expect(feature.membershipSpecs?.[one]).toEqual({
      mesh: { management: 'MANAGEMENT_AUTOMATIC' },
      origin: { type: 'FLEET' },
    });
    expect(feature.membershipStates?.[one]).toMatchObject({
      servicemesh: {
        controlPlaneManagement: {
          state: 'ACTIVE',
          implementation: 'TRAFFIC_DIRECTOR',
        },
      },
    });
  });

  it('lists the features that are enabled', async () => {
    const { data } = await features().list({
      parent: 'projects/123456789012/locations/global',
      returnPartialSuccess: true,
    });
    expect(data.resources?.map(({ name }) => name)).toEqual(
      ['configmanagement', 'policycontroller', 'servicemesh'].map(
        feature => `${FEATURES}/${feature}`,
      ),
    );
  });

  it('has features in locations/global only', async () => {
    const parent = 'projects/acme-fleet/locations/europe-north1';
    const { data } = await features().list({ parent });
    expect(data).toEqual({});
    await expect(
      features().get({ name: `${parent}/features/servicemesh` }),
    ).rejects.toMatchObject({ status: 404 });
  });

  it('answers 404 for a feature that is not enabled', async () => {
    emulator.fleet.updateFeatures({ mesh: null });
    await expect(get('servicemesh')).rejects.toMatchObject({ status: 404 });
    await expect(get('multiclusteringress')).rejects.toMatchObject({
      status: 404,
    });
    emulator.fleet.updateFeatures({ mesh: {} });
    expect(await get('servicemesh')).not.toHaveProperty(
      'fleetDefaultMemberConfig',
    );
  });

  describe('when a location does not answer', () => {
    beforeEach(() => {
      emulator.faults.set({ kind: 'unreachable', location: 'europe-west1' });
    });

    it.each(['true', 'True', 'TRUE'])(
      'gives a part with returnPartialSuccess=%s, and says what is missing',
      async value => {
        const response = await ask(
          emulator,
          `v1/${FEATURES}/configmanagement?returnPartialSuccess=${value}`,
        );
        const feature = await response.json();
        expect(feature.unreachable).toEqual(['europe-west1']);
        expect(Object.keys(feature.membershipStates)).toEqual([one]);
      },
    );

    it.each(['', '?returnPartialSuccess=false'])(
      'fails the whole request without (%s)',
      async query => {
        for (const path of [`${FEATURES}/configmanagement`, FEATURES]) {
          const response = await ask(emulator, `v1/${path}${query}`);
          expect(response.status).toBe(503);
          expect(await response.json()).toMatchObject({
            error: { status: 'UNAVAILABLE' },
          });
        }
      },
    );

    it('names it in the list of clusters, which are missing there', async () => {
      const { data } = await hubClient(
        emulator,
      ).projects.locations.memberships.list({
        parent: 'projects/acme-fleet/locations/-',
      });
      expect(data.unreachable).toEqual(['europe-west1']);
      expect(data.resources).toHaveLength(2);
    });

    it('fails requests to that location', async () => {
      const path = 'v1/projects/acme-fleet/locations/europe-west1/memberships';
      expect((await ask(emulator, path)).status).toBe(503);
      expect((await ask(emulator, `${path}/two`)).status).toBe(503);
    });
  });

  it('refuses what is neither true nor false', async () => {
    const response = await ask(
      emulator,
      `v1/${FEATURES}/servicemesh?returnPartialSuccess=perhaps`,
    );
    expect(response.status).toBe(400);
  });
});
