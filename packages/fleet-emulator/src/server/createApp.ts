import express, { ErrorRequestHandler, Express } from 'express';
import { FleetModel } from '../fleet/FleetModel';
import { createGitRouter } from '../git/gitRouter';
import { GitRepositories } from '../git/GitRepositories';
import { createRepositoryAdmin } from '../git/repositoryAdmin';
import { HubRoute } from '../hub/call';
import { HubError } from '../hub/errors';
import { createAdminRouter, loopbackOnly } from './adminRouter';
import { FaultRegistry } from './FaultRegistry';
import { createHubRouter, logRequests, sendError } from './hubServer';
import { RequestLog } from './RequestLog';
import { Tokens } from './Tokens';

interface AppOptions {
  routes: HubRoute[];
  model: FleetModel;
  faults: FaultRegistry;
  log: RequestLog;
  tokens: Tokens;
  repositories: GitRepositories;
}

const badBody: ErrorRequestHandler = (error, _req, res, _next) =>
  sendError(
    res,
    new HubError(
      'INVALID_ARGUMENT',
      `Invalid JSON payload received. ${error.message}`,
    ),
  );

/** What the emulator answers over plain HTTP: the Hub, Git repositories, and its own knobs. */
export function createApp(options: AppOptions): Express {
  const { routes, model, faults, log, tokens, repositories } = options;
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.use(
    '/emulator/repositories',
    loopbackOnly,
    createRepositoryAdmin(repositories),
  );
  app.use('/emulator', createAdminRouter({ model, faults, log }));
  app.use('/git', loopbackOnly, createGitRouter(repositories));
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
  app.use(badBody);
  return app;
}
