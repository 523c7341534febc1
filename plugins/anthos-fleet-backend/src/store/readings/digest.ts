import type {
  ClusterReading,
  PartReading,
} from 'backstage-plugin-anthos-fleet-common';
import type { ClusterReadingContext } from '../ClusterReadings';
import { hash } from '../hash';
import type { EffectiveColumns } from './effectiveState';

/** To be raised when the same reading is written to other rows than before. */
const VERSION = 1;

/** What of a cluster's own row decides on, or follows from, what is written of a reading. */
export interface DigestedCluster extends Omit<EffectiveColumns, 'sync_rank'> {
  name: string;
  hub_sync_state: string;
  hub_error_count: number;
}

/** Columns of {@link DigestedCluster}. */
export const DIGESTED_COLUMNS = [
  'clusters.name',
  'clusters.sync_state',
  'clusters.error_count',
  'clusters.sync_basis',
  'clusters.hub_sync_state',
  'clusters.hub_error_count',
] as const;

/**
 * Tells whether everything that would be written of a reading is there already, but for its times.
 * The parts that are read more rarely are not in it.
 *
 * @returns undefined for a reading in which anything is missing or left out: those are compared
 */
export function digestOf(
  reading: ClusterReading,
  cluster: DigestedCluster,
  ownerOf: ClusterReadingContext['ownerOf'],
): string | undefined {
  const { packageSyncs, namespaces, inventories } = reading;
  if (
    reading.outcome !== 'ok' ||
    !isWhole(packageSyncs) ||
    !isWhole(namespaces) ||
    (inventories && inventories.outcome !== 'ok')
  ) {
    return undefined;
  }
  const syncs = packageSyncs.data ?? [];
  const all = namespaces.data ?? [];
  const byName = new Map(all.map(namespace => [namespace.name, namespace]));
  const owners = [
    ...syncs.map(sync =>
      ownerOf(
        sync,
        sync.kind === 'RepoSync' ? byName.get(sync.namespace) : undefined,
      ),
    ),
    ...all.map(namespace => ownerOf(rulingSync(namespace.name), namespace)),
  ];
  return hash(
    VERSION,
    cluster.name,
    cluster.sync_state,
    cluster.error_count,
    cluster.sync_basis,
    cluster.hub_sync_state,
    cluster.hub_error_count,
    JSON.stringify(packageSyncs),
    JSON.stringify(namespaces),
    JSON.stringify([...(inventories?.data ?? [])]),
    JSON.stringify(owners),
  );
}

/** The package sync whose owner a namespace has: whoever one in it would belong to. */
export function rulingSync(namespace: string) {
  return { kind: 'RepoSync', namespace, name: '' } as const;
}

function isWhole<T>(part: PartReading<T> | undefined): part is PartReading<T> {
  return part?.outcome === 'ok' && !part.truncated;
}
