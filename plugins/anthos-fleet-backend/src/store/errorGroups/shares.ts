import type { ErrorShare } from 'backstage-plugin-anthos-fleet-common';
import type { Knex } from 'knex';

const MAX_SHARES = 20;

/** How many of the package syncs with an error each owner and each repository has, most first. */
export async function readShares(errors: () => Knex.QueryBuilder): Promise<{
  owners: ErrorShare[];
  repositories: ErrorShare[];
}> {
  const [owners, repositories] = await Promise.all([
    shares(errors(), 'package_syncs.owner'),
    shares(errors(), 'package_syncs.repository'),
  ]);
  return { owners, repositories };
}

async function shares(
  errors: Knex.QueryBuilder,
  column: string,
): Promise<ErrorShare[]> {
  const rows: { name: string; total: number | string }[] = await errors
    .whereNotNull(column)
    .whereNot(column, '')
    .groupBy(column)
    .select({ name: column })
    .countDistinct({ total: 'package_syncs.id' })
    .orderBy([{ column: 'total', order: 'desc' }, { column }])
    .limit(MAX_SHARES);
  return rows.map(({ name, total }) => ({
    name,
    totalPackageSyncs: Number(total),
  }));
}
