import fc from 'fast-check';
import type { FleetReading } from 'backstage-plugin-anthos-fleet-common';
import { mutated } from '../google/__testUtils__/mutations';
import { ScriptedServer } from '../google/__testUtils__/ScriptedServer';
import { expectContract } from './__testUtils__/contract';
import { NOW, partOf, PROJECT, readerOf } from './__testUtils__/fleet';
import { samples } from './__testUtils__/samples';

/** Words that mean something somewhere, to be found in the wrong places. */
const words = [
  ...['SYNCED', 'ERROR', 'PENDING', 'OK', 'ACTIVE', 'CONFIG_SYNC_INSTALLED'],
  ...['INSTALLED', 'STOPPED', 'NOT_INSTALLED', 'READY', '__proto__', '', ' '],
  ...['//', 'aws:///eu-north-1a/i', 'projects/p/locations/l/memberships/m'],
  ...['2026-09-01T06:00:00Z', '9999-99-99T99:99:99Z', '\u0000', '\ud800', '-'],
];
const answers = fc.record(
  Object.fromEntries(
    Object.entries(samples).map(([part, sample]) => [
      part,
      fc.oneof(
        { weight: 6, arbitrary: mutated(sample, words) },
        { weight: 1, arbitrary: fc.jsonValue() },
        { weight: 1, arbitrary: fc.constant<unknown>(sample) },
      ),
    ]),
  ),
);

/** Whether gcloud would print SYNCED, by nothing but the raw answer. */
function saysSynced(feature: unknown, cluster: string): boolean {
  const states = Object.entries(
    (feature as { membershipStates: object }).membershipStates,
  );
  return states.some(
    ([key, entry]) =>
      key.endsWith(`/locations/${cluster.replace('/', '/memberships/')}`) &&
      ['CODE_UNSPECIFIED', 'OK', 'WARNING', 'ERROR'].includes(
        entry.state.code,
      ) &&
      entry.configmanagement.operatorState.deploymentState !== undefined &&
      entry.configmanagement.configSyncState.state ===
        'CONFIG_SYNC_INSTALLED' &&
      entry.configmanagement.configSyncState.syncState.code === 'SYNCED',
  );
}

describe('readings of malformed answers', () => {
  let server: ScriptedServer;

  beforeAll(async () => {
    server = await ScriptedServer.start();
  });
  afterAll(() => server.stop());

  async function read(bodies: Record<string, unknown>): Promise<FleetReading> {
    server.answer(({ url }, response) => {
      // The second page, if somebody's garbage asks for one, is the last.
      const body = url.includes('pageToken') ? {} : bodies[partOf(url)];
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify(body));
    });
    return readerOf(server.url).readFleet();
  }

  it('are as they should be for the answers that are good', async () => {
    const reading = await read(samples);
    expectContract(reading);
    expect(reading.clusters.data).toHaveLength(3);
    expect(
      [...(reading.configSync.data ?? [])].map(([key, { summary }]) => [
        key,
        summary.state,
      ]),
    ).toEqual([
      ['europe-west1/vmware', 'synced'],
      ['europe-west1/pending', 'pending'],
      ['europe-west1/aws', 'error'],
    ]);
    expect(reading.mesh.data?.size).toBe(1);
    expect(reading.policyController.data?.size).toBe(1);
  });

  it('never reject, keep the contract, and turn nothing green', async () => {
    await fc.assert(
      fc.asyncProperty(answers, async bodies => {
        const reading = await read(bodies);
        expectContract(reading);
        const { clusters, configSync, mesh, policyController } = reading;
        for (const source of [clusters, configSync, mesh, policyController]) {
          expect(['ok', 'invalid']).toContain(source.outcome);
          expect('data' in source).toBe(
            source.outcome === 'ok' && source.enabled,
          );
          expect(source.attemptedAt).toBe(NOW.toISOString());
        }
        const green = [...(configSync.data ?? [])].filter(
          ([, { summary }]) => summary.state === 'synced',
        );
        for (const [cluster] of green) {
          expect(saysSynced(bodies.configmanagement, cluster)).toBe(true);
        }
        expect(reading.fleet).toBe(PROJECT);
        expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
      }),
      { numRuns: 400 },
    );
  }, 60_000);
});
