import type { ManagedObject, ObjectStatus } from '../schema/openapi';
import {
  compareManagedObjects,
  countObjects,
  judgeManagedObject,
  type ResourceStatusFacts,
} from './managedObject';

const API = { group: 'apps', kind: 'Deployment', namespace: 'a', name: 'api' };
const APPLIED = { strategy: 'Apply', actuation: 'Succeeded' };
const OVERLAP = {
  type: 'OwnershipOverlap',
  status: 'True',
  reason: 'Overlap',
  message: 'This object is owned by another inventory',
};

describe('judgeManagedObject', () => {
  it.each<[string, ResourceStatusFacts, ObjectStatus]>([
    ['current', { ...APPLIED, status: 'Current' }, 'current'],
    ['in progress', { ...APPLIED, status: 'InProgress' }, 'in-progress'],
    ['failed', { ...APPLIED, status: 'Failed' }, 'failed'],
    ['terminating', { ...APPLIED, status: 'Terminating' }, 'terminating'],
    ['not found', { ...APPLIED, status: 'NotFound' }, 'not-found'],
    ['unknown', { ...APPLIED, status: 'Unknown' }, 'unknown'],
    ['another word', { ...APPLIED, status: 'Excellent' }, 'unknown'],
    ['nothing', {}, 'unknown'],
    ['healthy, not told whether applied', { status: 'Current' }, 'current'],
    [
      'healthy, not applied yet',
      { actuation: 'Pending', status: 'Current' },
      'unknown',
    ],
    [
      'healthy, skipped',
      { actuation: 'Skipped', status: 'Current' },
      'unknown',
    ],
    [
      'healthy, could not be applied',
      { actuation: 'Failed', status: 'Current' },
      'unknown',
    ],
    [
      'gone and not applied',
      { actuation: 'Failed', status: 'NotFound' },
      'not-found',
    ],
    [
      'going and not deleted',
      { actuation: 'Pending', status: 'Terminating' },
      'terminating',
    ],
    [
      'owned by another',
      { ...APPLIED, status: 'Current', conditions: [OVERLAP] },
      'conflict',
    ],
    [
      'no longer owned by another',
      {
        ...APPLIED,
        status: 'Current',
        conditions: [{ ...OVERLAP, status: 'False' }],
      },
      'current',
    ],
    [
      'owned by nobody knows whom',
      {
        ...APPLIED,
        status: 'Unknown',
        conditions: [{ ...OVERLAP, status: 'Unknown', reason: 'Unknown' }],
      },
      'unknown',
    ],
  ])('%s', (_, facts, status) => {
    expect(judgeManagedObject({ ...API, ...facts }).status).toBe(status);
  });

  it('tells what is known of it', () => {
    expect(
      judgeManagedObject({
        ...API,
        ...APPLIED,
        status: 'InProgress',
        reconcile: 'Pending',
        sourceHash: '0a1b2c3',
        conditions: [
          { type: 'Reconciling', status: 'True', message: ' 1 of 3 ' },
          { type: 'Other', status: 'True', message: '1 of 3' },
          { type: 'Stalled', status: 'False', message: 'not stalled' },
          { type: 'Silent', status: 'True' },
        ],
      }),
    ).toEqual({
      ...API,
      status: 'in-progress',
      actuation: 'Succeeded',
      reconcile: 'Pending',
      commit: '0a1b2c3',
      message: '1 of 3',
    });
  });

  it('leaves out what is not told', () => {
    expect(judgeManagedObject({})).toEqual({
      group: '',
      kind: '',
      name: '',
      status: 'unknown',
    });
  });

  it('shortens long messages', () => {
    const { message } = judgeManagedObject({
      conditions: [{ status: 'True', message: 'x'.repeat(3000) }],
    });
    expect(message).toHaveLength(1024);
  });
});

describe('countObjects', () => {
  it('counts by health', () => {
    const statuses: ObjectStatus[] = [
      'current',
      'current',
      'in-progress',
      'failed',
      'terminating',
      'not-found',
      'unknown',
      'conflict',
    ];
    expect(countObjects(statuses.map(status => ({ status })))).toEqual({
      total: 8,
      current: 2,
      inProgress: 1,
      failed: 1,
      terminating: 1,
      notFound: 1,
      unknown: 1,
      conflict: 1,
    });
  });

  it('counts a state that is not known as unknown', () => {
    expect(
      countObjects([{ status: 'new word' as ObjectStatus }]),
    ).toMatchObject({ total: 1, unknown: 1 });
  });
});

describe('compareManagedObjects', () => {
  it('puts the unhealthy ones first, then orders by identity', () => {
    const object = (
      status: ObjectStatus,
      name: string,
      more: Partial<ManagedObject> = {},
    ): ManagedObject => ({ group: '', kind: 'Service', status, name, ...more });
    const sorted = [
      object('failed', 'x'),
      object('conflict', 'x'),
      object('not-found', 'x'),
      object('unknown', 'x'),
      object('terminating', 'x'),
      object('in-progress', 'x'),
      object('current', 'a'),
      object('current', 'b'),
      object('current', 'a', { namespace: 'a', kind: 'Deployment' }),
      object('current', 'a', {
        namespace: 'a',
        kind: 'Deployment',
        group: 'apps',
      }),
      object('current', 'a', { namespace: 'a' }),
    ];
    expect([...sorted].reverse().sort(compareManagedObjects)).toEqual(sorted);
    expect(compareManagedObjects(sorted[0], { ...sorted[0] })).toBe(0);
  });
});
