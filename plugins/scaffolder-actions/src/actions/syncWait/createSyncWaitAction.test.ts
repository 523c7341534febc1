import {
  NotAllowedError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import type { ActionContext } from '@backstage/plugin-scaffolder-node';
import type { JsonObject } from '@backstage/types';
import type {
  ErrorOccurrence,
  PackageSync,
} from 'backstage-plugin-anthos-fleet-common';
import { CLOUD, HALL, makeDetails } from '../../__testUtils__/fleet';
import { ActionRun, inputsOf } from '../../__testUtils__/runAction';
import { createSyncWaitAction } from './createSyncWaitAction';
import type { IsAncestor } from './History';
import { examples } from './syncWait.examples';

const COMMIT = '0a1b2c3d4e5f60718293a4b5c6d7e8f901234567';
const NEWER = 'b'.repeat(40);
const OLDER = 'c'.repeat(40);
const AT = '2026-11-26T08:00:00.000Z';

const step = (
  state: PackageSync['steps']['source']['state'],
  commit = COMMIT,
) => ({ state, commit, errorCount: state === 'failed' ? 1 : 0 } as const);
const DONE = step('done');

function makeSync(ref: string, more: Partial<PackageSync> = {}): PackageSync {
  const { cluster } = makeDetails(ref);
  return {
    id: `sync-${cluster.name}`,
    cluster,
    kind: 'RootSync',
    namespace: 'config-management-system',
    name: 'root-sync',
    state: 'synced',
    sourceType: 'git',
    repository: 'https://git.example.com/acme/fleet-config',
    revision: 'main',
    directory: 'clusters/one',
    commit: COMMIT,
    sourceCommit: COMMIT,
    steps: { source: DONE, rendering: DONE, sync: DONE },
    errorCount: 0,
    shownErrorCount: 0,
    truncated: false,
    freshness: { outcome: 'ok', age: 'fresh', attemptedAt: AT },
    ...more,
  };
}

const before = (ref: string) =>
  makeSync(ref, { commit: OLDER, sourceCommit: OLDER });

function makeError(more: Partial<ErrorOccurrence> = {}): ErrorOccurrence {
  const { cluster } = makeSync(HALL);
  return {
    fingerprint: 'f1',
    headline: 'A file is of a kind that the cluster does not have',
    code: 'KNV1021',
    packageSyncId: 'sync-atkv3-prod',
    cluster,
    kind: 'RootSync',
    namespace: 'config-management-system',
    name: 'root-sync',
    step: 'sync',
    message: 'KNV1021: No CustomResourceDefinition is defined for the type',
    resources: [
      {
        sourcePath: 'one/widget.yaml',
        sourceUrl: 'https://git.example.com/acme/fleet-config/one/widget.yaml',
      },
    ],
    commit: COMMIT,
    firstSeenAt: AT,
    ...more,
  };
}

const failed = (commit = COMMIT) =>
  makeSync(HALL, {
    state: 'error',
    commit: OLDER,
    errorCount: 1,
    steps: { source: DONE, rendering: DONE, sync: step('failed', commit) },
  });

describe('anthos-fleet:sync:wait', () => {
  const run = new ActionRun();
  /** What the portal knows, look by look; the last stays. */
  let looks: (PackageSync[] | Error)[];
  let errors: ErrorOccurrence[];
  let refreshed: string[];
  let refresh: () => Promise<void>;
  let clock: number;

  beforeEach(() => {
    looks = [[makeSync(HALL), makeSync(CLOUD)]];
    errors = [makeError()];
    refreshed = [];
    refresh = async () => {};
    clock = 1_000_000;
    // Each look takes place after the pause that was asked for, and no real time passes.
    jest.spyOn(Date, 'now').mockImplementation(() => clock);
    jest.spyOn(performance, 'now').mockImplementation(() => clock);
  });
  afterEach(() => jest.restoreAllMocks());

  const wait = (
    input: JsonObject = {},
    {
      isAncestor,
      ...context
    }: {
      isAncestor?: IsAncestor;
    } & Partial<ActionContext<any, any>> = {},
  ) =>
    run.run(
      createSyncWaitAction({
        isAncestor,
        pause: async ms => {
          clock += ms;
        },
        fleet: {
          async getCluster(ref) {
            return makeDetails(`${ref.project}/${ref.location}/${ref.name}`, {
              freshness: {
                hub: { outcome: 'ok', age: 'fresh', attemptedAt: AT },
                gateway: {
                  outcome: 'forbidden',
                  age: 'never',
                  attemptedAt: AT,
                  message: 'RBAC says no',
                  remedy: 'Grant the role',
                  refusedBy: 'rbac',
                },
              },
            });
          },
          async getPackageSync() {
            return {
              sync: makeSync(HALL),
              errors,
              objects: [],
              totalObjects: 0,
            };
          },
          async getPackageSyncs() {
            const look = looks.length > 1 ? looks.shift() : looks[0];
            if (!look || look instanceof Error) {
              throw look;
            }
            return { items: look, totalItems: look.length, states: [] };
          },
          async refreshCluster({ name }) {
            refreshed.push(name);
            await refresh();
            return {
              ref: name,
              requestedAt: AT,
              accepted: true,
              retryAfterSeconds: 10,
            };
          },
        },
      }),
      { clusters: [HALL, CLOUD], commit: COMMIT, ...input },
      context,
    );

  it('tells once for each cluster and change how far it is', async () => {
    const at = (more: Partial<PackageSync>) => [
      makeSync(HALL, { commit: OLDER, ...more }),
      makeSync(CLOUD),
    ];
    const applying = {
      source: DONE,
      rendering: DONE,
      sync: step('running'),
    } as const;
    looks = [
      [before(HALL), before(CLOUD)],
      [before(HALL), makeSync(CLOUD)],
      at({
        state: 'pending',
        steps: {
          source: DONE,
          rendering: step('running'),
          sync: step('waiting'),
        },
      }),
      at({ state: 'pending', steps: applying }),
      at({
        state: 'pending',
        steps: applying,
        objects: {
          total: 9,
          current: 4,
          inProgress: 5,
          failed: 0,
          terminating: 0,
          notFound: 0,
          unknown: 0,
          conflict: 0,
        },
      }),
      [makeSync(HALL), makeSync(CLOUD)],
    ];
    const { output, log } = await wait();
    expect(log).toEqual([
      `info: ${CLOUD}: the source is still at cccccccc`,
      `info: ${HALL}: the source is still at cccccccc`,
      `info: ${CLOUD}: 0a1b2c3d is live`,
      `info: ${HALL}: the commit is seen and being rendered`,
      `info: ${HALL}: the commit is being applied`,
      `info: ${HALL}: the commit is being applied, 4 of 9 objects are ready`,
      `info: ${HALL}: 0a1b2c3d is live`,
      'info: 0a1b2c3d is live on all 2 clusters',
    ]);
    expect(output).toEqual({
      live: true,
      results: [
        {
          cluster: CLOUD,
          live: true,
          state: 'synced',
          commit: COMMIT,
          sync: 'sync-atgcp1-prod',
        },
        {
          cluster: HALL,
          live: true,
          state: 'synced',
          commit: COMMIT,
          sync: 'sync-atkv3-prod',
        },
      ],
    });
  });

  it('has clusters read at most every 10 seconds, and not when they are done', async () => {
    looks = [
      ...Array.from({ length: 7 }, () => [before(HALL), makeSync(CLOUD)]),
      [makeSync(HALL), makeSync(CLOUD)],
    ];
    await wait({ pollSeconds: 5 });
    expect(refreshed).toEqual(Array(4).fill('atkv3-prod'));
  });

  it('waits for sweeps where nobody may ask for them, and says so once', async () => {
    refresh = async () => {
      throw new NotAllowedError('no');
    };
    looks = [
      ...Array.from({ length: 5 }, () => [before(HALL)]),
      [makeSync(HALL)],
    ];
    const { log } = await wait({ clusters: [HALL], pollSeconds: 20 });
    expect(log.filter(line => line.includes('may not ask'))).toHaveLength(1);
    expect(refreshed).toHaveLength(1);
  });

  describe('an error', () => {
    const failure = (input: JsonObject = {}) =>
      wait({ clusters: [HALL], ...input }).catch(error => error);

    it('of the commit itself ends it at once, with its explanation', async () => {
      errors = [makeError({ code: 'KNV1029' })];
      looks = [[failed()]];
      const error = await failure();
      expect(error.name).toBe('SyncError');
      expect(error.message).toContain(
        `${HALL}: RootSync config-management-system/root-sync is blocked by\nKNV1029: A file is of a kind`,
      );
      expect(error.message).toMatch(/Cause: .+\n {2}What to do: .+/);
      expect(error.message).toContain(
        'File: https://git.example.com/acme/fleet-config/one/widget.yaml',
      );
      expect(error.stack).not.toContain('    at ');
      expect(clock).toBe(1_000_000);
    });

    it('that may heal is given a while', async () => {
      errors = [makeError({ code: 'KNV2016', headline: 'Being retried' })];
      looks = [[failed()], [failed()], [makeSync(HALL)]];
      const { output, log } = await wait({ clusters: [HALL] });
      expect(output.live).toBe(true);
      expect(log[0]).toBe(
        `info: ${HALL}: blocked by KNV2016: Being retried; Config Sync tries again`,
      );
    });

    it('that does not heal in that while ends it', async () => {
      errors = [makeError({ code: 'KNV2016', headline: 'Being retried' })];
      looks = [[failed()]];
      expect((await failure({ grace: 30 })).message).toContain('KNV2016');
      expect(clock).toBe(1_030_000);
    });

    it('of an older commit does not count', async () => {
      looks = [[failed(OLDER)], [makeSync(HALL)]];
      const { log } = await wait({ clusters: [HALL] });
      expect(log[0]).toBe(
        `info: ${HALL}: the older commit cccccccc has 1 error; waits for this one`,
      );
    });

    it('that keeps the source from being read counts, whatever commit was there', async () => {
      errors = [makeError({ code: 'KNV2004', commit: undefined })];
      looks = [
        [
          makeSync(HALL, {
            state: 'error',
            commit: OLDER,
            errorCount: 1,
            steps: {
              source: step('failed', OLDER),
              rendering: DONE,
              sync: DONE,
            },
          }),
        ],
      ];
      expect((await failure({ grace: 10 })).message).toContain('KNV2004');
    });
  });

  describe('a newer commit', () => {
    const newer = [
      makeSync(HALL, { commit: NEWER, sourceCommit: NEWER }),
      makeSync(CLOUD),
    ];

    it('that has the wanted one is as good', async () => {
      looks = [newer];
      const isAncestor = jest.fn(async () => true);
      const { output, log } = await wait({}, { isAncestor });
      expect(output.live).toBe(true);
      expect(log).toContain(
        `info: ${HALL}: a newer commit is live, bbbbbbbb, which has it`,
      );
      expect(isAncestor).toHaveBeenCalledWith(
        {
          repoUrl: 'https://git.example.com/acme/fleet-config',
          branch: 'main',
        },
        COMMIT,
        NEWER,
        expect.anything(),
      );
    });

    it('is looked up once, and does not count when it is of another line', async () => {
      looks = [newer];
      const isAncestor = jest.fn(async () => false);
      await expect(wait({ timeout: 60 }, { isAncestor })).rejects.toThrow(
        `${HALL}: the source is still at bbbbbbbb`,
      );
      expect(isAncestor).toHaveBeenCalledTimes(1);
    });

    it('counts after the wanted one was seen, where nobody can look it up', async () => {
      looks = [
        [makeSync(HALL, { state: 'pending', commit: OLDER }), makeSync(CLOUD)],
        newer,
      ];
      const { output, log } = await wait(
        {},
        {
          isAncestor: async () => {
            throw new Error('no credentials');
          },
        },
      );
      expect(output.live).toBe(true);
      expect(log).toContain(
        'info: Whether newer commits have this one cannot be looked up: no credentials',
      );
    });
  });

  describe('a cluster that is not known', () => {
    it('is waited for, with why', async () => {
      looks = [
        [
          makeSync(HALL, {
            commit: OLDER,
            state: 'unknown',
            freshness: {
              outcome: 'unreachable',
              age: 'stale',
              attemptedAt: AT,
              observedAt: AT,
              message: 'No agent',
              remedy: 'Start it',
              refusedBy: 'agent',
            },
          }),
        ],
        [],
        [makeSync(HALL)],
      ];
      const { log } = await wait({ clusters: [HALL] });
      expect(log.slice(0, 2)).toEqual([
        `info: ${HALL}: not known, the cluster was not read (unreachable, refused by agent): No agent; Start it; last known ${AT}`,
        `info: ${HALL}: not known, the cluster was not read (forbidden, refused by rbac): RBAC says no; Grant the role`,
      ]);
    });

    it('is named with its reason when the time is over', async () => {
      looks = [[before(HALL)]];
      await expect(wait({ timeout: { minutes: 1 } })).rejects.toThrow(
        /not live in time on 2 of 2 clusters[^]*atgcp1-prod: not known[^]*atkv3-prod: the source is still at cccccccc/,
      );
    });
  });

  it('goes on when the portal does not answer for a while', async () => {
    looks = [
      new ServiceUnavailableError('restarting'),
      new TypeError('fetch failed'),
      [makeSync(HALL), makeSync(CLOUD)],
    ];
    const { output, log } = await wait();
    expect(output.live).toBe(true);
    expect(log[0]).toContain('warn: The fleet cannot be asked');
  });

  it('ends when it may not see something', async () => {
    looks = [new NotFoundError('No cluster x')];
    await expect(wait()).rejects.toThrow('No cluster x');
  });

  it('counts its time from its first start', async () => {
    looks = [[before(HALL)]];
    await expect(
      wait(
        { clusters: [HALL], timeout: 100 },
        { checkpoint: async () => JSON.parse(String(1_000_000 - 98_000)) },
      ),
    ).rejects.toThrow('not live in time');
    expect(clock).toBeLessThan(1_010_000);
  });

  it('asks which sync is meant where there are several', async () => {
    looks = [
      [
        makeSync(HALL, { kind: 'RepoSync', namespace: 'a', name: 'x' }),
        makeSync(HALL, { kind: 'RepoSync', namespace: 'b', name: 'x' }),
      ],
    ];
    await expect(
      wait({ repoUrl: 'git@git.example.com:acme/fleet-config.git' }),
    ).rejects.toThrow(
      `repoUrl: ${HALL} has 2 syncs that may be meant: RepoSync a/x, RepoSync b/x; say which`,
    );
  });

  it.each<[string, JsonObject]>([
    ['repository', { repoUrl: 'https://git.example.com/acme/other.git' }],
    [
      'folder',
      {
        repoUrl: 'https://git.example.com/acme/fleet-config.git',
        directory: 'clusters/two',
      },
    ],
    ['name', { name: 'another' }],
    ['namespace', { namespace: 'maps' }],
  ])('takes no sync of another %s', async (_, input) => {
    await expect(wait({ timeout: 5, ...input })).rejects.toThrow(
      'not live in time on 2 of 2 clusters',
    );
  });

  it('takes the sync of a folder of a repository, however its address is written', async () => {
    const { output } = await wait({
      repoUrl: 'ssh://git@git.example.com/acme/fleet-config.git',
      directory: '/clusters/one/',
    });
    expect(output.live).toBe(true);
  });

  it('only says in a dry run for what it would wait', async () => {
    looks = [new Error('asked')];
    const { output, log } = await wait({}, { isDryRun: true });
    expect(output).toEqual({ live: false, results: [] });
    expect(log[0]).toContain(`It would be waited until ${COMMIT} is live`);
  });

  it.each<[string, JsonObject, string]>([
    ['a commit', { commit: 'main' }, 'commit: "main" is no commit'],
    ['lines', { commit: `${COMMIT}\nx` }, 'commit: '],
    ['300 characters', { commit: 'a'.repeat(300) }, 'commit: '],
    ['a path', { clusters: ['../x'] }, 'clusters: "../x" is no cluster'],
    ['a look-alike', { namespace: 'm\u0430ps' }, 'namespace: "m\\u0430ps"'],
    ['YAML', { name: 'x: {}' }, 'name: "x: {}"'],
    ['no address', { repoUrl: 'file:///etc/passwd' }, 'repoUrl: '],
    [
      'a namespace of a RootSync',
      { kind: 'RootSync', namespace: 'maps' },
      'namespace: a RootSync has no namespace',
    ],
    ['no time', { timeout: -1 }, 'timeout: -1 s'],
  ])('refuses %s before anything is asked', async (_, input, message) => {
    looks = [new Error('asked')];
    await expect(wait(input)).rejects.toThrow(message);
  });

  it('repeats no password', async () => {
    const failure = await wait({
      repoUrl: 'https://me:hunter2@git.example.com/a.git',
    }).catch(error => error);
    expect(failure.message).toContain('repoUrl: ');
    expect(failure.message).not.toContain('hunter2');
  });

  it.each(examples.map(({ description, example }) => [description, example]))(
    'has an example that runs: %s',
    async (_, example) => {
      const [{ action, input }] = inputsOf(example);
      expect(action).toBe('anthos-fleet:sync:wait');
      looks = [
        [
          makeSync(HALL),
          makeSync(CLOUD),
          makeSync(HALL, {
            id: 'team',
            kind: 'RepoSync',
            namespace: 'cadastre-main',
            name: 'repo-sync',
            repository: 'https://git.example.com/acme/services',
          }),
        ],
      ];
      expect((await wait(input)).output.live).toBe(true);
    },
  );
});
