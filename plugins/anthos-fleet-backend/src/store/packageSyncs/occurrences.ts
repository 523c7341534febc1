import type {
  ErrorOccurrence,
  ObservedSyncError,
  SyncErrorResource,
} from 'backstage-plugin-anthos-fleet-common';
import type { Knex } from 'knex';
import type { GitLinks } from '../GitLinks';
import { BRIEF_COLUMNS, toBrief, type BriefColumns } from './rows';

/** The open errors of one fingerprint on one package sync. */
interface OccurrenceRow extends BriefColumns {
  fingerprint: string;
  headline: string;
  code: string;
  sync_id: string;
  kind: ErrorOccurrence['kind'];
  namespace: string;
  name: string;
  owner: string;
  repository: string;
  commit_id: string;
  first_seen_at: string;
  errors_json: string;
}

/** Joins visible package syncs with their open errors. */
export function withOpenErrors(query: Knex.QueryBuilder): Knex.QueryBuilder {
  return query
    .join('sync_errors', 'sync_errors.sync_id', 'package_syncs.id')
    .whereNull('sync_errors.closed_at');
}

/**
 * Reads the errors themselves.
 *
 * @param query - visible package syncs with their open errors
 */
export async function readOccurrences(
  query: Knex.QueryBuilder,
  links: GitLinks,
  limit: number,
): Promise<ErrorOccurrence[]> {
  const rows: OccurrenceRow[] = await query
    .join('error_groups', 'error_groups.fingerprint', 'sync_errors.fingerprint')
    .select(
      'sync_errors.fingerprint',
      'sync_errors.sync_id',
      'sync_errors.first_seen_at',
      'sync_errors.errors_json',
      'error_groups.headline',
      'error_groups.code',
      'package_syncs.kind',
      'package_syncs.namespace',
      'package_syncs.name',
      'package_syncs.owner',
      'package_syncs.repository',
      'package_syncs.commit_id',
      ...BRIEF_COLUMNS,
    )
    .orderBy([
      'clusters.name',
      'package_syncs.namespace',
      'package_syncs.name',
      'sync_errors.sync_id',
      'sync_errors.fingerprint',
    ])
    // Each row has at least one.
    .limit(limit);
  const occurrences: ErrorOccurrence[] = [];
  for (const row of rows) {
    if (occurrences.length >= limit) {
      break;
    }
    occurrences.push(...toOccurrences(row, links));
  }
  return occurrences.slice(0, limit);
}

function toOccurrences(row: OccurrenceRow, links: GitLinks): ErrorOccurrence[] {
  const errors: Omit<ObservedSyncError, 'fingerprint' | 'headline'>[] =
    JSON.parse(row.errors_json);
  const cluster = toBrief(row);
  return errors.map(error => ({
    fingerprint: row.fingerprint,
    headline: row.headline,
    ...(row.code && { code: row.code }),
    packageSyncId: row.sync_id,
    cluster,
    kind: row.kind,
    namespace: row.namespace,
    name: row.name,
    step: error.step,
    message: error.message,
    resources: error.resources.map(resource =>
      withUrl(resource, row, error.commit ?? row.commit_id, links),
    ),
    ...(row.repository && { repository: row.repository }),
    ...(error.commit && { commit: error.commit }),
    ...(row.owner && { owner: row.owner }),
    firstSeenAt: row.first_seen_at,
  }));
}

function withUrl(
  resource: SyncErrorResource,
  { repository }: OccurrenceRow,
  commit: string,
  links: GitLinks,
): SyncErrorResource {
  const sourceUrl = links.file(repository, commit, resource.sourcePath);
  return sourceUrl ? { ...resource, sourceUrl } : resource;
}
