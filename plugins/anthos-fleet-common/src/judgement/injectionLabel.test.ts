import type { Cluster, Mesh } from '../schema/openapi';
import {
  injectionLabelOf,
  type ChosenInjectionLabel,
  type InjectionFacts,
  type InjectionRule,
} from './injectionLabel';
import { parseLabelSelector } from './labelSelector';

const REVISION = { key: 'istio.io/rev', value: 'asm-1313-9' };
const ENABLED = { key: 'istio-injection', value: 'enabled' };

const mesh = (more: Partial<Mesh>): Mesh => ({
  state: 'active',
  errorCount: 0,
  warningCount: 0,
  ...more,
});

function facts(
  ofMesh: Mesh | undefined,
  more: Partial<InjectionFacts> = {},
): InjectionFacts {
  const at = '2026-11-26T08:00:00Z';
  const fresh = { outcome: 'ok', age: 'fresh', attemptedAt: at } as const;
  const cluster: Cluster = {
    ref: 'acme-fleet/europe-north1/hall',
    fleet: 'acme-fleet',
    location: 'europe-north1',
    name: 'hall',
    hosting: 'on-prem',
    platform: 'gdc-vmware',
    place: {},
    lifecycle: 'ready',
    labels: { env: 'prod' },
    orphaned: false,
    connection: { state: 'connected' },
    configSync: { state: 'synced', errorCount: 0 },
    freshness: { hub: fresh, gateway: fresh },
    ...(ofMesh && { mesh: ofMesh }),
  };
  return { cluster, ...more };
}

const used = (...labels: [typeof REVISION, number][]) => ({
  injectionLabels: labels.map(([label, namespaces]) => ({
    ...label,
    namespaces,
  })),
});

const inCluster = mesh({ state: 'not-managed', managed: false });
const revision = { name: 'asm-managed', ready: 'true' as const };

describe('injectionLabelOf', () => {
  it.each<[string, InjectionFacts, ChosenInjectionLabel]>([
    ['no mesh', facts(undefined), { why: 'none' }],
    [
      'a mesh that nobody knows',
      facts(mesh({ state: 'unknown' })),
      { why: 'none' },
    ],
    [
      'a mesh that is taken away',
      facts(mesh({ state: 'deprovisioning', managed: true })),
      { why: 'none' },
    ],
    [
      'a managed one',
      facts(mesh({ managed: true })),
      { label: ENABLED, why: 'managed' },
    ],
    [
      'Traffic Director that is not told to be managed',
      facts(mesh({ implementation: 'TRAFFIC_DIRECTOR' })),
      { label: ENABLED, why: 'managed' },
    ],
    [
      'a managed one whose namespaces still have a revision',
      facts(mesh({ managed: true }), used([REVISION, 9])),
      { label: ENABLED, why: 'managed' },
    ],
    [
      'in-cluster, with namespaces',
      facts(inCluster, used([ENABLED, 2], [REVISION, 9])),
      { label: REVISION, why: 'namespaces' },
    ],
    [
      'not of the fleet at all, with namespaces',
      facts(undefined, used([REVISION, 1])),
      { label: REVISION, why: 'namespaces' },
    ],
    [
      'in-cluster, and nothing read',
      facts(inCluster),
      { label: ENABLED, why: 'mesh' },
    ],
    [
      'a revision that the cluster reports',
      facts(undefined, { meshRevisions: [revision] }),
      { label: ENABLED, why: 'mesh' },
    ],
  ])('%s', (_, cluster, expected) => {
    expect(injectionLabelOf(cluster)).toEqual(expected);
  });

  describe('with rules', () => {
    const managed = facts(mesh({ managed: true }));
    const { selector } = parseLabelSelector('env=prod');
    const { selector: development } = parseLabelSelector('env=dev');

    it.each<[string, InjectionRule]>([
      ['by ref', { clusters: ['acme-fleet/europe-north1/hall'] }],
      ['by name', { clusters: ['other', 'hall'] }],
      ['by hosting', { hosting: 'on-prem' }],
      ['by labels', { selector }],
      ['for all', {}],
    ])('takes the first that holds: %s', (_, rule) => {
      const rules = [{ ...rule, label: REVISION }, { label: ENABLED }];
      expect(injectionLabelOf(managed, rules)).toEqual({
        label: REVISION,
        why: 'rule',
      });
    });

    it.each<[string, InjectionRule]>([
      ['another ref', { clusters: ['acme-fleet/europe-north1/hal'] }],
      ['another hosting', { hosting: 'gcp', clusters: ['hall'] }],
      ['other labels', { selector: development }],
    ])('passes over %s', (_, rule) => {
      expect(injectionLabelOf(managed, [{ ...rule, label: REVISION }])).toEqual(
        { label: ENABLED, why: 'managed' },
      );
    });

    it('can say that there is no sidecar', () => {
      expect(injectionLabelOf(managed, [{ hosting: 'on-prem' }])).toEqual({
        why: 'rule',
      });
    });
  });
});
