import {
  explainSyncError,
  type ErrorGroup,
} from 'backstage-plugin-anthos-fleet-common';
import type { StoreContext } from '../StoreContext';
import type { GroupRow } from './query';
import { readSamples, type ErrorRows } from './samples';

/** Turns rows into error groups with their samples and explanations. */
export async function toErrorGroups(
  context: StoreContext,
  rows: GroupRow[],
  {
    open,
    errors,
    message = 'sync_errors.message',
    namespaces = [],
    shares = false,
    kept,
  }: {
    open: boolean;
    /** All that samples depend on, to give the same to other pages of the list. */
    kept?: unknown[];
  } & Pick<ErrorRows, 'errors'> &
    Partial<ErrorRows>,
): Promise<ErrorGroup[]> {
  const fingerprints = rows.map(row => row.fingerprint);
  const read = () =>
    readSamples(context, rows, {
      errors: () => errors().whereIn('sync_errors.fingerprint', fingerprints),
      message,
      namespaces,
      shares,
    });
  const samples = await (kept
    ? context.answers.get([...kept, [...fingerprints].sort()], read)
    : read());
  const { documentationUrl } = context;
  return rows.map(row => {
    const { message: text, sample, ...places } = samples.get(row.fingerprint)!;
    const code = row.code || undefined;
    return {
      fingerprint: row.fingerprint,
      ...(code && { code }),
      headline: row.headline,
      explanation: explainSyncError(code, text, { documentationUrl }),
      message: text,
      open,
      firstSeenAt: row.first_seen_at,
      lastSeenAt: row.last_seen_at,
      totalClusters: Number(row.clusters),
      totalPackageSyncs: Number(row.package_syncs),
      totalErrors: Number(row.errors),
      ...places,
      ...(row.held_back !== null &&
        open && { heldBackObjects: Number(row.held_back) }),
      ...(sample && { sample }),
    };
  });
}
