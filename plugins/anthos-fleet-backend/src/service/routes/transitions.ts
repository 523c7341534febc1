import type { FleetRouter, RouterOptions } from '../RouterOptions';

/** History. Who may see no package sync still sees that of clusters. */
export function addTransitionRoutes(
  router: FleetRouter,
  { transitions, access, httpAuth }: RouterOptions,
) {
  router.get('/transitions', async (req, res) => {
    const visible = await access.read(await httpAuth.credentials(req));
    res.json(await transitions.list(req.query, visible));
  });
}
