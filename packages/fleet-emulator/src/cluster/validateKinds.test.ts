import { ClusterObjects } from './ClusterObjects';
import { Json } from './objects';

/** Kinds of Kubernetes that a namespace and a service are made of. */
const VERSIONS: Record<string, string> = {
  Deployment: 'apps/v1',
  HorizontalPodAutoscaler: 'autoscaling/v2',
  LimitRange: 'v1',
  NetworkPolicy: 'networking.k8s.io/v1',
  PodDisruptionBudget: 'policy/v1',
  ResourceQuota: 'v1',
};

const REF = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'api' };
const CPU = {
  type: 'ContainerResource',
  containerResource: {
    name: 'cpu',
    container: 'app',
    target: { type: 'Utilization', averageUtilization: 70 },
  },
};

describe('kinds of Kubernetes', () => {
  let cluster: ClusterObjects;

  beforeAll(() => {
    cluster = new ClusterObjects({ podStart: 0 });
  });
  afterAll(() => cluster.close());

  const attempt = (kind: string, spec: Json) =>
    cluster.create(
      {
        apiVersion: VERSIONS[kind],
        kind,
        metadata: { name: 'one', namespace: 'default' },
        spec,
      },
      { dryRun: true },
    );

  it.each([
    [
      'HorizontalPodAutoscaler',
      { scaleTargetRef: REF, maxReplicas: 4 },
      {
        minReplicas: 1,
        metrics: [
          {
            resource: {
              name: 'cpu',
              target: { type: 'Utilization', averageUtilization: 80 },
            },
          },
        ],
      },
    ],
    [
      'HorizontalPodAutoscaler',
      { scaleTargetRef: REF, minReplicas: 2, maxReplicas: 4, metrics: [CPU] },
      { minReplicas: 2, metrics: [CPU] },
    ],
    ['PodDisruptionBudget', { maxUnavailable: '25%' }, {}],
    ['PodDisruptionBudget', { minAvailable: 1 }, {}],
    ['NetworkPolicy', {}, { podSelector: {}, policyTypes: ['Ingress'] }],
    [
      'NetworkPolicy',
      { egress: [{ ports: [{ port: 53 }] }] },
      {
        policyTypes: ['Ingress', 'Egress'],
        egress: [{ ports: [{ port: 53, protocol: 'TCP' }] }],
      },
    ],
    [
      'NetworkPolicy',
      { egress: [{ to: [{ ipBlock: { cidr: '10.0.0.0/8' } }] }] },
      {},
    ],
    ['ResourceQuota', { hard: { 'count/pods': '5', 'limits.cpu': '2' } }, {}],
  ])('takes a %s of %j', (kind, spec, expected) => {
    expect(attempt(kind, spec).spec).toMatchObject(expected);
  });

  it.each([
    [
      'HorizontalPodAutoscaler',
      { maxReplicas: 2 },
      'spec.scaleTargetRef.name: Required value',
    ],
    [
      'HorizontalPodAutoscaler',
      { scaleTargetRef: REF },
      'spec.maxReplicas: Invalid value: 0: must be greater than 0',
    ],
    [
      'HorizontalPodAutoscaler',
      { scaleTargetRef: REF, minReplicas: 3, maxReplicas: 2 },
      'spec.maxReplicas: Invalid value: 2: must be greater than or equal to `minReplicas`',
    ],
    [
      'HorizontalPodAutoscaler',
      { scaleTargetRef: REF, maxReplicas: 2, metrics: [{ type: 'Cpu' }] },
      'spec.metrics[0].type: Unsupported value: "Cpu"',
    ],
    [
      'HorizontalPodAutoscaler',
      {
        scaleTargetRef: REF,
        maxReplicas: 2,
        metrics: [
          { type: 'ContainerResource', containerResource: { name: 'cpu' } },
        ],
      },
      'spec.metrics[0].containerResource.container: Required value',
    ],
    [
      'HorizontalPodAutoscaler',
      { scaleTargetRef: REF, maxReplicas: 2, metrics: [{ type: 'Resource' }] },
      'spec.metrics[0].resource: Required value: must populate information',
    ],
    [
      'PodDisruptionBudget',
      { minAvailable: 1, maxUnavailable: 1 },
      'minAvailable and maxUnavailable cannot be both set',
    ],
    [
      'PodDisruptionBudget',
      { minAvailable: 'half' },
      'spec.minAvailable: Invalid value: "half": a valid percent string',
    ],
    [
      'PodDisruptionBudget',
      { maxUnavailable: -1 },
      'spec.maxUnavailable: Invalid value: -1: must be greater than or equal to 0',
    ],
    [
      'NetworkPolicy',
      { ingress: [{ from: [{}] }] },
      'spec.ingress[0].from[0]: Required value: must specify a peer',
    ],
    [
      'NetworkPolicy',
      { egress: [{ to: [{ ipBlock: { cidr: '10.0.0.0' } }] }] },
      'spec.egress[0].to[0].ipBlock.cidr: Invalid value: "10.0.0.0": must be a valid CIDR value',
    ],
    [
      'NetworkPolicy',
      {
        egress: [
          { to: [{ ipBlock: { cidr: '10.0.0.0/8' }, podSelector: {} }] },
        ],
      },
      'may not specify both ipBlock and another peer',
    ],
    [
      'NetworkPolicy',
      { policyTypes: ['Both'] },
      'spec.policyTypes[0]: Unsupported value: "Both"',
    ],
    [
      'NetworkPolicy',
      { ingress: [{ ports: [{ port: 70_000 }] }] },
      'spec.ingress[0].ports[0].port: Invalid value: 70000',
    ],
    [
      'NetworkPolicy',
      { ingress: [{ ports: [{ port: 80, endPort: 79 }] }] },
      'must be greater than or equal to `port`',
    ],
    [
      'ResourceQuota',
      { hard: { memory: 'lots' } },
      'spec.hard[memory]: Invalid value: "lots": quantities must match',
    ],
    [
      'ResourceQuota',
      { hard: { containers: '2' } },
      'must be a standard resource for quotas',
    ],
    [
      'LimitRange',
      { limits: [{ default: { cpu: '1' } }] },
      'spec.limits[0].type: Required value',
    ],
    [
      'LimitRange',
      {
        limits: [
          { type: 'Container', default: { cpu: '3' }, max: { cpu: '2' } },
        ],
      },
      'default value 3 is greater than max value 2',
    ],
    [
      'Deployment',
      {
        selector: { matchLabels: { a: 'b' } },
        template: {
          metadata: { labels: { a: 'b' } },
          spec: {
            containers: [
              {
                name: 'app',
                image: 'i',
                resources: { requests: { cpu: '2' }, limits: { cpu: '1' } },
              },
            ],
          },
        },
      },
      'spec.template.spec.containers[0].resources.requests: Invalid value: "2": must be less than or equal to cpu limit of 1',
    ],
  ])('refuses a %s of %j', (kind, spec, message) => {
    expect(() => attempt(kind, spec)).toThrow(message);
  });
});
