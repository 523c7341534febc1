import type {
  ErrorClusterShare,
  ErrorGroupDetails,
  ErrorShare,
} from 'backstage-plugin-anthos-fleet-common';
import type { Knex } from 'knex';
import type { StoreContext } from '../StoreContext';
import { readBriefs } from './briefs';

const MAX_SHARES = 200;

/** How many of the package syncs with an error each cluster, owner and repository has, most first. */
export async function readShares(
  context: StoreContext,
  errors: () => Knex.QueryBuilder,
): Promise<
  Pick<
    ErrorGroupDetails,
    'clusters' | 'owners' | 'totalOwners' | 'repositories' | 'totalRepositories'
  >
> {
  const [clusters, owners, repositories] = await Promise.all([
    clusterShares(context, errors()),
    shares(context, errors(), 'package_syncs.owner'),
    shares(context, errors(), 'package_syncs.repository'),
  ]);
  return {
    clusters,
    owners: owners.shares,
    totalOwners: owners.total,
    repositories: repositories.shares,
    totalRepositories: repositories.total,
  };
}

async function clusterShares(
  context: StoreContext,
  errors: Knex.QueryBuilder,
): Promise<ErrorClusterShare[]> {
  const rows: { ref: string; total: number | string }[] = await errors
    .groupBy('clusters.ref', 'clusters.name')
    .select('clusters.ref')
    .countDistinct({ total: 'package_syncs.id' })
    .orderBy([
      { column: 'total', order: 'desc' },
      'clusters.name',
      'clusters.ref',
    ])
    .limit(MAX_SHARES);
  const briefs = await readBriefs(
    context,
    rows.map(({ ref }) => ref),
  );
  return rows.flatMap(({ ref, total }) => {
    const cluster = briefs.get(ref);
    return cluster ? [{ cluster, totalPackageSyncs: Number(total) }] : [];
  });
}

async function shares(
  { knex }: StoreContext,
  errors: Knex.QueryBuilder,
  column: string,
): Promise<{ shares: ErrorShare[]; total: number }> {
  const rows: {
    name: string;
    total: number | string;
    names: number | string;
  }[] = await errors
    .whereNotNull(column)
    .whereNot(column, '')
    .groupBy(column)
    .select({ name: column })
    // Of all that there are, whatever the limit leaves.
    .select(knex.raw('count(*) over () as names'))
    .countDistinct({ total: 'package_syncs.id' })
    .orderBy([{ column: 'total', order: 'desc' }, { column }])
    .limit(MAX_SHARES);
  return {
    shares: rows.map(({ name, total }) => ({
      name,
      totalPackageSyncs: Number(total),
    })),
    total: Number(rows[0]?.names ?? 0),
  };
}
