import type { PackageSync } from 'backstage-plugin-anthos-fleet-common';
import {
  brief,
  cluster,
  entityStatusOf,
  errorGroup,
  failing,
  moving,
  packageSync,
} from '../__fixtures__';
import { entityView } from './entityView';

const a = cluster({
  name: 'a',
  configSync: { state: 'error', errorCount: 9 },
});
const b = cluster({ name: 'b', hosting: 'gcp' });
const on = (item: typeof a, changes: Partial<PackageSync> = {}) =>
  packageSync({ cluster: brief(item), ...changes });

it('leaves a status without syncs as it is', () => {
  const status = entityStatusOf([a, b]);
  expect(entityView(status)).toEqual({ status, onCluster: new Map() });
});

it('judges a cluster by the syncs of the entity, not by those of others', () => {
  const { status } = entityView(
    entityStatusOf([a, b], { syncs: [on(a), on(b, failing)], totalSyncs: 2 }),
  );
  expect(
    status.clusters.map(({ cluster: { name, configSync } }) => [
      name,
      configSync.state,
      configSync.errorCount,
    ]),
  ).toEqual([
    ['a', 'synced', 0],
    ['b', 'error', 1],
  ]);
  expect(status.hostings).toEqual([
    {
      hosting: 'on-prem',
      total: 1,
      syncStates: [{ state: 'synced', total: 1 }],
    },
    { hosting: 'gcp', total: 1, syncStates: [{ state: 'error', total: 1 }] },
  ]);
});

it.each([
  ['first', [on(a, { name: 'x', ...failing }), on(a)]],
  ['last', [on(a), on(a, { name: 'x', ...moving }), on(a, { ...failing })]],
])('takes the worst of several syncs, be it %s', (_, syncs) => {
  const { onCluster } = entityView(entityStatusOf([a], { syncs }));
  expect(onCluster.get(a.ref)?.sync.state).toBe('error');
});

it.each([
  ['first', (own: PackageSync, whole: PackageSync) => [own, whole]],
  ['last', (own: PackageSync, whole: PackageSync) => [whole, own]],
])(
  'tells the commit of its own namespace, not that of the whole cluster, be it %s',
  (_, inOrder) => {
    const own = on(a, { id: 'own', commit: 'c'.repeat(40) });
    const whole = on(a, {
      id: 'whole',
      kind: 'RootSync',
      namespace: 'config-management-system',
      commit: 'd'.repeat(40),
    });
    const { status } = entityView(
      entityStatusOf([a], { syncs: inOrder(own, whole) }),
    );
    expect(status.clusters[0].cluster.configSync.commit).toBe(own.commit);
  },
);

it('tells the same of two alike, in whichever order they come', () => {
  const syncs = [on(a, { id: 'one' }), on(a, { id: 'two' })];
  const told = [syncs, [...syncs].reverse()].map(
    order =>
      entityView(entityStatusOf([a], { syncs: order })).onCluster.get(a.ref)
        ?.sync.id,
  );
  expect(told[0]).toBe(told[1]);
});

describe('the error of a failing sync', () => {
  const errorFor = (errors: ReturnType<typeof errorGroup>[]) =>
    entityView(
      entityStatusOf([a], { syncs: [on(a, failing)], errors }),
    ).onCluster.get(a.ref)?.error?.fingerprint;

  it('is the one on its cluster and of its namespace', () => {
    expect(
      errorFor([
        errorGroup('odd', { clusters: [brief(a)], namespaces: ['other'] }),
        errorGroup('quota', { clusters: [brief(a)] }),
      ]),
    ).toBe('quota');
  });

  it('is one of many clusters that does not name them all', () => {
    const group = errorGroup('quota', {
      clusters: [brief(b)],
      totalClusters: 40,
    });
    expect(errorFor([group])).toBe('quota');
    expect(errorFor([{ ...group, totalClusters: 1 }])).toBeUndefined();
  });
});
