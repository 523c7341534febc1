import { ClusterObjects } from '../ClusterObjects';
import { installPolicyController } from '../installations';
import { Json } from '../objects';
import { enforceConstraints } from './enforceConstraints';

describe('Policy Controller', () => {
  let cluster: ClusterObjects;

  beforeEach(() => {
    cluster = new ClusterObjects({ podStart: 0 });
    installPolicyController(cluster);
    cluster.create({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'team', labels: { team: 'property' } },
    });
    enforceConstraints(cluster);
  });
  afterEach(() => cluster.close());

  function constrain(kind: string, spec: Json = {}, name = 'rule') {
    const template = `${kind.toLowerCase()}`;
    if (
      !cluster.find('constrainttemplates.templates.gatekeeper.sh', template)
    ) {
      cluster.create({
        apiVersion: 'templates.gatekeeper.sh/v1',
        kind: 'ConstraintTemplate',
        metadata: { name: template },
        spec: { crd: { spec: { names: { kind } } } },
      });
    }
    return cluster.create({
      apiVersion: 'constraints.gatekeeper.sh/v1beta1',
      kind,
      metadata: { name },
      spec,
    });
  }
  const container = (rest: Json = {}) => ({
    name: 'app',
    image: 'registry/app:1',
    ...rest,
  });
  const deploy = (
    containers: Json[],
    options: { dryRun?: boolean; onWarning?: (text: string) => void } = {},
  ) =>
    cluster.create(
      {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: { name: 'api', namespace: 'team' },
        spec: {
          selector: { matchLabels: { app: 'api' } },
          template: {
            metadata: { labels: { app: 'api' } },
            spec: { containers },
          },
        },
      },
      options,
    );
  const service = (ports: Json[]) =>
    cluster.create({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'api', namespace: 'team' },
      spec: { ports },
    });
  const namespace = (labels: Json) =>
    cluster.create(
      {
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: { name: 'new', labels },
      },
      { dryRun: true },
    );
  const refusal = (run: () => unknown): string | undefined => {
    try {
      run();
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
    return undefined;
  };

  it.each([
    [
      'K8sContainerLimits',
      { cpu: '1', memory: '1Gi' },
      { resources: { limits: { cpu: '500m', memory: '2Gi' } } },
      'container <app> memory limit <2Gi> is higher than the maximum allowed of <1Gi>',
      { resources: { limits: { cpu: '500m', memory: '1Gi' } } },
    ],
    [
      'K8sContainerLimits',
      {},
      {},
      'container <app> has no resource limits',
      { resources: { limits: { cpu: 1, memory: '1Gi' } } },
    ],
    [
      'K8sRequiredResources',
      { limits: ['memory'], requests: ['cpu', 'memory'] },
      { resources: { limits: { memory: '1Gi' } } },
      'container <app> does not have <{"cpu", "memory"}> requests defined',
      {
        resources: {
          limits: { memory: '1Gi' },
          requests: { cpu: '1', memory: '1Gi' },
        },
      },
    ],
    [
      'K8sPSPPrivilegedContainer',
      {},
      { securityContext: { privileged: true } },
      'Privileged container is not allowed: app, securityContext: {"privileged": true}',
      {},
    ],
    [
      'K8sPSPAllowPrivilegeEscalationContainer',
      {},
      {},
      'Privilege escalation container is not allowed: app',
      { securityContext: { allowPrivilegeEscalation: false } },
    ],
    [
      'K8sPSPAllowedUsers',
      {},
      {},
      'Container app is attempting to run without a required securityContext/runAsNonRoot',
      { securityContext: { runAsNonRoot: true } },
    ],
    [
      'K8sRequiredProbes',
      { probes: ['readinessProbe'], probeTypes: ['httpGet', 'tcpSocket'] },
      { readinessProbe: { exec: {} } },
      'Container <app> in your <Deployment> <api> has no <readinessProbe>',
      { readinessProbe: { httpGet: { port: 80 } } },
    ],
  ])('judges %s with %j', (kind, parameters, bad, message, good) => {
    constrain(kind, { parameters });
    expect(refusal(() => deploy([container(bad)], { dryRun: true }))).toBe(
      `admission webhook "validation.gatekeeper.sh" denied the request: [rule] ${message}`,
    );
    expect(refusal(() => deploy([container(good)]))).toBeUndefined();
    expect(cluster.all('pods', 'team')).toHaveLength(1);
  });

  it('wants labels, and their form', () => {
    constrain('K8sRequiredLabels', {
      match: { kinds: [{ apiGroups: [''], kinds: ['Namespace'] }] },
      parameters: {
        labels: [{ key: 'owner' }, { key: 'team', allowedRegex: '^[a-z]+$' }],
      },
    });
    const denied = 'denied the request: [rule]';
    expect(refusal(() => namespace({}))).toContain(
      `${denied} you must provide labels: {"owner", "team"}`,
    );
    expect(refusal(() => namespace({ owner: 'a', team: 'B' }))).toContain(
      `${denied} Label <team: B> does not satisfy allowed regex: ^[a-z]+$`,
    );
    expect(refusal(() => namespace({ owner: 'a', team: 'b' }))).toBeUndefined();
    expect(refusal(() => service([{ port: 80 }]))).toBeUndefined();
  });

  it('wants ports that say their protocol', () => {
    constrain('AllowedServicePortName', {
      parameters: { prefixes: ['http-', 'grpc-'] },
    });
    expect(refusal(() => service([{ name: 'web', port: 80 }]))).toContain(
      'service <api> port name <web> has a disallowed prefix, allowed prefixes are ["http-", "grpc-"]',
    );
    expect(
      refusal(() => service([{ name: 'http', port: 80 }])),
    ).toBeUndefined();
  });

  it.each([
    ['another kind', { kinds: [{ apiGroups: ['batch'], kinds: ['Job'] }] }],
    ['other namespaces', { namespaces: ['other', 'x-*'] }],
    ['all but some', { excludedNamespaces: ['te*'] }],
    ['other labels', { labelSelector: { matchLabels: { app: 'web' } } }],
    [
      'namespaces of others',
      { namespaceSelector: { matchLabels: { team: 'terrain' } } },
    ],
    ['the whole cluster', { scope: 'Cluster' }],
    ['another name', { name: 'web' }],
  ])('leaves alone what a constraint for %s does not match', (_, match) => {
    constrain('K8sPSPAllowPrivilegeEscalationContainer', { match });
    expect(refusal(() => deploy([container()]))).toBeUndefined();
  });

  it.each([
    [{ enforcementAction: 'dryrun' }, false, []],
    [
      { enforcementAction: 'warn' },
      false,
      ['[rule] Privilege escalation container is not allowed: app'],
    ],
    [{ enforcementAction: 'deny' }, true, []],
    [
      {
        enforcementAction: 'scoped',
        scopedEnforcementActions: [
          {
            action: 'deny',
            enforcementPoints: [{ name: 'audit.gatekeeper.sh' }],
          },
        ],
      },
      false,
      [],
    ],
    [
      {
        enforcementAction: 'scoped',
        scopedEnforcementActions: [
          { action: 'deny', enforcementPoints: [{ name: '*' }] },
        ],
      },
      true,
      [],
    ],
  ])('does what %j says', (spec, denies, expected) => {
    constrain('K8sPSPAllowPrivilegeEscalationContainer', spec);
    const warnings: string[] = [];
    const message = refusal(() =>
      deploy([container()], { onWarning: text => warnings.push(text) }),
    );
    expect([message !== undefined, warnings]).toEqual([denies, expected]);
  });
});
