import type { FleetRouter, RouterOptions } from '../RouterOptions';

/** The meshes of the clusters. */
export function addMeshRoute(
  router: FleetRouter,
  { store, access, httpAuth }: RouterOptions,
) {
  router.get('/meshes', async (req, res) => {
    const { clusters } = await access.read(await httpAuth.credentials(req));
    res.json(await store.listMeshes(req.query, clusters));
  });
}
