import { createBackend } from '@backstage/backend-defaults';

const backend = createBackend();

backend.add(import('@backstage/plugin-app-backend'));

// Everyone is a guest in the demo; a real portal has its own sign-in and its own policy here.
backend.add(import('@backstage/plugin-auth-backend'));
backend.add(import('@backstage/plugin-auth-backend-module-guest-provider'));
backend.add(import('@backstage/plugin-permission-backend'));
backend.add(
  import('@backstage/plugin-permission-backend-module-allow-all-policy'),
);

backend.add(import('@backstage/plugin-catalog-backend'));
backend.add(import('backstage-plugin-catalog-backend-module-anthos-fleet'));
backend.add(import('backstage-plugin-anthos-fleet-backend'));

// Pods and services of an entity, read from the clusters of the fleet.
backend.add(import('@backstage/plugin-kubernetes-backend'));
backend.add(import('backstage-plugin-kubernetes-backend-module-anthos-fleet'));

// Namespaces and services from templates.
backend.add(import('@backstage/plugin-scaffolder-backend'));
backend.add(
  import('@backstage/plugin-catalog-backend-module-scaffolder-entity-model'),
);
backend.add(import('backstage-plugin-scaffolder-backend-module-anthos-fleet'));

// Entities, clusters and errors in one search; PostgreSQL keeps the index where there is one.
backend.add(import('@backstage/plugin-search-backend'));
backend.add(import('@backstage/plugin-search-backend-module-pg'));
backend.add(import('@backstage/plugin-search-backend-module-catalog'));
backend.add(import('backstage-plugin-search-backend-module-anthos-fleet'));

// Optional: open pages follow the fleet by signals, and owners hear of errors by notifications.
backend.add(import('@backstage/plugin-signals-backend'));
backend.add(import('@backstage/plugin-notifications-backend'));
backend.add(import('@backstage/plugin-events-backend'));

backend.start();
