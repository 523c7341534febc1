import type {
  EntitySummary,
  EntityComponents,
  SyncState,
} from 'backstage-plugin-anthos-fleet-common';
import { cluster } from './clusters';
import { brief } from './syncs';

/** A component of a system, on so many clusters. */
export function entityComponent(
  name: string,
  state: SyncState = 'synced',
  changes: Partial<EntitySummary> = {},
): EntitySummary {
  return {
    entityRef: `component:default/${name}`,
    state,
    clusters: [brief(cluster({ name: `${name}-prod` }))],
    totalClusters: 1,
    syncedClusters: state === 'synced' ? 1 : 0,
    totalErrorGroups: state === 'error' ? 1 : 0,
    ...changes,
  };
}

/** Components, the worst first, as the back end sorts them. */
export function componentsOf(
  items: EntitySummary[],
  changes: Partial<EntityComponents> = {},
): EntityComponents {
  return {
    total: items.length,
    read: items.length,
    withoutClusters: 0,
    items,
    states: [],
    totalClusters: items.length,
    totalErrorGroups: 0,
    ...changes,
  };
}

/** A system with a component of each kind of trouble. */
export const demoComponents = componentsOf(
  [
    entityComponent('grunnbok', 'error', {
      title: 'Grunnbok',
      clusters: ['onprem-prod', 'gcp-prod', 'gcp-dev', 'aws-stage'].map(name =>
        brief(cluster({ name })),
      ),
      totalClusters: 12,
      syncedClusters: 9,
      totalErrorGroups: 2,
    }),
    entityComponent('tinglysing', 'unknown'),
    entityComponent('matrikkel', 'reconciling'),
    ...Array.from({ length: 8 }, (_, index) =>
      entityComponent(`register-${index + 1}`),
    ),
  ],
  { total: 13, read: 13, withoutClusters: 2 },
);
