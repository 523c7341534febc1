import type { ClusterSort } from 'backstage-plugin-anthos-fleet-common';
import type { SortFields } from './sorting';

/** What clusters may be sorted by. */
export const CLUSTER_SORTING: SortFields<ClusterSort> = {
  list: 'clusters',
  columns: {
    name: { column: 'clusters.name' },
    fleet: { column: 'clusters.fleet' },
    location: { column: 'clusters.location' },
    hosting: { column: 'clusters.hosting' },
    platform: { column: 'clusters.platform' },
    site: { column: 'clusters.site' },
    syncState: { column: 'clusters.sync_rank', numeric: true },
    kubernetesVersion: { column: 'clusters.version_key' },
    nodeCount: { column: 'clusters.node_count', numeric: true },
    errorCount: { column: 'clusters.error_count', numeric: true },
    connection: { column: 'clusters.connection_state' },
  },
  tie: 'clusters.ref',
};
