import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
// eslint-disable-next-line @backstage/no-mixed-plugin-imports -- the two are tested together; the module itself knows the API only
import anthosFleetPlugin from 'backstage-plugin-anthos-fleet-backend';
import {
  DEFAULT_TOKEN,
  loadFleet,
  startFleetEmulator,
  type FleetEmulator,
} from 'fleet-emulator';
import { startPortal, type Portal } from './__testUtils__/portal';

jest.setTimeout(60_000);

const DEMO_FLEET = join(__dirname, '../../../examples/fleet.yaml');

describe('catalogModuleAnthosFleet with the anthos-fleet back end', () => {
  let directory: string;
  let emulator: FleetEmulator;
  let portal: Portal;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'anthos-fleet-catalog-'));
    emulator = await startFleetEmulator({ fleet: await loadFleet(DEMO_FLEET) });
    portal = await startPortal(directory, anthosFleetPlugin, {
      fleet: {
        fleets: [
          {
            project: 'acme-fleet',
            hub: { endpoint: emulator.url },
            auth: { accessToken: DEFAULT_TOKEN },
          },
        ],
        sweep: { callDeadline: { seconds: 2 } },
      },
    });
  });

  afterAll(async () => {
    await portal.stop();
    await emulator.close();
    await rm(directory, { recursive: true });
  });

  const refs = () =>
    emulator.fleet
      .listClusters()
      .map(({ location, name }) => `acme-fleet/${location}/${name}`)
      .sort();

  async function sweepAndCompare() {
    await portal.run('anthos-fleet-sweep-acme-fleet');
    await portal.compare();
  }

  it('has nothing before the first sweep', async () => {
    await portal.compare();
    expect(await portal.refs()).toEqual([]);
  });

  it('puts every cluster of the demo fleet into the catalog', async () => {
    await sweepAndCompare();
    const entities = await portal.waitForClusters(refs());
    const titles = entities.map(({ metadata }) => metadata.title);
    expect(new Set(titles).size).toBe(titles.length);
    expect(
      entities.filter(({ metadata }) => metadata.links?.length !== 1),
    ).toEqual([]);
  });

  it('keeps all of them when Google fails, and drops what is gone after', async () => {
    const all = refs();
    emulator.faults.set({ kind: 'status', status: 403 });
    const { location, name } = emulator.fleet.listClusters()[0];
    emulator.fleet.removeCluster(`${location}/${name}`);
    await sweepAndCompare();
    expect(await portal.refs()).toEqual(all);

    emulator.faults.clear();
    await sweepAndCompare();
    expect(await portal.waitForClusters(refs())).toHaveLength(all.length - 1);
  });
});
