import { createManifestsCheckAction } from '../actions/manifestsCheck';
import { createSyncWaitAction } from '../actions/syncWait';
import {
  configMap,
  LiveFleet,
  ONE,
  UNKNOWN_KIND,
} from '../__testUtils__/LiveFleet';
import { ActionRun } from '../__testUtils__/runAction';

jest.setTimeout(120_000);

describe('the check of manifests, with the real back end', () => {
  const run = new ActionRun();
  let live: LiveFleet;

  beforeAll(async () => {
    live = await LiveFleet.start();
    // Clusters have the namespace once their sync has applied something.
    await run.run(createSyncWaitAction({ fleet: live.service }), {
      clusters: [ONE],
      commit: await live.commit({ 'one/b.yaml': configMap('b') }),
      pollSeconds: 1,
      timeout: 60,
    });
  });
  afterAll(() => live.stop());

  const check = (more: object = {}) =>
    run.run(createManifestsCheckAction({ fleet: live.service }), {
      clusters: [ONE],
      ...more,
    });

  it('lets through what the cluster takes', async () => {
    run.workspace.setContent({ 'a.yaml': configMap('a') });
    const { output } = await check({ failOn: 'warning' });
    expect(output).toMatchObject({ errors: 0, warnings: 0 });
  });

  it('tells of a kind that the cluster does not have, and of its file', async () => {
    run.workspace.setContent({
      'a.yaml': configMap('a'),
      'widget.yaml': UNKNOWN_KIND,
    });
    const outcome = await check().catch(error => error.message);
    expect(JSON.stringify(outcome)).toMatch(/widget\.yaml.+cluster\//);
  });

  it('warns where a cluster is not there, and goes on', async () => {
    run.workspace.setContent({ 'a.yaml': configMap('a') });
    const gone = ONE.replace(/one$/, 'gone');
    const { output } = await check({ clusters: [gone, ONE] });
    expect(output).toMatchObject({
      errors: 0,
      warnings: 1,
      findings: [{ rule: 'cluster/not-asked' }],
    });
  });
});
