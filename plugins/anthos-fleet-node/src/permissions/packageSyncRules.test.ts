import type { PackageSyncPermissionSubject } from './resourceRef';
import {
  hasOwner,
  isInNamespace,
  isOnCluster,
  isPackageSyncInFleet,
} from './packageSyncRules';

const sync: PackageSyncPermissionSubject = {
  cluster: {
    ref: 'acme-fleet/europe-north1/gke-prod-1',
    fleet: 'acme-fleet',
    name: 'gke-prod-1',
  },
  kind: 'RepoSync',
  namespace: 'cadastre-main',
  name: 'repo-sync',
  owner: 'group:default/team-maps',
};

describe('package sync permission rules', () => {
  it.each([
    ['cluster', isOnCluster.apply(sync, { clusters: ['gke-prod-1'] }), true],
    ['ref', isOnCluster.apply(sync, { clusters: [sync.cluster.ref] }), true],
    ['other cluster', isOnCluster.apply(sync, { clusters: ['x'] }), false],
    [
      'namespace',
      isInNamespace.apply(sync, { namespaces: ['cadastre-main', 'b'] }),
      true,
    ],
    [
      'other namespace',
      isInNamespace.apply(sync, { namespaces: ['b'] }),
      false,
    ],
    [
      'owner',
      hasOwner.apply(sync, { owners: ['group:default/team-maps'] }),
      true,
    ],
    [
      'owner in another case',
      hasOwner.apply(sync, { owners: ['Group:default/Team-Maps'] }),
      true,
    ],
    [
      'other owner',
      hasOwner.apply(sync, { owners: ['group:default/other'] }),
      false,
    ],
    [
      'no owner',
      hasOwner.apply(
        { ...sync, owner: undefined },
        { owners: ['group:default/team-maps'] },
      ),
      false,
    ],
    [
      'fleet',
      isPackageSyncInFleet.apply(sync, { fleets: ['acme-fleet'] }),
      true,
    ],
    [
      'other fleet',
      isPackageSyncInFleet.apply(sync, { fleets: ['other'] }),
      false,
    ],
  ])('decides on %s', (_what, decision, expected) => {
    expect(decision).toBe(expected);
  });

  it('hands the store the same question that it decides itself', () => {
    expect(isOnCluster.toQuery({ clusters: ['a'] })).toEqual({
      field: 'cluster',
      values: ['a'],
    });
    expect(isInNamespace.toQuery({ namespaces: ['a'] })).toEqual({
      field: 'namespace',
      values: ['a'],
    });
    expect(hasOwner.toQuery({ owners: ['Group:default/A'] })).toEqual({
      field: 'owner',
      values: ['group:default/a'],
    });
    expect(isPackageSyncInFleet.toQuery({ fleets: ['a'] })).toEqual({
      field: 'fleet',
      values: ['a'],
    });
  });
});
