import { Response } from 'express';
import { HubError } from '../hub/errors';
import { Fault } from './faultSchema';

type StatusFault = Extract<Fault, { kind: 'status' }>;
type WrongTypes = Extract<Fault, { kind: 'wrong-types' }>;

/** The error that a fault of kind `status` answers with. */
export function statusError(
  fault: StatusFault,
  context: { permission: string; resource: string; projectNumber: string },
): HubError {
  const error = errorFor(fault, context);
  return fault.retryAfterSeconds === undefined
    ? error
    : new HubError(error.status, error.message, error.details, {
        ...error.headers,
        'retry-after': String(fault.retryAfterSeconds),
      });
}

function errorFor(
  { status, reason }: StatusFault,
  context: { permission: string; resource: string; projectNumber: string },
): HubError {
  const { permission, resource, projectNumber } = context;
  switch (status) {
    case 400:
      return HubError.invalid('request', 'a fault of the emulator says so');
    case 401:
      return HubError.invalidCredentials();
    case 403:
      return reason === 'SERVICE_DISABLED'
        ? HubError.serviceDisabled(projectNumber)
        : HubError.permissionDenied(permission, resource);
    case 404:
      return HubError.notFound(resource);
    case 409:
      return new HubError('ABORTED', 'The operation was aborted.');
    case 429:
      return HubError.rateLimited();
    case 500:
      return new HubError('INTERNAL', 'Internal error encountered.');
    case 503:
      return HubError.unavailable();
    default:
      return new HubError(
        'DEADLINE_EXCEEDED',
        'Deadline expired before operation could complete.',
      );
  }
}

/** Announces the whole body, sends half of it and hangs up. */
function sendCut(res: Response, body: string): void {
  const bytes = Buffer.from(body);
  res.setHeader('content-length', bytes.length);
  res.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () =>
    res.socket?.destroy(),
  );
}

const SIGN_IN_PAGE =
  '<!DOCTYPE html><html lang="en"><head><title>Sign in</title></head><body><h1>Sign in to continue</h1></body></html>\n';

/** How often a slow body goes on. */
const DRIPS_PER_SECOND = 4;

/** Sends a body little by little. Ends with the connection. */
function sendSlowly(res: Response, body: string, bytesPerSecond: number): void {
  const bytes = Buffer.from(body);
  const size = Math.max(Math.floor(bytesPerSecond / DRIPS_PER_SECOND), 1);
  let sent = 0;
  res.flushHeaders();
  const timer = setInterval(() => {
    res.write(bytes.subarray(sent, sent + size));
    sent += size;
    if (sent >= bytes.length) {
      clearInterval(timer);
      res.end();
    }
  }, 1_000 / DRIPS_PER_SECOND);
  timer.unref();
  res.once('close', () => clearInterval(timer));
}

/**
 * Sends a good answer the way that a fault breaks it, or as it is.
 *
 * @param fault - what meets the request; faults that leave the body alone are ignored
 */
export async function sendBroken(
  res: Response,
  body: string,
  fault: Fault | undefined,
): Promise<void> {
  switch (fault?.kind) {
    case 'cut':
      sendCut(res, body);
      break;
    case 'truncated':
      res.send(body.slice(0, Math.floor(body.length / 2)));
      break;
    case 'huge':
      await sendHuge(res, body, fault.megabytes);
      break;
    case 'wrong-types':
      res.send(withWrongTypes(fault.shape, body));
      break;
    case 'malformed':
      // No JSON, and no UTF-8 either.
      res.end(Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x3a, 0x5d, 0x00]));
      break;
    case 'page':
      res.type('html').send(SIGN_IN_PAGE);
      break;
    case 'drip':
      sendSlowly(res, body, fault.bytesPerSecond);
      break;
    default:
      res.send(body);
  }
}

const MEBIBYTE = 1024 * 1024;

/** Sends valid JSON of at least so many mebibytes, as fast as it is read, unannounced. */
async function sendHuge(
  res: Response,
  body: string,
  megabytes: number,
): Promise<void> {
  const chunk = Buffer.alloc(MEBIBYTE, 'x');
  const separator = body === '{}' ? '' : ',';
  res.write(`${body.slice(0, -1)}${separator}"padding":"`);
  for (let sent = 0; sent < megabytes && !res.destroyed; sent += 1) {
    if (!res.write(chunk)) {
      await drained(res);
    }
  }
  res.end('"}');
}

function drained(res: Response): Promise<void> {
  return new Promise(resolve => {
    const done = () => {
      res.off('drain', done);
      res.off('close', done);
      resolve();
    };
    res.once('drain', done);
    res.once('close', done);
  });
}

/** Valid JSON of the wrong shape. */
function withWrongTypes(shape: WrongTypes['shape'], body: string): string {
  switch (shape) {
    case 'null':
      return 'null';
    case 'array':
      return `[${body}]`;
    case 'text':
      return '"all is well"';
    case 'number':
      return '42';
    case 'fields':
      return JSON.stringify(mapFields(JSON.parse(body)));
    default:
      return JSON.stringify(mapLeaves(JSON.parse(body)));
  }
}

/** Lists become maps, maps become lists, everything else something else. */
function mapFields(message: Record<string, unknown>): unknown {
  return Object.fromEntries(
    Object.entries(message).map(([key, value]) => {
      if (Array.isArray(value)) {
        return [key, { ...value }];
      }
      if (typeof value === 'object' && value !== null) {
        return [key, Object.values(value)];
      }
      return [key, wrongLeaf(value)];
    }),
  );
}

/** The shape stays, and every value in it is of another type. */
function mapLeaves(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(mapLeaves);
  }
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [key, mapLeaves(inner)]),
    );
  }
  return wrongLeaf(value);
}

function wrongLeaf(value: unknown): unknown {
  if (typeof value === 'string') {
    return { value: value.length };
  }
  return typeof value === 'number' ? [`${value}`] : 'yes';
}
