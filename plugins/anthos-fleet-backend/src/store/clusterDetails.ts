import type { ClusterDetails } from 'backstage-plugin-anthos-fleet-common';
import { READING_COLUMNS, type ClusterDetailsRow } from './clusterRows';
import { clusterTranslator } from './clusters';
import { visibleClusters, type StoreContext } from './StoreContext';
import type { Visible } from './visibility';

const MAX_TWINS = 20;

/** One cluster with everything that is known of it. */
export async function getCluster(
  context: StoreContext,
  ref: string,
  visible: Visible,
): Promise<ClusterDetails | undefined> {
  const row: ClusterDetailsRow | undefined = await visibleClusters(
    context,
    visible.clusters,
  )
    .leftJoin('cluster_readings', 'cluster_readings.ref', 'clusters.ref')
    .where('clusters.ref', ref)
    .first('clusters.*', ...READING_COLUMNS);
  if (!row) {
    return undefined;
  }
  const twins: { ref: string }[] = row.external_id
    ? await visibleClusters(context, visible.clusters)
        .where('clusters.external_id', row.external_id)
        .whereNot('clusters.ref', ref)
        .orderBy('clusters.ref')
        .limit(MAX_TWINS)
        .select('clusters.ref')
    : [];
  const translator = await clusterTranslator(context, [ref], visible);
  return {
    ...translator.toDetails(row),
    alsoRegisteredAs: twins.map(twin => twin.ref),
    packageSyncs: [],
    totalPackageSyncs: 0,
    policyConstraints: [],
    meshRevisions: [],
  };
}
