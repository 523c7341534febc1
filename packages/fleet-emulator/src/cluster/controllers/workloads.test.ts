import { setTimeout as sleep } from 'node:timers/promises';
import { ClusterObjects } from '../ClusterObjects';
import { installMesh } from '../installations';
import { Json } from '../objects';

describe('workloads', () => {
  let cluster: ClusterObjects;

  const setUp = (podStart: number, labels: Json = {}) => {
    cluster = new ClusterObjects({ podStart });
    installMesh(cluster);
    cluster.create({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'team', labels },
    });
  };
  afterEach(() => cluster.close());

  function workload(kind: string, image: string, spec: Json = {}) {
    return {
      apiVersion: kind === 'Job' ? 'batch/v1' : 'apps/v1',
      kind,
      metadata: { name: 'api', namespace: 'team' },
      spec: {
        selector: { matchLabels: { app: 'api' } },
        template: {
          metadata: { labels: { app: 'api' } },
          spec: {
            containers: [
              {
                name: 'app',
                image,
                ports: [{ name: 'http', containerPort: 8080 }],
              },
            ],
          },
        },
        ...spec,
      },
    };
  }
  const pods = () => cluster.all('pods', 'team');
  const deployment = () => cluster.get('deployments.apps', 'api', 'team');

  it('a Deployment gets a ReplicaSet and pods that become ready after a moment', async () => {
    setUp(20);
    cluster.create(workload('Deployment', 'registry/app:1', { replicas: 3 }));
    expect(pods()).toHaveLength(3);
    expect(pods()[0]).toMatchObject({
      metadata: {
        name: expect.stringMatching(/^api-[0-9a-f]{10}-[a-z0-9]{5}$/),
        ownerReferences: [{ kind: 'ReplicaSet', controller: true }],
      },
      spec: { nodeName: expect.stringMatching(/^node-/) },
      status: {
        phase: 'Pending',
        containerStatuses: [
          { state: { waiting: { reason: 'ContainerCreating' } } },
        ],
      },
    });
    expect(deployment().status).toMatchObject({
      replicas: 3,
      readyReplicas: 0,
    });
    await sleep(100);
    expect(pods().map(({ status }) => status.phase)).toEqual([
      'Running',
      'Running',
      'Running',
    ]);
    expect(deployment().status).toMatchObject({
      observedGeneration: 1,
      readyReplicas: 3,
      updatedReplicas: 3,
      unavailableReplicas: 0,
      conditions: [
        { type: 'Available', status: 'True' },
        { type: 'Progressing', reason: 'NewReplicaSetAvailable' },
      ],
    });
  });

  it('scales', () => {
    setUp(0);
    cluster.create(workload('Deployment', 'registry/app:1', { replicas: 3 }));
    const scale = (replicas: number) =>
      cluster.update({
        ...deployment(),
        spec: { ...deployment().spec, replicas },
      });
    scale(1);
    expect(pods()).toHaveLength(1);
    scale(4);
    expect(pods()).toHaveLength(4);
    expect(deployment().status.readyReplicas).toBe(4);
  });

  it('replaces pods by those of a new version, and keeps them when it is broken', () => {
    setUp(0);
    cluster.create(workload('Deployment', 'registry/app:1', { replicas: 2 }));
    const images = () =>
      pods()
        .map(({ spec }) => spec.containers[0].image)
        .sort();
    const roll = (image: string) =>
      cluster.update({
        ...deployment(),
        ...workload('Deployment', image, { replicas: 2 }),
      });
    roll('registry/app:2');
    expect(images()).toEqual(['registry/app:2', 'registry/app:2']);
    roll('registry/app:broken');
    expect(images()).toEqual([
      'registry/app:2',
      'registry/app:2',
      'registry/app:broken',
      'registry/app:broken',
    ]);
    const broken = pods().find(({ spec }) =>
      spec.containers[0].image.endsWith('broken'),
    );
    expect(broken?.status).toMatchObject({
      phase: 'Pending',
      containerStatuses: [
        { ready: false, state: { waiting: { reason: 'ImagePullBackOff' } } },
      ],
    });
    roll('registry/app:3');
    expect(images()).toEqual(['registry/app:3', 'registry/app:3']);
  });

  it('brings back a pod that is deleted, and deletes all with the Deployment', () => {
    setUp(0);
    cluster.create(workload('Deployment', 'registry/app:1', { replicas: 1 }));
    const [{ metadata }] = pods();
    cluster.delete('pods', metadata.name, 'team');
    expect(pods()).toHaveLength(1);
    expect(pods()[0].metadata.name).not.toBe(metadata.name);
    cluster.delete('deployments.apps', 'api', 'team');
    expect(pods()).toEqual([]);
    expect(cluster.all('replicasets.apps', 'team')).toEqual([]);
  });

  it.each([
    ['StatefulSet', 2, ['api-0', 'api-1'], 'Running'],
    [
      'DaemonSet',
      undefined,
      [1, 2, 3].map(() => expect.any(String)),
      'Running',
    ],
    ['Job', undefined, [expect.any(String)], 'Succeeded'],
  ])('%s', (kind, replicas, names, phase) => {
    setUp(0);
    cluster.create(workload(kind, 'registry/app:1', { replicas }));
    expect(pods().map(({ metadata }) => metadata.name)).toEqual(names);
    expect(new Set(pods().map(({ status }) => status.phase))).toEqual(
      new Set([phase]),
    );
  });

  it.each([
    [{ 'istio-injection': 'enabled' }, {}, true],
    [{ 'istio.io/rev': 'asm-managed' }, {}, true],
    [
      { 'istio-injection': 'disabled', 'istio.io/rev': 'asm-managed' },
      {},
      false,
    ],
    [
      { 'istio-injection': 'enabled' },
      { 'sidecar.istio.io/inject': 'false' },
      false,
    ],
    [{}, { 'sidecar.istio.io/inject': 'true' }, true],
    [{}, {}, false],
  ])('namespace %j, pod %j: proxy %s', (labels, podLabels, injected) => {
    setUp(0, labels);
    cluster.create({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'one', namespace: 'team', labels: podLabels },
      spec: { containers: [{ name: 'app', image: 'registry/app:1' }] },
    });
    expect(pods()[0].spec.containers).toHaveLength(injected ? 2 : 1);
    expect(pods()[0].status.containerStatuses).toHaveLength(injected ? 2 : 1);
  });

  it('a Service gets the addresses of its pods', () => {
    setUp(0);
    cluster.create({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'api', namespace: 'team' },
      spec: {
        selector: { app: 'api' },
        ports: [{ name: 'http', port: 80, targetPort: 'http' }],
      },
    });
    cluster.create(workload('Deployment', 'registry/app:1', { replicas: 2 }));
    const { subsets } = cluster.get('endpoints', 'api', 'team');
    expect(subsets).toMatchObject([
      { ports: [{ name: 'http', port: 8080, protocol: 'TCP' }] },
    ]);
    expect(subsets[0].addresses.map(({ ip }: Json) => ip).sort()).toEqual(
      pods()
        .map(({ status }) => status.podIP)
        .sort(),
    );
  });
});
