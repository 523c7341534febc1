import { stringifyClusterRef } from 'backstage-plugin-anthos-fleet-common';
import { audited } from '../audited';
import type { FleetRouter, RouterOptions } from '../RouterOptions';
import { demandRefreshable } from './clusters';

const REFRESH_INTERVAL_MS = 10_000;

/** Asking for a new reading of a cluster. */
export function addRefreshRoute(router: FleetRouter, options: RouterOptions) {
  const { store, httpAuth, auditor } = options;

  router.post(
    '/clusters/:project/:location/:name/refresh',
    async (req, res) => {
      const ref = stringifyClusterRef(req.params);
      await audited(
        auditor,
        {
          eventId: 'cluster-refresh',
          request: req,
          severityLevel: 'medium',
          meta: { ref },
        },
        async note => {
          await demandRefreshable(
            options,
            ref,
            await httpAuth.credentials(req),
          );
          const now = options.now?.() ?? new Date();
          const cluster = { fleet: req.params.project, ref };
          const claim = await store.claimRefresh(
            cluster,
            now,
            REFRESH_INTERVAL_MS,
          );
          if (claim.granted) {
            await options.requestSweep(cluster, { register: claim.register });
          }
          note({ accepted: claim.granted });
          const age = now.getTime() - Date.parse(claim.requestedAt);
          res.status(202).json({
            ref,
            requestedAt: claim.requestedAt,
            accepted: claim.granted,
            retryAfterSeconds: Math.max(
              0,
              Math.ceil((REFRESH_INTERVAL_MS - age) / 1000),
            ),
          });
        },
      );
    },
  );
}
