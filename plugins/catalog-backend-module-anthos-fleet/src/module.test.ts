import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Entity } from '@backstage/catalog-model';
import { FakeFleet } from './__testUtils__/fakeFleet';
import { makeCluster, makeOverview, makeSweep } from './__testUtils__/fleet';
import { startPortal, type Portal } from './__testUtils__/portal';

const A = 'acme-fleet/europe-north1/gke-a';
const B = 'acme-fleet/europe-north1/gke-b';
const C = 'acme-fleet/europe-west1/gke-c';

jest.setTimeout(60_000);

describe('catalogModuleAnthosFleet', () => {
  let directory: string;
  let fleet: FakeFleet;
  let portal: Portal;

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'anthos-fleet-catalog-'));
    fleet = new FakeFleet();
    fleet.clusters = [A, B, C].map(ref => makeCluster(ref));
  });

  afterEach(async () => {
    await portal.stop();
    await rm(directory, { recursive: true });
  });

  it('puts every cluster into the catalog, over all pages', async () => {
    fleet.clusters[0].labels = { team: 'maps', bad: 'not a label value' };
    portal = await startPortal(directory, fleet.feature, {
      module: { owner: { rules: [{ label: 'team' }] } },
    });
    await portal.compare();

    const entities = await portal.waitForClusters([A, B, C]);
    const first = entities.find(({ metadata }) => metadata.title === 'gke-a');
    expect(first).toMatchObject({
      kind: 'Resource',
      metadata: {
        name: 'acme-fleet.europe-north1.gke-a',
        labels: { team: 'maps', 'anthos-fleet/hosting': 'gcp' },
        annotations: {
          'anthos-fleet/cluster-ref': A,
          'backstage.io/view-url': `https://console.cloud.google.com/kubernetes/${A}`,
        },
      },
      spec: { type: 'kubernetes-cluster', owner: 'group:default/maps' },
      relations: [{ type: 'ownedBy', targetRef: 'group:default/maps' }],
    });
    expect(first?.metadata.labels).not.toHaveProperty('bad');
  });

  it('emits only what changed', async () => {
    portal = await startPortal(directory, fleet.feature);
    await portal.compare();
    const before = await portal.waitForClusters([A, B, C]);

    fleet.requests = [];
    await portal.compare();
    expect(fleet.requests).toEqual(['/overview', '/clusters', '/clusters']);

    fleet.clusters[1].labels = { env: 'prod' };
    await portal.compare();
    await portal.waitFor(entities =>
      entities.some(({ metadata }) => metadata.labels?.env === 'prod'),
    );
    const etags = (entities: Entity[]) =>
      new Map(entities.map(e => [e.metadata.name, e.metadata.etag]));
    const [old, now] = [etags(before), etags(await portal.clusters())];
    expect([...now].filter(([name, etag]) => old.get(name) !== etag)).toEqual([
      ['acme-fleet.europe-north1.gke-b', expect.any(String)],
    ]);
  });

  it('follows a cluster that is registered under a new name', async () => {
    portal = await startPortal(directory, fleet.feature);
    await portal.compare();
    await portal.waitForClusters([A, B, C]);

    const renamed = 'acme-fleet/europe-north1/gke-renamed';
    fleet.clusters[0] = makeCluster(renamed);
    await portal.compare();
    expect(await portal.waitForClusters([renamed, B, C])).toHaveLength(3);
  });

  it('tells two clusters of one name apart, and forgets it when one goes', async () => {
    const twin = 'acme-fleet/europe-west1/gke-a';
    fleet.clusters.push(makeCluster(twin));
    portal = await startPortal(directory, fleet.feature);
    await portal.compare();
    const titles = (entities: Entity[]) =>
      entities.map(({ metadata }) => metadata.title).sort();
    expect(titles(await portal.waitForClusters([A, B, C, twin]))).toEqual([
      'gke-a (europe-north1)',
      'gke-a (europe-west1)',
      'gke-b',
      'gke-c',
    ]);

    fleet.clusters.pop();
    await portal.compare();
    await portal.waitFor(
      entities => titles(entities).join() === 'gke-a,gke-b,gke-c',
    );
  });

  it('removes after a restart what went while it was down, and wipes nothing', async () => {
    portal = await startPortal(directory, fleet.feature);
    await portal.compare();
    const before = await portal.waitForClusters([A, B, C]);
    await portal.stop();

    fleet.clusters.pop();
    portal = await startPortal(directory, fleet.feature);
    expect(await portal.clusters()).toHaveLength(3);
    await portal.compare();
    const after = await portal.waitForClusters([A, B]);
    const uids = (entities: Entity[]) => entities.map(e => e.metadata.uid);
    expect(uids(before)).toEqual(expect.arrayContaining(uids(after)));
  });

  it('moves to another namespace without leaving a double', async () => {
    portal = await startPortal(directory, fleet.feature);
    await portal.compare();
    await portal.waitForClusters([A, B, C]);
    await portal.stop();

    portal = await startPortal(directory, fleet.feature, {
      module: { namespace: 'clusters' },
    });
    await portal.compare();
    const moved = await portal.waitFor(
      ([first]) => first?.metadata.namespace === 'clusters',
    );
    expect(moved.map(e => e.metadata.namespace)).toEqual(
      Array(3).fill('clusters'),
    );
  });

  it('removes nothing that it did not make', async () => {
    const entity: Entity = {
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Resource',
      metadata: {
        name: 'hand-made',
        annotations: {
          'anthos-fleet/cluster-ref': 'acme-fleet/global/not-listed',
        },
      },
      spec: { type: 'kubernetes-cluster', owner: 'me' },
    };
    const target = join(directory, 'hand-made.yaml');
    await writeFile(target, JSON.stringify(entity));
    portal = await startPortal(directory, fleet.feature, {
      locations: [{ type: 'file', target, rules: [{ allow: ['Resource'] }] }],
    });
    await portal.waitFor(entities => entities.length === 1);
    await portal.compare();
    await portal.waitFor(entities => entities.length === 4);
    await portal.compare();
    expect(
      (await portal.clusters()).map(({ metadata }) => metadata.name),
    ).toContain('hand-made');
  });

  describe('when a source fails', () => {
    beforeEach(async () => {
      portal = await startPortal(directory, fleet.feature);
      await portal.compare();
      await portal.waitForClusters([A, B, C]);
    });

    it('keeps everything, whichever it is', async () => {
      fleet.clusters = [];
      const sources: Array<[what: string, fail: () => void]> = [
        ['overview', () => fleet.failures.set('/overview', 503)],
        ['list', () => fleet.failures.set('/clusters', 500)],
        [
          'configuration',
          () => {
            fleet.overview = makeOverview(0, [], false);
          },
        ],
        [
          'first sweep',
          () => {
            const sweep = makeSweep('acme-fleet', 'ok', {
              finishedAt: undefined,
            });
            fleet.overview = makeOverview(0, [sweep]);
          },
        ],
        [
          'hub',
          () => {
            const sweep = makeSweep('acme-fleet', 'timeout');
            fleet.overview = makeOverview(0, [sweep]);
          },
        ],
      ];
      for (const [what, fail] of sources) {
        fleet.failures.clear();
        fleet.overview = undefined;
        fail();
        await portal.compare();
        // Removals take effect with the mutation, so there is nothing to wait for.
        expect([what, await portal.refs()]).toEqual([what, [A, B, C]]);
      }
    });

    it('keeps what the pages lost, and still adds', async () => {
      const added = 'acme-fleet/europe-north1/gke-added';
      fleet.clusters = [makeCluster(added), ...fleet.clusters];
      fleet.betweenPages = () => {
        fleet.clusters = fleet.clusters.slice(0, 3);
      };
      await portal.compare();
      await portal.waitForClusters([added, A, B, C]);

      // Once the list holds still, what it lacks is gone.
      fleet.betweenPages = () => {};
      await portal.compare();
      expect(await portal.waitForClusters([added, A, B])).toHaveLength(3);
    });
  });
});
