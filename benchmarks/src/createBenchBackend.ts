import { createBackend } from '@backstage/backend-defaults';
import { floorPlugin } from './floorPlugin';

/** The back end under measure: what a portal has around the plugin, its peer and the floor beside it. */
export function createBenchBackend() {
  const backend = createBackend();
  backend.add(import('@backstage/plugin-auth-backend'));
  backend.add(import('@backstage/plugin-auth-backend-module-guest-provider'));
  backend.add(import('@backstage/plugin-permission-backend'));
  backend.add(
    import('@backstage/plugin-permission-backend-module-allow-all-policy'),
  );
  backend.add(import('@backstage/plugin-catalog-backend'));
  backend.add(import('backstage-plugin-anthos-fleet-backend'));
  backend.add(import('@backstage/plugin-kubernetes-backend'));
  backend.add(
    import('backstage-plugin-kubernetes-backend-module-anthos-fleet'),
  );
  backend.add(floorPlugin);
  return backend;
}
