import type {
  ErrorOccurrence,
  ErrorSample,
  SyncErrorResource,
} from 'backstage-plugin-anthos-fleet-common';
import { readOccurrences } from '../packageSyncs/occurrences';
import type { StoreContext } from '../StoreContext';

/** The row of a group that its text was taken from. */
export interface SampledErrors {
  fingerprint: string;
  sync_id: string;
  first_seen_at: string;
  /** Text of one of its errors, the one that is shown. */
  message: string;
}

// Of each group one row, which holds the errors of one package sync.
const MAX_ERRORS = 10_000;

/**
 * Reads what the shown error of each group speaks of, with its file; nothing for errors that speak
 * of no object, nor for those that have healed.
 *
 * @param sampled - of package syncs that the caller may read
 * @param namespaces - whose resources come first; empty: no namespace is preferred
 */
export async function readErrorSamples(
  { knex, links }: StoreContext,
  sampled: SampledErrors[],
  namespaces: string[],
): Promise<Map<string, ErrorSample>> {
  if (sampled.length === 0) {
    return new Map();
  }
  const occurrences = await readOccurrences(
    knex('sync_errors')
      .join('package_syncs', 'package_syncs.id', 'sync_errors.sync_id')
      .join('clusters', 'clusters.ref', 'package_syncs.ref')
      .whereIn(
        [
          'sync_errors.sync_id',
          'sync_errors.fingerprint',
          'sync_errors.first_seen_at',
        ],
        sampled.map(row => [row.sync_id, row.fingerprint, row.first_seen_at]),
      ),
    links,
    MAX_ERRORS,
  );
  return new Map(
    sampled.flatMap(({ fingerprint, message }) => {
      const own = occurrences.filter(
        error => error.fingerprint === fingerprint,
      );
      // The file has to be that of the text beside it.
      const shown = own.filter(error => error.message === message);
      const sample = toSample(shown.length > 0 ? shown : own, namespaces);
      return sample ? [[fingerprint, sample] as const] : [];
    }),
  );
}

function toSample(
  occurrences: ErrorOccurrence[],
  namespaces: string[],
): ErrorSample | undefined {
  const about = ({ kind, group, name, namespace }: SyncErrorResource) =>
    namespaces.includes(
      (kind === 'Namespace' && !group ? name : namespace) ?? '',
    );
  const [best] = occurrences
    .flatMap(error => error.resources.map(resource => ({ error, resource })))
    .map(candidate => ({
      ...candidate,
      rank:
        (about(candidate.resource) ? 2 : 0) +
        (candidate.resource.sourcePath ? 1 : 0),
    }))
    .sort((a, b) => b.rank - a.rank);
  return (
    best && {
      packageSyncId: best.error.packageSyncId,
      cluster: best.error.cluster,
      resource: best.resource,
      ...(best.error.commit && { commit: best.error.commit }),
    }
  );
}
