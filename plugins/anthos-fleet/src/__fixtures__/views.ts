import type {
  Cluster,
  EntityStatus,
  HostingCount,
  Overview,
} from 'backstage-plugin-anthos-fleet-common';
import { byUrgency, needsAttention } from '../model/verdict';
import { ago, fresh, stale } from './clusters';

function countBy<T extends string>(items: T[]): Map<T, number> {
  const counts = new Map<T, number>();
  for (const item of items) {
    counts.set(item, (counts.get(item) ?? 0) + 1);
  }
  return counts;
}

function hostingsOf(clusters: Cluster[]): HostingCount[] {
  return [...countBy(clusters.map(item => item.hosting))].map(
    ([hosting, total]) => ({
      hosting,
      total,
      syncStates: [
        ...countBy(
          clusters
            .filter(item => item.hosting === hosting)
            .map(item => item.configSync.state),
        ),
      ].map(([state, count]) => ({ state, total: count })),
    }),
  );
}

/** The overview of a list of clusters, as the back end would count it. */
export function overviewOf(
  clusters: Cluster[],
  changes: Partial<Overview> = {},
): Overview {
  return {
    configured: true,
    totalClusters: clusters.length,
    hostings: hostingsOf(clusters),
    platforms: [...countBy(clusters.map(item => item.platform))].map(
      ([platform, total]) => ({ platform, total }),
    ),
    syncStates: [...countBy(clusters.map(item => item.configSync.state))].map(
      ([state, total]) => ({ state, total }),
    ),
    ages: [...countBy(clusters.map(item => item.freshness.hub.age))].map(
      ([age, total]) => ({ age, total }),
    ),
    connections: [...countBy(clusters.map(item => item.connection.state))].map(
      ([connection, total]) => ({ connection, total }),
    ),
    orphaned: clusters.filter(item => item.orphaned).length,
    attention: clusters.filter(needsAttention).sort(byUrgency).slice(0, 10),
    packageSyncs: [],
    openErrorGroups: 0,
    worstErrors: [],
    places: [
      {
        hosting: 'gcp',
        region: 'europe-north1',
        total: 5,
        syncStates: [
          { state: 'synced', total: 3 },
          { state: 'stalled', total: 2 },
        ],
      },
      {
        hosting: 'on-prem',
        site: 'Oslo DC1',
        total: 1,
        syncStates: [{ state: 'error', total: 1 }],
      },
      {
        hosting: 'aws',
        total: 1,
        syncStates: [{ state: 'unknown', total: 1 }],
      },
    ],
    totalPlaces: 3,
    versions: [
      {
        component: 'kubernetes',
        total: 6,
        unknown: 1,
        distinct: 2,
        minorsApart: 2,
        versions: [
          { version: 'v1.33.5-gke.700', total: 4, minorsBehind: 0 },
          { version: 'v1.31.8-gke.200', total: 1, minorsBehind: 2 },
        ],
      },
      {
        component: 'mesh',
        total: 2,
        unknown: 0,
        distinct: 1,
        versions: [{ version: 'asm-managed', total: 2 }],
      },
    ],
    endOfLife: [{ date: '2099-03-17', total: 2 }],
    oldest: [
      {
        source: 'hub',
        fleet: 'kartnord-fleet',
        location: 'europe-west9',
        observedAt: ago(720),
      },
      { source: 'mesh', fleet: 'kartnord-fleet', observedAt: ago(40) },
      {
        source: 'gateway',
        fleet: 'kartnord-fleet',
        location: 'europe-north1',
        cluster: 'onprem-attic',
      },
    ],
    fleets: [
      {
        fleet: 'kartnord-fleet',
        startedAt: ago(42),
        finishedAt: ago(40),
        frequencySeconds: 60,
        sources: [
          { source: 'hub', freshness: fresh() },
          { source: 'configSync', freshness: fresh() },
          { source: 'mesh', freshness: fresh() },
          { source: 'policyController', freshness: stale() },
        ],
        unansweredLocations: ['europe-west9'],
        unanswered: [
          {
            location: 'europe-west9',
            source: 'hub',
            freshness: {
              outcome: 'unreachable',
              age: 'stale',
              observedAt: ago(720),
              attemptedAt: ago(40),
            },
          },
        ],
      },
    ],
    ...changes,
  };
}

/** The status of an entity on some clusters, chosen by name. */
export function entityStatusOf(
  clusters: Cluster[],
  changes: Partial<EntityStatus> = {},
): EntityStatus {
  return {
    entityRef: 'component:default/grunnbok',
    annotated: true,
    totalClusters: clusters.length,
    hostings: hostingsOf(clusters),
    clusters: [...clusters].sort(byUrgency).map(item => ({
      cluster: item,
      chosenBy: [
        {
          kind: 'annotation',
          source: 'anthos-fleet/cluster',
          value: item.name,
        },
      ],
    })),
    namespaces: [
      {
        name: 'grunnbok-main',
        chosenBy: [
          {
            kind: 'annotation',
            source: 'anthos-fleet/namespace',
            value: 'grunnbok-main',
          },
        ],
      },
    ],
    problems: [],
    namespacesOnClusters: [],
    syncs: [],
    totalSyncs: 0,
    errors: [],
    totalErrorGroups: 0,
    objects: [],
    totalObjects: 0,
    ...changes,
  };
}
