import { createServer } from 'node:http';
import { AddressInfo } from 'node:net';
import express, { ErrorRequestHandler } from 'express';
import { FleetModel } from './fleet/FleetModel';
import { FleetDefinition, FleetInput } from './fleet/fleetSchema';
import { Bindings } from './hub/bindings';
import { HubError } from './hub/errors';
import { Features } from './hub/features';
import { Memberships } from './hub/memberships';
import { Operations } from './hub/Operations';
import { Places } from './hub/places';
import { projectRoutes } from './hub/projects';
import { ScopeNamespaces } from './hub/scopeNamespaces';
import { Scopes } from './hub/scopes';
import { ScopeStore } from './hub/ScopeStore';
import { createAdminRouter } from './server/adminRouter';
import { FaultRegistry } from './server/FaultRegistry';
import { createHubRouter, logRequests, sendError } from './server/hubServer';
import { RequestLog } from './server/RequestLog';
import { DEFAULT_TOKEN, EmulatorToken, Tokens } from './server/Tokens';

/** @public */
export interface FleetEmulatorOptions {
  /** The fleet to serve. */
  fleet: FleetDefinition | FleetInput;
  /** Default: 0, any free port. */
  port?: number;
  /** Default: 127.0.0.1. */
  host?: string;
  /** The access tokens that are accepted. Default: {@link DEFAULT_TOKEN}. */
  tokens?: ReadonlyArray<string | EmulatorToken>;
  /**
   * Milliseconds between two reports of a connected agent, which move `lastConnectionTime`.
   * Default: one minute.
   */
  heartbeat?: number;
  /** Most clusters on one page of a list. Default: no limit, as at Google. */
  maxPageSize?: number;
  /** Milliseconds that a long-running operation takes. Default: 300. */
  operationDuration?: number;
  /** The clock. Default: the time of day. */
  now?: () => number;
}

/** @public */
export interface FleetEmulator {
  /** Address without a slash at its end, such as `http://127.0.0.1:8444`. */
  url: string;
  faults: FaultRegistry;
  requests: RequestLog;
  fleet: FleetModel;
  close(): Promise<void>;
}

/**
 * Starts a stand-in for Google's fleet APIs.
 *
 * @public
 */
export async function startFleetEmulator(
  options: FleetEmulatorOptions,
): Promise<FleetEmulator> {
  const { host = '127.0.0.1', port = 0, now = Date.now } = options;
  const model = new FleetModel(options.fleet, now);
  const faults = new FaultRegistry();
  const log = new RequestLog();
  const tokens = new Tokens(options.tokens ?? [DEFAULT_TOKEN]);

  const memberships = new Memberships(model, {
    now,
    heartbeat: options.heartbeat ?? 60_000,
    maxPageSize: options.maxPageSize,
  });
  const projectId = () => model.settings.project.id;
  const scopes = new ScopeStore(projectId, now);
  const operations = new Operations({
    projectId,
    now,
    duration: options.operationDuration ?? 300,
  });
  const loadScopes = () =>
    scopes.load({ created: model.settings.created, scopes: model.scopes });
  loadScopes();
  model.onReplace(() => {
    loadScopes();
    operations.clear();
  });
  const routes = [
    // Before the rest: their addresses end in a colon and a word, which is no name of a scope.
    ...new Bindings(model, scopes, memberships).routes(),
    ...new Scopes(scopes, operations).routes(),
    ...new ScopeNamespaces(scopes, operations).routes(),
    ...memberships.routes(),
    ...new Features(model).routes(),
    ...new Places(model).routes(),
    ...operations.routes(),
    ...projectRoutes(model),
  ];

  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.use('/emulator', createAdminRouter({ model, faults, log }));
  app.use(logRequests(log));
  app.use(express.json({ limit: '1mb' }));
  app.use(createHubRouter(routes, { model, faults, log, tokens }));
  app.use((req, res) => {
    log.classify(res.locals.logged, { faults: [] });
    sendError(
      res,
      new HubError(
        req.path.startsWith('/v1') ? 'UNIMPLEMENTED' : 'NOT_FOUND',
        `The emulator has no ${req.method} ${req.path}`,
      ),
    );
  });
  const badBody: ErrorRequestHandler = (error, _req, res, _next) =>
    sendError(
      res,
      new HubError(
        'INVALID_ARGUMENT',
        `Invalid JSON payload received. ${error.message}`,
      ),
    );
  app.use(badBody);

  const server = createServer(app);
  // Longer than clients keep a connection, so that none is closed under their feet.
  server.keepAliveTimeout = 65_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const { port: actualPort, family, address } = server.address() as AddressInfo;
  return {
    url: `http://${family === 'IPv6' ? `[${address}]` : address}:${actualPort}`,
    faults,
    requests: log,
    fleet: model,
    close: () =>
      new Promise<void>((resolve, reject) => {
        server.close(error => (error ? reject(error) : resolve()));
        // Requests that hang would keep the server open for ever.
        server.closeAllConnections();
      }),
  };
}
