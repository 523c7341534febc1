import type { ClusterPermissionSubject } from './resourceRef';
import { hasHosting, hasLabel, hasName, isInFleet } from './clusterRules';

const cluster: ClusterPermissionSubject = {
  ref: 'acme-fleet/europe-north1/gke-prod-1',
  fleet: 'acme-fleet',
  name: 'gke-prod-1',
  hosting: 'gcp',
  labels: { env: 'prod' },
};

describe('cluster permission rules', () => {
  it.each([
    ['fleet', isInFleet.apply(cluster, { fleets: ['acme-fleet'] }), true],
    ['other fleet', isInFleet.apply(cluster, { fleets: ['other'] }), false],
    ['hosting', hasHosting.apply(cluster, { hostings: ['gcp', 'aws'] }), true],
    ['other hosting', hasHosting.apply(cluster, { hostings: ['aws'] }), false],
    ['label key', hasLabel.apply(cluster, { key: 'env' }), true],
    ['absent label', hasLabel.apply(cluster, { key: 'team' }), false],
    ['inherited key', hasLabel.apply(cluster, { key: 'toString' }), false],
    [
      'label value',
      hasLabel.apply(cluster, { key: 'env', values: ['prod'] }),
      true,
    ],
    [
      'other label value',
      hasLabel.apply(cluster, { key: 'env', values: ['dev'] }),
      false,
    ],
    ['name', hasName.apply(cluster, { names: ['gke-prod-1'] }), true],
    ['ref', hasName.apply(cluster, { names: [cluster.ref] }), true],
    ['other name', hasName.apply(cluster, { names: ['gke-prod-2'] }), false],
  ])('decides on %s', (_what, decision, expected) => {
    expect(decision).toBe(expected);
  });

  it('hands the store the same question that it decides itself', () => {
    expect(isInFleet.toQuery({ fleets: ['a'] })).toEqual({
      field: 'fleet',
      values: ['a'],
    });
    expect(hasHosting.toQuery({ hostings: ['aws'] })).toEqual({
      field: 'hosting',
      values: ['aws'],
    });
    expect(hasLabel.toQuery({ key: 'env' })).toEqual({
      field: 'label',
      key: 'env',
      values: undefined,
    });
    expect(hasName.toQuery({ names: ['x'] })).toEqual({
      field: 'name',
      values: ['x'],
    });
  });
});
