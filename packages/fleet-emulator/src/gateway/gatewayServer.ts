import { IncomingMessage } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import express, { Express, Request, Response } from 'express';
import { KubeResponse } from '../cluster/api/messages';
import { RequestInfo, requestInfo } from '../cluster/api/requestInfo';
import { Fault } from '../server/faultSchema';
import { FaultRegistry } from '../server/FaultRegistry';
import { logRequests } from '../server/hubServer';
import { RequestLog } from '../server/RequestLog';
import { sendBroken } from '../server/sendFaulty';
import { Tokens } from '../server/Tokens';
import { FleetModel } from '../fleet/FleetModel';
import { Gateway, GatewayCall, nameOf, verbOf } from './Gateway';
import { GatewayAddress, gatewayAddress } from './gatewayAddress';
import { GatewayError } from './GatewayError';
import { faultyAnswer } from './gatewayFaults';

export interface GatewayServerOptions {
  gateway: Gateway;
  model: FleetModel;
  faults: FaultRegistry;
  log: RequestLog;
  tokens: Tokens;
}

/** What a request asks for, once its address was read. */
export interface Understood {
  address: GatewayAddress;
  query: URLSearchParams;
  /** Absent for the Gateway's own methods. */
  info?: RequestInfo;
  /** `gateway.list` and the like. */
  method: string;
  resource?: string;
}

/** Reads an address; undefined when it is none of the Gateway's. */
export function understand(
  method: string,
  url: string,
): Understood | undefined {
  const { pathname, searchParams: query } = new URL(url, 'https://gateway');
  const address = gatewayAddress(pathname);
  if (!address) {
    return undefined;
  }
  if (address.method) {
    return { address, query, method: `gateway.${address.method}` };
  }
  try {
    const info = requestInfo(method, address.path, query);
    const { group, resource, path, subresource } = info;
    const whole = group ? `${resource}.${group}` : resource;
    return {
      address,
      query,
      info,
      method: `gateway.${info.verb}`,
      resource: path ?? (subresource ? `${whole}/${subresource}` : whole),
    };
  } catch {
    // The address has signs that cannot be decoded.
    return undefined;
  }
}

/** The Gateway as its callers name it. */
export function originOf(req: Pick<IncomingMessage, 'headers'>): string {
  return `https://${req.headers.host ?? 'localhost'}`;
}

export function sendGatewayError(res: Response, error: GatewayError): void {
  res.status(error.status).set(error.headers);
  res.set('content-type', error.contentType).end(error.body);
}

/** The HTTP side of the Connect Gateway, with its faults. */
export function createGatewayApp(options: GatewayServerOptions): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.use(logRequests(options.log));
  app.use(express.raw({ type: () => true, limit: '10mb' }));
  app.use((req, res) => {
    serve(req, res, options).catch(error => fail(res, error));
  });
  const badBody: express.ErrorRequestHandler = (error, _req, res, _next) =>
    fail(res, error);
  app.use(badBody);
  return app;
}

function fail(res: Response, error: unknown): void {
  if (error instanceof GatewayError) {
    sendGatewayError(res, error);
    return;
  }
  const { status = 500 } = error as { status?: number };
  sendGatewayError(
    res,
    new GatewayError(status, 'text/plain', `Error of the emulator: ${error}\n`),
  );
}

async function serve(
  req: Request,
  res: Response,
  options: GatewayServerOptions,
): Promise<void> {
  const { gateway, faults, log } = options;
  const understood = understand(req.method, req.originalUrl);
  if (!understood) {
    log.classify(res.locals.logged, { faults: [] });
    throw GatewayError.notFound();
  }
  const { address, query, method, resource } = understood;
  const target = {
    method,
    resource,
    location: address.location,
    cluster: `${address.location}/${address.membership}`,
  };
  const met = faults.take({
    ...target,
    path: address.method ? undefined : address.path,
  });
  log.classify(res.locals.logged, {
    ...target,
    faults: met.map(({ kind }) => kind),
  });
  await delay(met);
  const broken = met.find(
    ({ kind }) => kind !== 'latency' && kind !== 'unreachable',
  );
  if (broken && breakBefore(broken, req, res, understood, options)) {
    return;
  }
  const call: GatewayCall = {
    address,
    request: req,
    query,
    body: Buffer.isBuffer(req.body) ? req.body : Buffer.alloc(0),
    origin: originOf(req),
  };
  await send(res, gateway.handle(call), broken);
}

async function delay(faults: readonly Fault[]): Promise<void> {
  const latency = faults.reduce(
    (sum, fault) => sum + (fault.kind === 'latency' ? fault.milliseconds : 0),
    0,
  );
  if (latency) {
    await sleep(latency, undefined, { ref: false });
  }
}

/** Faults that need no answer of a cluster. True when there is nothing left to do. */
function breakBefore(
  fault: Fault,
  req: Request,
  res: Response,
  { address, info }: Understood,
  { model, tokens }: GatewayServerOptions,
): boolean {
  switch (fault.kind) {
    case 'hang':
      return true;
    case 'reset':
      // A socket with TLS cannot be reset; closed without an answer is the same to a client.
      req.socket.destroy();
      return true;
    case 'redirect':
      res.redirect(fault.to);
      return true;
    case 'status':
      throw faultyAnswer(fault, {
        membership: nameOf(address),
        permission: `gkehub.gateway.${address.method ?? verbOf(req.method)}`,
        projectNumber: model.settings.project.number,
        user: userOf(req, tokens),
        info,
      });
    default:
      return false;
  }
}

function userOf({ headers }: Request, tokens: Tokens): string {
  try {
    return tokens.authenticate(headers.authorization).identity.user;
  } catch {
    return 'system:anonymous';
  }
}

async function send(
  res: Response,
  { status, contentType, body, warnings, follow }: KubeResponse,
  fault: Fault | undefined,
): Promise<void> {
  res.status(status).set('content-type', contentType);
  if (warnings) {
    res.set('warning', warnings.map(warningHeader));
  }
  if (!follow) {
    await sendBroken(res, body, fault);
    return;
  }
  res.flushHeaders();
  res.write(body);
  const stop = follow(
    text => res.write(text),
    () => res.end(),
  );
  res.once('close', stop);
}

/** RFC 7234: code, agent, and the text between quotes. */
function warningHeader(text: string): string {
  return `299 - "${text.replace(/[\\"]/g, '\\$&')}"`;
}
