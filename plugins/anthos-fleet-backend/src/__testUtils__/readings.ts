import {
  stringifyClusterRef,
  type FleetReading,
  type ObservedCluster,
  type ObservedConfigSync,
  type SourceName,
  type SourceReading,
  type SyncState,
} from 'backstage-plugin-anthos-fleet-common';

export const FLEET = 'acme-fleet';

export function observedCluster(
  name: string,
  values: Partial<ObservedCluster> = {},
): ObservedCluster {
  const location = values.location ?? 'europe-north1';
  const fleet = values.fleet ?? FLEET;
  return {
    ref: stringifyClusterRef({ project: fleet, location, name }),
    fleet,
    location,
    name,
    hosting: 'gcp',
    platform: 'gke',
    place: { region: location },
    lifecycle: 'ready',
    labels: {},
    orphaned: false,
    connection: { state: 'direct' },
    ...values,
  };
}

export function observedConfigSync(
  state: SyncState,
  values: Partial<ObservedConfigSync['summary']> = {},
  errors: ObservedConfigSync['errors'] = [],
): ObservedConfigSync {
  return { summary: { state, errorCount: errors.length, ...values }, errors };
}

export const configSyncDefaults = {
  notManaged: observedConfigSync('not-installed', { reported: 'NA' }),
  neverRead: observedConfigSync('unknown'),
};

export function sourceReading<T>(
  source: SourceName,
  attemptedAt: string,
  data: T | undefined,
  values: Partial<SourceReading<T>> = {},
): SourceReading<T> {
  return {
    source,
    outcome: 'ok',
    attemptedAt,
    enabled: true,
    unansweredLocations: [],
    data,
    ...values,
  };
}

/** A reading in which every source answered, with the given clusters and their Config Sync. */
export function fleetReading(
  attemptedAt: string,
  clusters: ObservedCluster[],
  configSync: Record<string, ObservedConfigSync> = {},
): FleetReading {
  return {
    fleet: clusters[0]?.fleet ?? FLEET,
    clusters: sourceReading('hub', attemptedAt, clusters),
    configSync: sourceReading(
      'configSync',
      attemptedAt,
      new Map(Object.entries(configSync)),
    ),
    mesh: sourceReading('mesh', attemptedAt, new Map()),
    policyController: sourceReading('policyController', attemptedAt, new Map()),
  };
}

/** The same reading after every source failed in the same way. */
export function failedReading(
  attemptedAt: string,
  values: Pick<SourceReading<unknown>, 'outcome'> &
    Partial<SourceReading<unknown>>,
): FleetReading {
  const failed = <T>(source: SourceName): SourceReading<T> => ({
    source,
    attemptedAt,
    enabled: true,
    unansweredLocations: [],
    outcome: values.outcome,
    message: values.message,
    remedy: values.remedy,
  });
  return {
    fleet: FLEET,
    clusters: failed('hub'),
    configSync: failed('configSync'),
    mesh: failed('mesh'),
    policyController: failed('policyController'),
  };
}
