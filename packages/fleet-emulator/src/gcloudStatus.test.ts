import { DEMO_FLEET } from './__testUtils__/hub';
import { ClusterDefinition, clusterKey } from './fleet/clusterSchema';
import { CONFIG_SYNC_STATUSES } from './fleet/featureSchemas';
import { loadFleet, readFleet } from './fleet/loadFleet';
import { generateFleet } from './generator/generateFleet';
import { FleetEmulator, startFleetEmulator } from './startFleetEmulator';
import { gcloudAvailable, gcloudConfigSyncStatus } from './testing/gcloud';

// gcloud needs seconds to start, and more on a busy machine.
jest.setTimeout(180_000);

const describeWithGcloud = gcloudAvailable() ? describe : describe.skip;

/** What gcloud calls each Config Sync status of the fleet file. */
const STATUS_IN_GCLOUD: Record<string, string> = {
  synced: 'SYNCED',
  pending: 'PENDING',
  error: 'ERROR',
  stopped: 'STOPPED',
  stopping: 'PENDING',
  unauthorized: 'UNAUTHORIZED',
  installing: 'PENDING',
  'install-failed': 'ERROR',
  'not-installed': 'NOT_INSTALLED',
  'not-configured': 'NOT_CONFIGURED',
  unreachable: 'UNREACHABLE',
  assigned: 'PENDING',
  'feature-error': 'ERROR',
  none: 'NA',
};

const FLEET_DEFAULT_IN_GCLOUD: Record<string, string> = {
  fleet: 'YES',
  'fleet-out-of-sync': 'NO',
  user: 'NO',
  none: 'UNKNOWN',
};

describeWithGcloud(
  'Config Sync in gcloud, which must be on PATH for this',
  () => {
    let emulator: FleetEmulator;

    beforeAll(async () => {
      emulator = await startFleetEmulator({
        fleet: await loadFleet(DEMO_FLEET),
      });
    });
    afterAll(() => emulator.close());

    /** What the cluster says of Config Sync, or the file for it. */
    const reportOf = (of: FleetEmulator, cluster: ClusterDefinition) =>
      of.fleet.lastReport(clusterKey(cluster)) ?? cluster.configSync;

    /** What gcloud must print for the fleet of an emulator. */
    const expected = (of: FleetEmulator) =>
      Object.fromEntries(
        of.fleet.listClusters().map(cluster => [
          clusterKey(cluster),
          {
            status: STATUS_IN_GCLOUD[reportOf(of, cluster)?.status ?? 'none'],
            followsFleet:
              FLEET_DEFAULT_IN_GCLOUD[cluster.configSync?.origin ?? 'none'],
          },
        ]),
      );
    const printed = (
      clusters: Awaited<ReturnType<typeof gcloudConfigSyncStatus>>['clusters'],
    ) =>
      Object.fromEntries(
        [...clusters].map(([key, status]) => [
          key,
          {
            status: status.config_sync,
            followsFleet: status.synced_to_fleet_default,
          },
        ]),
      );

    it('prints every Config Sync status there is, and those of a large fleet', async () => {
      for (const definition of [
        readFleet({
          ...emulator.fleet.settings,
          clusters: CONFIG_SYNC_STATUSES.map(status => ({
            name: status,
            location: 'global',
            platform: 'gke' as const,
            configSync: { status },
          })),
        }),
        generateFleet({ seed: 3, clusters: 400 }),
      ]) {
        const other = await startFleetEmulator({ fleet: definition });
        const { clusters } = await gcloudConfigSyncStatus({ emulator: other });
        await other.close();
        expect(printed(clusters)).toEqual(expected(other));
      }
    });

    it('prints the Config Sync state of every cluster', async () => {
      const { clusters, errors } = await gcloudConfigSyncStatus({ emulator });
      expect(printed(clusters)).toEqual(expected(emulator));
      expect(clusters.get('europe-north1/atkv3-prod')).toMatchObject({
        last_synced_token: (
          await emulator.repositories.head('acme/fleet-config')
        ).slice(0, 7),
        sync_branch: 'main',
        version: '1.22.0',
        upgrades: 'manual',
      });
      expect(clusters.get('europe-north1/atgcp1-prod')).toMatchObject({
        upgrades: 'auto',
      });
      expect(errors.map(({ cluster, error }) => [cluster, error])).toEqual(
        emulator.fleet.listClusters().flatMap(cluster => {
          const { installErrors = [] } = cluster.configSync ?? {};
          const { errors: syncErrors = [] } = reportOf(emulator, cluster) ?? {};
          return [
            ...installErrors,
            ...syncErrors.map(({ message }) => message),
          ].map(message => [clusterKey(cluster), message]);
        }),
      );
    });
  },
);
