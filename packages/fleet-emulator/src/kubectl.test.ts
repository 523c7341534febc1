import { ClientFolder } from './testing/clientEnvironment';
import { kubectlAvailable, useCluster } from './testing/kubectl';
import { FleetEmulator, startFleetEmulator } from './startFleetEmulator';
import { GATEWAY_FLEET, GATEWAY_TOKENS } from './__testUtils__/gateway';

// gcloud needs seconds to start, and more on a busy machine.
jest.setTimeout(180_000);

const describeWithKubectl = kubectlAvailable() ? describe : describe.skip;

const NAMESPACE = `
apiVersion: v1
kind: Namespace
metadata: { name: terrain-main, labels: { team: terrain } }
`;

const DEPLOYMENT = `
apiVersion: apps/v1
kind: Deployment
metadata: { name: api, namespace: terrain-main }
spec:
  replicas: 2
  selector: { matchLabels: { app: api } }
  template:
    metadata: { labels: { app: api } }
    spec:
      containers:
        - name: app
          image: registry.example/api:1
          ports: [{ name: http, containerPort: 8080 }]
`;

describeWithKubectl(
  'kubectl and gcloud, which must be on PATH for this',
  () => {
    let emulator: FleetEmulator;
    let folder: ClientFolder;

    beforeAll(async () => {
      emulator = await startFleetEmulator({
        fleet: GATEWAY_FLEET,
        tokens: GATEWAY_TOKENS,
        podStart: 0,
      });
      folder = await ClientFolder.create({ emulator });
      await useCluster(folder, 'europe-north1/hall');
    });
    afterAll(async () => {
      await folder?.remove();
      await emulator?.close();
    });

    const kubectl = (...args: string[]) => folder.run('kubectl', args);
    async function as(token: string, ...args: string[]) {
      await folder.signIn(token);
      return kubectl(...args);
    }
    async function well(...args: string[]): Promise<string> {
      const { stdout, stderr, exitCode } = await kubectl(...args);
      expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 0 });
      return stdout;
    }

    it('reads RootSyncs with the address that gcloud wrote', async () => {
      await folder.signIn('emulator-token');
      const list = JSON.parse(
        await well('get', 'rootsyncs', '-A', '-o', 'json'),
      );
      expect(list.items).toEqual([
        expect.objectContaining({
          apiVersion: 'configsync.gke.io/v1beta1',
          kind: 'RootSync',
          metadata: expect.objectContaining({
            name: 'root-sync',
            namespace: 'config-management-system',
          }),
        }),
      ]);
      expect(await well('get', 'rootsyncs', '-A')).toMatch(
        /NAMESPACE +NAME .*SOURCECOMMIT.*\nconfig-management-system +root-sync /,
      );
    });

    it('dry-runs, applies, compares and deletes as a platform admin', async () => {
      await folder.signIn('admin');
      const namespace = await folder.write('namespace.yaml', NAMESPACE);
      const deployment = await folder.write('deployment.yaml', DEPLOYMENT);
      expect(await well('apply', '-f', namespace, '--dry-run=server')).toBe(
        'namespace/terrain-main created (server dry run)\n',
      );
      expect(await kubectl('get', 'ns', 'terrain-main')).toMatchObject({
        exitCode: 1,
        stderr:
          'Error from server (NotFound): namespaces "terrain-main" not found\n',
      });
      expect(await kubectl('apply', '-f', deployment)).toMatchObject({
        exitCode: 1,
        stderr: expect.stringContaining('namespaces "terrain-main" not found'),
      });
      await well('apply', '-f', namespace);
      await well('apply', '-f', deployment);
      expect(await well('apply', '-f', deployment)).toBe(
        'deployment.apps/api unchanged\n',
      );
      expect(await well('get', 'pods', '-n', 'terrain-main')).toMatch(
        /^NAME +READY +STATUS +RESTARTS +AGE\n(api-\S+ +1\/1 +Running +0 +\S+\n){2}$/,
      );
      expect(await well('diff', '-f', deployment)).toBe('');
      const changed = await folder.write(
        'changed.yaml',
        DEPLOYMENT.replace('replicas: 2', 'replicas: 3'),
      );
      expect(await kubectl('diff', '-f', changed)).toMatchObject({
        exitCode: 1,
        stdout: expect.stringMatching(/- {2}replicas: 2\n\+ {2}replicas: 3/),
      });
      const apply = ['apply', '--server-side', '-f', changed];
      expect(await kubectl(...apply)).toMatchObject({
        exitCode: 1,
        stderr: expect.stringContaining(
          'Apply failed with 1 conflict: conflict with "kubectl-client-side-apply" using apps/v1: .spec.replicas',
        ),
      });
      expect(await well(...apply, '--force-conflicts')).toBe(
        'deployment.apps/api serverside-applied\n',
      );
      await well(
        'rollout',
        'status',
        'deploy/api',
        '-n',
        'terrain-main',
        '--timeout=10s',
      );
      await well('scale', 'deploy/api', '--replicas=1', '-n', 'terrain-main');
      expect(
        (await well('get', 'ns,pods', '-A', '-o', 'name'))
          .split('\n')
          .filter(name => name.startsWith('pod/api-')),
      ).toHaveLength(1);
      await well('delete', 'ns', 'terrain-main');
      expect((await kubectl('get', 'ns', 'terrain-main')).exitCode).toBe(1);
    });

    it('learns what there is, and what one may do', async () => {
      await folder.signIn('admin');
      const resources = await well('api-resources', '-o', 'name');
      expect(resources.split('\n')).toEqual(
        expect.arrayContaining([
          'pods',
          'deployments.apps',
          'rootsyncs.configsync.gke.io',
          'customresourcedefinitions.apiextensions.k8s.io',
        ]),
      );
      expect(await well('auth', 'can-i', 'delete', 'pods')).toBe('yes\n');
      expect(await well('create', 'ns', 'made')).toBe(
        'namespace/made created\n',
      );
      expect(await well('version')).toContain(
        'Server Version: v1.32.9-gke.300',
      );
      expect(await as('nobody', 'auth', 'can-i', 'list', 'pods')).toMatchObject(
        {
          stdout: 'no\n',
          exitCode: 1,
        },
      );
    });

    it('is told what the emulator does not have', async () => {
      await folder.signIn('admin');
      await well('create', 'ns', 'shell');
      const deployment = await folder.write(
        'shell.yaml',
        DEPLOYMENT.replaceAll('terrain-main', 'shell'),
      );
      await well('apply', '-f', deployment);
      const target = ['-n', 'shell', 'deploy/api'];
      expect(await kubectl('logs', ...target)).toMatchObject({
        exitCode: 1,
        stderr: expect.stringMatching(
          /Error from server \(NotImplemented\): the fleet emulator has no pods\/log/,
        ),
      });
      expect(await kubectl('exec', ...target, '--', 'ls')).toMatchObject({
        exitCode: 1,
        stderr: expect.stringMatching(
          /^error: the fleet emulator has no pods\/exec/,
        ),
      });
      expect(await kubectl('port-forward', ...target, '0:80')).toMatchObject({
        exitCode: 1,
        stderr: expect.stringContaining('unable to upgrade connection'),
      });
    });

    it.each([
      [
        'the agent',
        'stranger',
        'users "stranger@acme.example" is forbidden: User "system:serviceaccount:gke-connect:connect-agent-sa" cannot impersonate resource "users" in API group "" at the cluster scope',
      ],
      [
        'RBAC',
        'nobody',
        'rootsyncs.configsync.gke.io is forbidden: User "nobody@acme.example" cannot list resource "rootsyncs" in API group "configsync.gke.io" at the cluster scope',
      ],
      ['the token', 'unknown', 'You must be logged in to the server'],
    ])('is refused by %s with the right words', async (_, token, words) => {
      const { stderr, exitCode } = await as(token, 'get', 'rootsyncs', '-A');
      expect(exitCode).toBe(1);
      expect(stderr).toContain(words);
    });

    it('is refused by IAM, which gcloud explains and kubectl shows only when asked', async () => {
      await folder.signIn('no-gateway');
      await expect(useCluster(folder, 'europe-north1/hall')).rejects.toThrow(
        "Caller doesn't have sufficient permissions",
      );
      const { stderr, exitCode } = await kubectl('get', 'ns', '-v=8');
      expect(exitCode).toBe(1);
      expect(stderr).toContain('Error from server (Forbidden)');
      expect(stderr).toContain(
        `Permission 'gkehub.gateway.get' denied on resource '//gkehub.googleapis.com/projects/123456789012/locations/europe-north1/memberships/hall'`,
      );
    });

    it('goes to the control plane of a GKE cluster itself', async () => {
      await folder.signIn('emulator-token');
      await useCluster(folder, 'europe-west1/cloud');
      expect(await well('get', 'ns', 'kube-system', '-o', 'name')).toBe(
        'namespace/kube-system\n',
      );
      expect(
        emulator.requests.list({ cluster: 'europe-west1/cloud' }).at(-1)?.path,
      ).toContain('/gkeMemberships/cloud/api/v1/namespaces/kube-system');
    });
  },
);
