import type express from 'express';
import { createOpenApiRouter } from '../schema/openapi';
import type { RouterOptions } from './RouterOptions';
import { addClusterRoutes } from './routes/clusters';
import { addEntityRoutes } from './routes/entities';
import { addMuteRoutes } from './routes/mutes';
import { addPackageSyncRoutes } from './routes/packageSyncs';
import { addRefreshRoute } from './routes/refresh';
import { addSyncErrorRoutes } from './routes/syncErrors';
import { addTransitionRoutes } from './routes/transitions';

/** Serves the contract in schema/openapi.yaml, from the store alone. */
export async function createRouter(
  options: RouterOptions,
): Promise<express.Router> {
  const router = await createOpenApiRouter();

  // Browsers keep the answer but ask whether it still holds; express turns a match into a 304.
  router.use((_req, res, next) => {
    res.setHeader('Cache-Control', 'private, no-cache');
    next();
  });

  addClusterRoutes(router, options);
  addRefreshRoute(router, options);
  addPackageSyncRoutes(router, options);
  addSyncErrorRoutes(router, options);
  addTransitionRoutes(router, options);
  addMuteRoutes(router, options);
  addEntityRoutes(router, options);
  return router;
}
