import { InputError } from '@backstage/errors';
import type {
  ClusterSort,
  SortOrder,
} from 'backstage-plugin-anthos-fleet-common';
import type { Knex } from 'knex';

/** The column behind each sort field; none of them is ever null. */
const COLUMNS = {
  name: 'name',
  fleet: 'fleet',
  location: 'location',
  hosting: 'hosting',
  platform: 'platform',
  site: 'site',
  syncState: 'sync_rank',
  kubernetesVersion: 'version_key',
  nodeCount: 'node_count',
  errorCount: 'error_count',
  connection: 'connection_state',
} as const satisfies Record<ClusterSort, string>;

const NUMERIC = new Set<string>(['sync_rank', 'node_count', 'error_count']);

interface Position {
  sort: ClusterSort;
  order: SortOrder;
  value: string | number;
  ref: string;
}

/** Where one page ends and the next begins: the sorted value, and the ref to break ties. */
export class ClusterOrder {
  readonly column: string;

  constructor(readonly sort: ClusterSort, readonly order: SortOrder) {
    this.column = COLUMNS[sort];
  }

  apply(query: Knex.QueryBuilder, cursor: string | undefined) {
    query
      .orderBy(`clusters.${this.column}`, this.order)
      .orderBy('clusters.ref', this.order);
    if (cursor !== undefined) {
      const { value, ref } = this.#read(cursor);
      const beyond = this.order === 'asc' ? '>' : '<';
      query.andWhere(builder =>
        builder
          .where(`clusters.${this.column}`, beyond, value)
          .orWhere(nested =>
            nested
              .where(`clusters.${this.column}`, value)
              .andWhere('clusters.ref', beyond, ref),
          ),
      );
    }
  }

  cursorAfter(row: Record<string, unknown> & { ref: string }): string {
    const position: Position = {
      sort: this.sort,
      order: this.order,
      value: row[this.column] as string | number,
      ref: row.ref,
    };
    return Buffer.from(JSON.stringify(position)).toString('base64url');
  }

  #read(cursor: string): Position {
    const position = parse(cursor);
    if (!position) {
      throw new InputError(
        'cursor cannot be read; use the nextCursor of the page before, or leave it out to start over',
      );
    }
    if (position.sort !== this.sort || position.order !== this.order) {
      throw new InputError(
        `cursor belongs to sort=${position.sort}&order=${position.order}; leave it out when the sort changes`,
      );
    }
    return position;
  }
}

function parse(cursor: string): Position | undefined {
  try {
    const parsed: Partial<Position> | null = JSON.parse(
      Buffer.from(cursor, 'base64url').toString('utf8'),
    );
    const { sort, order, value, ref } = parsed ?? {};
    const known = sort !== undefined && Object.hasOwn(COLUMNS, sort);
    const numeric = known && NUMERIC.has(COLUMNS[sort]);
    if (
      known &&
      (order === 'asc' || order === 'desc') &&
      typeof value === (numeric ? 'number' : 'string') &&
      typeof ref === 'string'
    ) {
      return { sort, order, value: value as string | number, ref };
    }
  } catch {
    // Not base64 or not JSON: the caller says what to do.
  }
  return undefined;
}
