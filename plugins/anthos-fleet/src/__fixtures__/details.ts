import type {
  Cluster,
  ClusterDetails,
} from 'backstage-plugin-anthos-fleet-common';

/** Details of a cluster; the ones in error come with their errors. */
export function detailsOf(
  item: Cluster,
  changes: Partial<ClusterDetails> = {},
): ClusterDetails {
  return {
    cluster: item,
    externalId: 'a3f1c9d2-5c1b-4a68-9a77-1f2d7d0a3b10',
    alsoRegisteredAs: [],
    vcpuCount: 96,
    memoryMb: 393_216,
    createdAt: '2025-02-11T08:00:00Z',
    workloadIdentityPool: `${item.fleet}.svc.id.goog`,
    syncErrors:
      item.configSync.state === 'error'
        ? [
            {
              code: 'KNV2009',
              message:
                'KNV2009: failed to apply Deployment.apps, grunnbok-main/api: exceeded quota: compute, requested: limits.memory=4Gi, used: limits.memory=6Gi, limited: limits.memory=8Gi\n\nFor more information, see https://g.co/cloud/acm-errors#knv2009',
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
          ]
        : [],
    meshConditions: item.mesh
      ? [
          {
            code: 'NON_STANDARD_BINARY_USED',
            severity: 'warning',
            details:
              'A proxy on this cluster runs a binary that Google does not support.',
            documentationUrl:
              'https://cloud.google.com/service-mesh/docs/troubleshooting',
          },
        ]
      : [],
    policyComponents: item.policyController
      ? [
          { name: 'admission', state: 'ACTIVE' },
          {
            name: 'audit',
            state: 'CLUSTER_ERROR',
            details: 'Pod audit-0 is restarting.',
          },
        ]
      : [],
    policyBundles: item.policyController
      ? [{ name: 'pss-baseline-v2022', state: 'ACTIVE' }]
      : [],
    packageSyncs: [],
    totalPackageSyncs: 0,
    policyConstraints: [],
    meshRevisions: [],
    mayRefresh: true,
    ...changes,
  };
}
