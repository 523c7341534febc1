import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { anthosFleetClusterReadPermission } from 'backstage-plugin-anthos-fleet-common';
import Router from 'express-promise-router';

/**
 * Routes that do what any honest route of a Backstage plugin has to do and nothing more: check who
 * asks, take the same permission decision and, for entities, read the entity from the catalog.
 */
export const floorPlugin = createBackendPlugin({
  pluginId: 'floor',
  register(env) {
    env.registerInit({
      deps: {
        catalog: catalogServiceRef,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        permissions: coreServices.permissions,
      },
      async init({ catalog, httpAuth, httpRouter, permissions }) {
        const router = Router();
        router.get('/list', async (req, res) => {
          const credentials = await httpAuth.credentials(req);
          await permissions.authorizeConditional(
            [{ permission: anthosFleetClusterReadPermission }],
            { credentials },
          );
          res.json({});
        });
        router.get('/entities/:kind/:namespace/:name', async (req, res) => {
          const credentials = await httpAuth.credentials(req);
          await permissions.authorizeConditional(
            [{ permission: anthosFleetClusterReadPermission }],
            { credentials },
          );
          await catalog.getEntityByRef(req.params, { credentials });
          res.json({});
        });
        router.get('/processor', async (_req, res) => {
          const { user, system } = process.cpuUsage();
          res.json({ cpuMs: (user + system) / 1000 });
        });
        router.get('/process', async (_req, res) => {
          globalThis.gc?.();
          res.json({
            rss: process.memoryUsage.rss(),
            peak: process.resourceUsage().maxRSS * 1024,
            cpuMs:
              process.cpuUsage().user / 1000 + process.cpuUsage().system / 1000,
          });
        });
        httpRouter.use(router);
      },
    });
  },
});
