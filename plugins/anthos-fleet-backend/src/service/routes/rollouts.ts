import type { FleetRouter, RouterOptions } from '../RouterOptions';

/** Which commit is where. */
export function addRolloutRoute(
  router: FleetRouter,
  { store, access, httpAuth }: RouterOptions,
) {
  router.get('/rollouts', async (req, res) => {
    const visible = await access.readPackageSyncs(
      await httpAuth.credentials(req),
    );
    res.json(await store.listRollouts(req.query, visible));
  });
}
