import { setTimeout as sleep } from 'node:timers/promises';
import type { FleetConfig } from '../config';
import { problemOf } from './__testUtils__/problemOf';
import {
  googleError,
  ScriptedServer,
  sendJson,
  type Handler,
} from './__testUtils__/ScriptedServer';
import { Credentials } from './Credentials';
import { Deadline } from './Deadline';

const TARGET = 'reader@acme-fleet.iam.gserviceaccount.com';
const EXPIRES = () => new Date(Date.now() + 3_600_000).toISOString();

describe('Credentials', () => {
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
  });

  function credentials(auth: FleetConfig['auth']) {
    return new Credentials({
      project: 'acme-fleet',
      auth,
      iamEndpoint: server.url,
    });
  }

  it('uses a fixed token as it is', async () => {
    server.answer(() => ({}));
    const headers = await credentials({ accessToken: 'fixed' }).headers(
      new Deadline(1_000),
    );
    expect([...headers]).toEqual([['authorization', 'Bearer fixed']]);
    expect(server.requests).toEqual([]);
  });

  it.each(['two words', 'two\nlines', '"quoted"', 'æ'])(
    'refuses %j as a fixed token without repeating it',
    async accessToken => {
      const problem = await problemOf(
        credentials({ accessToken }).headers(new Deadline(1_000)),
      );
      expect(problem).toMatchObject({
        outcome: 'unauthenticated',
        message:
          'The configured access token has characters that no access token has',
      });
      expect(`${problem.message}${problem.remedy}`).not.toContain(accessToken);
    },
  );

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
});
