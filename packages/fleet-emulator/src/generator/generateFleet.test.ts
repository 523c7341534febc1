import { DateTime } from 'luxon';
import { FleetDefinition } from '../fleet/fleetSchema';
import { startFleetEmulator } from '../startFleetEmulator';
import { ask, MEMBERSHIPS } from '../__testUtils__/hub';
import { generateFleet } from './generateFleet';

// The machine may have other things to do.
jest.setTimeout(60_000);

const now = DateTime.fromISO('2026-11-22T10:00:00Z');

/** Syncs of clusters that fell silent: nobody asked for a number of them. */
function silent({ clusters }: FleetDefinition): number {
  return clusters.reduce(
    (sum, { configSync }) =>
      sum +
      (configSync?.status === 'unreachable' ? configSync.packageSyncs ?? 0 : 0),
    0,
  );
}

describe('generateFleet', () => {
  it('is the same for the same seed, and another for another', () => {
    const options = { seed: 7, clusters: 50, now };
    const fleet = generateFleet(options);
    expect(generateFleet(options)).toEqual(fleet);
    expect(generateFleet({ ...options, seed: 8 })).not.toEqual(fleet);
  });

  it('grows without changing the clusters it had', () => {
    const small = generateFleet({ seed: 7, clusters: 10, now });
    const large = generateFleet({ seed: 7, clusters: 20, now });
    expect(large.clusters.slice(0, 10)).toEqual(small.clusters);
  });

  it('has of everything in a fleet of some size', () => {
    const { clusters } = generateFleet({ seed: 1, clusters: 2000, now });
    const seen = (values: unknown[]) => new Set(values);
    expect(seen(clusters.map(({ platform }) => platform)).size).toBe(12);
    expect(
      seen(clusters.map(({ configSync }) => configSync?.status)).size,
    ).toBeGreaterThanOrEqual(11);
    expect(seen(clusters.map(({ mesh }) => mesh?.status)).size).toBe(9);
    expect(clusters.some(({ orphan }) => orphan)).toBe(true);
    expect(clusters.some(({ state }) => state === 'CREATING')).toBe(true);
    const failing = clusters.filter(
      ({ configSync }) => configSync?.status === 'error',
    );
    expect(failing.length / clusters.length).toBeCloseTo(0.06, 1);
  });

  it('takes the part of clusters with errors and the project', () => {
    const fleet = generateFleet({
      seed: 1,
      clusters: 100,
      errorRate: 1,
      silentRate: 0,
      project: 'other-fleet',
      projectNumber: '42',
      now,
    });
    expect(fleet.project).toMatchObject({ id: 'other-fleet', number: '42' });
    const reporting = fleet.clusters.flatMap(({ configSync }) =>
      configSync ? [configSync] : [],
    );
    expect(reporting.every(({ status }) => status === 'error')).toBe(true);
    expect(reporting.every(({ errors }) => errors.length > 0)).toBe(true);
  });

  it('has as many syncs and errors as asked, in the Hub and in the clusters', async () => {
    const fleet = generateFleet({
      seed: 1,
      clusters: 60,
      packageSyncs: 1_200,
      syncErrors: 300,
      errorRate: 0.2,
    });
    const emulator = await startFleetEmulator({ fleet });
    try {
      const syncs = fleet.clusters.flatMap(({ location, name }) =>
        ['rootsyncs', 'reposyncs'].flatMap(
          kind =>
            emulator.clusters
              .get(`${location}/${name}`)
              ?.all(`${kind}.configsync.gke.io`) ?? [],
        ),
      );
      expect(syncs).toHaveLength(1_200 + silent(fleet));
      const errors = syncs.flatMap(({ status }) =>
        ['source', 'rendering', 'sync'].flatMap(
          stage => status[stage]?.errors ?? [],
        ),
      );
      expect(errors).toHaveLength(300);
      expect(
        fleet.clusters.flatMap(({ configSync }) => configSync?.errors ?? []),
      ).toHaveLength(300);
    } finally {
      await emulator.close();
    }
  });

  it('says when there are more errors than clusters to have them', () => {
    expect(() =>
      generateFleet({ seed: 1, clusters: 10, syncErrors: 5_000 }),
    ).toThrow('raise errorRate');
  });

  it('refuses half a cluster', () => {
    expect(() => generateFleet({ seed: 1, clusters: 0.5 })).toThrow(
      'clusters must be a number that is not negative',
    );
  });

  it('makes 5,000 clusters that are served in pages in little time', async () => {
    const emulator = await startFleetEmulator({
      fleet: generateFleet({ seed: 5, clusters: 5000 }),
    });
    try {
      const began = performance.now();
      let count = 0;
      let pageToken = '';
      do {
        const page = await ask(
          emulator,
          `${MEMBERSHIPS}?pageSize=500&pageToken=${pageToken}`,
        );
        const { resources, nextPageToken } = await page.json();
        count += resources.length;
        pageToken = nextPageToken;
      } while (pageToken);
      const feature = await ask(
        emulator,
        'v1/projects/acme-fleet/locations/global/features/configmanagement',
      );
      const { membershipSpecs } = await feature.json();
      // Measured: 0.3 s. The bound is for a busy machine.
      expect(performance.now() - began).toBeLessThan(5000);
      expect(count).toBe(5000);
      expect(Object.keys(membershipSpecs).length).toBeGreaterThan(4500);
    } finally {
      await emulator.close();
    }
  });
});
