import {
  NEW,
  OLD,
  QUOTA_ERROR,
  SYNCED_STATUS,
  UNKNOWN_KIND_ERROR,
  notReconciling,
  notStalled,
  stage,
  syncing,
} from './__fixtures__/packageSyncs';
import { nomosStatus } from './nomosStatus';
import type { PackageSyncStatusFacts } from './packageSyncFacts';

const MODERN = { version: '1.22.1' };

/** The parts that a person sees in the terminal. */
function shown(
  status: PackageSyncStatusFacts | undefined,
  version: string | undefined = MODERN.version,
) {
  const { reported, commit, errors, errorCount, truncated, lastSyncedAt } =
    nomosStatus({ status }, { version });
  return {
    reported,
    commit,
    errors: errors.map(({ step, error }) => [step, error.errorMessage]),
    errorCount,
    truncated,
    lastSyncedAt,
  };
}

const NOTHING = {
  commit: undefined,
  errors: [],
  errorCount: 0,
  truncated: false,
  lastSyncedAt: undefined,
};
const QUOTA = ['sync', QUOTA_ERROR.errorMessage];
const KIND = ['source', UNKNOWN_KIND_ERROR.errorMessage];

describe('what nomos status shows of a sync', () => {
  it.each<[string, PackageSyncStatusFacts | undefined, {}]>([
    ['nothing at all', undefined, { ...NOTHING, reported: 'PENDING' }],
    ['an empty status', {}, { ...NOTHING, reported: 'PENDING' }],
    [
      'stalled',
      {
        ...SYNCED_STATUS,
        conditions: [
          {
            type: 'Stalled',
            status: 'True',
            reason: 'Validation',
            message: 'KNV1061: Secret git-creds not found',
            errorSummary: { totalCount: 1, errorCountAfterTruncation: 1 },
          },
          syncing('False'),
        ],
      },
      {
        ...NOTHING,
        reported: 'STALLED',
        errors: [['spec', 'KNV1061: Secret git-creds not found']],
        errorCount: 1,
      },
    ],
    [
      'stalled comes before reconciling',
      {
        conditions: [
          { type: 'Reconciling', status: 'True', message: 'Setup stalled' },
          { type: 'Stalled', status: 'True', reason: 'Deployment' },
        ],
      },
      {
        ...NOTHING,
        reported: 'STALLED',
        errors: [['spec', 'Deployment']],
        errorCount: 1,
      },
    ],
    [
      'reconciling, whatever else there is',
      {
        ...SYNCED_STATUS,
        sync: stage(NEW, [QUOTA_ERROR]),
        conditions: [
          { type: 'Reconciling', status: 'True', reason: 'Deployment' },
          syncing('False', {
            errorSourceRefs: ['status.sync.errors'],
            errorSummary: { totalCount: 1 },
          }),
        ],
      },
      { ...NOTHING, reported: 'RECONCILING' },
    ],
    [
      'no condition that it syncs',
      { ...SYNCED_STATUS, conditions: [notReconciling, notStalled] },
      { ...NOTHING, reported: 'PENDING' },
    ],
    [
      'syncing a commit',
      { ...SYNCED_STATUS, conditions: [notStalled, syncing('True')] },
      { ...NOTHING, reported: 'PENDING', commit: NEW },
    ],
    [
      'syncing with errors of two steps',
      {
        ...SYNCED_STATUS,
        source: stage(NEW, [UNKNOWN_KIND_ERROR]),
        sync: stage(NEW, [QUOTA_ERROR]),
        conditions: [
          syncing('True', {
            errorSourceRefs: ['status.source.errors', 'status.sync.errors'],
            errorSummary: { totalCount: 2, errorCountAfterTruncation: 2 },
          }),
        ],
      },
      {
        ...NOTHING,
        reported: 'PENDING',
        commit: NEW,
        errors: [KIND, QUOTA],
        errorCount: 2,
      },
    ],
    [
      'syncing with errors in the condition',
      {
        conditions: [
          syncing('True', { errorSummary: undefined, errors: [QUOTA_ERROR] }),
        ],
      },
      {
        ...NOTHING,
        reported: 'PENDING',
        commit: NEW,
        errors: [QUOTA],
        errorCount: 1,
      },
    ],
    [
      'synced',
      SYNCED_STATUS,
      {
        ...NOTHING,
        reported: 'SYNCED',
        commit: NEW,
        lastSyncedAt: '2026-09-01T06:00:25Z',
      },
    ],
    [
      'synced without a summary',
      { conditions: [syncing('False', { errorSummary: undefined })] },
      { ...NOTHING, reported: 'SYNCED', commit: NEW },
    ],
    [
      'a summary without errors beats a list of errors',
      { conditions: [syncing('False', { errors: [QUOTA_ERROR] })] },
      { ...NOTHING, reported: 'SYNCED', commit: NEW },
    ],
    [
      'a condition of an unknown status is not syncing',
      { conditions: [syncing('Unknown', { commit: '' })] },
      { ...NOTHING, reported: 'SYNCED' },
    ],
    [
      'finished with errors',
      {
        ...SYNCED_STATUS,
        sync: stage(NEW, [QUOTA_ERROR]),
        conditions: [
          syncing('False', {
            errorSourceRefs: ['status.sync.errors'],
            errorSummary: { totalCount: 1, errorCountAfterTruncation: 1 },
          }),
        ],
      },
      {
        ...NOTHING,
        reported: 'ERROR',
        commit: NEW,
        errors: [QUOTA],
        errorCount: 1,
      },
    ],
    [
      'finished with more errors than fit',
      {
        source: stage(NEW, [UNKNOWN_KIND_ERROR, UNKNOWN_KIND_ERROR]),
        conditions: [
          syncing('False', {
            reason: 'Source',
            errorSourceRefs: ['status.source.errors'],
            errorSummary: {
              totalCount: 5,
              truncated: true,
              errorCountAfterTruncation: 2,
            },
          }),
        ],
      },
      {
        ...NOTHING,
        reported: 'ERROR',
        commit: NEW,
        errors: [KIND, KIND],
        errorCount: 5,
        truncated: true,
      },
    ],
    [
      'errors in a list that is not known',
      {
        sync: stage(NEW, [QUOTA_ERROR]),
        conditions: [
          syncing('False', {
            errorSourceRefs: ['status.other.errors'],
            errorSummary: { totalCount: 1 },
          }),
        ],
      },
      { ...NOTHING, reported: 'ERROR', commit: NEW, errorCount: 1 },
    ],
    [
      'errors whose lists are not named: those of the same commit',
      {
        source: stage(OLD, [UNKNOWN_KIND_ERROR]),
        sync: stage(NEW, [QUOTA_ERROR]),
        conditions: [syncing('False', { errorSummary: { totalCount: 1 } })],
      },
      {
        ...NOTHING,
        reported: 'ERROR',
        commit: NEW,
        errors: [QUOTA],
        errorCount: 1,
      },
    ],
    [
      'syncing without a summary and without errors',
      { conditions: [syncing('True', { errorSummary: undefined })] },
      { ...NOTHING, reported: 'PENDING', commit: NEW },
    ],
    [
      'errors in a list that is not there',
      {
        conditions: [
          syncing('False', {
            errorSourceRefs: ['status.source.errors'],
            errorSummary: { totalCount: 2 },
          }),
        ],
      },
      { ...NOTHING, reported: 'ERROR', commit: NEW, errorCount: 2 },
    ],
    [
      'errors in the condition, for a reason that is no step',
      {
        conditions: [
          syncing('False', {
            reason: 'Other',
            errorSummary: undefined,
            errors: [QUOTA_ERROR],
          }),
        ],
      },
      {
        ...NOTHING,
        reported: 'ERROR',
        commit: NEW,
        errors: [['unknown', QUOTA_ERROR.errorMessage]],
        errorCount: 1,
      },
    ],
  ])('%s', (_, status, expected) => {
    expect(shown(status)).toEqual(expected);
  });
});

describe('what nomos status shows of a sync that has no condition', () => {
  const old = (status: PackageSyncStatusFacts) => shown(status, '1.9.2');

  it.each<[string, PackageSyncStatusFacts, {}]>([
    [
      'synced',
      { source: stage(NEW), rendering: stage(NEW), sync: stage(NEW) },
      {
        ...NOTHING,
        reported: 'SYNCED',
        commit: NEW,
        lastSyncedAt: '2026-09-01T06:00:25Z',
      },
    ],
    [
      'synced before there was rendering',
      { source: stage(NEW), sync: stage(NEW) },
      {
        ...NOTHING,
        reported: 'SYNCED',
        commit: NEW,
        lastSyncedAt: '2026-09-01T06:00:25Z',
      },
    ],
    [
      'rendering is behind',
      { source: stage(NEW), rendering: stage(OLD), sync: stage(NEW) },
      { ...NOTHING, reported: 'PENDING', commit: NEW },
    ],
    [
      'sync is behind',
      { source: stage(NEW), rendering: stage(NEW), sync: stage(OLD) },
      { ...NOTHING, reported: 'PENDING', commit: OLD },
    ],
    [
      'never synced',
      { source: stage(NEW), sync: stage('') },
      { ...NOTHING, reported: 'PENDING' },
    ],
    [
      'no source',
      { sync: stage(NEW) },
      { ...NOTHING, reported: 'PENDING', commit: NEW },
    ],
    [
      'an error before there was a commit',
      { source: stage('', [UNKNOWN_KIND_ERROR]) },
      { ...NOTHING, reported: 'ERROR', errors: [KIND], errorCount: 1 },
    ],
    [
      'errors of all steps, rendering first',
      {
        source: stage(NEW, [UNKNOWN_KIND_ERROR]),
        rendering: stage(NEW, [{ errorMessage: 'KNV1068: no' }]),
        sync: stage(OLD, [QUOTA_ERROR]),
      },
      {
        ...NOTHING,
        reported: 'ERROR',
        commit: OLD,
        errors: [['rendering', 'KNV1068: no'], KIND, QUOTA],
        errorCount: 3,
      },
    ],
  ])('%s', (_, status, expected) => {
    expect(old(status)).toEqual(expected);
  });

  // Errors of a step show which rules are taken: those for older versions call them ERROR.
  it.each([
    [undefined, 'ERROR'],
    ['', 'ERROR'],
    ['devel', 'ERROR'],
    ['1.9.2', 'ERROR'],
    ['v1.9.9+build', 'ERROR'],
    ['0.99.0', 'ERROR'],
    ['1.10.0-alpha.4', 'ERROR'],
    ['1.10.0-2', 'ERROR'],
    ['1.10.0-rc', 'ERROR'],
    ['1.10.0-rc.0', 'ERROR'],
    ['1.10.0-rc.1', 'PENDING'],
    ['1.10.0-rc.12', 'PENDING'],
    ['1.10.0-rc.x', 'PENDING'],
    ['1.10.0-zeta', 'PENDING'],
    ['v1.10.0', 'PENDING'],
    ['1.10', 'PENDING'],
    ['1.10.1-alpha', 'PENDING'],
    ['1.22.0-rc.2', 'PENDING'],
    ['2', 'PENDING'],
  ])('version %s: %s', (version, reported) => {
    const status = { source: stage(NEW, [UNKNOWN_KIND_ERROR]) };
    expect(nomosStatus({ status }, { version }).reported).toBe(reported);
  });

  it('takes a version that is not given for an old one', () => {
    const status = { source: stage(NEW, [UNKNOWN_KIND_ERROR]) };
    expect(nomosStatus({ status }).reported).toBe('ERROR');
  });
});
