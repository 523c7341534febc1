import { withMutes } from '../mutedGroups';
import type { FleetRouter, RouterOptions } from '../RouterOptions';

/** Catalog entities. */
export function addEntityRoutes(
  router: FleetRouter,
  { entityStatus, mutes, access, httpAuth }: RouterOptions,
) {
  router.get('/entities/:kind/:namespace/:name', async (req, res) => {
    const credentials = await httpAuth.credentials(req);
    const visible = await access.read(credentials);
    const status = await entityStatus.read(req.params, {
      credentials,
      visible,
    });
    res.json({ ...status, errors: await withMutes(mutes, status.errors) });
  });
}
