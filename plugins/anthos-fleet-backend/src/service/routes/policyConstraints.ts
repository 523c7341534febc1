import type { FleetRouter, RouterOptions } from '../RouterOptions';

/** Constraints over the whole fleet. */
export function addPolicyConstraintRoute(
  router: FleetRouter,
  { store, access, httpAuth }: RouterOptions,
) {
  router.get('/policy-constraints', async (req, res) => {
    const { clusters } = await access.read(await httpAuth.credentials(req));
    res.json(await store.listPolicyConstraints(req.query, clusters));
  });
}
