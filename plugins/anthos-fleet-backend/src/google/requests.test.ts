import { ScriptedServer } from './__testUtils__/ScriptedServer';
import { parseRetryAfter, retryDelayMs } from './backoff';
import { RefusedAnswer } from './boundedFetch';
import { Deadline } from './Deadline';
import { readGoogleError } from './googleError';
import { createHomeFetch } from './homeFetch';
import {
  describeNetworkError,
  isCertificateError,
  isNetworkError,
  networkCode,
} from './networkErrors';
import { findCause, HttpFailure, innermostMessage } from './problems';

const NOW = new Date('2026-09-01T06:00:00Z');

describe('retryDelayMs', () => {
  it('doubles, half of it by chance, up to a limit', () => {
    const delays = (random: number) =>
      [0, 1, 2, 3, 20].map(retry =>
        retryDelayMs(retry, undefined, 250, () => random),
      );
    expect(delays(0)).toEqual([125, 250, 500, 1000, 5000]);
    expect(delays(1)).toEqual([250, 500, 1000, 2000, 10000]);
  });

  it('is never shorter than the server asks for', () => {
    expect(retryDelayMs(0, 60_000)).toBe(60_000);
    expect(retryDelayMs(3, 1, 250, () => 0)).toBe(1000);
  });
});

describe('parseRetryAfter', () => {
  it.each([
    ['5', 5_000],
    [' 5 ', 5_000],
    ['0', 0],
    ['1.5', 1_500],
    ['Tue, 01 Sep 2026 06:00:30 GMT', 30_000],
    ['Tue, 01 Sep 2026 05:00:00 GMT', 0],
    ['-1', undefined],
    ['soon', undefined],
    ['1e9', undefined],
    ['2026', 2_026_000],
    ['', undefined],
    [null, undefined],
    [undefined, undefined],
  ])('%s', (value, expected) => {
    expect(parseRetryAfter(value, NOW)).toBe(expected);
  });
});

describe('network errors', () => {
  const failed = (code: string) =>
    new TypeError('fetch failed', {
      cause: Object.assign(new Error('inner'), { code }),
    });

  it.each([
    ['ENOTFOUND', 'The name hub cannot be resolved (ENOTFOUND)'],
    ['EAI_AGAIN', 'The name hub cannot be resolved (EAI_AGAIN)'],
    ['ECONNREFUSED', 'hub refuses connections (ECONNREFUSED)'],
    ['ECONNRESET', 'hub closed the connection before it answered (ECONNRESET)'],
    [
      'UND_ERR_CONNECT_TIMEOUT',
      'No connection to hub could be made in time (UND_ERR_CONNECT_TIMEOUT)',
    ],
    [
      'CERT_HAS_EXPIRED',
      'The certificate of hub is not trusted (CERT_HAS_EXPIRED)',
    ],
    [
      'SELF_SIGNED_CERT_IN_CHAIN',
      'The certificate of hub is not trusted (SELF_SIGNED_CERT_IN_CHAIN)',
    ],
    ['EHOSTUNREACH', 'hub cannot be reached (EHOSTUNREACH)'],
  ])('%s', (code, expected) => {
    expect(networkCode(failed(code))).toBe(code);
    expect(describeNetworkError(failed(code), 'hub')).toBe(expected);
  });

  it('are found behind several tries', () => {
    const tries = new AggregateError([
      Object.assign(new Error(), { code: 'ECONNREFUSED' }),
    ]);
    expect(networkCode(new TypeError('fetch failed', { cause: tries }))).toBe(
      'ECONNREFUSED',
    );
  });

  it('without a code say what they say', () => {
    const error = new TypeError('fetch failed', {
      cause: new Error('bad port'),
    });
    expect(isNetworkError(error)).toBe(true);
    expect(describeNetworkError(error, 'hub')).toBe(
      'hub cannot be reached: bad port',
    );
  });

  it('are told from certificates that are not trusted, and from faults', () => {
    expect(isCertificateError(failed('DEPTH_ZERO_SELF_SIGNED_CERT'))).toBe(
      true,
    );
    expect(isCertificateError(failed('ECONNRESET'))).toBe(false);
    expect(isNetworkError(new TypeError('x is not a function'))).toBe(false);
  });
});

describe('causes', () => {
  it('do not lead in circles', () => {
    const error = new Error('round');
    error.cause = error;
    expect(findCause(error, RefusedAnswer)).toBeUndefined();
    expect(innermostMessage(error)).toBe('round');
    expect(networkCode(error)).toBeUndefined();
  });

  it('need not be errors', () => {
    expect(innermostMessage('text')).toBe('text');
    expect(innermostMessage(undefined)).toBe('no reason is given');
    expect(innermostMessage(new Error('', { cause: 5 }))).toBe(
      'no reason is given',
    );
  });
});

describe('readGoogleError', () => {
  it.each([
    [
      '{"error":{"status":"NOT_FOUND","message":"Gone."}}',
      { status: 'NOT_FOUND', message: 'Gone.' },
    ],
    [
      '{"error":"invalid_grant","error_description":"Bad."}',
      { status: undefined, message: 'Bad.' },
    ],
    ['[]', { message: '' }],
    ['null', { message: '' }],
    ['', { message: '' }],
    ['<h1>Not here</h1>', { message: 'Not here' }],
  ])('%s', (body, expected) => {
    expect(readGoogleError(body)).toMatchObject(expected);
  });
});

describe('createHomeFetch', () => {
  it('sends nothing to another host than the configured one', async () => {
    const server = await ScriptedServer.start(() => ({}));
    try {
      const send = createHomeFetch({
        homes: ['https://gkehub.googleapis.com'],
        maxResponseBytes: 1000,
        deadline: new Deadline(1_000),
      });
      await expect(
        send(new URL(server.url), new Headers({ authorization: 'x' })),
      ).rejects.toThrow(
        'credentials are sent to https://gkehub.googleapis.com only',
      );
      expect(server.requests).toEqual([]);
    } finally {
      await server.stop();
    }
  });

  it('puts letters together that came in parts', async () => {
    const server = await ScriptedServer.start(async (_, response) => {
      const bytes = Buffer.from('"Tromsø 😀"');
      for (const byte of bytes) {
        response.write(Buffer.from([byte]));
        await new Promise(resolve => setImmediate(resolve));
      }
      response.end();
    });
    try {
      const send = createHomeFetch({
        homes: [server.url],
        maxResponseBytes: 1000,
        deadline: new Deadline(5_000),
      });
      const { text } = await send(new URL(server.url), new Headers());
      expect(text).toBe('"Tromsø 😀"');
    } finally {
      await server.stop();
    }
  });

  it('reads only the beginning of a long error', async () => {
    const server = await ScriptedServer.start((_, response) => {
      response.writeHead(500);
      response.end('x'.repeat(10_000_000));
    });
    try {
      const send = createHomeFetch({
        homes: [server.url],
        maxResponseBytes: 1000,
        deadline: new Deadline(5_000),
      });
      const failure = await send(new URL(server.url), new Headers()).then(
        () => undefined,
        error => findCause(error, HttpFailure),
      );
      expect(failure?.status).toBe(500);
      expect(failure?.body.length).toBeLessThan(1_000_000);
    } finally {
      await server.stop();
    }
  });
});
