import { translateInventory } from './inventory';
import { translateMeshRevision } from './meshRevisions';
import { translateNamespace } from './namespaces';
import { translateConstraint } from './policyConstraints';

describe('translateNamespace', () => {
  it('keeps the labels in order, and little of long ones', () => {
    const labels = Object.fromEntries([
      ...Array.from({ length: 80 }, (_, index) => [`z-${index}`, 'x']),
      ['team', 'a'.repeat(9_000)],
      ['number', 5],
    ]);
    const namespace = translateNamespace({
      metadata: { name: 'maps', labels },
    });
    expect(Object.keys(namespace?.labels ?? {})).toHaveLength(64);
    expect(Object.keys(namespace?.labels ?? {})[0]).toBe('team');
    expect(namespace?.labels.team).toHaveLength(512);
    expect(namespace?.labels).not.toHaveProperty('number');
  });

  it.each<[labels: unknown, expected: object]>([
    [{ 'istio-injection': 'enabled' }, { meshInjection: 'enabled' }],
    [
      { 'istio-injection': 'enabled', 'istio.io/rev': 'asm' },
      { meshInjection: 'conflicting', meshRevision: 'asm' },
    ],
    [undefined, { meshInjection: 'none', labels: {} }],
    ['team', { meshInjection: 'none', labels: {} }],
    [JSON.parse('{"__proto__": "x"}'), { labels: {} }],
  ])('%j', (labels, expected) => {
    expect(
      translateNamespace({ metadata: { name: 'maps', labels } }),
    ).toMatchObject(expected);
  });

  it.each([undefined, null, 5, '', 'A', '../x', 'a\n', 'a'.repeat(300)])(
    'knows no namespace called %j',
    name => {
      expect(translateNamespace({ metadata: { name } })).toBeUndefined();
    },
  );
});

describe('translateInventory', () => {
  const identity = (name: string) => ({
    group: 'apps',
    kind: 'Deployment',
    namespace: 'maps',
    name,
  });
  const current = (name: string) => ({
    ...identity(name),
    status: 'Current',
    actuation: 'Succeeded',
    reconcile: 'Succeeded',
  });

  it('does not believe a status that is about an older list', () => {
    const group = {
      metadata: { generation: 3 },
      spec: { resources: [identity('a')] },
      status: {
        observedGeneration: 2,
        resourceStatuses: [
          { ...current('a'), conditions: [{ message: 'old' }] },
        ],
      },
    };
    expect(translateInventory(group)).toMatchObject({
      statusOff: false,
      counts: { total: 1, current: 0, unknown: 1 },
      objects: [{ name: 'a', status: 'unknown' }],
    });
    expect(translateInventory(group).objects[0]).not.toHaveProperty('message');
  });

  it('knows objects that are listed only, and those that are reported only', () => {
    expect(
      translateInventory({
        spec: { resources: [identity('a'), identity('b'), { kind: 'x' }, 5] },
        status: {
          resourceStatuses: [current('b'), { ...current('c'), name: 3 }, null],
        },
      }).counts,
    ).toMatchObject({ total: 2, current: 1, unknown: 1 });
  });

  it('says that the state of objects is not reported', () => {
    expect(
      translateInventory({
        metadata: { annotations: { 'configsync.gke.io/status': 'disabled' } },
        spec: { resources: [identity('a')] },
      }),
    ).toMatchObject({ statusOff: true, objects: [] });
  });

  it('counts more objects than it keeps, of which the failed ones are kept', () => {
    const resourceStatuses = [
      ...Array.from({ length: 6_000 }, (_, index) => current(`a-${index}`)),
      { ...current('z'), status: 'Failed' },
    ];
    const { counts, objects } = translateInventory({
      status: { resourceStatuses },
    });
    expect(counts).toMatchObject({ total: 6_001, current: 6_000, failed: 1 });
    expect(objects).toHaveLength(5_000);
    expect(objects[0]).toMatchObject({ name: 'z', status: 'failed' });
  });

  it('keeps secrets and long texts out', () => {
    const message = `Bearer abcdefghijkl ${'x'.repeat(10_000)}`;
    const { objects } = translateInventory({
      status: {
        resourceStatuses: [
          {
            ...current('a'),
            status: 'Failed',
            conditions: [{ type: 'Stalled', status: 'True', message }],
          },
        ],
      },
    });
    expect(objects[0].message).not.toContain('abcdefghijkl');
    expect(objects[0].message?.length).toBeLessThanOrEqual(1024);
  });

  it.each([
    { status: 'x' },
    { status: { resourceStatuses: {} } },
    { spec: { resources: 'x' } },
    { metadata: { generation: -1 } },
  ])('cannot read %j', raw => {
    expect(() => translateInventory(raw)).toThrow('cannot be read');
  });
});

describe('translateConstraint', () => {
  const constraint = (fields: object) =>
    translateConstraint({ metadata: { name: 'c' }, ...fields }, 'K8sThing');

  it.each([
    [undefined, 'deny'],
    ['', 'deny'],
    ['deny', 'deny'],
    ['warn', 'warn'],
    ['dryrun', 'dryrun'],
    ['scoped', 'scoped'],
    ['Deny', 'unknown'],
    [5, 'unknown'],
  ])('enforcement %j', (enforcementAction, expected) => {
    expect(constraint({ spec: { enforcementAction } })?.enforcement).toBe(
      expected,
    );
  });

  it.each<[metadata: object, bundle: string | undefined]>([
    [
      {
        annotations: {
          'policycontroller.gke.io/constraintData':
            "\"{ bundleName: 'policy-essentials-v2022', bundleDisplayName: 'Policy Essentials' }\"",
        },
      },
      'policy-essentials-v2022',
    ],
    [
      {
        annotations: {
          'policycontroller.gke.io/constraintData':
            '{"bundleName":"cis-k8s-v1.5.1"}',
        },
      },
      'cis-k8s-v1.5.1',
    ],
    [
      {
        labels: {
          'policycontroller.gke.io/bundleName': 'pss-restricted-v2022',
        },
      },
      'pss-restricted-v2022',
    ],
    [
      { annotations: { 'policycontroller.gke.io/constraintData': 5 } },
      undefined,
    ],
    [{}, undefined],
  ])('bundle of %j', (metadata, bundle) => {
    expect(
      translateConstraint({ metadata: { name: 'c', ...metadata } }, 'K')
        ?.bundle,
    ).toBe(bundle);
  });

  it('tells what was not audited from what has no violations', () => {
    expect(constraint({})).toEqual({
      kind: 'K8sThing',
      name: 'c',
      enforcement: 'deny',
      violations: [],
    });
    expect(constraint({ status: { totalViolations: 0 } })).toMatchObject({
      totalViolations: 0,
    });
  });

  it('keeps the total of violations that it does not list', () => {
    const violations = Array.from({ length: 300 }, (_, index) => ({
      kind: 'Pod',
      name: `p-${index}`,
    }));
    const read = constraint({
      status: {
        totalViolations: 900,
        violations: [{ name: 5 }, ...violations],
      },
    });
    expect(read?.totalViolations).toBe(900);
    expect(read?.violations).toHaveLength(99);
  });
});

describe('translateMeshRevision', () => {
  const condition = (type: string, is: unknown, more = {}) => ({
    type,
    status: is,
    ...more,
  });

  it.each<[name: string, conditions: unknown, expected: object]>([
    ['ready', [condition('Reconciled', 'True')], { ready: 'true' }],
    [
      'not ready',
      [condition('Reconciled', 'False', { reason: 'Provisioning' })],
      { ready: 'false', reason: 'Provisioning' },
    ],
    [
      'stalled',
      [
        condition('Reconciled', 'True'),
        condition('Stalled', 'True', { message: 'Quota' }),
      ],
      { ready: 'false', message: 'Quota' },
    ],
    [
      'about an older specification',
      [condition('Reconciled', 'True', { observedGeneration: 1 })],
      { ready: 'unknown' },
    ],
    ['garbage', [condition('Reconciled', true)], { ready: 'unknown' }],
    ['silent', undefined, { ready: 'unknown' }],
    ['no list', 'True', { ready: 'unknown' }],
  ])('%s', (_, conditions, expected) => {
    expect(
      translateMeshRevision({
        metadata: { name: 'asm-managed', generation: 2 },
        status: { conditions },
      }),
    ).toMatchObject({ name: 'asm-managed', ...expected });
  });
});
