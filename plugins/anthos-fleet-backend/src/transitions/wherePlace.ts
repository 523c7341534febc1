import type { Knex } from 'knex';

const MAX_PATTERNS = 1_000;

/** A cluster that left is still found: by its ref, which has fleet, location and name in it. */
export function wherePlace(
  query: Knex.QueryBuilder,
  column: string,
  { fleet, cluster }: { fleet?: string[]; cluster?: string[] },
) {
  if (fleet?.length) {
    whereLikeAny(
      query,
      column,
      fleet.map(name => `${escapeLike(name)}/%`),
    );
  }
  if (cluster?.length) {
    whereLikeAny(
      query,
      column,
      cluster.map(value =>
        value.includes('/') ? escapeLike(value) : `%/${escapeLike(value)}`,
      ),
    );
  }
}

function whereLikeAny(
  query: Knex.QueryBuilder,
  column: string,
  patterns: string[],
) {
  query.andWhere(builder => {
    builder.whereRaw('1 = 0');
    for (const pattern of patterns.slice(0, MAX_PATTERNS)) {
      builder.orWhereRaw(`?? like ? escape '\\'`, [column, pattern]);
    }
  });
}

function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}
