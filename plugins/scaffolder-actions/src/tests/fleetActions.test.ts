import { createClustersSelectAction } from '../actions/clustersSelect';
import { createFleetNamespaceCreateAction } from '../actions/fleetNamespaceCreate';
import { createSyncWaitAction } from '../actions/syncWait';
import {
  configMap,
  LiveFleet,
  ONE,
  TWO,
  UNKNOWN_KIND,
} from '../__testUtils__/LiveFleet';
import { ActionRun } from '../__testUtils__/runAction';

jest.setTimeout(120_000);

describe('the actions that ask the fleet, with the real back end', () => {
  const run = new ActionRun();
  let live: LiveFleet;

  beforeAll(async () => {
    live = await LiveFleet.start();
  });
  afterAll(() => live.stop());

  const select = (input: object) =>
    run.run(createClustersSelectAction({ fleet: live.service }), { ...input });
  const wait = (input: object) =>
    run.run(createSyncWaitAction({ fleet: live.service }), {
      clusters: [ONE, TWO],
      pollSeconds: 1,
      timeout: 60,
      ...input,
    });

  it('chooses clusters by where they run', async () => {
    const { output } = await select({ labels: 'env=prod' });
    expect(output).toMatchObject({
      clusters: [ONE, TWO],
      names: ['one', 'two'],
      byHosting: { 'on-prem': [ONE], gcp: [TWO] },
    });
    await expect(select({ names: ['oen'] })).rejects.toThrow(
      'did you mean one?',
    );
  });

  it('waits until a commit is live on both clusters, and tells how far they are', async () => {
    const commit = await live.commit({
      'one/a.yaml': configMap('a'),
      'two/a.yaml': configMap('a'),
    });
    const { output, log } = await wait({ commit });
    expect(output).toMatchObject({
      live: true,
      results: [
        { cluster: ONE, live: true, state: 'synced', commit },
        { cluster: TWO, live: true, state: 'synced', commit },
      ],
    });
    for (const cluster of [ONE, TWO]) {
      expect(log).toContain(`info: ${cluster}: ${commit.slice(0, 8)} is live`);
      expect(
        log.filter(line => line.startsWith(`info: ${cluster}`)).length,
      ).toBeGreaterThan(1);
    }
    // The same again only looks.
    const again = await wait({ commit: commit.slice(0, 12) });
    expect(again.output.live).toBe(true);
    expect(again.log).toHaveLength(3);
  });

  it('ends with the explanation of an error that blocks the commit', async () => {
    const commit = await live.commit({ 'one/broken.yaml': UNKNOWN_KIND });
    const failure = await wait({ commit, grace: 2 }).catch(error => error);
    expect(failure).toMatchObject({ name: 'SyncError' });
    expect(failure.message).toContain(ONE);
    expect(failure.message).toContain('KNV1021');
    expect(failure.message).toMatch(/Cause: .+\n {2}What to do: .+/);
    expect(failure.message).toContain('broken.yaml');
    expect(failure.stack).not.toContain('    at ');
    await live.commit({ 'one/broken.yaml': null });
  });

  it('says at the deadline what each cluster waited for', async () => {
    const failure = await wait({
      commit: 'f'.repeat(40),
      timeout: 3,
    }).catch(error => error);
    expect(failure.message).toMatch(
      /not live in time on 2 of 2 clusters[^]*one: [^]*two: the source is still at/,
    );
  });

  it('stops when the task is cancelled', async () => {
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 1_500);
    await expect(
      run.run(
        createSyncWaitAction({ fleet: live.service }),
        { clusters: [ONE], commit: 'f'.repeat(40), pollSeconds: 1 },
        { signal: stop.signal },
      ),
    ).rejects.toThrow(/abort/i);
  });

  it('does not know a cluster that is not there', async () => {
    await expect(
      wait({ clusters: ['acme-fleet/global/gone'], commit: 'f'.repeat(40) }),
    ).rejects.toThrow('acme-fleet/global/gone');
  });

  it('has Google make a namespace, once', async () => {
    const create = (input: object = {}) =>
      run.run(
        createFleetNamespaceCreateAction({ fleet: live.service, pollMs: 200 }),
        {
          scope: 'property',
          namespace: 'cadastre-preview',
          clusters: [ONE, TWO],
          owner: 'group:default/team-property',
          group: 'property@kartnord.example',
          timeout: 30,
          ...input,
        },
      );
    const { output } = await create();
    expect(output).toMatchObject({ done: true, changed: true });
    const cluster = live.emulator.clusters.get('europe-north1/one');
    expect(cluster?.find('namespaces', 'cadastre-preview')).toBeDefined();

    const again = await create();
    expect(again.output).toMatchObject({ done: true, changed: false });
    expect(again.log).toContain('info: Nothing changes: everything was there');

    await expect(
      create({ owner: 'group:default/team-basemap' }),
    ).rejects.toThrow('belongs to group:default/team-property');
    await expect(
      create({ scope: 'basemap', owner: 'group:default/team-basemap' }),
    ).rejects.toThrow('is in the scope property already');
  });
});
