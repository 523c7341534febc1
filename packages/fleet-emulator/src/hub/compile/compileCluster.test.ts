import { compile, CREATED } from '../../__testUtils__/compile';

describe('compileCluster', () => {
  it('leaves zero values out, but not the empty values of labels', () => {
    const { membership } = compile({
      labels: { empty: '' },
      kubernetes: { version: 'v1.33.0', nodes: 0 },
    });
    expect(membership.labels).toEqual({ empty: '' });
    expect(membership.endpoint.kubernetesMetadata).not.toHaveProperty(
      'nodeCount',
    );
    expect(membership.endpoint.gkeCluster).not.toHaveProperty('clusterMissing');
    expect(compile({}).membership).not.toHaveProperty('labels');
  });

  it('says nothing of a feature that the cluster does not have', () => {
    const { configmanagement, servicemesh, policycontroller } = compile({});
    for (const feature of [configmanagement, servicemesh, policycontroller]) {
      expect(feature).toEqual({ spec: undefined, state: undefined });
    }
  });

  it('has a spec without a state while the cluster has not reported', () => {
    const assigned = { status: 'assigned' } as const;
    const compiled = compile({
      configSync: assigned,
      mesh: assigned,
      policyController: assigned,
    });
    for (const feature of [
      compiled.configmanagement,
      compiled.servicemesh,
      compiled.policycontroller,
    ]) {
      expect(feature).toEqual({
        spec: expect.objectContaining({ origin: { type: 'FLEET' } }),
        state: undefined,
      });
    }
  });

  it('writes the errors of Config Sync with their resources', () => {
    const { configmanagement } = compile({
      configSync: {
        status: 'error',
        commit: 'b'.repeat(40),
        sourceCommit: 'c'.repeat(40),
        errors: [
          {
            code: 'KNV2009',
            message: 'KNV2009: no',
            resources: [
              { path: 'a.yaml', name: 'x', namespace: 'y', kind: 'v1/Service' },
              { kind: 'apps/v1/Deployment' },
            ],
          },
        ],
      },
    });
    expect(
      configmanagement.state.configmanagement.configSyncState.syncState,
    ).toEqual({
      code: 'ERROR',
      sourceToken: 'c'.repeat(40),
      importToken: 'c'.repeat(40),
      syncToken: 'b'.repeat(40),
      errors: [
        {
          code: 'KNV2009',
          errorMessage: 'KNV2009: no',
          errorResources: [
            {
              sourcePath: 'a.yaml',
              resourceName: 'x',
              resourceNamespace: 'y',
              resourceGvk: { version: 'v1', kind: 'Service' },
            },
            {
              resourceGvk: {
                group: 'apps',
                version: 'v1',
                kind: 'Deployment',
              },
            },
          ],
        },
      ],
    });
  });

  it('says only a code and a description when the cluster could not be asked', () => {
    const { configmanagement } = compile({
      configSync: { status: 'feature-error', description: 'No way in.' },
    });
    expect(configmanagement.state).toEqual({
      state: { code: 'ERROR', description: 'No way in.', updateTime: CREATED },
      configmanagement: { clusterName: 'one' },
    });
  });

  it('sends numbers of 64 bits as text, and settings that were switched off', () => {
    const { configmanagement, policycontroller } = compile({
      configSync: { status: 'not-installed', source: { repo: 'https://x' } },
      policyController: { status: 'active' },
    });
    expect(configmanagement.spec.configmanagement.configSync).toMatchObject({
      enabled: false,
      git: { syncWaitSecs: '15' },
    });
    expect(
      policycontroller.spec.policycontroller.policyControllerHubConfig
        .auditIntervalSeconds,
    ).toBe('60');
  });

  it('lays raw JSON over what it says', () => {
    const { membership, configmanagement } = compile({
      configSync: { status: 'synced' },
      wire: {
        membership: {
          state: { code: 'HIBERNATING' },
          membershipType: 'LIGHTWEIGHT',
          externalId: null,
        },
        configmanagement: {
          state: {
            configmanagement: { configSyncState: { state: 'CONFIG_SYNC_NEW' } },
          },
        },
      },
    });
    expect(membership).toMatchObject({
      state: { code: 'HIBERNATING' },
      membershipType: 'LIGHTWEIGHT',
    });
    expect(membership).not.toHaveProperty('externalId');
    expect(
      configmanagement.state.configmanagement.configSyncState,
    ).toMatchObject({
      state: 'CONFIG_SYNC_NEW',
      syncState: { code: 'SYNCED' },
    });
  });
});
