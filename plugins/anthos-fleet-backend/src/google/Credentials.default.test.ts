import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FleetConfig } from '../config';
import { problemOf } from './__testUtils__/problemOf';
import { ScriptedServer, sendJson } from './__testUtils__/ScriptedServer';
import { Credentials } from './Credentials';
import { Deadline } from './Deadline';

const TARGET = 'reader@acme-fleet.iam.gserviceaccount.com';
const EXPIRES = () => new Date(Date.now() + 3_600_000).toISOString();

describe('Credentials, application default', () => {
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

    it('leaves a client that shows a certificate to the library', async () => {
      server.answer(() => ({}));
      useFederation({
        credential_source: {
          certificate: { certificate_config_location: '/nowhere.json' },
        },
      });
      const problem = await problemOf(
        credentials({}).headers(new Deadline(5_000)),
      );
      expect(problem).toMatchObject({
        outcome: 'unauthenticated',
        message: expect.stringContaining('/nowhere.json'),
      });
      expect(server.requests).toEqual([]);
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
