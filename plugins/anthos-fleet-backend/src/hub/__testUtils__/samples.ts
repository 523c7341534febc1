import { emptyFeature, PROJECT } from './fleet';

const NUMBER = '123456789012';
const key = (name: string, location = 'europe-west1') =>
  `projects/${NUMBER}/locations/${location}/memberships/${name}`;

const git = {
  syncRepo: 'https://github.com/acme/fleet-config',
  syncBranch: 'main',
  policyDir: 'root',
  syncWaitSecs: '15',
  secretType: 'token',
};
const managed = {
  version: '1.22.0',
  management: 'MANAGEMENT_AUTOMATIC',
  configSync: { enabled: true, sourceFormat: 'unstructured', git },
};

/** A list of registrations of several kinds, as Google sends it. */
export const membershipsSample = {
  resources: [
    {
      name: `projects/${PROJECT}/locations/europe-north1/memberships/gke`,
      labels: { env: 'prod', team: 'platform' },
      endpoint: {
        gkeCluster: {
          resourceLink:
            '//container.googleapis.com/projects/acme-prod/locations/europe-north1-a/clusters/gke',
        },
        kubernetesMetadata: {
          kubernetesApiServerVersion: 'v1.33.5-gke.1080000',
          nodeProviderId: 'gce://acme-prod/europe-north1-a/node-1',
          nodeCount: 9,
          vcpuCount: 72,
          memoryMb: 294912,
          updateTime: '2026-09-01T06:10:11.123456789Z',
        },
        googleManaged: true,
      },
      state: { code: 'READY' },
      authority: { workloadIdentityPool: 'acme-fleet.svc.id.goog' },
      createTime: '2025-02-03T09:00:00Z',
      updateTime: '2026-09-01T06:10:12Z',
      externalId: '6d0f2c1e-3c1f-4f7a-9c57-0d5a7b9c1f10',
    },
    {
      name: `projects/${PROJECT}/locations/europe-west1/memberships/vmware`,
      labels: { env: 'prod', site: 'dc1' },
      endpoint: {
        onPremCluster: {
          resourceLink:
            '//gkeonprem.googleapis.com/projects/acme-fleet/locations/europe-west1/vmwareClusters/vmware',
          clusterType: 'USER',
          adminCluster: true,
        },
      },
      state: { code: 'READY' },
      lastConnectionTime: '2026-09-01T05:08:02.555Z',
    },
    {
      name: `projects/${PROJECT}/locations/europe-west1/memberships/aws`,
      endpoint: {
        multiCloudCluster: {
          resourceLink:
            '//gkemulticloud.googleapis.com/projects/acme-fleet/locations/europe-west1/awsClusters/aws',
          clusterMissing: true,
        },
        kubernetesMetadata: { nodeProviderId: 'aws:///eu-north-1a/i-0abc' },
      },
      lastConnectionTime: '2026-09-01T06:10:02.555Z',
    },
  ],
  unreachable: ['us-east4'],
};

/** Config Sync: in sync, and in error. */
export const configSyncSample = {
  ...emptyFeature('configmanagement'),
  resourceState: { state: 'ACTIVE' },
  membershipSpecs: {
    [key('vmware')]: { configmanagement: managed, origin: { type: 'FLEET' } },
    [key('pending')]: { configmanagement: managed, origin: { type: 'USER' } },
  },
  membershipStates: {
    [key('vmware')]: {
      state: { code: 'OK', updateTime: '2026-09-01T06:11:00.1Z' },
      configmanagement: {
        clusterName: 'vmware',
        membershipSpec: managed,
        operatorState: { version: '1.22.0', deploymentState: 'INSTALLED' },
        configSyncState: {
          state: 'CONFIG_SYNC_INSTALLED',
          crCount: 7,
          clusterLevelStopSyncingState: 'NOT_STOPPED',
          syncState: {
            code: 'SYNCED',
            sourceToken: '2945500b7f8a9c0d1e2f30415263748596a7b8c9',
            syncToken: '2945500b7f8a9c0d1e2f30415263748596a7b8c9',
            lastSyncTime: '2026-09-01T06:09:58Z',
          },
        },
      },
    },
    [key('aws')]: {
      state: { code: 'ERROR', description: 'Errors, see the sync state.' },
      configmanagement: {
        membershipSpec: managed,
        operatorState: {
          deploymentState: 'INSTALLED',
          errors: [{ errorMessage: 'operator' }],
        },
        configSyncState: {
          state: 'CONFIG_SYNC_INSTALLED',
          errors: [{ errorMessage: 'install' }],
          syncState: {
            code: 'ERROR',
            errors: [
              {
                code: 'KNV1021',
                errorMessage: 'KNV1021: No CustomResourceDefinition',
                errorResources: [
                  {
                    sourcePath: 'root/vs.yaml',
                    resourceName: 'api',
                    resourceNamespace: 'main',
                    resourceGvk: { group: 'g', version: 'v1', kind: 'K' },
                  },
                ],
              },
            ],
          },
        },
      },
    },
  },
  unreachable: [],
};

export const meshSample = {
  ...emptyFeature('servicemesh'),
  membershipSpecs: {
    [key('vmware')]: { mesh: { management: 'MANAGEMENT_AUTOMATIC' } },
  },
  membershipStates: {
    [key('vmware')]: {
      servicemesh: {
        controlPlaneManagement: {
          state: 'ACTIVE',
          implementation: 'ISTIOD',
          details: [{ code: 'REVISION_READY', details: 'Ready: asm-managed' }],
        },
        dataPlaneManagement: { state: 'ACTIVE' },
        conditions: [
          {
            code: 'CONFIG_VALIDATION_WARNING',
            severity: 'WARNING',
            details: 'EnvoyFilter team-a/lua has unsupported fields.',
            documentationLink: 'https://cloud.google.com/service-mesh/docs',
          },
        ],
      },
      state: {
        code: 'OK',
        description: 'Revision ready for use: asm-managed.',
      },
    },
  },
};

export const policySample = {
  ...emptyFeature('policycontroller'),
  membershipSpecs: {
    [key('vmware')]: { policycontroller: { version: '1.23.1' } },
  },
  membershipStates: {
    [key('vmware')]: {
      policycontroller: {
        state: 'ACTIVE',
        componentStates: { audit: { state: 'ACTIVE', details: '1.23.1' } },
        policyContentState: {
          templateLibraryState: { state: 'ACTIVE' },
          bundleStates: {
            'pss-v2022': { state: 'CLUSTER_ERROR', details: 'x' },
          },
        },
      },
      state: { code: 'OK' },
    },
  },
};

/** What each part of the API answers, by its name. */
export const samples: Record<string, object> = {
  memberships: membershipsSample,
  configmanagement: configSyncSample,
  servicemesh: meshSample,
  policycontroller: policySample,
};
