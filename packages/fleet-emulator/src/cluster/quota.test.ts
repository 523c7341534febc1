import { ClusterObjects } from './ClusterObjects';
import { Json } from './objects';

describe('quotas', () => {
  let cluster: ClusterObjects;

  function quota(hard: Json) {
    cluster.create({
      apiVersion: 'v1',
      kind: 'ResourceQuota',
      metadata: { name: 'compute', namespace: 'team' },
      spec: { hard },
    });
  }

  function pod(name: string, resources: Json = {}) {
    return cluster.create({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name, namespace: 'team' },
      spec: {
        containers: [{ name: 'app', image: 'registry/app:1', resources }],
      },
    });
  }

  const hold = (memory: string) => ({ limits: { memory } });
  const used = () =>
    cluster.get('resourcequotas', 'compute', 'team').status.used;

  beforeEach(() => {
    cluster = new ClusterObjects({ podStart: 0 });
    cluster.create({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'team' },
    });
  });

  it('refuse what is too much, in the words of Kubernetes', () => {
    quota({ 'limits.memory': '8Gi' });
    pod('one', hold('6Gi'));
    expect(() => pod('two', hold('4Gi'))).toThrow(
      'pods "two" is forbidden: exceeded quota: compute, requested: limits.memory=4Gi, used: limits.memory=6Gi, limited: limits.memory=8Gi',
    );
    pod('three', hold('2Gi'));
    expect(used()).toEqual({ 'limits.memory': '8Gi' });
    cluster.delete('pods', 'one', 'team');
    expect(used()).toEqual({ 'limits.memory': '2Gi' });
  });

  it('ask for what they count', () => {
    quota({ 'limits.cpu': '4', 'limits.memory': '8Gi', 'requests.cpu': '1' });
    expect(() => pod('one', hold('1Gi'))).toThrow(
      'pods "one" is forbidden: failed quota: compute: must specify limits.cpu for: app; requests.cpu for: app',
    );
  });

  it.each([
    [
      { pods: '1' },
      'pods "two" is forbidden: exceeded quota: compute, requested: pods=1, used: pods=1, limited: pods=1',
    ],
    [
      { 'requests.cpu': '500m' },
      'pods "two" is forbidden: exceeded quota: compute, requested: requests.cpu=400m, used: requests.cpu=400m, limited: requests.cpu=500m',
    ],
    [
      { 'count/pods': '1' },
      'pods "two" is forbidden: exceeded quota: compute, requested: count/pods=1, used: count/pods=1, limited: count/pods=1',
    ],
  ])('count %j', (hard, message) => {
    quota(hard);
    const resources = { requests: { cpu: '400m' } };
    pod('one', resources);
    expect(() => pod('two', resources)).toThrow(message);
  });

  it('let a Deployment be, and hold up its pods', () => {
    quota({ 'count/pods': '1' });
    cluster.create({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'api', namespace: 'team' },
      spec: {
        replicas: 2,
        selector: { matchLabels: { app: 'api' } },
        template: {
          metadata: { labels: { app: 'api' } },
          spec: { containers: [{ name: 'app', image: 'registry/app:1' }] },
        },
      },
    });
    const { status } = cluster.get('deployments.apps', 'api', 'team');
    expect(status).toMatchObject({ readyReplicas: 1, unavailableReplicas: 1 });
    expect(status.conditions).toContainEqual(
      expect.objectContaining({
        type: 'ReplicaFailure',
        reason: 'FailedCreate',
        message: expect.stringContaining('exceeded quota: compute'),
      }),
    );
    expect(cluster.all('events', 'team')).toContainEqual(
      expect.objectContaining({ reason: 'FailedCreate' }),
    );
  });
});
