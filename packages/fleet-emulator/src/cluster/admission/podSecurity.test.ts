import { ClusterObjects } from '../ClusterObjects';
import { installMesh } from '../installations';
import { Json } from '../objects';

const LABEL = 'pod-security.kubernetes.io/';
const GOOD = {
  name: 'app',
  image: 'registry/app:1',
  securityContext: {
    allowPrivilegeEscalation: false,
    capabilities: { drop: ['ALL'] },
    runAsNonRoot: true,
    seccompProfile: { type: 'RuntimeDefault' },
  },
};
const BARE = { name: 'app', image: 'registry/app:1' };

describe('Pod Security', () => {
  let cluster: ClusterObjects;

  const setUp = (labels: Json) => {
    cluster = new ClusterObjects({ podStart: 0 });
    installMesh(cluster);
    cluster.create({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'team', labels },
    });
  };
  afterEach(() => cluster.close());

  const pod = (spec: Json) =>
    cluster.create({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'one', namespace: 'team' },
      spec,
    });
  const deploy = (spec: Json, onWarning?: (text: string) => void) =>
    cluster.create(
      {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: { name: 'api', namespace: 'team' },
        spec: {
          selector: { matchLabels: { app: 'api' } },
          template: { metadata: { labels: { app: 'api' } }, spec },
        },
      },
      { onWarning },
    );

  it.each([
    [
      'restricted',
      { containers: [BARE] },
      'allowPrivilegeEscalation != false (container "app" must set securityContext.allowPrivilegeEscalation=false), unrestricted capabilities (container "app" must set securityContext.capabilities.drop=["ALL"]), runAsNonRoot != true (pod or container "app" must set securityContext.runAsNonRoot=true), seccompProfile (pod or container "app" must set securityContext.seccompProfile.type to "RuntimeDefault" or "Localhost")',
    ],
    [
      'restricted',
      { containers: [GOOD], volumes: [{ name: 'v', nfs: { path: '/' } }] },
      'restricted volume types (volume "v")',
    ],
    [
      'restricted',
      {
        containers: [
          {
            ...GOOD,
            securityContext: {
              ...GOOD.securityContext,
              runAsUser: 0,
              capabilities: { drop: ['ALL'], add: ['NET_ADMIN'] },
            },
          },
        ],
      },
      'unrestricted capabilities (container "app" must not include "NET_ADMIN" in securityContext.capabilities.add), runAsUser=0 (container "app" must not set runAsUser=0)',
    ],
    [
      'baseline',
      {
        hostNetwork: true,
        containers: [
          { ...BARE, securityContext: { privileged: true } },
          { ...BARE, name: 'b', securityContext: { privileged: true } },
        ],
      },
      'host namespaces (hostNetwork=true), privileged (containers "app", "b" must not set securityContext.privileged=true)',
    ],
    [
      'baseline',
      {
        containers: [{ ...BARE, ports: [{ hostPort: 80, containerPort: 80 }] }],
        volumes: [{ name: 'v', hostPath: { path: '/' } }],
      },
      'hostPath volumes (volume "v"), hostPort (container "app" uses hostPort 80)',
    ],
    [
      'baseline',
      {
        containers: [
          {
            ...BARE,
            securityContext: {
              capabilities: { add: ['NET_RAW'] },
              seccompProfile: { type: 'Unconfined' },
            },
          },
        ],
      },
      'non-default capabilities (container "app" must not include "NET_RAW" in securityContext.capabilities.add), seccompProfile (container "app" must not set securityContext.seccompProfile.type to "Unconfined")',
    ],
  ])('of %s keeps out %j', (level, spec, words) => {
    setUp({ [`${LABEL}enforce`]: level });
    expect(() => pod(spec)).toThrow(
      `pods "one" is forbidden: violates PodSecurity "${level}:latest": ${words}`,
    );
  });

  it.each([
    [
      'restricted',
      { containers: [GOOD], volumes: [{ name: 'v', emptyDir: {} }] },
    ],
    ['baseline', { containers: [BARE] }],
    ['privileged', { hostNetwork: true, containers: [BARE] }],
  ])('of %s lets in %j', (level, spec) => {
    setUp({ [`${LABEL}enforce`]: level, 'istio-injection': 'enabled' });
    expect(pod(spec).spec.containers).toHaveLength(2);
  });

  it('takes a Deployment with a warning, and the ReplicaSet says why it has no pods', () => {
    setUp({
      [`${LABEL}enforce`]: 'restricted',
      [`${LABEL}enforce-version`]: 'v1.32',
    });
    const warnings: string[] = [];
    deploy({ containers: [BARE] }, text => warnings.push(text));
    expect(warnings).toEqual([
      expect.stringMatching(
        /^would violate PodSecurity "restricted:v1.32": allowPrivilegeEscalation != false/,
      ),
    ]);
    expect(cluster.all('pods', 'team')).toEqual([]);
    expect(
      cluster.all('replicasets.apps', 'team')[0].status.conditions,
    ).toMatchObject([
      {
        type: 'ReplicaFailure',
        message: expect.stringMatching(
          /^pods "api-.*" is forbidden: violates PodSecurity "restricted:v1.32"/,
        ),
      },
    ]);
  });

  it('warns by its own label, and not of what is fine', () => {
    setUp({
      [`${LABEL}enforce`]: 'restricted',
      [`${LABEL}warn`]: 'privileged',
    });
    const warnings: string[] = [];
    deploy({ containers: [BARE] }, text => warnings.push(text));
    expect(warnings).toEqual([]);
  });

  it('refuses a level that there is not', () => {
    expect(() => setUp({ [`${LABEL}enforce`]: 'strict' })).toThrow(
      'Namespace "team" is invalid: metadata.labels[pod-security.kubernetes.io/enforce]: Invalid value: "strict": must be one of privileged, baseline, restricted',
    );
  });
});
