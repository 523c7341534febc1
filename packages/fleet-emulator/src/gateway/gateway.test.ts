import {
  addressOf,
  askGateway,
  GatewayAnswer,
  GATEWAY_FLEET,
  GATEWAY_TOKENS,
} from '../__testUtils__/gateway';
import { FleetEmulator, startFleetEmulator } from '../startFleetEmulator';

const ROOT_SYNCS = '/apis/configsync.gke.io/v1beta1/rootsyncs';
const HALL = 'europe-north1/hall';
const CLOUD = 'europe-west1/cloud';
const AGENT =
  'User "system:serviceaccount:gke-connect:connect-agent-sa" cannot impersonate resource "users" in API group "" at the cluster scope';

describe('the Connect Gateway', () => {
  let emulator: FleetEmulator;
  let now = Date.now();

  beforeAll(async () => {
    emulator = await startFleetEmulator({
      fleet: GATEWAY_FLEET,
      tokens: GATEWAY_TOKENS,
      podStart: 0,
      gatewayRequestsPerMinute: 50,
      now: () => now,
    });
  });
  beforeEach(() => {
    // A minute of its own, and a quota of its own, for every test.
    now += 60_000;
    emulator.faults.clear();
    emulator.requests.clear();
  });
  afterAll(() => emulator.close());

  const ask = (
    ref: string,
    path: string,
    options: Parameters<typeof askGateway>[2] &
      Parameters<typeof addressOf>[2] = {},
  ) => askGateway(emulator, addressOf(ref, path, options), options);
  const direct = { collection: 'gkeMemberships' };

  it('leads to the API of a cluster through its agent, and of GKE itself', async () => {
    for (const answer of [
      await ask(HALL, ROOT_SYNCS),
      await ask(CLOUD, ROOT_SYNCS, direct),
    ]) {
      expect(answer.status).toBe(200);
      expect(answer.headers['content-type']).toMatch(/^application\/json/);
      expect(answer.json()).toMatchObject({
        kind: 'RootSyncList',
        apiVersion: 'configsync.gke.io/v1beta1',
        items: [{ kind: 'RootSync', metadata: { name: 'root-sync' } }],
      });
    }
  });

  it.each(['v1', 'v1beta1', 'v1alpha1'])('answers as %s', async version => {
    const path = addressOf(HALL, '/version').replace('/v1/', `/${version}/`);
    expect((await askGateway(emulator, path)).json()).toMatchObject({
      gitVersion: 'v1.32.9-gke.300',
      minor: '32',
    });
  });

  it('trusts nobody who does not know its authority', async () => {
    await expect(
      askGateway(
        { gateway: { ...emulator.gateway, ca: '' } },
        addressOf(HALL, '/version'),
      ),
    ).rejects.toThrow(/certificate/);
  });

  describe('refuses', () => {
    const html = (answer: GatewayAnswer) => {
      expect(answer.headers['content-type']).toMatch(/^text\/html/);
      expect(answer.text).toContain('<!DOCTYPE html>');
    };
    const google =
      (status: string, message: string | RegExp) => (answer: GatewayAnswer) => {
        expect(answer.json()).toMatchObject({
          error: {
            code: answer.status,
            status,
            message: expect.stringMatching(message),
          },
        });
      };
    const kubernetes =
      (reason: string, message: string) => (answer: GatewayAnswer) => {
        expect(answer.json()).toMatchObject({
          kind: 'Status',
          apiVersion: 'v1',
          status: 'Failure',
          reason,
          message,
          code: answer.status,
        });
      };

    it.each<
      [
        string,
        string,
        string,
        Parameters<typeof ask>[2],
        number,
        (answer: GatewayAnswer) => void,
      ]
    >([
      ['an unknown cluster', 'global/nowhere', ROOT_SYNCS, {}, 404, html],
      [
        'the wrong collection',
        HALL,
        ROOT_SYNCS,
        { collection: 'gkeMemberships' },
        404,
        html,
      ],
      [
        'the ID of the project',
        HALL,
        ROOT_SYNCS,
        { project: 'acme-fleet' },
        404,
        html,
      ],
      [
        'another project',
        HALL,
        ROOT_SYNCS,
        { project: '42' },
        403,
        google('PERMISSION_DENIED', /^Permission 'gkehub.gateway.get' denied/),
      ],
      [
        'no token',
        HALL,
        ROOT_SYNCS,
        { token: '' },
        401,
        google('UNAUTHENTICATED', /missing required authentication/),
      ],
      [
        'an unknown token',
        HALL,
        ROOT_SYNCS,
        { token: 'guessed' },
        401,
        google('UNAUTHENTICATED', /invalid authentication credentials/),
      ],
      [
        'somebody without IAM',
        HALL,
        ROOT_SYNCS,
        { token: 'no-gateway' },
        403,
        google(
          'PERMISSION_DENIED',
          "Permission 'gkehub.gateway.get' denied on resource '//gkehub.googleapis.com/projects/123456789012/locations/europe-north1/memberships/hall' \\(or it may not exist\\).",
        ),
      ],
      [
        'a write without IAM for it',
        HALL,
        '/api/v1/namespaces',
        { token: 'no-writes', method: 'POST', body: {} },
        403,
        google('PERMISSION_DENIED', /'gkehub.gateway.post'/),
      ],
      [
        'somebody for whom the agent may not speak',
        HALL,
        ROOT_SYNCS,
        { token: 'stranger' },
        403,
        kubernetes(
          'Forbidden',
          `users "stranger@acme.example" is forbidden: ${AGENT}`,
        ),
      ],
      [
        'somebody without rights',
        HALL,
        ROOT_SYNCS,
        { token: 'nobody' },
        403,
        kubernetes(
          'Forbidden',
          'rootsyncs.configsync.gke.io is forbidden: User "nobody@acme.example" cannot list resource "rootsyncs" in API group "configsync.gke.io" at the cluster scope',
        ),
      ],
      [
        'somebody without rights in GKE',
        CLOUD,
        '/api/v1/namespaces/kube-system/pods',
        { token: 'nobody', ...direct },
        403,
        kubernetes(
          'Forbidden',
          'pods is forbidden: User "nobody@acme.example" cannot list resource "pods" in API group "" in the namespace "kube-system": requires one of ["container.pods.list"] permission(s).',
        ),
      ],
      [
        'a kind that is not installed',
        'global/bare',
        ROOT_SYNCS,
        {},
        404,
        answer => expect(answer.text).toBe('404 page not found\n'),
      ],
      [
        'a cluster that went silent',
        'europe-north1/silent',
        ROOT_SYNCS,
        {},
        503,
        answer => expect(answer.text).toMatch(/agent of \S+ is not connected/),
      ],
      [
        'somebody in very many groups',
        HALL,
        ROOT_SYNCS,
        { token: 'joiner' },
        401,
        google('UNAUTHENTICATED', /invalid authentication credentials/),
      ],
      [
        'a header of more than 8 KB',
        HALL,
        ROOT_SYNCS,
        { headers: { 'x-long': 'x'.repeat(8_192) } },
        431,
        html,
      ],
    ])('%s', async (_, ref, path, options, status, check) => {
      const answer = await ask(ref, path, options);
      expect(answer.status).toBe(status);
      check(answer);
    });

    it('the agent of GKE only when it is asked for one that is not there', async () => {
      expect((await ask(CLOUD, '/version', direct)).status).toBe(200);
      expect((await ask(CLOUD, '/version')).status).toBe(503);
    });

    it('more requests than the quota of the fleet', async () => {
      const statuses = async (count: number) => {
        const answers = await Promise.all(
          Array.from({ length: count }, () => ask(HALL, '/version')),
        );
        return answers.map(({ status }) => status);
      };
      expect(new Set(await statuses(50))).toEqual(new Set([200]));
      const refused = await ask(CLOUD, '/version', direct);
      expect(refused.status).toBe(429);
      google('RESOURCE_EXHAUSTED', /Quota exceeded/)(refused);
      now += 60_000;
      expect(await statuses(1)).toEqual([200]);
    });

    it('SPDY, as Google does', async () => {
      const answer = await ask(HALL, '/api/v1/namespaces/x/pods/y/exec', {
        method: 'POST',
        headers: { connection: 'Upgrade', upgrade: 'SPDY/3.1' },
      });
      expect(answer.status).toBe(404);
      html(answer);
    });
  });

  it('sends the groups of people, so that their team may work', async () => {
    const { clusters } = emulator;
    clusters.get(HALL)?.create({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'terrain-main', labels: { team: 'terrain' } },
    });
    const config = (namespace: string) =>
      ask(HALL, `/api/v1/namespaces/${namespace}/configmaps`, {
        token: 'developer',
        method: 'POST',
        body: { metadata: { name: 'one' }, data: { a: 'b' } },
      });
    expect((await config('terrain-main')).status).toBe(201);
    expect((await config('default')).status).toBe(403);
  });

  describe('generateCredentials', () => {
    const generate = (ref: string, query = '', options = {}) =>
      ask(ref, `:generateCredentials${query}`, options);
    const kubeconfig = (answer: GatewayAnswer) =>
      Buffer.from(answer.json().kubeconfig, 'base64').toString();

    it.each([
      [HALL, '', 'memberships/hall'],
      [CLOUD, '', 'gkeMemberships/cloud'],
      [CLOUD, '?forceUseAgent=True', 'memberships/cloud'],
    ])('of %s%s leads to %s', async (ref, query, path) => {
      const answer = await generate(ref, query);
      expect(answer.status).toBe(200);
      const [location] = ref.split('/');
      const endpoint = `${emulator.gateway.url}/v1/projects/123456789012/locations/${location}/${path}`;
      expect(answer.json().endpoint).toBe(endpoint);
      expect(kubeconfig(answer)).toContain(`server: ${endpoint}\n`);
      expect(kubeconfig(answer)).toContain('command: gke-gcloud-auth-plugin\n');
      expect(kubeconfig(answer)).not.toContain('certificate-authority');
    });

    it('names the context, with a namespace when one is wanted', async () => {
      const answer = await generate(
        HALL,
        '?kubernetesNamespace=team&operatingSystem=OPERATING_SYSTEM_WINDOWS',
      );
      expect(kubeconfig(answer)).toContain(
        'current-context: connectgateway_acme-fleet_europe-north1_hall_ns-team\n',
      );
      expect(kubeconfig(answer)).toContain('namespace: team\n');
      expect(kubeconfig(answer)).toContain('gke-gcloud-auth-plugin.exe\n');
    });

    it.each([
      ['global/nowhere', '', {}, 404, 'NOT_FOUND'],
      [HALL, '?color=red', {}, 400, 'INVALID_ARGUMENT'],
      [HALL, '?operatingSystem=BEOS', {}, 400, 'INVALID_ARGUMENT'],
      [HALL, '', { token: 'guessed' }, 401, 'UNAUTHENTICATED'],
    ])('%s%s %j: %s', async (ref, query, options, status, code) => {
      const answer = await generate(ref, query, options);
      expect(answer.status).toBe(status);
      expect(answer.json().error.status).toBe(code);
    });
  });

  it('counts requests by what they asked of which cluster', async () => {
    await ask(HALL, ROOT_SYNCS);
    await ask(HALL, '/api/v1/namespaces/default');
    await ask(HALL, ':generateCredentials');
    await ask('global/nowhere', '/version');
    expect(emulator.requests.counts()).toEqual({
      'gateway.generateCredentials': 1,
      'gateway.get': 2,
      'gateway.list': 1,
    });
    expect(emulator.requests.clusters()).toEqual([HALL, 'global/nowhere']);
    expect(
      emulator.requests.list({ cluster: HALL, method: 'gateway.list' }),
    ).toEqual([
      expect.objectContaining({
        resource: 'rootsyncs.configsync.gke.io',
        location: 'europe-north1',
        path: addressOf(HALL, ROOT_SYNCS),
        status: 200,
      }),
    ]);
  });
});
