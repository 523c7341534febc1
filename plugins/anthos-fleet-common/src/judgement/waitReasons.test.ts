import type { ManagedObject, WaitReason } from '../schema/openapi';
import {
  NEW,
  OLD,
  SYNCED_STATUS,
  UNKNOWN_KIND_ERROR,
  repoSync,
  stage,
  syncing,
} from './__fixtures__/packageSyncs';
import { judgePackageSync } from './packageSync';
import type {
  PackageSyncFacts,
  PackageSyncStatusFacts,
} from './packageSyncFacts';
import { waitReasons } from './waitReasons';

const CURRENT = { version: '1.22.1' };

describe('what a sync waits for', () => {
  it.each<
    [string, PackageSyncStatusFacts | undefined, WaitReason[] | undefined]
  >([
    ['synced', SYNCED_STATUS, undefined],
    [
      'the reconciler',
      {
        conditions: [
          {
            type: 'Reconciling',
            status: 'True',
            reason: 'Deployment',
            message: 'Waiting for Deployment',
          },
        ],
      },
      [{ kind: 'reconciler', message: 'Waiting for Deployment' }],
    ],
    [
      'its specification',
      {
        conditions: [
          { type: 'Stalled', status: 'True', message: 'KNV1061: wrong' },
        ],
      },
      [{ kind: 'spec', message: 'wrong' }],
    ],
    [
      'the source',
      {
        conditions: [syncing('True', { reason: 'Source', message: 'Source' })],
      },
      [{ kind: 'source', message: 'Source' }],
    ],
    [
      'rendering',
      {
        conditions: [
          syncing('True', {
            reason: 'Rendering',
            message: 'Rendering is still in progress',
          }),
        ],
      },
      [{ kind: 'rendering', message: 'Rendering is still in progress' }],
    ],
    [
      'objects to be applied',
      { conditions: [syncing('True')] },
      [{ kind: 'apply', message: 'Syncing' }],
    ],
    [
      'errors, while it goes on trying',
      {
        source: stage(NEW, [UNKNOWN_KIND_ERROR]),
        conditions: [
          syncing('True', {
            message: '',
            errorSourceRefs: ['status.source.errors'],
            errorSummary: { totalCount: 1 },
          }),
        ],
      },
      [{ kind: 'errors' }, { kind: 'apply' }],
    ],
    ['nothing told, nothing fetched', {}, [{ kind: 'source' }]],
    ['nothing told, fetched', { source: stage(NEW) }, [{ kind: 'rendering' }]],
    [
      'nothing told, older one rendered',
      { source: stage(NEW), rendering: stage(OLD), sync: stage(OLD) },
      [{ kind: 'rendering' }],
    ],
    [
      'nothing told, rendered',
      { source: stage(NEW), rendering: stage(NEW), sync: stage(OLD) },
      [{ kind: 'apply' }],
    ],
    [
      'nothing told, no rendering at all',
      { source: stage(NEW), sync: stage(OLD) },
      [{ kind: 'apply' }],
    ],
    [
      'a reason of its own, told by the commits',
      {
        source: stage(NEW),
        rendering: stage(NEW),
        conditions: [
          syncing('True', { reason: undefined, message: undefined }),
        ],
      },
      [{ kind: 'apply' }],
    ],
  ])('%s', (_, status, expected) => {
    expect(judgePackageSync(repoSync(status), CURRENT).waitsFor).toEqual(
      expected,
    );
  });

  it.each<[string, Partial<PackageSyncFacts>, WaitReason]>([
    ['says nothing', {}, { kind: 'deletion' }],
    [
      'is under way',
      {
        status: {
          ...SYNCED_STATUS,
          conditions: [
            ...SYNCED_STATUS.conditions!,
            {
              type: 'ReconcilerFinalizing',
              status: 'True',
              message: 'Deleting managed objects',
            },
          ],
        },
      },
      { kind: 'deletion', message: 'Deleting managed objects' },
    ],
    [
      'has failed',
      {
        status: {
          ...SYNCED_STATUS,
          conditions: [
            {
              type: 'ReconcilerFinalizerFailure',
              status: 'True',
              message: 'Failed to delete managed resource objects',
              errors: [
                { errorMessage: 'KNV2009: failed to delete ConfigMap, a/b' },
              ],
            },
          ],
        },
      },
      { kind: 'deletion', message: 'failed to delete ConfigMap, a/b' },
    ],
    [
      'has failed without saying why',
      {
        status: {
          conditions: [
            {
              type: 'ReconcilerFinalizerFailure',
              status: 'True',
              message: 'Failed',
            },
          ],
        },
      },
      { kind: 'deletion', message: 'Failed' },
    ],
    [
      'has failed and says nothing',
      {
        status: {
          conditions: [{ type: 'ReconcilerFinalizerFailure', status: 'True' }],
        },
      },
      { kind: 'deletion' },
    ],
    [
      'has succeeded',
      {
        status: {
          conditions: [
            {
              type: 'ReconcilerFinalizerFailure',
              status: 'False',
              message: 'Successfully deleted',
            },
          ],
        },
      },
      { kind: 'deletion' },
    ],
  ])('a deletion that %s', (_, more, expected) => {
    const facts = { ...repoSync(), deleting: true, ...more };
    expect(judgePackageSync(facts, CURRENT).waitsFor?.[0]).toEqual(expected);
  });
});

describe('waitReasons', () => {
  const object = (more: Partial<ManagedObject>): ManagedObject => ({
    group: 'apps',
    kind: 'Deployment',
    name: 'api',
    status: 'current',
    ...more,
  });
  const inventory = (...objects: ManagedObject[]) => ({
    statusOff: false,
    objects,
  });
  const applying = {
    state: 'pending' as const,
    waitsFor: [{ kind: 'apply' as const }],
  };

  it.each<[string, ManagedObject, boolean]>([
    ['in progress', object({ status: 'in-progress' }), true],
    ['terminating', object({ status: 'terminating' }), true],
    ['not applied', object({ status: 'unknown', actuation: 'Pending' }), true],
    [
      'applied and not ready',
      object({ actuation: 'Succeeded', reconcile: 'Pending' }),
      true,
    ],
    [
      'current',
      object({ actuation: 'Succeeded', reconcile: 'Succeeded' }),
      false,
    ],
    ['failed', object({ status: 'failed' }), false],
    [
      'skipped',
      object({ status: 'unknown', actuation: 'Skipped', reconcile: 'Pending' }),
      false,
    ],
  ])('%s', (_, managed, waited) => {
    expect(waitReasons(applying, inventory(managed))).toEqual(
      waited
        ? [
            { kind: 'apply' },
            { kind: 'objects', objects: [managed], totalObjects: 1 },
          ]
        : [{ kind: 'apply' }],
    );
  });

  it('names the first five and counts all', () => {
    const waiting = Array.from({ length: 7 }, (_, i) =>
      object({ name: `api-${i}`, status: 'in-progress' }),
    );
    expect(waitReasons({ state: 'error' }, inventory(...waiting))).toEqual([
      { kind: 'objects', objects: waiting.slice(0, 5), totalObjects: 7 },
    ]);
  });

  it.each([
    ['without an inventory', applying, undefined],
    [
      'without reports of objects',
      applying,
      { statusOff: true, objects: [object({ status: 'in-progress' })] },
    ],
    [
      'when stalled',
      { ...applying, state: 'stalled' as const },
      inventory(object({ status: 'in-progress' })),
    ],
  ])('says what the sync says %s', (_, sync, objects) => {
    expect(waitReasons(sync, objects)).toEqual([{ kind: 'apply' }]);
  });

  it('says nothing of a synced one', () => {
    expect(waitReasons({ state: 'synced' }, inventory())).toEqual([]);
  });
});
