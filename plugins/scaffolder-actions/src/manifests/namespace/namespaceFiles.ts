import { fillPlaceholders } from '../placeholders';
import type { Manifest } from '../Manifest';
import type { NamespacePlan, PlannedCluster } from './NamespacePlan';
import { limitRange, resourceQuota } from './limits';
import {
  authorizationDefaultDeny,
  peerAuthentication,
  sidecar,
} from './meshPolicies';
import { namespaceObject } from './namespace';
import {
  allowControlPlane,
  allowDns,
  allowEastWest,
  allowGateway,
  allowMonitoring,
  allowSameNamespace,
  defaultDeny,
} from './networkPolicies';
import { repoSync } from './repoSync';
import {
  meshRole,
  meshRoleBinding,
  reconcilerBinding,
  teamBinding,
} from './roles';

/** Objects by the file that they belong into. A file without objects is not written. */
export type ObjectsByFile = Record<string, Manifest[]>;

/** What one cluster gets for a namespace. */
export function namespaceFiles(
  plan: NamespacePlan,
  cluster: PlannedCluster,
): ObjectsByFile {
  const mesh = cluster.injection !== undefined;
  const dir = fillPlaceholders(plan.source.dir, {
    ...cluster,
    namespace: plan.name,
  });
  return {
    'namespace.yaml': [namespaceObject(plan, cluster.injection)],
    'access.yaml': [
      reconcilerBinding(plan),
      ...(mesh && !plan.reconcilerRole
        ? [meshRole(plan), meshRoleBinding(plan)]
        : []),
      teamBinding(plan),
    ],
    'reposync.yaml': [repoSync(plan, { dir, mesh })],
    'limits.yaml': [resourceQuota(plan, mesh), limitRange(plan)],
    'network.yaml': [
      defaultDeny(plan),
      allowSameNamespace(plan),
      allowDns(plan, cluster),
      ...(mesh
        ? [
            allowControlPlane(plan, cluster),
            allowGateway(plan, cluster),
            allowEastWest(plan),
            allowMonitoring(plan),
          ]
        : []),
    ],
    'mesh.yaml': mesh
      ? [
          peerAuthentication(plan),
          authorizationDefaultDeny(plan),
          sidecar(plan),
        ]
      : [],
  };
}
