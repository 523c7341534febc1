import type express from 'express';
import { createOpenApiRouter } from '../schema/openapi';
import { readBody } from './readBody';
import type { RouterOptions } from './RouterOptions';
import { addClusterRoutes } from './routes/clusters';
import { addDryRunRoute } from './routes/dryRun';
import { addEntityRoutes } from './routes/entities';
import { addFleetNamespaceRoute } from './routes/fleetNamespaces';
import { addMeshRoute } from './routes/meshes';
import { addMuteRoutes } from './routes/mutes';
import { addNamespaceRoute } from './routes/namespaces';
import { addPackageSyncRoutes } from './routes/packageSyncs';
import { addPolicyConstraintRoute } from './routes/policyConstraints';
import { addRefreshRoute } from './routes/refresh';
import { addRolloutRoute } from './routes/rollouts';
import { addSyncErrorRoutes } from './routes/syncErrors';
import { addTransitionRoutes } from './routes/transitions';

/** Serves the contract in schema/openapi.yaml. */
export async function createRouter(
  options: RouterOptions,
): Promise<express.Router> {
  const router = await createOpenApiRouter({ middleware: [readBody()] });

  // Browsers keep the answer but ask whether it still holds; express turns a match into a 304.
  router.use((_req, res, next) => {
    res.setHeader('Cache-Control', 'private, no-cache');
    next();
  });

  addClusterRoutes(router, options);
  addRefreshRoute(router, options);
  addDryRunRoute(router, options);
  addNamespaceRoute(router, options);
  addFleetNamespaceRoute(router, options);
  addPackageSyncRoutes(router, options);
  addRolloutRoute(router, options);
  addPolicyConstraintRoute(router, options);
  addMeshRoute(router, options);
  addSyncErrorRoutes(router, options);
  addTransitionRoutes(router, options);
  addMuteRoutes(router, options);
  addEntityRoutes(router, options);
  return router;
}
