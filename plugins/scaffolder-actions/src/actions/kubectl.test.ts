import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  ClientFolder,
  DEMO_TOKENS,
  kubectlAvailable,
  startFleetEmulator,
  useCluster,
  type FleetEmulator,
} from 'fleet-emulator';

// gcloud needs seconds to start, and more on a busy machine.
jest.setTimeout(180_000);

const describeWithKubectl = kubectlAvailable() ? describe : describe.skip;

const golden = (...path: string[]) =>
  join(__dirname, path[0], '__fixtures__/golden', ...path.slice(1));

describeWithKubectl(
  'what the actions write, as kubectl and a cluster take it; both and gcloud must be on PATH',
  () => {
    let emulator: FleetEmulator;
    let folder: ClientFolder;

    beforeAll(async () => {
      emulator = await startFleetEmulator({
        fleet: {
          project: { id: 'acme-fleet', number: '123456789012' },
          features: {
            configSync: {
              default: {
                source: { repo: 'https://git.example.com/acme/fleet-config' },
              },
            },
            mesh: {},
          },
          clusters: [
            {
              name: 'atkv3-prod',
              location: 'europe-north1',
              platform: 'vmware',
              lastSeen: '2 minutes ago',
              configSync: { status: 'synced', commit: 'a'.repeat(40) },
              mesh: { status: 'in-cluster' },
            },
            {
              name: 'atgcp1-prod',
              location: 'europe-north1',
              platform: 'gke',
              configSync: { status: 'synced', commit: 'a'.repeat(40) },
              mesh: { status: 'managed' },
            },
          ],
        },
        tokens: DEMO_TOKENS,
        podStart: 0,
      });
      folder = await ClientFolder.create({ emulator, token: 'platform-token' });
    });
    afterAll(async () => {
      await folder?.remove();
      await emulator?.close();
    });

    async function well(...args: string[]): Promise<string[]> {
      const { stdout, stderr, exitCode } = await folder.run('kubectl', args);
      expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 0 });
      return stdout.trimEnd().split('\n');
    }

    it.each([
      ['atkv3-prod', 'on-prem', 'virtualservice.networking.istio.io'],
      ['atgcp1-prod', 'gcp', 'httproute.gateway.networking.k8s.io'],
    ])(
      '%s takes a namespace and a public service',
      async (name, hosting, route) => {
        await useCluster(folder, `europe-north1/${name}`);
        const manifests = golden(
          'namespaceCreate/',
          `unstructured/clusters/${name}/cadastre-main`,
        );
        const namespace = await folder.write(
          'namespace.yaml',
          readFileSync(join(manifests, 'namespace.yaml'), 'utf8'),
        );
        expect(await well('apply', '-f', namespace)).toEqual([
          'namespace/cadastre-main created',
        ]);
        const inside = await well('apply', '-f', manifests, '--dry-run=server');
        expect(inside).toEqual(
          expect.arrayContaining([
            'reposync.configsync.gke.io/repo-sync created (server dry run)',
            'networkpolicy.networking.k8s.io/default-deny created (server dry run)',
            'peerauthentication.security.istio.io/default created (server dry run)',
          ]),
        );
        // Rendered by the real kustomize.
        const service = golden(
          'meshServiceCreate/',
          `public/cadastre-main/overlays/${hosting}`,
        );
        expect(await well('apply', '-k', service, '--dry-run=server')).toEqual(
          expect.arrayContaining([
            'deployment.apps/parcel-search created (server dry run)',
            `${route}/parcel-search-public created (server dry run)`,
          ]),
        );
      },
    );

    it('renders what is different on a hosting', async () => {
      const rendered = (hosting: string) =>
        folder.run('kubectl', [
          'kustomize',
          golden(
            'meshServiceCreate/',
            `public/cadastre-main/overlays/${hosting}`,
          ),
        ]);
      const digest = `@sha256:${'a1'.repeat(32)}`;
      const cloud = (await rendered('gcp')).stdout;
      expect(cloud).toContain(
        `image: europe-north1-docker.pkg.dev/acme-prod/apps/cadastre/search${digest}`,
      );
      expect(cloud).toContain(
        'iam.gke.io/gcp-service-account: parcel-search@acme-prod.iam.gserviceaccount.com',
      );
      const hall = (await rendered('on-prem')).stdout;
      expect(hall).toContain(
        `image: registry.kartnord.example/cadastre/search${digest}`,
      );
      expect(hall).not.toContain('iam.gke.io');
    });

    it('renders an overlay of a namespace', async () => {
      const { stdout, stderr } = await folder.run('kubectl', [
        'kustomize',
        golden(
          'namespaceCreate/',
          'kustomize/namespaces/cadastre-main/overlays/atkv3-prod',
        ),
      ]);
      expect(stderr).toBe('');
      expect(stdout).toContain('istio.io/rev: asm-1313-9');
      expect(stdout).toContain('name: default-deny');
    });
  },
);
