import { ClusterObjects } from './ClusterObjects';
import { installMesh } from './installations';
import { Json } from './objects';

describe('what a namespace gives its pods', () => {
  let cluster: ClusterObjects;

  beforeEach(() => {
    cluster = new ClusterObjects({ podStart: 0 });
    installMesh(cluster);
    cluster.create({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'team', labels: { 'istio-injection': 'enabled' } },
    });
  });
  afterEach(() => cluster.close());

  const limits = (...items: Json[]) =>
    cluster.create({
      apiVersion: 'v1',
      kind: 'LimitRange',
      metadata: { name: 'limits', namespace: 'team' },
      spec: { limits: items },
    });
  const quota = (hard: Json) =>
    cluster.create({
      apiVersion: 'v1',
      kind: 'ResourceQuota',
      metadata: { name: 'quota', namespace: 'team' },
      spec: { hard },
    });
  const deploy = (resources?: Json, annotations: Json = {}) =>
    cluster.create({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'api', namespace: 'team' },
      spec: {
        selector: { matchLabels: { app: 'api' } },
        template: {
          metadata: { labels: { app: 'api' }, annotations },
          spec: {
            containers: [{ name: 'app', image: 'registry/app:1', resources }],
          },
        },
      },
    });
  const containers = () => cluster.all('pods', 'team')[0]?.spec.containers;
  const failure = () =>
    cluster
      .all('replicasets.apps', 'team')[0]
      .status.conditions?.find(({ type }: Json) => type === 'ReplicaFailure')
      ?.message;

  it('fills in amounts, for the proxy where it has none as well', () => {
    limits({
      type: 'Container',
      default: { memory: '256Mi' },
      defaultRequest: { cpu: '50m', memory: '64Mi' },
    });
    deploy(undefined, { 'sidecar.istio.io/proxyCPU': '20m' });
    expect(containers()).toMatchObject([
      {
        name: 'app',
        resources: {
          limits: { memory: '256Mi' },
          requests: { cpu: '50m', memory: '64Mi' },
        },
      },
      {
        name: 'istio-proxy',
        resources: {
          limits: { memory: '256Mi' },
          requests: { cpu: '20m', memory: '64Mi' },
        },
      },
    ]);
  });

  it('lets a container ask for its limit when it asks for nothing', () => {
    deploy({ limits: { cpu: '1', memory: '1Gi' }, requests: { cpu: '10m' } });
    expect(containers()[0].resources.requests).toEqual({
      cpu: '10m',
      memory: '1Gi',
    });
  });

  it.each([
    [
      { max: { memory: '512Mi' } },
      'maximum memory usage per Container is 512Mi, but limit is 1Gi',
    ],
    [
      { max: { memory: '2Gi' }, min: { cpu: '200m' } },
      'minimum cpu usage per Container is 200m, but request is 100m',
    ],
    [
      { maxLimitRequestRatio: { cpu: '4' } },
      'cpu max limit to request ratio per Container is 4, but provided ratio is 20.000000',
    ],
  ])(
    'keeps out pods beyond %j, and the Deployment says so',
    (item, message) => {
      limits({ type: 'Container', ...item });
      deploy({
        limits: { cpu: '1', memory: '512Mi' },
        requests: { cpu: '500m', memory: '512Mi' },
      });
      expect(cluster.all('pods', 'team')).toEqual([]);
      expect(failure()).toContain('is forbidden: ');
      expect(failure()).toContain(message);
    },
  );

  it('counts the proxy against the quota', () => {
    quota({ 'limits.memory': '1200Mi' });
    deploy({ limits: { memory: '512Mi' } });
    expect(failure()).toContain(
      'exceeded quota: quota, requested: limits.memory=1536Mi, used: limits.memory=0, limited: limits.memory=1200Mi',
    );
  });

  it('tries a single pod as it would be made', () => {
    limits({ type: 'Pod', max: { memory: '1Gi' } });
    expect(() =>
      cluster.create(
        {
          apiVersion: 'v1',
          kind: 'Pod',
          metadata: { name: 'one', namespace: 'team' },
          spec: {
            containers: [
              {
                name: 'app',
                image: 'registry/app:1',
                resources: { limits: { memory: '64Mi' } },
              },
            ],
          },
        },
        { dryRun: true },
      ),
    ).toThrow(
      'pods "one" is forbidden: maximum memory usage per Pod is 1Gi, but limit is 1140850688',
    );
  });

  it('fills in a LimitRange itself', () => {
    const { spec } = limits({
      type: 'Container',
      max: { memory: '1Gi', cpu: '2' },
      min: { cpu: '10m' },
      default: { memory: '512Mi' },
    });
    expect(spec.limits).toMatchObject([
      {
        default: { memory: '512Mi', cpu: '2' },
        defaultRequest: { memory: '512Mi', cpu: '2' },
      },
    ]);
  });
});
