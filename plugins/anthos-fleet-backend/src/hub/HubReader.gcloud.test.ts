import { join } from 'node:path';
import {
  FleetModel,
  gcloudAvailable,
  gcloudConfigSyncStatus,
  loadFleet,
  startFleetEmulator,
  type GcloudConfigSyncStatus,
} from 'fleet-emulator';
import type { FleetReading } from 'backstage-plugin-anthos-fleet-common';
import { ScriptedServer } from '../google/__testUtils__/ScriptedServer';
import { allStates } from './__testUtils__/allStates';
import { emulatedReader } from './__testUtils__/emulated';
import { partOf } from './__testUtils__/fleet';

const DEMO_FLEET = join(__dirname, '../../../../examples/fleet.yaml');

/** Our word for each cluster; NA for one that the fleet does not manage Config Sync on. */
function words({ clusters, configSync }: FleetReading): Map<string, string> {
  return new Map(
    clusters.data?.map(({ location, name }) => {
      const key = `${location}/${name}`;
      return [key, configSync.data?.get(key)?.summary.reported ?? 'NA'];
    }),
  );
}

function gcloudWords(
  clusters: Map<string, GcloudConfigSyncStatus>,
): Map<string, string> {
  return new Map(
    [...clusters].map(([name, { config_sync: word }]) => [name, word]),
  );
}

/** Commits that we show, as short as gcloud prints them. */
function commits({ configSync }: FleetReading): Map<string, string> {
  return new Map(
    [...(configSync.data ?? [])].flatMap(
      ([
        name,
        {
          summary: { commit },
        },
      ]) => (commit ? [[name, commit.slice(0, 7)]] : []),
    ),
  );
}

function gcloudCommits(
  clusters: Map<string, GcloudConfigSyncStatus>,
): Map<string, string> {
  return new Map(
    [...clusters].flatMap(([name, { last_synced_token: token }]) =>
      token && /^[0-9a-f]{7}$/.test(token) ? [[name, token]] : [],
    ),
  );
}

// gcloud needs seconds to start, and more on a busy machine.
jest.setTimeout(180_000);

// Google's own client is the judge of our judgement, on the machines that have it.
const describeWithGcloud = gcloudAvailable() ? describe : describe.skip;

describeWithGcloud('a reading beside gcloud', () => {
  it('has the words that gcloud prints for the demo fleet', async () => {
    const emulator = await startFleetEmulator({
      fleet: await loadFleet(DEMO_FLEET),
    });
    try {
      const reading = await emulatedReader(emulator).readFleet();
      const { clusters, errors } = await gcloudConfigSyncStatus({ emulator });
      expect(words(reading)).toEqual(gcloudWords(clusters));
      expect(commits(reading)).toEqual(gcloudCommits(clusters));
      for (const name of clusters.keys()) {
        const summary = reading.configSync.data?.get(name)?.summary;
        expect([name, summary?.errorCount ?? 0]).toEqual([
          name,
          errors.filter(({ cluster }) => cluster === name).length,
        ]);
      }
    } finally {
      await emulator.close();
    }
  });

  it('has them in every state that gcloud can print', async () => {
    const states = allStates();
    const project = { projectId: 'acme-fleet', projectNumber: '1' };
    const server = await ScriptedServer.start(
      ({ url }) => states[partOf(url)] ?? project,
    );
    try {
      const reading = await emulatedReader(server).readFleet();
      const { clusters } = await gcloudConfigSyncStatus({
        emulator: {
          url: server.url,
          gateway: { url: server.url, ca: '' },
          fleet: new FleetModel(await loadFleet(DEMO_FLEET)),
        },
      });
      expect(clusters.size).toBeGreaterThan(1_000);
      expect(words(reading)).toEqual(gcloudWords(clusters));
      expect(commits(reading)).toEqual(gcloudCommits(clusters));
    } finally {
      await server.stop();
    }
  });
});
