import type {
  ErrorShare,
  ErrorShares,
} from 'backstage-plugin-anthos-fleet-common';
import type { Knex } from 'knex';

/** As many as a row of a list has room for. */
const MAX_SHARES = 3;

/** Package syncs that have an error and one owner and repository. */
interface Shared {
  fingerprint: string;
  owner: string | null;
  repository: string | null;
  total: number;
}

/** Counts shares where all package syncs of the groups are at hand. */
export function countShares(
  rows: readonly (Omit<Shared, 'total'> & { sync_id: string })[],
): ErrorShares {
  // A sync that had it several times has it once.
  const bySync = new Map(rows.map(row => [row.sync_id, row]));
  return toShares([...bySync.values()].map(row => ({ ...row, total: 1 })));
}

/** The same of groups that have more than is read of them. */
export async function readListShares(
  errors: () => Knex.QueryBuilder,
  fingerprints: readonly string[],
): Promise<Map<string, ErrorShares>> {
  if (fingerprints.length === 0) {
    return new Map();
  }
  const rows: (Omit<Shared, 'total'> & { total: number | string })[] =
    await errors()
      .whereIn('sync_errors.fingerprint', fingerprints)
      .groupBy(
        'sync_errors.fingerprint',
        'package_syncs.owner',
        'package_syncs.repository',
      )
      .select(
        'sync_errors.fingerprint',
        'package_syncs.owner',
        'package_syncs.repository',
      )
      .countDistinct({ total: 'package_syncs.id' });
  const byGroup = new Map<string, Shared[]>(
    fingerprints.map(fingerprint => [fingerprint, []]),
  );
  for (const row of rows) {
    byGroup.get(row.fingerprint)?.push({ ...row, total: Number(row.total) });
  }
  return new Map(
    [...byGroup].map(([fingerprint, own]) => [fingerprint, toShares(own)]),
  );
}

function toShares(rows: readonly Shared[]): ErrorShares {
  const owners = sum(rows, row => row.owner);
  const repositories = sum(rows, row => row.repository);
  return {
    owners: owners.slice(0, MAX_SHARES),
    totalOwners: owners.length,
    repositories: repositories.slice(0, MAX_SHARES),
    totalRepositories: repositories.length,
  };
}

function sum(
  rows: readonly Shared[],
  nameOf: (row: Shared) => string | null,
): ErrorShare[] {
  const totals = new Map<string, number>();
  for (const row of rows) {
    const name = nameOf(row);
    if (name) {
      totals.set(name, (totals.get(name) ?? 0) + row.total);
    }
  }
  return [...totals]
    .map(([name, totalPackageSyncs]) => ({ name, totalPackageSyncs }))
    .sort(
      (a, b) =>
        b.totalPackageSyncs - a.totalPackageSyncs || (a.name < b.name ? -1 : 1),
    );
}
