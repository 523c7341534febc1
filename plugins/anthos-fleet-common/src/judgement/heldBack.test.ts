import type { ManagedObject, PackageSync } from '../schema/openapi';
import { NEW, OLD } from './__fixtures__/packageSyncs';
import { heldBackObjects, isBehind, type HoldingError } from './heldBack';

const object = (
  name: string,
  more: Partial<ManagedObject> = {},
): ManagedObject => ({
  group: 'apps',
  kind: 'Deployment',
  namespace: 'a',
  name,
  status: 'current',
  ...more,
});

const inventory = {
  statusOff: false,
  objects: [
    object('broken', { status: 'unknown', actuation: 'Failed' }),
    object('dependent', { status: 'unknown', actuation: 'Skipped' }),
    object('later', { status: 'unknown', actuation: 'Pending' }),
    object('new', { status: 'not-found', actuation: 'Pending' }),
    object('stolen', { status: 'conflict', actuation: 'Skipped' }),
    object('healthy'),
    object('well'),
    object('broken', { kind: 'Service', group: '', namespace: undefined }),
  ],
};

const error = (more: Partial<HoldingError>): HoldingError => ({
  step: 'source',
  resources: [],
  ...more,
});

const steps = (sourceCommit?: string, syncCommit?: string) => ({
  steps: {
    source: { state: 'failed', commit: sourceCommit, errorCount: 1 },
    rendering: { state: 'skipped', errorCount: 0 },
    sync: { state: 'waiting', commit: syncCommit, errorCount: 0 },
  } satisfies PackageSync['steps'],
});

describe('heldBackObjects', () => {
  it.each<[string, HoldingError, ReturnType<typeof steps>, number]>([
    [
      'a file in error: all healthy ones',
      error({ code: 'KNV1029' }),
      steps(NEW, OLD),
      3,
    ],
    [
      'a source that cannot be fetched',
      error({ code: 'KNV2004' }),
      steps(undefined, OLD),
      3,
    ],
    [
      'a sync that is not valid',
      error({ code: 'KNV1061', step: 'spec' }),
      steps(NEW, NEW),
      3,
    ],
    [
      'rendering',
      error({ code: 'KNV1068', step: 'rendering' }),
      steps(NEW, OLD),
      3,
    ],
    [
      'but not the object itself',
      error({
        code: 'KNV1006',
        resources: [
          {
            group: 'apps',
            kind: 'Deployment',
            namespace: 'a',
            name: 'healthy',
          },
        ],
      }),
      steps(NEW, OLD),
      2,
    ],
    [
      'an object of the core group, without a namespace',
      error({
        code: 'KNV1006',
        resources: [{ kind: 'Service', name: 'broken' }],
      }),
      steps(NEW, OLD),
      2,
    ],
    [
      'an unknown kind that was passed: what was not applied',
      error({ code: 'KNV1021' }),
      steps(NEW, NEW),
      2,
    ],
    [
      'an unknown kind that was not passed',
      error({ code: 'KNV1021' }),
      steps(NEW, OLD),
      3,
    ],
    [
      'an unknown kind before anything was applied',
      error({ code: 'KNV1067' }),
      steps(),
      3,
    ],
    [
      'an error while applying: what was not applied',
      error({ code: 'KNV2009', step: 'sync' }),
      steps(NEW, NEW),
      2,
    ],
    [
      'and not the object itself',
      error({
        code: 'KNV2009',
        step: 'sync',
        resources: [
          { group: 'apps', kind: 'Deployment', namespace: 'a', name: 'later' },
        ],
      }),
      steps(NEW, NEW),
      1,
    ],
    ['an error without a code', error({}), steps(NEW, OLD), 3],
  ])('%s', (_, holding, sync, expected) => {
    expect(heldBackObjects(holding, sync, inventory)).toBe(expected);
  });

  it.each([
    ['were not read', undefined],
    ['are not reported', { statusOff: true, objects: [] }],
  ])('is not known while objects %s', (_, objects) => {
    expect(
      heldBackObjects(error({}), steps(NEW, OLD), objects),
    ).toBeUndefined();
  });
});

describe('isBehind', () => {
  it.each([
    [OLD, NEW, true],
    [NEW, NEW, false],
    [undefined, NEW, undefined],
    [OLD, undefined, undefined],
  ])('%s, newest %s: %s', (commit, sourceCommit, expected) => {
    expect(isBehind({ commit, sourceCommit })).toBe(expected);
  });
});
