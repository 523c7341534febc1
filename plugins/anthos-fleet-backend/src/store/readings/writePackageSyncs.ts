import {
  packageSyncKey,
  syncStateRank,
  type ClusterReading,
  type ObservedNamespace,
  type ObservedPackageSync,
} from 'backstage-plugin-anthos-fleet-common';
import type { Knex } from 'knex';
import { packageSyncId, type ClusterReadingContext } from '../ClusterReadings';
import { hash } from '../hash';
import { upsert } from './batch';

interface StoredSync {
  id: string;
  kind: ObservedPackageSync['kind'];
  namespace: string;
  name: string;
  state: string;
  state_since: string;
  behind_since: string | null;
  source_commit: string;
  source_commit_since: string;
  hash: string;
}

/** What writing the package syncs of one cluster did. */
export interface WrittenPackageSyncs {
  changed: boolean;
  /** `packageSyncKey` to ID, for all that are stored now. */
  ids: Map<string, string>;
  /** IDs of those that the cluster does not have any more. */
  gone: string[];
}

const SORTED_LENGTH = 200;

/** Writes the package syncs of one cluster, touching only what changed. */
export async function writePackageSyncs(
  tx: Knex.Transaction,
  reading: ClusterReading,
  cluster: { name: string },
  namespaces: Map<string, ObservedNamespace>,
  ownerOf: ClusterReadingContext['ownerOf'],
): Promise<WrittenPackageSyncs> {
  const stored: StoredSync[] = await tx('package_syncs')
    .where({ ref: reading.ref })
    .select(
      'id',
      'kind',
      'namespace',
      'name',
      'state',
      'state_since',
      'behind_since',
      'source_commit',
      'source_commit_since',
      'hash',
    );
  const before = new Map(stored.map(row => [row.id, row]));
  const ids = new Map(stored.map(row => [packageSyncKey(row), row.id]));
  const part = reading.packageSyncs;
  if (part?.outcome !== 'ok') {
    return { changed: false, ids, gone: [] };
  }

  const rows: Record<string, unknown>[] = [];
  const listed = new Set<string>();
  for (const sync of part.data ?? []) {
    const id = packageSyncId(reading.ref, sync);
    if (listed.has(id)) {
      continue;
    }
    listed.add(id);
    ids.set(packageSyncKey(sync), id);
    const namespace =
      sync.kind === 'RepoSync' ? namespaces.get(sync.namespace) : undefined;
    const row = toRow(reading, cluster, sync, {
      id,
      owner: canonicalRef(ownerOf(sync, namespace)),
      before: before.get(id),
    });
    if (row.hash !== before.get(id)?.hash) {
      rows.push(row);
    }
  }
  await upsert(tx, 'package_syncs', rows, ['id']);

  const gone = part.truncated
    ? []
    : stored.map(({ id }) => id).filter(id => !listed.has(id));
  stored
    .filter(({ id }) => gone.includes(id))
    .forEach(row => ids.delete(packageSyncKey(row)));
  return { changed: rows.length > 0 || gone.length > 0, ids, gone };
}

function toRow(
  reading: ClusterReading,
  cluster: { name: string },
  sync: ObservedPackageSync,
  memory: { id: string; owner: string; before: StoredSync | undefined },
) {
  const { errors, kind, namespace, name, ...judged } = sync;
  const { id, owner, before } = memory;
  const { ref, attemptedAt } = reading;
  const json = JSON.stringify(judged);
  const behind = Boolean(
    sync.commit && sync.sourceCommit && sync.commit !== sync.sourceCommit,
  );
  const search = [
    name,
    namespace,
    kind,
    cluster.name,
    sync.repository,
    sync.directory,
    sync.revision,
    sync.commit,
    owner,
  ];
  return {
    id,
    ref,
    kind,
    namespace,
    name,
    state: sync.state,
    state_rank: syncStateRank(sync.state),
    state_since:
      before?.state === sync.state ? before.state_since : attemptedAt,
    behind_since: behind ? before?.behind_since ?? attemptedAt : null,
    repository: sync.repository ?? '',
    repository_key: (sync.repository ?? '')
      .toLowerCase()
      .slice(0, SORTED_LENGTH),
    ...sourceColumns(sync, before, attemptedAt),
    commit_id: sync.commit ?? '',
    error_count: sync.errorCount,
    owner,
    search_text: search.filter(Boolean).join('\n').toLowerCase(),
    sync_json: json,
    hash: hash(json, owner),
    changed_at: attemptedAt,
  };
}

/** The source, and since when its newest commit has been seen. */
function sourceColumns(
  {
    repository = '',
    revision = '',
    directory = '',
    sourceCommit = '',
  }: Pick<
    ObservedPackageSync,
    'repository' | 'revision' | 'directory' | 'sourceCommit'
  >,
  before: StoredSync | undefined,
  now: string,
) {
  const since =
    before?.source_commit === sourceCommit ? before.source_commit_since : now;
  return {
    source_id: repository ? hash(repository, revision, directory) : '',
    revision,
    directory,
    source_commit: sourceCommit,
    source_commit_since: sourceCommit ? since : '',
  };
}

// As the catalog writes entity refs, so that rules and filters find them.
function canonicalRef(owner: string | undefined): string {
  return owner?.toLocaleLowerCase('en-US') ?? '';
}
