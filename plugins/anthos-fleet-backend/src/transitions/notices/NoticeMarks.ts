import type { MuteTarget } from 'backstage-plugin-anthos-fleet-common';
import type { Knex } from 'knex';
import type { Outbox } from './Outbox';
import { stringifyScope } from './scopes';

export interface NoticeMarksOptions {
  outbox: Outbox;
  /** Entity ref of who is told of every failure; undefined when nobody is told of anything. */
  platformGroup: string | undefined;
  /** Owners of namespaces that the errors of RootSyncs speak of are told too. */
  namespaceOwners: boolean;
  now: () => Date;
}

const MAX_GROUPS = 1_000;

/** Notes who has to be told of what, inside the transaction that makes it known. */
export class NoticeMarks {
  readonly #options: NoticeMarksOptions;

  constructor(options: NoticeMarksOptions) {
    this.#options = options;
  }

  /** @param urgent - fingerprints of groups that opened or closed, not only spread */
  async errorGroups(
    tx: Knex.Transaction,
    fingerprints: Iterable<string>,
    urgent: ReadonlySet<string>,
    again = false,
  ): Promise<void> {
    const { outbox, platformGroup, namespaceOwners, now } = this.#options;
    if (platformGroup === undefined) {
      return;
    }
    for (const fingerprint of [...new Set(fingerprints)].sort()) {
      await outbox.mark(
        tx,
        stringifyScope({ kind: 'error-group', fingerprint }),
        [
          platformGroup,
          ...(await ownersOf(tx, fingerprint)),
          ...(namespaceOwners ? await spokenOwnersOf(tx, fingerprint) : []),
        ],
        { now: now(), urgent: urgent.has(fingerprint), again },
      );
    }
  }

  async silentClusters(
    tx: Knex.Transaction,
    fleets: Iterable<string>,
    again = false,
  ): Promise<void> {
    const { outbox, platformGroup, now } = this.#options;
    if (platformGroup === undefined) {
      return;
    }
    for (const fleet of [...new Set(fleets)].sort()) {
      const scope = stringifyScope({ kind: 'silent-clusters', fleet });
      await outbox.mark(tx, scope, [platformGroup], {
        now: now(),
        urgent: true,
        again,
      });
    }
  }

  /** A mute ended: what it silenced and is still open is told, though it may have been before. */
  async unmuted(tx: Knex.Transaction, target: MuteTarget): Promise<void> {
    const { fingerprint, cluster, namespace } = target;
    const groups: string[] = fingerprint
      ? [fingerprint]
      : await openGroups(tx, { cluster, namespace });
    await this.errorGroups(tx, groups, new Set(groups), true);
    if (cluster && !fingerprint && !namespace) {
      const row: { fleet: string } | undefined = await tx('subject_states')
        .where({ subject: 'connection', subject_id: cluster, told: 'silent' })
        .first('fleet');
      await this.silentClusters(tx, row ? [row.fleet] : [], true);
    }
  }
}

async function ownersOf(
  tx: Knex.Transaction,
  fingerprint: string,
): Promise<string[]> {
  const rows: { owner: string }[] = await tx('error_spans')
    .join('noticed_syncs', 'noticed_syncs.id', 'error_spans.sync_id')
    .where({ fingerprint })
    .whereNull('closed_at')
    .whereNot('owner', '')
    .distinct('owner');
  return rows.map(({ owner }) => owner);
}

/** Owners of the namespaces that open errors of RootSyncs speak of. */
async function spokenOwnersOf(
  tx: Knex.Transaction,
  fingerprint: string,
): Promise<string[]> {
  const rows: { owner: string }[] = await tx('error_span_owners')
    .join('error_spans', join =>
      join
        .on('error_spans.sync_id', 'error_span_owners.sync_id')
        .andOn('error_spans.fingerprint', 'error_span_owners.fingerprint'),
    )
    .where('error_spans.fingerprint', fingerprint)
    .whereNull('error_spans.closed_at')
    .distinct('error_span_owners.owner');
  return rows.map(({ owner }) => owner);
}

async function openGroups(
  tx: Knex.Transaction,
  { cluster, namespace }: { cluster?: string; namespace?: string },
): Promise<string[]> {
  const query = tx('error_spans')
    .join('noticed_syncs', 'noticed_syncs.id', 'error_spans.sync_id')
    .whereNull('closed_at')
    .distinct('error_spans.fingerprint')
    .limit(MAX_GROUPS);
  if (cluster) {
    query.where('noticed_syncs.ref', cluster);
  }
  if (namespace) {
    query.andWhere(builder =>
      builder
        .where('noticed_syncs.namespace', namespace)
        .orWhereExists(nested =>
          nested
            .select(tx.raw('1'))
            .from('sync_error_namespaces')
            .whereRaw('sync_error_namespaces.sync_id = error_spans.sync_id')
            .whereRaw(
              'sync_error_namespaces.fingerprint = error_spans.fingerprint',
            )
            .where('sync_error_namespaces.namespace', namespace),
        ),
    );
  }
  const rows: { fingerprint: string }[] = await query;
  return rows.map(({ fingerprint }) => fingerprint);
}
