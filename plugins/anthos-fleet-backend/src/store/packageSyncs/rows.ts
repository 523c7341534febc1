import type {
  ClusterBrief,
  CommitLag,
  Hosting,
  ObjectCounts,
  PackageSync,
  Platform,
  SyncKind,
  WaitReason,
} from 'backstage-plugin-anthos-fleet-common';
import {
  READING_COLUMNS,
  toGatewayFreshness,
  type ReadingColumns,
} from '../clusterRows';
import type { CommitFacts } from '../commits/CommitFacts';
import type { GitLinks } from '../GitLinks';
import type { ObservationIndex } from '../observations';

/** What a list of other things needs of a cluster. */
export interface BriefColumns {
  cluster_ref: string;
  cluster_fleet: string;
  cluster_location: string;
  cluster_name: string;
  cluster_hosting: Hosting;
  cluster_platform: Platform;
  cluster_json: string;
}

/** Columns of {@link BriefColumns}. */
export const BRIEF_COLUMNS = [
  'clusters.ref as cluster_ref',
  'clusters.fleet as cluster_fleet',
  'clusters.location as cluster_location',
  'clusters.name as cluster_name',
  'clusters.hosting as cluster_hosting',
  'clusters.platform as cluster_platform',
  'clusters.register_json as cluster_json',
] as const;

/** A package sync as it is read for a list. */
export interface PackageSyncRow extends BriefColumns, ReadingColumns {
  id: string;
  kind: SyncKind;
  namespace: string;
  name: string;
  state: PackageSync['state'];
  state_since: string;
  behind_since: string | null;
  owner: string;
  sync_json: string;
  changed_at: string;
  objects_observed_at: string | null;
  objects_status_off: boolean | 0 | 1 | null;
  objects_counts: string | null;
  objects_waits: string | null;
}

/** Columns of {@link PackageSyncRow}, of `package_syncs` joined with all that it needs. */
export const PACKAGE_SYNC_COLUMNS = [
  'package_syncs.id',
  'package_syncs.kind',
  'package_syncs.namespace',
  'package_syncs.name',
  'package_syncs.state',
  'package_syncs.state_since',
  'package_syncs.behind_since',
  'package_syncs.owner',
  'package_syncs.sync_json',
  'package_syncs.changed_at',
  'inventories.observed_at as objects_observed_at',
  'inventories.status_off as objects_status_off',
  'inventories.counts_json as objects_counts',
  'inventories.waits_json as objects_waits',
  ...BRIEF_COLUMNS,
  ...READING_COLUMNS,
] as const;

export function toBrief(row: BriefColumns): ClusterBrief {
  return {
    ref: row.cluster_ref,
    fleet: row.cluster_fleet,
    location: row.cluster_location,
    name: row.cluster_name,
    hosting: row.cluster_hosting,
    platform: row.cluster_platform,
    place: JSON.parse(row.cluster_json).place ?? {},
  };
}

/** What the reading of a cluster said of a package sync. */
export type JudgedSync = Omit<PackageSync, keyof PackageSyncIdentity>;

/** Turns a row, and what its JSON says, into a package sync. */
export function toPackageSync(
  row: PackageSyncRow,
  judged: JudgedSync,
  { observations, links, commits }: PackageSyncFacts,
): PackageSync {
  const ofGit = judged.sourceType === 'git';
  const pages = ofGit ? links.ofSync(judged) : undefined;
  const current = isCurrent(row);
  const objects: ObjectCounts | undefined =
    current && !row.objects_status_off
      ? JSON.parse(row.objects_counts!)
      : undefined;
  const waitsFor = current ? withObjects(judged, row.objects_waits) : undefined;
  return {
    id: row.id,
    cluster: toBrief(row),
    kind: row.kind,
    namespace: row.namespace,
    name: row.name,
    ...judged,
    ...(ofGit && detailsOf(judged, commits)),
    ...(waitsFor && { waitsFor }),
    ...(row.behind_since && {
      behind: lagOf(judged, row.behind_since, commits),
    }),
    ...(objects && { objects }),
    ...(row.objects_status_off && { objectStatusOff: true }),
    ...(row.owner && { owner: row.owner }),
    stateSince: row.state_since,
    ...(pages && { links: pages }),
    // It was read with its cluster, so there is a reading.
    freshness: toGatewayFreshness(row, observations)!,
  };
}

interface PackageSyncFacts {
  observations: ObservationIndex;
  links: GitLinks;
  commits: CommitFacts;
}

function detailsOf(
  { repository, commit, sourceCommit }: JudgedSync,
  commits: CommitFacts,
): Pick<PackageSync, 'commitDetails' | 'sourceCommitDetails'> {
  const live = commits.details(repository, commit);
  const newest =
    sourceCommit === commit
      ? undefined
      : commits.details(repository, sourceCommit);
  return {
    ...(live && { commitDetails: live }),
    ...(newest && { sourceCommitDetails: newest }),
  };
}

function lagOf(
  judged: JudgedSync,
  since: string,
  commits: CommitFacts,
): CommitLag {
  const distance =
    judged.sourceType === 'git' ? commits.distance(judged) : undefined;
  return { since, ...(distance && { distance }) };
}

type PackageSyncIdentity = Pick<
  PackageSync,
  'id' | 'cluster' | 'kind' | 'namespace' | 'name' | 'freshness'
>;

/** Whether the objects are as they are since the last change; older ones would contradict it. */
function isCurrent(row: PackageSyncRow): boolean {
  const { objects_observed_at: observedAt, changed_at: changedAt } = row;
  return observedAt !== null && observedAt >= changedAt;
}

/** What a sync waits for, and the objects among it. */
function withObjects(
  sync: Pick<PackageSync, 'state' | 'waitsFor'>,
  json: string | null,
): WaitReason[] | undefined {
  if (!json || sync.state === 'synced') {
    return undefined;
  }
  const others = sync.waitsFor?.filter(({ kind }) => kind !== 'objects') ?? [];
  return [...others, JSON.parse(json)];
}
