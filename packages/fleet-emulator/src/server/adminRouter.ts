import { isIP } from 'node:net';
import express, { Request, RequestHandler, Response, Router } from 'express';
import { FleetModel } from '../fleet/FleetModel';
import { FaultRegistry } from './FaultRegistry';
import { RequestLog } from './RequestLog';

interface AdminOptions {
  model: FleetModel;
  faults: FaultRegistry;
  log: RequestLog;
}

const LOOPBACK = /^(127\.|::1$|::ffff:127\.)/;

/**
 * Only programs on this machine may turn the knobs. A web page that someone has open is refused by
 * its Origin header, and by its host name when it points a name of its own at this machine.
 */
export const loopbackOnly: RequestHandler = (req, res, next) => {
  const host = new URL(`http://${req.headers.host ?? 'localhost'}`).hostname;
  const named = host.replace(/^\[|\]$/g, '');
  if (
    !LOOPBACK.test(req.socket.remoteAddress ?? '') ||
    req.headers.origin !== undefined ||
    (named !== 'localhost' && !isIP(named))
  ) {
    problem(
      res,
      403,
      'The routes under /emulator answer to programs on this machine only; ask http://127.0.0.1.',
    );
    return;
  }
  next();
};

function problem(res: Response, status: number, message: string): void {
  res.status(status).json({ error: message });
}

/** Answers what the handler gives, and 400 with the reason when it throws. */
function handle(run: (req: Request) => unknown): RequestHandler {
  return (req, res) => {
    try {
      res.json(run(req) ?? { ok: true });
    } catch (error) {
      problem(res, 400, error instanceof Error ? error.message : String(error));
    }
  };
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function ref({ params }: Request): string {
  return `${params.location}/${params.name}`;
}

/** The knobs of the emulator, under `/emulator`. */
export function createAdminRouter(options: AdminOptions): Router {
  const { model, faults, log } = options;
  const router = Router();
  router.use(loopbackOnly);
  router.use(express.json({ limit: '100mb' }));
  router.use(
    express.text({
      limit: '100mb',
      type: ['application/yaml', 'application/x-yaml', 'text/yaml'],
    }),
  );

  router.get(
    '/',
    handle(() => ({
      project: model.settings.project,
      clusters: model.compiled().length,
      faults: faults.list().length,
      requests: log.count(),
    })),
  );

  router.get(
    '/faults',
    handle(() => ({ faults: faults.list() })),
  );
  router.post(
    '/faults',
    handle(({ body }) => faults.read(body)),
  );
  router.delete(
    '/faults',
    handle(() => ({ cleared: faults.clear() })),
  );
  router.delete('/faults/:id', (req, res) => {
    if (faults.clear(req.params.id) === 0) {
      problem(res, 404, `There is no fault ${req.params.id}`);
      return;
    }
    res.json({ cleared: 1 });
  });

  router.get(
    '/requests',
    handle(({ query }) => ({
      total: log.count(),
      counts: log.counts(),
      requests: log.list({
        method: textOf(query.method),
        cluster: textOf(query.cluster),
        resource: textOf(query.resource),
      }),
    })),
  );
  router.delete(
    '/requests',
    handle(() => log.clear()),
  );

  router.get(
    '/fleet',
    handle(() => model.snapshot()),
  );
  router.put(
    '/fleet',
    handle(({ body }) => {
      model.replace(body);
      return { clusters: model.compiled().length };
    }),
  );
  router.patch(
    '/fleet/features',
    handle(({ body }) => {
      model.updateFeatures(body);
      return model.settings.features;
    }),
  );
  router.post(
    '/fleet/clusters',
    handle(({ body }) => model.addCluster(body)),
  );
  router.get('/fleet/clusters/:location/:name', (req, res) => {
    const cluster = model.cluster(ref(req));
    if (!cluster) {
      problem(res, 404, `There is no cluster ${ref(req)} in the fleet`);
      return;
    }
    res.json(cluster);
  });
  router.patch(
    '/fleet/clusters/:location/:name',
    handle(req => model.updateCluster(ref(req), req.body)),
  );
  router.delete(
    '/fleet/clusters/:location/:name',
    handle(req => model.removeCluster(ref(req))),
  );

  router.post(
    '/reset',
    handle(() => {
      model.reset();
      faults.clear();
      log.clear();
    }),
  );

  router.use((req, res) =>
    problem(
      res,
      404,
      `No route ${req.method} /emulator${req.path}; see the README`,
    ),
  );
  const badBody: express.ErrorRequestHandler = (error, _req, res, _next) =>
    problem(res, 400, `The body cannot be read: ${error.message}`);
  router.use(badBody);
  return router;
}
