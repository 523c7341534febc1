import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FleetConfig } from '../../config';
import {
  googleError,
  ScriptedServer,
  sendJson,
  type Handler,
} from '../__testUtils__/ScriptedServer';
import { Credentials } from './Credentials';
import { Deadline } from './Deadline';
import { HubProblem } from './problems';

const TARGET = 'reader@acme-fleet.iam.gserviceaccount.com';
const EXPIRES = () => new Date(Date.now() + 3_600_000).toISOString();

describe('Credentials', () => {
  const folder = mkdtempSync(join(tmpdir(), 'credentials-'));
  const { GOOGLE_APPLICATION_CREDENTIALS: before } = process.env;
  let server: ScriptedServer;
  let warn: jest.SpyInstance;

  beforeAll(async () => {
    server = await ScriptedServer.start();
    // Google's library warns of credentials from strangers; these are from the configuration.
    warn = jest.spyOn(console, 'warn').mockImplementation();
  });
  afterAll(async () => {
    warn.mockRestore();
    await server.stop();
    rmSync(folder, { recursive: true });
    if (before === undefined) {
      delete process.env.GOOGLE_APPLICATION_CREDENTIALS;
    } else {
      process.env.GOOGLE_APPLICATION_CREDENTIALS = before;
    }
  });

  function credentials(auth: FleetConfig['auth']) {
    return new Credentials({
      project: 'acme-fleet',
      auth,
      iamEndpoint: server.url,
    });
  }

  async function problemOf(promise: Promise<unknown>): Promise<HubProblem> {
    const error = await promise.then(
      () => undefined,
      reason => reason,
    );
    expect(error).toBeInstanceOf(HubProblem);
    return error;
  }

  /** Application default credentials of a workload outside Google Cloud. */
  function useFederation(fields: object = {}) {
    const token = join(folder, 'subject-token');
    const file = join(folder, 'external.json');
    writeFileSync(token, 'subject-token');
    writeFileSync(
      file,
      JSON.stringify({
        type: 'external_account',
        audience:
          '//iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/pool/providers/provider',
        subject_token_type: 'urn:ietf:params:oauth:token-type:jwt',
        token_url: `${server.url}/v1/token`,
        credential_source: { file: token },
        ...fields,
      }),
    );
    process.env.GOOGLE_APPLICATION_CREDENTIALS = file;
  }

  const exchange = {
    access_token: 'federated-token',
    issued_token_type: 'urn:ietf:params:oauth:token-type:access_token',
    token_type: 'Bearer',
    expires_in: 3600,
  };

  it('uses a fixed token as it is', async () => {
    server.answer(() => ({}));
    const headers = await credentials({ accessToken: 'fixed' }).headers(
      new Deadline(1_000),
    );
    expect([...headers]).toEqual([['authorization', 'Bearer fixed']]);
    expect(server.requests).toEqual([]);
  });

  describe('impersonation', () => {
    const impersonating = () =>
      credentials({ accessToken: 'fixed', impersonate: TARGET });

    it('gets one token for all calls, and keeps it', async () => {
      server.answer(() => ({
        accessToken: 'impersonated',
        expireTime: EXPIRES(),
      }));
      const subject = impersonating();
      const deadline = new Deadline(5_000);
      const all = await Promise.all(
        [1, 2, 3, 4].map(() => subject.headers(deadline)),
      );
      all.push(await subject.headers(deadline));
      expect(all.map(headers => headers.get('authorization'))).toEqual(
        Array(5).fill('Bearer impersonated'),
      );
      expect(server.requests).toMatchObject([
        {
          method: 'POST',
          url: `/v1/projects/-/serviceAccounts/${TARGET}:generateAccessToken`,
          headers: { authorization: 'Bearer fixed' },
        },
      ]);
      expect(JSON.parse(server.requests[0].body)).toMatchObject({
        scope: ['https://www.googleapis.com/auth/cloud-platform'],
      });
    });

    it('gets another token after the first was refused', async () => {
      let count = 0;
      server.answer(() => ({
        accessToken: `token-${++count}`,
        expireTime: EXPIRES(),
      }));
      const subject = impersonating();
      await subject.headers(new Deadline(5_000));
      subject.forget();
      const headers = await subject.headers(new Deadline(5_000));
      expect(headers.get('authorization')).toBe('Bearer token-2');
    });

    it.each<
      [
        name: string,
        handler: Handler,
        outcome: string,
        text: RegExp,
        remedy: RegExp,
      ]
    >([
      [
        'is not allowed',
        (_, response) =>
          sendJson(
            response,
            403,
            googleError(
              403,
              'PERMISSION_DENIED',
              "Permission 'iam.serviceAccounts.getAccessToken' denied",
            ),
          ),
        'forbidden',
        /^The portal may not act as reader@acme-fleet.*getAccessToken/,
        /^Grant roles\/iam\.serviceAccountTokenCreator on reader@acme-fleet/,
      ],
      [
        'needs an API that is not enabled',
        (_, response) =>
          sendJson(
            response,
            403,
            googleError(403, 'PERMISSION_DENIED', 'Disabled.', [
              {
                reason: 'SERVICE_DISABLED',
                metadata: { service: 'iamcredentials.googleapis.com' },
              },
            ]),
          ),
        'forbidden',
        /^The API iamcredentials\.googleapis\.com is not enabled/,
        /gcloud services enable iamcredentials\.googleapis\.com/,
      ],
      [
        'finds no such account',
        (_, response) =>
          sendJson(response, 404, googleError(404, 'NOT_FOUND', 'Gone.')),
        'unauthenticated',
        /^The service account reader@acme-fleet.* cannot be found: Gone\./,
        /auth\.impersonate/,
      ],
      [
        'is refused the source token',
        (_, response) =>
          sendJson(response, 401, googleError(401, 'UNAUTHENTICATED', 'Old.')),
        'unauthenticated',
        /gives no access token: Old\.$/,
        /workload identity/,
      ],
      [
        'gets no token',
        () => ({ accessToken: '' }),
        'unauthenticated',
        /cannot be used/,
        /workload identity/,
      ],
      [
        'is redirected',
        (_, response) => response.writeHead(302, { location: '/' }).end(),
        'invalid',
        /redirect/,
        /proxy/,
      ],
    ])('%s', async (_, handler, outcome, text, remedy) => {
      server.answer(handler);
      const problem = await problemOf(
        impersonating().headers(new Deadline(5_000)),
      );
      expect(problem.outcome).toBe(outcome);
      expect(problem.message).toMatch(text);
      expect(problem.remedy).toMatch(remedy);
      expect(`${problem.message}${problem.remedy}`).not.toContain('fixed');
    });

    it('fails in time when the token service hangs, and lets go', async () => {
      let closed = false;
      server.answer(({ socket }) => {
        socket.on('close', () => {
          closed = true;
        });
      });
      const problem = await problemOf(
        impersonating().headers(new Deadline(200)),
      );
      expect(problem).toMatchObject({
        outcome: 'timeout',
        message: expect.stringContaining('did not answer within 0.2 s'),
      });
      await sleep(50);
      expect(closed).toBe(true);
    });

    it('lets one caller give up without the others', async () => {
      server.answer(async () => {
        await sleep(200);
        return { accessToken: 'late', expireTime: EXPIRES() };
      });
      const subject = impersonating();
      const [first, second] = await Promise.allSettled([
        subject.headers(new Deadline(50)),
        subject.headers(new Deadline(5_000)),
      ]);
      expect(first).toMatchObject({ reason: { outcome: 'timeout' } });
      expect(second.status).toBe('fulfilled');
    });
  });

  describe('workload identity federation', () => {
    it('exchanges the token of the platform', async () => {
      useFederation();
      server.answer(() => exchange);
      const headers = await credentials({}).headers(new Deadline(5_000));
      expect(headers.get('authorization')).toBe('Bearer federated-token');
      const sent = new URLSearchParams(server.requests[0].body);
      expect(sent.get('subject_token')).toBe('subject-token');
      expect(sent.get('scope')).toBe(
        'https://www.googleapis.com/auth/cloud-platform',
      );
    });

    it('acts as the service account that its file names', async () => {
      useFederation({
        service_account_impersonation_url: `${server.url}/v1/projects/-/serviceAccounts/x@y:generateAccessToken`,
      });
      server.answer(({ url }) =>
        url === '/v1/token'
          ? exchange
          : { accessToken: 'account-token', expireTime: EXPIRES() },
      );
      const headers = await credentials({}).headers(new Deadline(5_000));
      expect(headers.get('authorization')).toBe('Bearer account-token');
    });

    it('acts as the account of the configuration', async () => {
      useFederation();
      server.answer(({ url }) =>
        url === '/v1/token'
          ? exchange
          : { accessToken: 'account-token', expireTime: EXPIRES() },
      );
      const headers = await credentials({ impersonate: TARGET }).headers(
        new Deadline(5_000),
      );
      expect(headers.get('authorization')).toBe('Bearer account-token');
      expect(server.requests[1].headers.authorization).toBe(
        'Bearer federated-token',
      );
    });

    it('says what the token service says', async () => {
      useFederation();
      server.answer((_, response) =>
        sendJson(response, 400, {
          error: 'invalid_grant',
          error_description: 'The audience does not match.',
        }),
      );
      const problem = await problemOf(
        credentials({}).headers(new Deadline(5_000)),
      );
      expect(problem).toMatchObject({
        outcome: 'unauthenticated',
        message: expect.stringContaining('The audience does not match.'),
      });
    });

    it('is unreachable when the token service is', async () => {
      const gone = await ScriptedServer.start();
      const { url } = gone;
      await gone.stop();
      useFederation({ token_url: `${url}/v1/token` });
      const problem = await problemOf(
        credentials({}).headers(new Deadline(5_000)),
      );
      expect(problem).toMatchObject({
        outcome: 'unreachable',
        message: expect.stringContaining('ECONNREFUSED'),
      });
    });
  });

  it.each<[name: string, file: string]>([
    ['a file that is not there', 'nowhere.json'],
    ['a file that is no JSON', 'broken.json'],
  ])('names %s', async (_, name) => {
    writeFileSync(join(folder, 'broken.json'), '{');
    process.env.GOOGLE_APPLICATION_CREDENTIALS = join(folder, name);
    const problem = await problemOf(
      credentials({}).headers(new Deadline(5_000)),
    );
    expect(problem).toMatchObject({
      outcome: 'unauthenticated',
      message: expect.stringContaining(
        'The Google credentials cannot be used: ',
      ),
      remedy: expect.stringContaining('GOOGLE_APPLICATION_CREDENTIALS'),
    });
  });

  it('says so when there are none', async () => {
    const env = { ...process.env };
    delete process.env.GOOGLE_APPLICATION_CREDENTIALS;
    process.env.CLOUDSDK_CONFIG = folder;
    process.env.METADATA_SERVER_DETECTION = 'none';
    try {
      const problem = await problemOf(
        credentials({}).headers(new Deadline(5_000)),
      );
      expect(problem).toMatchObject({
        outcome: 'unauthenticated',
        message: 'The portal has no Google credentials',
        remedy: expect.stringContaining('workload identity'),
      });
    } finally {
      process.env = env;
    }
  });
});
