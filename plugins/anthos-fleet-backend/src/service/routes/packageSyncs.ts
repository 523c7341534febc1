import { NotFoundError } from '@backstage/errors';
import type { FleetRouter, RouterOptions } from '../RouterOptions';

/** Package syncs. */
export function addPackageSyncRoutes(
  router: FleetRouter,
  { store, access, httpAuth }: RouterOptions,
) {
  router.get('/package-syncs', async (req, res) => {
    const credentials = await httpAuth.credentials(req);
    const visible = await access.readPackageSyncs(credentials);
    res.json(await store.listPackageSyncs(req.query, visible));
  });

  router.get('/package-syncs/:id', async (req, res) => {
    const credentials = await httpAuth.credentials(req);
    const visible = await access.readPackageSyncs(credentials);
    const { id } = req.params;
    const details = await store.getPackageSync(id, visible);
    if (!details) {
      throw new NotFoundError(
        `No package sync '${id}' is on a cluster of the fleet, or you may not see it`,
      );
    }
    res.json(details);
  });
}
