// eslint-disable-next-line @backstage/no-mixed-plugin-imports -- the two are tested together; the module itself knows the API only
import anthosFleetPlugin from 'backstage-plugin-anthos-fleet-backend';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  DEFAULT_TOKEN,
  generateFleet,
  startFleetEmulator,
  type FleetEmulator,
} from 'fleet-emulator';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPortal, type Portal } from './__testUtils__/portal';

jest.setTimeout(60_000);

const CLUSTERS = 'anthos-fleet-cluster';
const ERRORS = 'anthos-fleet-error';
// As the search plugin names its tasks.
const INDEX_CLUSTERS = 'search_index_anthos_fleet-cluster';
const INDEX_ERRORS = 'search_index_anthos_fleet-error';

describe('searchModuleAnthosFleet', () => {
  let directory: string;
  let emulator: FleetEmulator;
  let portal: Portal;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'anthos-fleet-search-'));
    emulator = await startFleetEmulator({
      fleet: generateFleet({
        seed: 7,
        clusters: 12,
        errorRate: 0.5,
        silentRate: 0,
      }),
    });
    const caFile = join(directory, 'ca.pem');
    await writeFile(caFile, emulator.gateway.ca);
    portal = await startPortal(
      {
        anthosFleet: {
          fleets: [
            {
              project: 'acme-fleet',
              hub: { endpoint: emulator.url },
              gateway: { endpoint: emulator.gateway.url, caFile },
              auth: { accessToken: DEFAULT_TOKEN },
            },
          ],
          sweep: { shards: 1 },
        },
      },
      [anthosFleetPlugin, catalogServiceMock.factory()],
    );
    await portal.run('anthos-fleet-sweep-acme-fleet');
    await portal.run('anthos-fleet-clusters-acme-fleet-0');
    await portal.run(INDEX_CLUSTERS);
    await portal.run(INDEX_ERRORS);
  });

  beforeEach(() => portal.allow({}));

  afterAll(async () => {
    await portal.stop();
    await emulator.close();
    await rm(directory, { recursive: true });
  });

  it('finds every cluster by its name, with what tells it', async () => {
    const [{ location, name }] = emulator.fleet.listClusters();
    const found = await portal.search(name, CLUSTERS);
    expect(found).toContainEqual(
      expect.objectContaining({
        title: expect.stringContaining(name),
        location: `/fleet/clusters/acme-fleet/${location}/${name}`,
        state: expect.any(String),
        observedAt: expect.any(String),
        hosting: expect.any(String),
        lastKnown: false,
      }),
    );
    expect(await portal.search('', CLUSTERS)).toHaveLength(12);
  });

  it('finds open errors by their code, and names no cluster in them', async () => {
    const all = await portal.search('', ERRORS);
    expect(all.length).toBeGreaterThan(0);
    const [{ code }] = all as unknown as { code: string }[];
    expect(code).toMatch(/^KNV\d+$/);
    const found = await portal.search(code, ERRORS);
    expect(found[0]).toMatchObject({
      code,
      title: expect.stringMatching(new RegExp(`^${code} `)),
      location: expect.stringMatching(/^\/fleet\/errors\/\w+$/),
      namespace: expect.any(String),
    });
    const names = emulator.fleet.listClusters().map(({ name }) => name);
    expect(names.filter(name => JSON.stringify(all).includes(name))).toEqual(
      [],
    );
  });

  it('shows each person the clusters that the policy allows', async () => {
    const all = await portal.search('', CLUSTERS);
    portal.allow({
      'anthosFleet.cluster.read': {
        rule: 'HAS_HOSTING',
        resourceType: 'anthos-fleet-cluster',
        params: { hostings: ['on-prem'] },
      },
    });
    const some = await portal.search('', CLUSTERS);
    expect(some.length).toBeGreaterThan(0);
    expect(some.length).toBeLessThan(all.length);
    expect(
      some.filter(
        document => !('hosting' in document) || document.hosting !== 'on-prem',
      ),
    ).toEqual([]);

    portal.allow({ 'anthosFleet.cluster.read': 'deny' });
    expect(await portal.search('', CLUSTERS)).toEqual([]);
  });

  it('shows each person the errors of the package syncs that the policy allows', async () => {
    const namespaces = (documents: object[]) =>
      new Set(
        documents.map(
          document => (document as { namespace: string }).namespace,
        ),
      );
    const all = namespaces(await portal.search('', ERRORS));
    expect(all.size).toBeGreaterThan(1);
    const [own] = all;
    portal.allow({
      'anthosFleet.packageSync.read': {
        rule: 'IS_IN_NAMESPACE',
        resourceType: 'anthos-fleet-package-sync',
        params: { namespaces: [own] },
      },
    });
    expect(namespaces(await portal.search('', ERRORS))).toEqual(new Set([own]));
  });
});

describe('searchModuleAnthosFleet without the anthos-fleet back end', () => {
  it('says what is missing', async () => {
    const portal = await startPortal({}, []);
    await portal.run(INDEX_CLUSTERS).catch(() => {});
    expect(portal.complaints()).toMatch(
      /add backstage-plugin-anthos-fleet-backend/,
    );
    await portal.stop();
  });
});
