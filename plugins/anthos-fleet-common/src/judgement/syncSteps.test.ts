import {
  NEW,
  OLD,
  QUOTA_ERROR,
  SYNCED_STATUS,
  UNKNOWN_KIND_ERROR,
  stage,
  syncing,
} from './__fixtures__/packageSyncs';
import type { PackageSyncStatusFacts } from './packageSyncFacts';
import { judgeSyncSteps } from './syncSteps';

const rendered = (message: string, commit = NEW, errors = 0) =>
  stage(commit, Array(errors).fill({ errorMessage: 'KNV1068: no' }), {
    message,
  });

describe('judgeSyncSteps', () => {
  it.each<
    [string, PackageSyncStatusFacts | undefined, [string, string, string]]
  >([
    ['no status', undefined, ['unknown', 'unknown', 'unknown']],
    ['nothing done yet', {}, ['waiting', 'waiting', 'waiting']],
    ['all done', SYNCED_STATUS, ['done', 'skipped', 'done']],
    [
      'fetching',
      { ...SYNCED_STATUS, conditions: [syncing('True', { reason: 'Source' })] },
      ['running', 'skipped', 'done'],
    ],
    [
      'a new commit, fetched',
      {
        ...SYNCED_STATUS,
        source: stage(NEW),
        rendering: rendered('Rendering skipped', OLD),
        sync: stage(OLD),
      },
      ['done', 'waiting', 'waiting'],
    ],
    [
      'a file in error',
      {
        ...SYNCED_STATUS,
        source: stage(NEW, [UNKNOWN_KIND_ERROR]),
        sync: stage(OLD),
      },
      ['failed', 'skipped', 'waiting'],
    ],
    [
      'a file in error that does not hold the rest back',
      { ...SYNCED_STATUS, source: stage(NEW, [UNKNOWN_KIND_ERROR]) },
      ['failed', 'skipped', 'done'],
    ],
    [
      'not fetched',
      {
        ...SYNCED_STATUS,
        source: stage('', [{ errorMessage: 'KNV2004: no' }]),
      },
      ['failed', 'waiting', 'done'],
    ],
    [
      'more errors than listed',
      { source: { commit: NEW, errorSummary: { totalCount: 4 } } },
      ['failed', 'waiting', 'waiting'],
    ],
    [
      'rendering',
      {
        source: stage(NEW),
        rendering: rendered('Rendering is still in progress'),
      },
      ['done', 'running', 'waiting'],
    ],
    [
      'rendering is being switched on',
      {
        source: stage(NEW),
        rendering: rendered(
          'Rendering required but is currently disabled',
          NEW,
          1,
        ),
      },
      ['done', 'running', 'waiting'],
    ],
    [
      'rendered',
      {
        source: stage(NEW),
        rendering: rendered('Rendering succeeded'),
        sync: stage(OLD),
      },
      ['done', 'done', 'waiting'],
    ],
    [
      'rendered, says nothing',
      { source: stage(NEW), rendering: stage(NEW) },
      ['done', 'done', 'waiting'],
    ],
    [
      'not rendered',
      {
        source: stage(NEW),
        rendering: rendered('Rendering failed'),
        sync: stage(OLD),
      },
      ['done', 'failed', 'waiting'],
    ],
    [
      'errors of rendering',
      { source: stage(NEW), rendering: rendered('', NEW, 2), sync: stage(OLD) },
      ['done', 'failed', 'waiting'],
    ],
    [
      'before there was rendering',
      { source: stage(NEW), sync: stage(NEW) },
      ['done', 'skipped', 'done'],
    ],
    [
      'applying, with errors so far',
      {
        ...SYNCED_STATUS,
        sync: stage(NEW, [QUOTA_ERROR]),
        conditions: [syncing('True')],
      },
      ['done', 'skipped', 'running'],
    ],
    [
      'not applied',
      { ...SYNCED_STATUS, sync: stage(NEW, [QUOTA_ERROR]) },
      ['done', 'skipped', 'failed'],
    ],
    [
      'an older commit was not applied',
      {
        source: stage(NEW),
        rendering: rendered('Rendering skipped'),
        sync: stage(OLD, [QUOTA_ERROR]),
      },
      ['done', 'skipped', 'waiting'],
    ],
  ])('%s', (_, status, expected) => {
    const { source, rendering, sync } = judgeSyncSteps({ status });
    expect([source.state, rendering.state, sync.state]).toEqual(expected);
  });

  it('tells commit, message, time and errors of a step', () => {
    expect(
      judgeSyncSteps({
        status: {
          source: stage(NEW),
          rendering: rendered('Rendering failed', NEW, 3),
        },
      }).rendering,
    ).toEqual({
      state: 'failed',
      commit: NEW,
      message: 'Rendering failed',
      updatedAt: '2026-09-01T06:00:25Z',
      errorCount: 3,
    });
  });
});
