import { addressOf, askGateway, GATEWAY_FLEET } from '../__testUtils__/gateway';
import { ask } from '../__testUtils__/hub';
import { DEFAULT_TOKEN, PROVISIONING_TOKEN } from '../server/Tokens';
import { FleetEmulator, startFleetEmulator } from '../startFleetEmulator';

const HALL = 'europe-north1/hall';
const CLOUD = 'europe-west1/cloud';
const SCOPES = 'v1/projects/acme-fleet/locations/global/scopes';

describe('the account that provisions', () => {
  let emulator: FleetEmulator;

  const apply = (
    ref: string,
    path: string,
    body: object,
    { token = PROVISIONING_TOKEN, query = '' } = {},
  ) =>
    askGateway(
      emulator,
      addressOf(ref, `${path}?fieldManager=portal${query}`, {
        collection: ref === CLOUD ? 'gkeMemberships' : 'memberships',
      }),
      {
        method: 'PATCH',
        token,
        headers: { 'content-type': 'application/apply-patch+yaml' },
        body: JSON.stringify(body),
      },
    );

  beforeAll(async () => {
    emulator = await startFleetEmulator({ fleet: GATEWAY_FLEET, podStart: 0 });
    await apply(HALL, '/api/v1/namespaces/tides-main', {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'tides-main' },
    });
  });
  afterAll(() => emulator.close());

  it('may write scopes, which the account that reads may not', async () => {
    const create = (token: string) =>
      ask(emulator, `${SCOPES}?scopeId=tides`, { method: 'POST', token });
    const refused = await create(DEFAULT_TOKEN);
    expect(refused.status).toBe(403);
    expect((await refused.json()).error.message).toBe(
      "Permission 'gkehub.scopes.create' denied on 'projects/acme-fleet/locations/global/scopes'",
    );
    expect((await create(PROVISIONING_TOKEN)).status).toBe(200);
  });

  it.each([HALL, CLOUD])(
    'tries a namespace on %s without leaving anything',
    async ref => {
      const tried = await apply(
        ref,
        '/api/v1/namespaces/roads-main',
        {
          apiVersion: 'v1',
          kind: 'Namespace',
          metadata: { name: 'roads-main' },
        },
        { query: '&dryRun=All' },
      );
      expect(tried.status).toBe(201);
      expect(
        emulator.clusters.get(ref)?.find('namespaces', 'roads-main'),
      ).toBeUndefined();
    },
  );

  it.each([
    ['/api/v1', 'v1', 'Service', 'services', { ports: [{ port: 80 }] }],
    [
      '/apis/networking.k8s.io/v1',
      'networking.k8s.io/v1',
      'NetworkPolicy',
      'networkpolicies',
      { podSelector: {} },
    ],
    [
      '/apis/configsync.gke.io/v1beta1',
      'configsync.gke.io/v1beta1',
      'RepoSync',
      'reposyncs',
      {
        sourceFormat: 'unstructured',
        git: { repo: 'https://git.example/a', auth: 'none' },
      },
    ],
  ])(
    'writes below %s a %s of kind %s',
    async (root, apiVersion, kind, plural, spec) => {
      const path = `${root}/namespaces/tides-main/${plural}/one`;
      const object = { apiVersion, kind, metadata: { name: 'one' }, spec };
      expect((await apply(HALL, path, object)).status).toBe(201);
      const reader = await apply(HALL, path, object, { token: DEFAULT_TOKEN });
      expect(reader.status).toBe(403);
      expect(reader.json().message).toContain(
        'User "backstage@acme-fleet.iam.gserviceaccount.com" cannot patch',
      );
    },
  );

  it('lets others bind the roles of Kubernetes, but not its own power', async () => {
    const bind = (role: string) =>
      apply(
        HALL,
        `/apis/rbac.authorization.k8s.io/v1/namespaces/tides-main/rolebindings/${role}`,
        {
          apiVersion: 'rbac.authorization.k8s.io/v1',
          kind: 'RoleBinding',
          metadata: { name: role },
          roleRef: {
            apiGroup: 'rbac.authorization.k8s.io',
            kind: 'ClusterRole',
            name: role,
          },
          subjects: [
            {
              kind: 'ServiceAccount',
              name: 'ns-reconciler-tides-main',
              namespace: 'config-management-system',
            },
          ],
        },
      );
    expect((await bind('edit')).status).toBe(201);
    const refused = await bind('cluster-admin');
    expect(refused.status).toBe(403);
    expect(refused.json().message).toBe(
      'rolebindings.rbac.authorization.k8s.io "cluster-admin" is forbidden: user "backstage-provisioning@acme-fleet.iam.gserviceaccount.com" (groups=["system:authenticated"]) is attempting to grant RBAC permissions not currently held:\n{APIGroups:["*"], Resources:["*"], Verbs:["*"]}\n{NonResourceURLs:["*"], Verbs:["*"]}',
    );
  });

  it('neither deletes nor reads Secrets', async () => {
    const path = addressOf(HALL, '/api/v1/namespaces/tides-main');
    const options = { token: PROVISIONING_TOKEN };
    expect(
      (await askGateway(emulator, path, { ...options, method: 'DELETE' }))
        .status,
    ).toBe(403);
    expect(
      (await askGateway(emulator, `${path}/secrets`, options)).status,
    ).toBe(403);
  });
});
