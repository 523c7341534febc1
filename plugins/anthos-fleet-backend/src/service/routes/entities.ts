import { withMutes } from '../mutedGroups';
import type { FleetRouter, RouterOptions } from '../RouterOptions';

/** Catalog entities. */
export function addEntityRoutes(
  router: FleetRouter,
  {
    entityList,
    entityStatus,
    mutes,
    access,
    httpAuth,
    userInfo,
  }: RouterOptions,
) {
  router.get('/entities', async (req, res) => {
    const { owner, limit } = req.query;
    // Only people own something themselves.
    const credentials = owner
      ? await httpAuth.credentials(req)
      : await httpAuth.credentials(req, { allow: ['user'] });
    const owners =
      owner ?? (await userInfo.getUserInfo(credentials)).ownershipEntityRefs;
    const visible = await access.read(credentials);
    res.json(await entityList.read(owners, { credentials, visible, limit }));
  });

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
