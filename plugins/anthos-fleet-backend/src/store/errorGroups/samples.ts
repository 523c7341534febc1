import type {
  ClusterBrief,
  ErrorSample,
  ErrorShares,
  Hosting,
  HostingTotal,
} from 'backstage-plugin-anthos-fleet-common';
import type { Knex } from 'knex';
import type { StoreContext } from '../StoreContext';
import { readBriefs } from './briefs';
import { readErrorSamples } from './errorSamples';
import { countShares, readListShares } from './listShares';
import type { GroupRow } from './query';

/** Rows of a group that samples are taken from: a cause may be on all of the fleet. */
const MAX_ROWS = 200;
const MAX_SAMPLES = 10;

/** Where the errors of a group are: all of the hostings, the first few of the rest. */
export interface GroupSamples {
  message: string;
  clusters: ClusterBrief[];
  hostings: HostingTotal[];
  namespaces: string[];
  repositories: string[];
  owners: string[];
  /** What the error of the message speaks of. */
  sample?: ErrorSample;
  /** How much of it each owner and repository has, where that is asked for. */
  shares?: ErrorShares;
}

/** Makes the rows that groups were made of. */
export interface ErrorRows {
  /** Narrowed to the fingerprints of the groups. */
  errors: () => Knex.QueryBuilder;
  /** Text of one of the errors of a row, as SQL. */
  message: string;
  /** Namespaces that alone are spoken of; empty: all of them. */
  namespaces: string[];
  /** Counts what owners and repositories have. */
  shares: boolean;
}

interface SampleRow {
  fingerprint: string;
  sync_id: string;
  first_seen_at: string;
  ref: string;
  hosting: Hosting;
  namespace: string;
  kind: string;
  repository: string;
  owner: string;
  /** Of the first row of a group alone. */
  message: string | null;
}

/** Reads samples of several groups at once. */
export async function readSamples(
  context: StoreContext,
  groups: GroupRow[],
  rows: ErrorRows,
): Promise<Map<string, GroupSamples>> {
  if (groups.length === 0) {
    return new Map();
  }
  const big = groups
    .filter(group => Number(group.rows) > MAX_ROWS)
    .map(group => group.fingerprint);
  const [sampled, namespaces, hostings, shares] = await Promise.all([
    readRows(context, rows),
    readNamespaces(context, rows),
    readHostings(rows, big),
    readListShares(rows.errors, rows.shares ? big : []),
  ]);
  const byGroup = new Map(
    groups.map(({ fingerprint }) => [
      fingerprint,
      sampled.filter(row => row.fingerprint === fingerprint),
    ]),
  );
  const [briefs, samples] = await Promise.all([
    readBriefs(
      context,
      [...byGroup.values()].flatMap(own => first(own.map(row => row.ref))),
    ),
    readErrorSamples(
      context,
      sampled.flatMap(({ message, ...row }) =>
        message === null ? [] : [{ ...row, message }],
      ),
      rows.namespaces,
    ),
  ]);
  return new Map(
    [...byGroup].map(([fingerprint, own]) => [
      fingerprint,
      {
        message: own.find(row => row.message !== null)?.message ?? '',
        clusters: first(own.map(row => row.ref)).flatMap(
          ref => briefs.get(ref) ?? [],
        ),
        hostings: hostings.get(fingerprint) ?? countHostings(own),
        namespaces: first([
          ...(namespaces.get(fingerprint) ?? []),
          // Where the errors speak of none, those of the syncs.
          ...own
            .filter(row => row.kind === 'RepoSync')
            .map(row => row.namespace),
        ]),
        repositories: first(own.map(row => row.repository)),
        owners: first(own.map(row => row.owner)),
        sample: samples.get(fingerprint),
        ...(rows.shares && {
          shares: shares.get(fingerprint) ?? countShares(own),
        }),
      },
    ]),
  );
}

function readRows(
  { knex }: StoreContext,
  { errors, message }: ErrorRows,
): Promise<SampleRow[]> {
  const numbered = errors().select(
    'sync_errors.fingerprint',
    'sync_errors.sync_id',
    'sync_errors.first_seen_at',
    'clusters.ref',
    'clusters.hosting',
    'package_syncs.namespace',
    'package_syncs.kind',
    'package_syncs.repository',
    'package_syncs.owner',
    knex.raw(`${message} as message`),
    knex.raw(
      `row_number() over (
        partition by sync_errors.fingerprint
        order by clusters.name, clusters.ref, package_syncs.id,
          sync_errors.first_seen_at desc
      ) as place`,
    ),
  );
  return knex
    .from(numbered.as('numbered'))
    .where('place', '<=', MAX_ROWS)
    .orderBy(['fingerprint', 'place'])
    .select(
      'fingerprint',
      'sync_id',
      'first_seen_at',
      'ref',
      'hosting',
      'namespace',
      'kind',
      'repository',
      'owner',
      knex.raw('case when place = 1 then message end as message'),
    );
}

/** Namespaces that the errors speak of. */
async function readNamespaces(
  { knex }: StoreContext,
  { errors, namespaces }: ErrorRows,
): Promise<Map<string, string[]>> {
  const spoken = errors()
    .join('sync_error_namespaces', join =>
      join
        .on('sync_error_namespaces.sync_id', 'sync_errors.sync_id')
        .andOn('sync_error_namespaces.fingerprint', 'sync_errors.fingerprint'),
    )
    .whereNot('sync_error_namespaces.namespace', '')
    .distinct('sync_errors.fingerprint', 'sync_error_namespaces.namespace');
  if (namespaces.length > 0) {
    spoken.whereIn('sync_error_namespaces.namespace', namespaces);
  }
  const numbered = knex
    .from(spoken.as('spoken'))
    .select(
      'spoken.*',
      knex.raw(
        'row_number() over (partition by fingerprint order by namespace) as place',
      ),
    );
  const rows: { fingerprint: string; namespace: string }[] = await knex
    .from(numbered.as('numbered'))
    .where('place', '<=', MAX_SAMPLES)
    .orderBy(['fingerprint', 'place'])
    .select('fingerprint', 'namespace');
  const found = new Map<string, string[]>();
  for (const { fingerprint, namespace } of rows) {
    found.set(fingerprint, [...(found.get(fingerprint) ?? []), namespace]);
  }
  return found;
}

/** Counts clusters by hosting where a group has more of them than its sample. */
async function readHostings(
  { errors }: ErrorRows,
  big: string[],
): Promise<Map<string, HostingTotal[]>> {
  const found = new Map<string, HostingTotal[]>();
  if (big.length === 0) {
    return found;
  }
  const rows: {
    fingerprint: string;
    hosting: Hosting;
    total: number | string;
  }[] = await errors()
    .whereIn('sync_errors.fingerprint', big)
    .groupBy('sync_errors.fingerprint', 'clusters.hosting')
    .orderBy('clusters.hosting')
    .select('sync_errors.fingerprint', 'clusters.hosting')
    .countDistinct({ total: 'clusters.ref' });
  for (const { fingerprint, hosting, total } of rows) {
    const own = found.get(fingerprint) ?? [];
    found.set(fingerprint, [...own, { hosting, total: Number(total) }]);
  }
  return found;
}

function countHostings(rows: SampleRow[]): HostingTotal[] {
  const clusters = new Map(rows.map(row => [row.ref, row.hosting]));
  const totals = new Map<Hosting, number>();
  for (const hosting of clusters.values()) {
    totals.set(hosting, (totals.get(hosting) ?? 0) + 1);
  }
  return [...totals]
    .map(([hosting, total]) => ({ hosting, total }))
    .sort((a, b) => (a.hosting < b.hosting ? -1 : 1));
}

function first(values: string[]): string[] {
  return [...new Set(values)].filter(Boolean).slice(0, MAX_SAMPLES);
}
