import {
  explainSyncError,
  type ErrorGroup,
} from 'backstage-plugin-anthos-fleet-common';
import type { Knex } from 'knex';
import type { StoreContext } from '../StoreContext';
import type { GroupRow } from './query';
import { readSamples } from './samples';

/**
 * Turns rows into error groups with their samples and explanations.
 *
 * @param errors - makes the rows that the groups were made of
 * @param options - `namespaces` that alone are spoken of, if not all of them are
 */
export async function toErrorGroups(
  context: StoreContext,
  errors: () => Knex.QueryBuilder,
  rows: GroupRow[],
  { open, namespaces }: { open: boolean; namespaces?: string[] },
): Promise<ErrorGroup[]> {
  const fingerprints = rows.map(row => row.fingerprint);
  const samples = await readSamples(
    context,
    () => errors().whereIn('sync_errors.fingerprint', fingerprints),
    rows,
    namespaces ?? [],
  );
  return rows.map(row => {
    const { message, ...places } = samples.get(row.fingerprint)!;
    const code = row.code || undefined;
    const { documentationUrl } = context;
    return {
      fingerprint: row.fingerprint,
      ...(code && { code }),
      headline: row.headline,
      explanation: explainSyncError(code, message, { documentationUrl }),
      message,
      open,
      firstSeenAt: row.first_seen_at,
      lastSeenAt: row.last_seen_at,
      totalClusters: Number(row.clusters),
      totalPackageSyncs: Number(row.package_syncs),
      totalErrors: Number(row.errors),
      ...places,
      ...(row.held_back !== null &&
        open && { heldBackObjects: Number(row.held_back) }),
    };
  });
}
