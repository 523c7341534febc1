import type { FleetRouter, RouterOptions } from '../RouterOptions';

/** Namespaces: where one exists already, and whose it is. */
export function addNamespaceRoute(
  router: FleetRouter,
  { store, access, httpAuth }: RouterOptions,
) {
  router.get('/namespaces/:name', async (req, res) => {
    const visible = await access.read(await httpAuth.credentials(req));
    res.json(await store.getNamespace(req.params.name, visible));
  });
}
