import { googleError } from '../../google/__testUtils__/ScriptedServer';
import { CutAnswer, RefusedAnswer } from '../../google/boundedFetch';
import { Deadline } from '../../google/Deadline';
import { HttpFailure, ReadProblem } from '../../google/problems';
import { status } from '../__testUtils__/cluster';
import {
  ACCOUNT,
  attempt,
  denial,
  disabled,
  failure,
  HOST,
  HTML,
  impersonation,
  page,
} from '../__testUtils__/refusals';
import { classifyGatewayError } from './classify';
import { isPassing } from './classifyFailure';

describe('classifyGatewayError', () => {
  it.each<
    [
      name: string,
      failure: HttpFailure,
      outcome: string,
      refusedBy: string | undefined,
      message: string,
    ]
  >([
    [
      'an expired token',
      failure(401, googleError(401, 'UNAUTHENTICATED', 'Invalid credentials.')),
      'unauthenticated',
      'gateway',
      `${HOST} does not accept the credentials: Invalid credentials.`,
    ],
    [
      'an error in a list',
      failure(401, [googleError(401, 'UNAUTHENTICATED', 'Expired.')]),
      'unauthenticated',
      'gateway',
      'Expired.',
    ],
    [
      'groups that do not fit into a header',
      failure(401, 'Request header fields too large'),
      'unauthenticated',
      'gateway',
      'its header is too large',
    ],
    [
      'the same, as HTTP has it',
      failure(431, ''),
      'unauthenticated',
      'gateway',
      'its header is too large',
    ],
    [
      'an identity that the API server does not know',
      failure(401, status(401, 'Unauthorized', 'Unauthorized')),
      'unauthenticated',
      'api-server',
      "The cluster does not know the portal's account: Unauthorized",
    ],
    [
      'IAM',
      failure(
        403,
        googleError(
          403,
          'PERMISSION_DENIED',
          "Permission 'gkehub.gateway.get' denied on resource 'projects/1/locations/l/memberships/m'",
        ),
      ),
      'forbidden',
      'iam',
      'Permission gkehub.gateway.get is missing on project acme-fleet',
    ],
    [
      'an API that is off',
      failure(403, disabled('connectgateway.googleapis.com')),
      'forbidden',
      'gateway',
      'The API connectgateway.googleapis.com is not enabled in project acme-fleet',
    ],
    [
      'impersonation of a user',
      failure(403, impersonation('users', ACCOUNT)),
      'forbidden',
      'impersonation',
      "The cluster's agent may not act for the portal's account",
    ],
    [
      'impersonation, in words of Google',
      failure(
        403,
        googleError(
          403,
          'PERMISSION_DENIED',
          impersonation('users', ACCOUNT).message,
        ),
      ),
      'forbidden',
      'impersonation',
      "The cluster's agent may not act for the portal's account",
    ],
    [
      'RBAC',
      failure(403, denial()),
      'forbidden',
      'rbac',
      "The cluster's RBAC does not let the portal's account list rootsyncs.configsync.gke.io",
    ],
    [
      'a denial that names nothing',
      failure(403, status(403, 'Forbidden', 'no')),
      'forbidden',
      'rbac',
      "The cluster refuses the portal's account: no",
    ],
    [
      'a page of a proxy',
      failure(403, '<h1>Blocked by policy</h1>', HTML),
      'forbidden',
      'gateway',
      `${HOST} refuses the request with HTTP 403: Blocked by policy`,
    ],
    [
      'a page that is not there',
      failure(404, page, HTML),
      'not-found',
      'gateway',
      `${HOST} has no page at the cluster's address`,
    ],
    [
      'a registration that is not there',
      failure(404, googleError(404, 'NOT_FOUND', 'Membership not found')),
      'not-found',
      'gateway',
      `${HOST} does not know the cluster europe-north1/dc1: Membership not found`,
    ],
    [
      'the quota of the fleet',
      failure(429, googleError(429, 'RESOURCE_EXHAUSTED', 'Quota exceeded')),
      'rate-limited',
      'gateway',
      `${HOST} asks for fewer requests: Quota exceeded`,
    ],
    [
      'an API server under load',
      failure(429, status(429, 'TooManyRequests', 'try later')),
      'rate-limited',
      'api-server',
      "The cluster's API server asks for fewer requests: try later",
    ],
    [
      'an agent that is away',
      failure(
        503,
        googleError(503, 'UNAVAILABLE', 'The connect agent is not connected'),
      ),
      'unreachable',
      'agent',
      "The gateway does not reach the cluster's Connect agent (HTTP 503)",
    ],
    [
      'a gateway without an answer',
      failure(502, ''),
      'unreachable',
      'agent',
      'HTTP 502',
    ],
    [
      'an agent that takes too long',
      failure(504, googleError(504, 'DEADLINE_EXCEEDED', 'Deadline exceeded')),
      'unreachable',
      'agent',
      'HTTP 504',
    ],
    [
      'a gateway that is down',
      failure(503, googleError(503, 'UNAVAILABLE', 'Try again')),
      'unreachable',
      'gateway',
      `${HOST} fails with HTTP 503: Try again`,
    ],
    [
      'a gateway with a fault',
      failure(500, googleError(500, 'INTERNAL', 'Internal error')),
      'unreachable',
      'gateway',
      `${HOST} fails with HTTP 500: Internal error`,
    ],
    [
      'an API server that is down',
      failure(503, status(503, 'ServiceUnavailable', 'no endpoints')),
      'unreachable',
      'api-server',
      "The cluster's API server fails with HTTP 503: no endpoints",
    ],
    [
      'an API server that is slow',
      failure(504, status(504, 'Timeout', 'request timed out')),
      'timeout',
      'api-server',
      'request timed out',
    ],
    [
      'a list that is too old',
      failure(410, status(410, 'Expired', 'The provided continue is too old')),
      'invalid',
      'api-server',
      'gave up a list',
    ],
    [
      'a request that the cluster does not understand',
      failure(400, status(400, 'BadRequest', 'bad limit')),
      'invalid',
      'api-server',
      'The cluster does not understand the request (HTTP 400): bad limit',
    ],
    [
      'anything else',
      failure(418, 'short and stout'),
      'invalid',
      'gateway',
      `${HOST} answers with HTTP 418: short and stout`,
    ],
  ])('%s', (_, error, outcome, refusedBy, message) => {
    expect(classifyGatewayError(error, attempt())).toMatchObject({
      outcome,
      refusedBy,
      message: expect.stringContaining(message),
    });
  });

  it.each([502, 503, 504])(
    'blames no agent for HTTP %d where there is none',
    code => {
      const error = failure(
        code,
        googleError(code, 'UNAVAILABLE', 'cannot dial the agent'),
      );
      expect(
        classifyGatewayError(error, attempt({ direct: true })).refusedBy,
      ).toBe('gateway');
    },
  );

  describe('what is missing on a cluster', () => {
    it.each<[name: string, error: HttpFailure, details: object]>([
      [
        'a group',
        failure(404, '404 page not found\n', { 'content-type': 'text/plain' }),
        { kindMissing: true },
      ],
      [
        'a kind',
        failure(
          404,
          status(404, 'NotFound', 'the server could not find the resource'),
        ),
        { kindMissing: true },
      ],
      [
        'an object',
        failure(
          404,
          status(404, 'NotFound', 'resourcegroups.kpt.dev "a" not found', {
            name: 'a',
          }),
        ),
        { objectMissing: true },
      ],
    ])('%s', (_, error, details) => {
      const problem = classifyGatewayError(error, attempt());
      expect(problem.refusedBy).toBe('api-server');
      expect(problem.details).toMatchObject(details);
    });

    it('is not told by a page that only looks like it', () => {
      const problem = classifyGatewayError(
        failure(404, '404 page not found', HTML),
        attempt(),
      );
      expect(problem).toMatchObject({ refusedBy: 'gateway' });
      expect(problem.details.kindMissing).toBeUndefined();
    });
  });

  it('says when to come back', () => {
    const quota = googleError(429, 'RESOURCE_EXHAUSTED', 'Quota exceeded');
    const after = (headers: object) =>
      classifyGatewayError(failure(429, quota, headers), attempt()).details
        .retryAfterMs;
    expect(after({ 'retry-after': '30' })).toBe(30_000);
    expect(after({ 'retry-after': '999999' })).toBe(600_000);
    expect(after({})).toBeUndefined();
  });

  it('passes on what went wrong on the way to a token', () => {
    const problem = new ReadProblem('forbidden', 'No token', 'Get one');
    expect(classifyGatewayError(problem, attempt())).toMatchObject({
      outcome: 'forbidden',
      message: 'No token',
      remedy: 'Get one',
      refusedBy: 'iam',
    });
  });

  it.each<[name: string, error: unknown, expected: object]>([
    [
      'a refused answer',
      new RefusedAnswer('A redirect', 'Do not'),
      { outcome: 'invalid', remedy: 'Do not', refusedBy: 'gateway' },
    ],
    [
      'an answer that broke off',
      new CutAnswer({ cause: new Error('reset') }),
      { outcome: 'invalid', message: expect.stringContaining('broke off') },
    ],
    [
      'a network',
      Object.assign(new Error('x'), { code: 'ECONNREFUSED' }),
      {
        outcome: 'unreachable',
        refusedBy: 'gateway',
        remedy: expect.stringContaining('fleets[].gateway.endpoint'),
      },
    ],
    [
      'a certificate',
      Object.assign(new Error('x'), { code: 'SELF_SIGNED_CERT_IN_CHAIN' }),
      {
        outcome: 'unreachable',
        remedy: expect.stringContaining('gateway.caFile'),
      },
    ],
    [
      'a fault of our own',
      new Error('x is not a function'),
      {
        outcome: 'invalid',
        message: 'The reading failed: x is not a function',
      },
    ],
  ])('%s', (_, error, expected) => {
    expect(classifyGatewayError(error, attempt())).toMatchObject(expected);
  });

  it('tells the time that is over from a reading that is stopped', () => {
    const over = new AbortController();
    over.abort();
    const stopped = {
      ...attempt(),
      deadline: new Deadline(60_000, over.signal),
    };
    expect(classifyGatewayError(new Error('aborted'), stopped)).toMatchObject({
      outcome: 'timeout',
      message: 'The reading was stopped before it was done',
    });
  });
});

it('repeats what may pass, and nothing that costs everybody', () => {
  const passing = (error: HttpFailure, direct = false) =>
    isPassing(error, attempt({ direct }));
  const away = googleError(503, 'UNAVAILABLE', 'agent is not connected');
  expect(passing(failure(503, googleError(503, 'UNAVAILABLE', 'Later')))).toBe(
    true,
  );
  expect(passing(failure(503, status(503, 'ServiceUnavailable', 'x')))).toBe(
    true,
  );
  expect(passing(failure(503, away))).toBe(false);
  expect(passing(failure(503, away), true)).toBe(true);
  expect(passing(failure(429, status(429, 'TooManyRequests', 'x')))).toBe(true);
  expect(
    passing(failure(429, googleError(429, 'RESOURCE_EXHAUSTED', 'x'))),
  ).toBe(false);
  expect(passing(failure(403, denial()))).toBe(false);
  expect(passing(failure(500, ''))).toBe(false);
});
