import { ClusterInput } from '../fleet/clusterSchema';
import { readFleet } from '../fleet/loadFleet';
import { compileCluster } from '../hub/compile/compileCluster';

/** When the fleet of these tests was created, which is the default of other times. */
export const CREATED = '2024-01-01T00:00:00Z';

/** The JSON that the emulator says of one cluster. */
export function compile(cluster: Partial<ClusterInput>) {
  const fleet = readFleet({
    project: { id: 'acme-fleet', number: 123456789012 },
    created: CREATED,
    features: { configSync: {}, mesh: {}, policyController: {} },
    clusters: [
      { name: 'one', location: 'europe-north1', platform: 'gke', ...cluster },
    ],
  });
  const compiled = compileCluster(fleet, fleet.clusters[0]);
  const json = (text: string | undefined) =>
    text === undefined ? undefined : JSON.parse(text);
  return {
    membership: json(`${compiled.head}}`),
    configmanagement: {
      spec: json(compiled.features.configmanagement.spec),
      state: json(compiled.features.configmanagement.state),
    },
    servicemesh: {
      spec: json(compiled.features.servicemesh.spec),
      state: json(compiled.features.servicemesh.state),
    },
    policycontroller: {
      spec: json(compiled.features.policycontroller.spec),
      state: json(compiled.features.policycontroller.state),
    },
  };
}
