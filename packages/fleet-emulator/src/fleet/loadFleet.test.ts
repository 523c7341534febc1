import { DateTime } from 'luxon';
import { loadFleet, parseFleet, readFleet } from './loadFleet';

const now = DateTime.fromISO('2026-11-22T10:00:00Z', { zone: 'utc' });

const fleetOf = (cluster: string) =>
  parseFleet(
    `
project: { id: acme-fleet, number: 123456789012 }
features:
  configSync: {}
clusters:
  - name: one
    location: europe-north1
    platform: gke
    ${cluster}
`,
    { now, source: 'fleet.yaml' },
  );

describe('loadFleet', () => {
  it.each([
    ['3 days ago', '2026-11-19T10:00:00Z'],
    ['1 hour ago', '2026-11-22T09:00:00Z'],
    ['1.5 hours ago', '2026-11-22T08:30:00Z'],
    ['now', '2026-11-22T10:00:00Z'],
    ['PT90S', '2026-11-22T09:58:30Z'],
    ['2025-01-02T03:04:05Z', '2025-01-02T03:04:05Z'],
    ['2025-01-02T03:04:05+01:00', '2025-01-02T02:04:05Z'],
  ])('reads the time "%s"', (text, expected) => {
    const [cluster] = fleetOf(`registered: ${text}`).clusters;
    expect(cluster.registered).toBe(expected);
  });

  it('keeps the age of an agent that reports, and the time of one that fell silent', () => {
    expect(fleetOf('lastSeen: 2 minutes ago').clusters[0].lastSeen).toBe(
      'PT2M',
    );
    expect(fleetOf('lastSeen: 2 days ago').clusters[0].lastSeen).toBe(
      '2026-11-20T10:00:00Z',
    );
    expect(fleetOf('lastSeen: never').clusters[0].lastSeen).toBe('never');
  });

  it('means the same when it is read again later', () => {
    const fleet = fleetOf('lastSeen: 2 minutes ago\n    registered: 1 day ago');
    expect(readFleet(fleet, { now: now.plus({ days: 9 }) })).toEqual(fleet);
  });

  it.each([
    ['platform: vmwre', 'Map keys must be unique'],
    [
      'plattform: gke',
      'line 9, clusters[0]: unknown key "plattform"; the keys here are name, location',
    ],
    [
      'mesh: { status: perfect }',
      'line 9, clusters[0].mesh.status: "perfect" is not a mesh status; use one of managed, in-cluster',
    ],
    ['mesh: {}', 'clusters[0].mesh.status: is missing; use one of managed'],
    [
      'registered: yesterday',
      'clusters[0].registered: "yesterday" is not a time; write "3 days ago"',
    ],
    ['lastSeen: soon', 'clusters[0].lastSeen: "soon" is not a time'],
    [
      'labels: { prod: true }',
      'clusters[0].labels.prod: must be text; put numbers and true/false in quotes',
    ],
    [
      'configSync: { status: synced, commit: abc }',
      'clusters[0].configSync.commit: must be a full commit',
    ],
    [
      'kubernetes: { nodes: 3 }',
      'clusters[0].kubernetes.version: is missing; add it (string)',
    ],
  ])('refuses "%s" with the place and the remedy', (cluster, message) => {
    expect(() => fleetOf(cluster)).toThrow(message);
  });

  it('refuses a cluster that is there twice and a scope with unknown clusters', () => {
    const cluster = { name: 'one', location: 'global', platform: 'gke' };
    expect(() =>
      readFleet({
        project: { id: 'acme-fleet', number: 1 },
        scopes: [{ name: 'team', clusters: ['global/two'] }],
        clusters: [cluster, cluster],
      }),
    ).toThrow(
      /clusters\[1\]\.name: global\/one is there twice[^]*scopes\[0\]\.clusters\[0\]: no cluster global\/two/,
    );
  });

  it('names every problem, and stops naming them at some point', () => {
    const clusters = Array.from({ length: 60 }, () => ({ name: '-' }));
    expect(() =>
      readFleet({ project: { id: 'acme-fleet', number: 1 }, clusters }),
    ).toThrow(/and \d+ more$/);
  });

  it('says that there is no such file', async () => {
    await expect(loadFleet('/nowhere/fleet.yaml')).rejects.toThrow(
      '/nowhere/fleet.yaml is not a fleet:\n  there is no such file; check the path',
    );
  });

  it('refuses what is no YAML, and YAML that is no fleet', () => {
    expect(() => parseFleet('a: [')).toThrow('The fleet is not a fleet');
    expect(() => parseFleet('[]')).toThrow('expected object');
    expect(() => parseFleet('')).toThrow('expected object');
  });
});
