import {
  NEW,
  OLD,
  QUOTA_ERROR,
  SYNCED_STATUS,
  UNKNOWN_KIND_ERROR,
  notReconciling,
  notStalled,
  repoSync,
  stage,
  syncing,
} from './__fixtures__/packageSyncs';
import { judgePackageSync } from './packageSync';
import type { PackageSyncStatusFacts } from './packageSyncFacts';

const FAILED: PackageSyncStatusFacts = {
  observedGeneration: 3,
  lastSyncedCommit: OLD,
  source: stage(NEW),
  rendering: stage(NEW, [], { message: 'Rendering skipped' }),
  sync: stage(NEW, [QUOTA_ERROR]),
  conditions: [
    notReconciling,
    notStalled,
    syncing('False', {
      errorSourceRefs: ['status.sync.errors'],
      errorSummary: { totalCount: 1, errorCountAfterTruncation: 1 },
    }),
  ],
};

describe('judgePackageSync', () => {
  it('tells all of a synced one', () => {
    expect(judgePackageSync(repoSync())).toEqual({
      state: 'synced',
      reported: 'SYNCED',
      sourceType: 'git',
      repository: 'https://github.com/acme/grunnbok-config',
      revision: 'main',
      directory: 'prod',
      commit: NEW,
      sourceCommit: NEW,
      lastSyncedAt: '2026-09-01T06:00:25Z',
      steps: {
        source: {
          state: 'done',
          commit: NEW,
          updatedAt: '2026-09-01T06:00:25Z',
          errorCount: 0,
        },
        rendering: {
          state: 'skipped',
          commit: NEW,
          message: 'Rendering skipped',
          updatedAt: '2026-09-01T06:00:25Z',
          errorCount: 0,
        },
        sync: {
          state: 'done',
          commit: NEW,
          updatedAt: '2026-09-01T06:00:25Z',
          errorCount: 0,
        },
      },
      errors: [],
      errorCount: 0,
      shownErrorCount: 0,
      truncated: false,
    });
  });

  it('tells the errors of a failed one, and that the older commit is live', () => {
    const judged = judgePackageSync(repoSync(FAILED));
    expect(judged).toMatchObject({
      state: 'error',
      reported: 'ERROR',
      commit: OLD,
      sourceCommit: NEW,
      errorCount: 1,
      shownErrorCount: 1,
      truncated: false,
      waitsFor: [{ kind: 'errors' }],
    });
    expect(judged.message).toBeUndefined();
    expect(judged.lastSyncedAt).toBeUndefined();
    expect(judged.errors).toEqual([
      {
        fingerprint: expect.stringMatching(/^[0-9a-f]{20}$/),
        code: 'KNV2009',
        headline: 'Quota exceeded: limits.memory',
        message:
          'failed to apply Deployment.apps, grunnbok-main/api: exceeded quota: compute, requested: limits.memory=4Gi, used: limits.memory=6Gi, limited: limits.memory=8Gi',
        step: 'sync',
        commit: NEW,
        resources: [
          {
            sourcePath: 'prod/api/deployment.yaml',
            name: 'api',
            namespace: 'grunnbok-main',
            group: 'apps',
            version: 'v1',
            kind: 'Deployment',
          },
        ],
      },
    ]);
  });

  it('judges a sync that the cluster says nothing of', () => {
    expect(
      judgePackageSync({
        kind: 'RootSync',
        namespace: 'config-management-system',
        name: 'root-sync',
        spec: {},
      }),
    ).toEqual({
      state: 'pending',
      reported: 'PENDING',
      sourceType: 'git',
      steps: {
        source: { state: 'unknown', errorCount: 0 },
        rendering: { state: 'unknown', errorCount: 0 },
        sync: { state: 'unknown', errorCount: 0 },
      },
      errors: [],
      errorCount: 0,
      shownErrorCount: 0,
      truncated: false,
      waitsFor: [{ kind: 'reconciler' }],
    });
  });

  it('tells why it is stalled, and the code that is in the text', () => {
    const judged = judgePackageSync(
      repoSync({
        ...SYNCED_STATUS,
        conditions: [
          {
            type: 'Stalled',
            status: 'True',
            reason: 'Validation',
            message:
              'KNV1061: Secret git-creds not found: create one to allow client authentication\n\nnamespace: grunnbok-main\nmetadata.name: repo-sync\ngroup: configsync.gke.io\nversion: v1beta1\nkind: RepoSync\n\nFor more information, see https://g.co/cloud/acm-errors#knv1061',
          },
        ],
      }),
    );
    expect(judged).toMatchObject({
      state: 'stalled',
      errorCount: 1,
      errors: [
        {
          code: 'KNV1061',
          step: 'spec',
          headline: 'The Secret with the credentials does not exist',
          resources: [],
        },
      ],
      waitsFor: [{ kind: 'spec' }],
    });
    expect(judged.message).toContain('Secret git-creds not found');
    expect(judged.message).not.toContain('KNV1061:');
    expect(judged.message).not.toContain('g.co');
  });

  it.each([
    ['synced', SYNCED_STATUS, 'pending', 'SYNCED'],
    ['in error', FAILED, 'pending', 'ERROR'],
    [
      'stalled',
      {
        observedGeneration: 3,
        conditions: [{ type: 'Stalled', status: 'True', message: 'no' }],
      },
      'pending',
      'STALLED',
    ],
    [
      'reconciling',
      {
        observedGeneration: 3,
        conditions: [{ type: 'Reconciling', status: 'True' }],
      },
      'reconciling',
      'RECONCILING',
    ],
  ])(
    'does not trust a status of an older specification that says %s',
    (_, status, state, reported) => {
      const judged = judgePackageSync(repoSync(status, { generation: 4 }));
      expect(judged).toMatchObject({
        state,
        reported,
        waitsFor: [{ kind: 'reconciler' }],
      });
      expect(judged.lastSyncedAt).toBeUndefined();
    },
  );

  it.each([
    ['is missing on both sides', undefined, undefined],
    ['is missing in the status', 4, undefined],
    ['is missing in the sync', undefined, 3],
    ['is the same', 3, 3],
    ['is newer in the status', 2, 3],
  ])('trusts a status whose generation %s', (_, generation, observed) => {
    const judged = judgePackageSync(
      repoSync(
        { ...SYNCED_STATUS, observedGeneration: observed },
        { generation },
      ),
    );
    expect(judged.state).toBe('synced');
  });

  it.each<[string, PackageSyncStatusFacts, string | undefined]>([
    ['the last one that was synced', FAILED, OLD],
    [
      'the one of the sync, where no other is told and all is well',
      { ...SYNCED_STATUS, lastSyncedCommit: undefined },
      NEW,
    ],
    [
      'not known, where no other is told and it failed',
      { ...FAILED, lastSyncedCommit: '' },
      undefined,
    ],
    [
      'not known, where nothing was ever synced',
      { conditions: [syncing('False')], sync: stage('') },
      undefined,
    ],
  ])('the commit that is live is %s', (_, status, commit) => {
    expect(judgePackageSync(repoSync(status)).commit).toBe(commit);
  });

  it('tells errors in truth apart from those that are listed', () => {
    const many = Array.from({ length: 600 }, () => UNKNOWN_KIND_ERROR);
    const judged = judgePackageSync(
      repoSync({
        source: stage(NEW, many),
        conditions: [
          syncing('False', {
            errorSourceRefs: ['status.source.errors'],
            errorSummary: { totalCount: 600, errorCountAfterTruncation: 600 },
          }),
        ],
      }),
    );
    expect(judged).toMatchObject({
      errorCount: 600,
      shownErrorCount: 500,
      truncated: true,
    });
    expect(judged.errors).toHaveLength(500);
  });

  it('lists at most 20 resources of an error, and what they lack is absent', () => {
    const resources = Array.from({ length: 30 }, () => ({
      sourcePath: 'a.yaml',
    }));
    const judged = judgePackageSync(
      repoSync({
        sync: stage(NEW, [{ errorResources: [...resources] }]),
        conditions: [
          syncing('False', {
            errorSourceRefs: ['status.sync.errors'],
            errorSummary: { totalCount: 1 },
          }),
        ],
      }),
    );
    const [error] = judged.errors;
    expect(error.resources).toHaveLength(20);
    expect(error.resources[0]).toEqual({ sourcePath: 'a.yaml' });
    expect(error.code).toBeUndefined();
    expect(error.headline).toBe('An error without a message');
  });

  it('says what the product says of a sync that is under way', () => {
    const judged = judgePackageSync(
      repoSync({
        ...SYNCED_STATUS,
        conditions: [
          syncing('True', { reason: 'Rendering', message: 'x'.repeat(2000) }),
        ],
      }),
    );
    expect(judged.message).toHaveLength(1024);
  });

  it('says what the product says of errors that it does not list', () => {
    const judged = judgePackageSync(
      repoSync({
        conditions: [syncing('False', { errorSummary: { totalCount: 3 } })],
      }),
    );
    expect(judged).toMatchObject({
      state: 'error',
      message: 'Sync Completed',
      errorCount: 3,
      shownErrorCount: 0,
      truncated: true,
    });
  });

  it('groups errors alike whatever the sync and its namespace are called', () => {
    const status = (namespace: string): PackageSyncStatusFacts => ({
      sync: stage(NEW, [
        {
          code: '2010',
          errorMessage: `KNV2010: the tenant '${namespace}' has no owner`,
        },
      ]),
      conditions: [
        syncing('False', {
          errorSourceRefs: ['status.sync.errors'],
          errorSummary: { totalCount: 1 },
        }),
      ],
    });
    const [one, other] = ['Grunnbok_A', 'Matrikkel_B'].map(
      namespace =>
        judgePackageSync(repoSync(status(namespace), { namespace })).errors[0],
    );
    expect(one.fingerprint).toBe(other.fingerprint);
  });

  it('says that objects are not reported', () => {
    const facts = repoSync();
    expect(
      judgePackageSync({
        ...facts,
        spec: { ...facts.spec, statusMode: 'disabled' },
      }),
    ).toMatchObject({ objectStatusOff: true });
  });
});
