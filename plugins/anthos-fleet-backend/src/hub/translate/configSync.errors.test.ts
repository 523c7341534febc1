import { translateConfigSync } from './configSync';

const applied = { configSync: { enabled: true } };

/** The state of a cluster where Config Sync runs. */
function state(sync: object, { installation = {}, block = {} } = {}) {
  return {
    state: { code: 'ERROR', description: 'Config Sync reports errors.' },
    configmanagement: {
      membershipSpec: applied,
      operatorState: { deploymentState: 'INSTALLED' },
      configSyncState: {
        state: 'CONFIG_SYNC_INSTALLED',
        syncState: { code: 'ERROR', ...sync },
        ...installation,
      },
      ...block,
    },
  };
}

describe('errors of Config Sync', () => {
  it('are read and normalised', () => {
    const observed = translateConfigSync({
      state: state({
        errors: [
          {
            code: '1021',
            errorMessage: 'KNV1021: No CustomResourceDefinition is defined',
            errorResources: [
              {
                sourcePath: 'root/teams/vs.yaml',
                resourceName: 'api',
                resourceNamespace: 'main',
                resourceGvk: {
                  group: 'networking.istio.io',
                  version: 'v1',
                  kind: 'VirtualService',
                },
              },
              {},
              5,
            ],
          },
          {
            errorMessage:
              'KNV2004: cannot clone https://bot:hunter2@git.acme.com/x.git',
          },
          'not an error',
        ],
      }),
    });
    expect(observed?.summary).toMatchObject({
      state: 'error',
      reported: 'ERROR',
      description: 'ERROR: Config Sync reports errors.',
      errorCount: 3,
    });
    expect(observed?.errors).toEqual([
      {
        code: 'KNV1021',
        message: 'KNV1021: No CustomResourceDefinition is defined',
        resources: [
          {
            sourcePath: 'root/teams/vs.yaml',
            name: 'api',
            namespace: 'main',
            group: 'networking.istio.io',
            version: 'v1',
            kind: 'VirtualService',
          },
        ],
      },
      {
        code: 'KNV2004',
        message: 'KNV2004: cannot clone https://git.acme.com/x.git',
      },
      { message: 'Google gives no message for this error.' },
    ]);
  });

  it('are of three kinds, and all counted, also those that are left out', () => {
    const observed = translateConfigSync({
      state: state(
        { errors: [{ errorMessage: 'cannot sync' }] },
        {
          installation: {
            errors: Array(500).fill({ errorMessage: 'cannot install' }),
          },
          block: {
            operatorState: {
              deploymentState: 'ERROR',
              errors: [{ errorMessage: 'operator down' }],
            },
          },
        },
      ),
    });
    expect(observed?.summary.errorCount).toBe(502);
    expect(observed?.errors).toHaveLength(300);
    expect(observed?.errors[0]).toEqual({ message: 'operator down' });
  });

  it('other than those of the operator count with an operator only', () => {
    const observed = translateConfigSync({
      state: state(
        { errors: [{ errorMessage: 'cannot sync' }] },
        { block: { operatorState: { errors: [{ errorMessage: 'gone' }] } } },
      ),
    });
    expect(observed?.errors).toEqual([{ message: 'gone' }]);
    expect(observed?.summary.errorCount).toBe(1);
  });

  it('caps long messages', () => {
    const [error] = translateConfigSync({
      state: state({
        errors: [{ errorMessage: 'x'.repeat(1_000_000) }],
      }),
    })!.errors;
    expect(error.message).toHaveLength(4096);
  });
});
