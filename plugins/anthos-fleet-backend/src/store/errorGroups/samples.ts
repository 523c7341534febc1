import type {
  ClusterBrief,
  Hosting,
  HostingTotal,
} from 'backstage-plugin-anthos-fleet-common';
import type { Knex } from 'knex';
import {
  BRIEF_COLUMNS,
  toBrief,
  type BriefColumns,
} from '../packageSyncs/rows';
import type { StoreContext } from '../StoreContext';

const MAX_SAMPLES = 10;

/** Where the errors of a group are: all of the hostings, the first few of the rest. */
export interface GroupSamples {
  message: string;
  clusters: ClusterBrief[];
  hostings: HostingTotal[];
  namespaces: string[];
  repositories: string[];
  owners: string[];
}

/**
 * Reads samples of several groups at once.
 *
 * @param errors - makes the rows that the groups were made of, narrowed to their fingerprints
 * @param own - namespaces that alone are spoken of; empty: all of them
 */
export async function readSamples(
  context: StoreContext,
  errors: () => Knex.QueryBuilder,
  groups: { fingerprint: string; sample: string }[],
  own: string[],
): Promise<Map<string, GroupSamples>> {
  const samples = new Map<string, GroupSamples>(
    groups.map(({ fingerprint }) => [
      fingerprint,
      {
        message: '',
        clusters: [],
        hostings: [],
        namespaces: [],
        repositories: [],
        owners: [],
      },
    ]),
  );
  if (groups.length === 0) {
    return samples;
  }
  await Promise.all([
    readMessages(context, errors(), groups, own, samples),
    readClusters(context, errors(), samples),
    readHostings(errors(), samples),
    readNamespaces(context, errors(), own, samples),
    readDistinct(
      context,
      errors(),
      'package_syncs.repository',
      samples,
      group => group.repositories,
    ),
    readDistinct(
      context,
      errors(),
      'package_syncs.owner',
      samples,
      group => group.owners,
    ),
  ]);
  return samples;
}

type Samples = Map<string, GroupSamples>;

async function readMessages(
  { knex }: StoreContext,
  errors: Knex.QueryBuilder,
  groups: { fingerprint: string; sample: string }[],
  own: string[],
  samples: Samples,
) {
  const sampled = errors
    .whereIn(
      ['sync_errors.fingerprint', 'sync_errors.sync_id'],
      groups.map(({ fingerprint, sample }) => [fingerprint, sample]),
    )
    .orderBy('sync_errors.first_seen_at')
    .select('sync_errors.fingerprint');
  if (own.length > 0) {
    // The first error of a whole cluster may be about somebody else's namespace.
    withNamespaces(sampled, [...own, '']).select(
      knex.raw(
        'coalesce(sync_error_namespaces.message, sync_errors.message) as message',
      ),
    );
  } else {
    sampled.select('sync_errors.message');
  }
  const rows: { fingerprint: string; message: string }[] = await sampled;
  for (const { fingerprint, message } of rows) {
    samples.get(fingerprint)!.message = message;
  }
}

/** Joins errors with those of the namespaces that they speak of. */
function withNamespaces(
  errors: Knex.QueryBuilder,
  namespaces: string[],
): Knex.QueryBuilder {
  return errors.leftJoin('sync_error_namespaces', join => {
    join
      .on('sync_error_namespaces.sync_id', 'sync_errors.sync_id')
      .andOn('sync_error_namespaces.fingerprint', 'sync_errors.fingerprint');
    if (namespaces.length > 0) {
      join.andOnIn('sync_error_namespaces.namespace', namespaces);
    }
  });
}

async function readClusters(
  { knex }: StoreContext,
  errors: Knex.QueryBuilder,
  samples: Samples,
) {
  const distinct = errors.distinct('sync_errors.fingerprint', ...BRIEF_COLUMNS);
  const rows: (BriefColumns & { fingerprint: string })[] = await firstOfEach(
    knex,
    distinct,
    ['cluster_name', 'cluster_ref'],
  );
  for (const row of rows) {
    samples.get(row.fingerprint)!.clusters.push(toBrief(row));
  }
}

async function readHostings(errors: Knex.QueryBuilder, samples: Samples) {
  const rows: {
    fingerprint: string;
    hosting: Hosting;
    total: number | string;
  }[] = await errors
    .groupBy('sync_errors.fingerprint', 'clusters.hosting')
    .orderBy('clusters.hosting')
    .select('sync_errors.fingerprint', 'clusters.hosting')
    .countDistinct({ total: 'clusters.ref' });
  for (const { fingerprint, hosting, total } of rows) {
    samples.get(fingerprint)!.hostings.push({ hosting, total: Number(total) });
  }
}

/** Namespaces that the errors speak of; where they speak of none, those of the package syncs. */
async function readNamespaces(
  { knex }: StoreContext,
  errors: Knex.QueryBuilder,
  own: string[],
  samples: Samples,
) {
  const distinct = withNamespaces(errors, own).distinct(
    'sync_errors.fingerprint',
    knex.raw(
      `case when sync_error_namespaces.namespace <> ''
          then sync_error_namespaces.namespace
        when package_syncs.kind = 'RootSync' then ''
        else package_syncs.namespace end as value`,
    ),
  );
  for (const row of await firstOfEach(knex, distinct, ['value'])) {
    if (row.value) {
      samples.get(row.fingerprint)!.namespaces.push(row.value);
    }
  }
}

async function readDistinct(
  { knex }: StoreContext,
  errors: Knex.QueryBuilder,
  column: string,
  samples: Samples,
  listOf: (group: GroupSamples) => string[],
) {
  const distinct = errors
    .whereNot(column, '')
    .distinct('sync_errors.fingerprint', `${column} as value`);
  for (const row of await firstOfEach(knex, distinct, ['value'])) {
    listOf(samples.get(row.fingerprint)!).push(row.value);
  }
}

/** The first few rows of each group: a cause on 1,000 clusters names ten of them. */
function firstOfEach(
  knex: Knex,
  distinct: Knex.QueryBuilder,
  sorted: string[],
) {
  const numbered = knex
    .from(distinct.as('every'))
    .select(
      'every.*',
      knex.raw(
        `row_number() over (partition by fingerprint order by ${sorted
          .map(() => '??')
          .join(', ')}) as place`,
        sorted,
      ),
    );
  return knex
    .from(numbered.as('numbered'))
    .where('place', '<=', MAX_SAMPLES)
    .orderBy(['fingerprint', 'place'])
    .select('*');
}
