import { setTimeout as sleep } from 'node:timers/promises';
import express, { Request, Response, Router } from 'express';
import { FleetModel } from '../fleet/FleetModel';
import { HubCall, HubRoute } from '../hub/call';
import { HubError } from '../hub/errors';
import { FaultRegistry } from './FaultRegistry';
import { Fault } from './faultSchema';
import { LoggedRequest, RequestLog } from './RequestLog';
import { sendBroken, statusError } from './sendFaulty';
import { Tokens } from './Tokens';

/** Query parameters that every method of Google's APIs takes. */
const SYSTEM_PARAMETERS = new Set([
  '$.xgafv',
  'access_token',
  'alt',
  'callback',
  'fields',
  'key',
  'oauth_token',
  'prettyPrint',
  'quotaUser',
  'uploadType',
  'upload_protocol',
]);

interface HubServerOptions {
  model: FleetModel;
  faults: FaultRegistry;
  log: RequestLog;
  tokens: Tokens;
}

function readQuery(req: Request, route: HubRoute): HubCall['query'] {
  const query: HubCall['query'] = {};
  const { searchParams } = new URL(req.originalUrl, 'http://emulator');
  for (const [name, value] of searchParams) {
    if (SYSTEM_PARAMETERS.has(name)) {
      continue;
    }
    if (route.unsupported?.includes(name)) {
      throw new HubError(
        'UNIMPLEMENTED',
        `The emulator does not know the parameter ${name} of ${route.method}`,
      );
    }
    if (!route.query?.includes(name)) {
      throw new HubError(
        'INVALID_ARGUMENT',
        `Invalid JSON payload received. Unknown name "${name}": Cannot bind query parameter. Field '${name}' could not be found in request message.`,
      );
    }
    query[name] = value;
  }
  return query;
}

/** The last name in an address: what is asked for. A list asks for nothing by name. */
function resourceOf(params: Record<string, string>): string | undefined {
  return Object.entries(params)
    .filter(([name]) => name !== 'project' && name !== 'location')
    .at(-1)?.[1];
}

export function sendError(res: Response, error: unknown): void {
  const known =
    error instanceof HubError
      ? error
      : new HubError('INTERNAL', `Error of the emulator: ${error}`);
  res.status(known.code).set(known.headers);
  res.type('json').send(known.toJson());
}

/** Serves the methods of the Hub, and breaks them as the faults say. */
export function createHubRouter(
  routes: HubRoute[],
  options: HubServerOptions,
): Router {
  const router = Router();
  for (const route of routes) {
    for (const apiVersion of ['v1', 'v1beta'] as const) {
      router[route.verb](`/${apiVersion}${route.path}`, (req, res) => {
        serve(route, apiVersion, req, res, options).catch(error =>
          sendError(res, error),
        );
      });
    }
  }
  return router;
}

async function serve(
  route: HubRoute,
  apiVersion: HubCall['apiVersion'],
  req: Request,
  res: Response,
  options: HubServerOptions,
): Promise<void> {
  const { params } = req;
  const faults = options.faults.take({
    method: route.method,
    location: params.location,
    resource: resourceOf(params),
  });
  options.log.classify(res.locals.logged, {
    method: route.method,
    location: params.location,
    faults: faults.map(fault => fault.kind),
  });

  const latency = faults.reduce(
    (sum, fault) => sum + (fault.kind === 'latency' ? fault.milliseconds : 0),
    0,
  );
  if (latency) {
    await sleep(latency, undefined, { ref: false });
  }
  const broken = faults.find(
    ({ kind }) => kind !== 'latency' && kind !== 'unreachable',
  );
  if (broken && breakBefore(broken, route, req, res, options)) {
    return;
  }
  let body: string;
  try {
    body = answer(route, apiVersion, req, faults, options);
  } catch (error) {
    sendError(res, error);
    return;
  }
  res.status(200).type('json');
  await sendBroken(res, body, broken);
}

/** Faults that need no answer. True when there is nothing left to do. */
function breakBefore(
  fault: Fault,
  route: HubRoute,
  req: Request,
  res: Response,
  { model }: HubServerOptions,
): boolean {
  switch (fault.kind) {
    case 'hang':
      return true;
    case 'reset':
      req.socket.resetAndDestroy();
      return true;
    case 'redirect':
      res.redirect(fault.to);
      return true;
    case 'status':
      throw statusError(fault, {
        permission: route.permission,
        resource: req.path.replace(/^\/v1(beta)?\//, ''),
        projectNumber: model.settings.project.number,
      });
    default:
      return false;
  }
}

function answer(
  route: HubRoute,
  apiVersion: HubCall['apiVersion'],
  req: Request,
  faults: Fault[],
  { tokens, model }: HubServerOptions,
): string {
  const { params } = req;
  const resource = req.path.replace(/^\/v1(beta)?\//, '');
  const { permits } = tokens.authenticate(req.headers.authorization);
  if (route.permission && !permits(route.permission)) {
    throw HubError.permissionDenied(route.permission, resource);
  }
  const { project } = model.settings;
  if (params.project !== project.id && params.project !== project.number) {
    throw HubError.permissionDenied(route.permission, resource);
  }
  const unreachable = new Set(
    faults.flatMap(fault =>
      fault.kind === 'unreachable' ? [fault.location] : [],
    ),
  );
  return route.handle({
    method: route.method,
    apiVersion,
    params,
    query: readQuery(req, route),
    body: req.body,
    permits,
    unreachable,
  });
}

/** Writes down every request, whatever becomes of it. */
export function logRequests(log: RequestLog): express.RequestHandler {
  return (req, res, next) => {
    const began = Date.now();
    const entry: LoggedRequest = {
      time: new Date(began).toISOString(),
      verb: req.method,
      path: req.originalUrl,
      authorization: Boolean(req.headers.authorization),
      userAgent: req.headers['user-agent'],
      faults: [],
    };
    res.locals.logged = entry;
    res.on('finish', () => {
      entry.status = res.statusCode;
      entry.milliseconds = Date.now() - began;
    });
    log.add(entry);
    next();
  };
}
