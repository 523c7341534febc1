import { translateMesh } from './mesh';
import { translatePolicyController } from './policyController';

describe('translateMesh', () => {
  it('reads a managed mesh', () => {
    expect(
      translateMesh({
        spec: { mesh: { management: 'MANAGEMENT_AUTOMATIC' } },
        state: {
          servicemesh: {
            controlPlaneManagement: {
              state: 'ACTIVE',
              implementation: 'TRAFFIC_DIRECTOR',
              details: [
                { code: 'REVISION_READY', details: 'Ready: asm-managed' },
              ],
            },
            dataPlaneManagement: {
              state: 'ACTIVE',
              details: [{ code: 'OK', details: 'Service is running.' }],
            },
            conditions: [
              {
                code: 'VPCSC_GA_SUPPORTED',
                severity: 'INFO',
                details: 'This control plane supports VPC-SC GA.',
                documentationLink:
                  'http://cloud.google.com/service-mesh/docs/managed/vpc-sc',
              },
              { code: 'CONFIG_VALIDATION_WARNING', severity: 'WARNING' },
              {
                code: 'NEWS',
                severity: 'CATASTROPHE',
                documentationLink: 'data:text/html,<script>alert(1)</script>',
              },
              {
                severity: 'ERROR',
                documentationLink: 'https://user:pw@evil.example/',
              },
              'nonsense',
            ],
          },
          state: {
            code: 'OK',
            description: 'Revision ready for use: asm-managed.',
          },
        },
      }),
    ).toEqual({
      summary: {
        state: 'active',
        managed: true,
        reported: 'ACTIVE',
        dataPlane: 'ACTIVE',
        implementation: 'TRAFFIC_DIRECTOR',
        revision: 'asm-managed',
        description: 'Revision ready for use: asm-managed.',
        errorCount: 1,
        warningCount: 1,
      },
      conditions: [
        {
          code: 'VPCSC_GA_SUPPORTED',
          severity: 'info',
          details: 'This control plane supports VPC-SC GA.',
          documentationUrl:
            'http://cloud.google.com/service-mesh/docs/managed/vpc-sc',
        },
        { code: 'CONFIG_VALIDATION_WARNING', severity: 'warning' },
        { code: 'NEWS', severity: 'unknown' },
        { code: 'CODE_UNSPECIFIED', severity: 'error' },
        { code: 'CODE_UNSPECIFIED', severity: 'unknown' },
      ],
    });
  });

  it('reads a mesh in the cluster', () => {
    expect(
      translateMesh({
        spec: { mesh: { management: 'MANAGEMENT_MANUAL' } },
        state: {
          servicemesh: { controlPlaneManagement: { state: 'DISABLED' } },
          state: { code: 'OK', description: 'No managed control plane.' },
        },
      }).summary,
    ).toEqual({
      state: 'not-managed',
      managed: false,
      reported: 'DISABLED',
      description: 'No managed control plane.',
      errorCount: 0,
      warningCount: 0,
    });
  });

  it('puts a code that is not OK before its description', () => {
    const of = (state: object) => translateMesh({ state: { state } }).summary;
    expect(of({ code: 'WARNING', description: 'Old.' }).description).toBe(
      'WARNING: Old.',
    );
    expect(of({ code: 'ERROR' }).description).toBe('ERROR');
    expect(of({ code: 'OK' })).not.toHaveProperty('description');
    expect(of({ description: 'Sent Bearer abcdefghijkl' }).description).toBe(
      'Sent Bearer [removed]',
    );
  });

  it('caps conditions and still counts them', () => {
    const { summary, conditions } = translateMesh({
      state: {
        servicemesh: {
          conditions: Array(500).fill({ code: 'X', severity: 'ERROR' }),
        },
      },
    });
    expect(conditions).toHaveLength(100);
    expect(summary.errorCount).toBe(500);
  });

  it('knows nothing of nothing', () => {
    expect(translateMesh({})).toEqual({
      summary: { state: 'unknown', errorCount: 0, warningCount: 0 },
      conditions: [],
    });
  });
});

describe('translatePolicyController', () => {
  it('reads Policy Controller with its parts', () => {
    expect(
      translatePolicyController({
        spec: { policycontroller: { version: '1.23.0' } },
        state: {
          policycontroller: {
            state: 'ACTIVE',
            componentStates: {
              mutation: {
                state: 'NOT_INSTALLED',
                details: 'resource is missing',
              },
              admission: { state: 'ACTIVE', details: '1.23.1' },
            },
            policyContentState: {
              templateLibraryState: { state: 'ACTIVE' },
              bundleStates: {
                'pss-restricted-v2022': {
                  state: 'CLUSTER_ERROR',
                  details: 'constraint template missing',
                },
                'cis-k8s-v1.5.1': {},
              },
            },
          },
          state: { code: 'OK' },
        },
      }),
    ).toEqual({
      summary: { state: 'active', reported: 'ACTIVE', version: '1.23.1' },
      components: [
        { name: 'admission', state: 'ACTIVE', details: '1.23.1' },
        {
          name: 'mutation',
          state: 'NOT_INSTALLED',
          details: 'resource is missing',
        },
        { name: 'templateLibrary', state: 'ACTIVE' },
      ],
      bundles: [
        { name: 'cis-k8s-v1.5.1', state: 'LIFECYCLE_STATE_UNSPECIFIED' },
        {
          name: 'pss-restricted-v2022',
          state: 'CLUSTER_ERROR',
          details: 'constraint template missing',
        },
      ],
    });
  });

  it('takes the version that is asked for when none is running', () => {
    expect(
      translatePolicyController({
        spec: { policycontroller: { version: '1.23.0' } },
        state: {
          policycontroller: { state: 'HUB_ERROR' },
          state: { code: 'ERROR', description: 'No permission.' },
        },
      }).summary,
    ).toEqual({
      state: 'hub-error',
      reported: 'HUB_ERROR',
      version: '1.23.0',
      description: 'ERROR: No permission.',
    });
  });

  it('caps bundles', () => {
    const { bundles } = translatePolicyController({
      state: {
        policycontroller: {
          policyContentState: {
            bundleStates: Object.fromEntries(
              Array.from({ length: 1000 }, (_, i) => [`bundle-${i}`, {}]),
            ),
          },
        },
      },
    });
    expect(bundles).toHaveLength(200);
  });

  it('knows nothing of nothing', () => {
    expect(translatePolicyController({})).toEqual({
      summary: { state: 'unknown' },
      components: [],
      bundles: [],
    });
  });
});
