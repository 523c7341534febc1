import { anthosFleetNamespaceCreatePermission } from 'backstage-plugin-anthos-fleet-common';
import { audited } from '../audited';
import type { FleetRouter, RouterOptions } from '../RouterOptions';
import { noCluster } from './clusters';

/** Namespaces of the fleet, which Google makes on the clusters. */
export function addFleetNamespaceRoute(
  router: FleetRouter,
  { store, access, provisioning, httpAuth, auditor }: RouterOptions,
) {
  router.put(
    '/fleet-namespaces/:project/:scope/:namespace',
    async (req, res) => {
      const { clusters, owner, group, role } = req.body;
      await audited(
        auditor,
        {
          eventId: 'fleet-namespace-create',
          request: req,
          // It gives rights on clusters.
          severityLevel: 'high',
          meta: { ...req.params, clusters, owner, group, role },
        },
        async note => {
          const credentials = await httpAuth.credentials(req);
          await access.demand(
            credentials,
            anthosFleetNamespaceCreatePermission,
            'Creating namespaces of the fleet',
          );
          const visible = await access.read(credentials);
          const seen = await store.getClusters(clusters, visible.clusters);
          const hidden = clusters.find((_, index) => !seen[index]);
          if (hidden !== undefined) {
            throw noCluster(hidden);
          }
          // What has begun is not given up when the caller is: they ask again until it is done.
          const status = await provisioning.ensureNamespace(
            req.params,
            req.body,
            { visible },
          );
          note({ done: status.done, changed: status.changed ?? false });
          res.json(status);
        },
      );
    },
  );
}
