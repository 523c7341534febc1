import type { EntityError } from 'backstage-plugin-anthos-fleet-common';
import type { Knex } from 'knex';
import { READING_COLUMNS } from '../clusterRows';
import { MAX_VALUES, whereSelected } from '../conditions';
import type { ClusterSelection, EntityChoice, EntitySums } from '../FleetStore';
import { visiblePackageSyncs } from '../packageSyncs/query';
import { BRIEF_COLUMNS } from '../packageSyncs/rows';
import { visibleClusters, type StoreContext } from '../StoreContext';
import type { Visible } from '../visibility';
import {
  EntitySummer,
  type SummedEntities,
  type SummedClusterRow,
  type SummedRows,
} from './EntitySummer';

// A condition for each of more selectors takes longer than to read every cluster.
const MAX_SELECTORS = 20;

/**
 * How each of many entities is. The number of queries does not depend on how many they are: what
 * they all need is read at once, and judged in memory.
 */
export async function sumUpEntities(
  context: StoreContext,
  choices: EntityChoice[],
  visible: Visible,
): Promise<EntitySums> {
  if (choices.length === 0) {
    return { entities: [], totalClusters: 0, totalErrorGroups: 0 };
  }
  const [clusters, observations] = await Promise.all([
    readClusters(context, choices, visible),
    context.observations(),
  ]);
  const summer = new EntitySummer({
    clusters,
    observations,
    gatewayFleets: new Set(context.gateway.fleets),
  });
  const refs = summer.choose(choices);
  const namespaces = [...new Set(choices.flatMap(choice => choice.namespaces))];
  const { knex } = context;
  const [syncs, inventories, errors, spoken]: [
    SummedRows['syncs'],
    SummedRows['inventories'],
    SummedRows['errors'],
    SummedRows['spoken'],
  ] = await Promise.all([
    syncsThatMayBeAbout(context, refs, namespaces, visible).select(
      'package_syncs.id',
      'package_syncs.ref',
      'package_syncs.kind',
      'package_syncs.namespace',
      'package_syncs.state',
    ),
    readOf(knex('inventory_namespaces'), refs, namespaces).select(
      'sync_id',
      'namespace',
    ),
    readOf(knex('sync_errors'), refs)
      .whereNull('closed_at')
      .select('sync_id', 'fingerprint'),
    readOf(knex('sync_error_namespaces'), refs, [...namespaces, '']).select(
      'sync_id',
      'fingerprint',
      'namespace',
    ),
  ]);
  return withErrors(
    context,
    summer.sumUp({ syncs, inventories, errors, spoken }),
  );
}

/** Puts the words of the worst error of each entity in the place of its fingerprint. */
async function withErrors(
  { knex }: StoreContext,
  sums: SummedEntities,
): Promise<EntitySums> {
  const fingerprints = new Set(
    sums.entities.flatMap(({ worstError }) => worstError ?? []),
  );
  const query = knex('error_groups');
  whereFew(query, 'fingerprint', [...fingerprints]);
  const rows: EntityError[] =
    fingerprints.size === 0
      ? []
      : await query.select('fingerprint', 'code', 'headline');
  const words = new Map(rows.map(row => [row.fingerprint, row]));
  return {
    ...sums,
    entities: sums.entities.map(({ worstError = '', ...entity }) => {
      const row = words.get(worstError);
      return row ? { ...entity, error: toEntityError(row) } : entity;
    }),
  };
}

function toEntityError({ fingerprint, code, headline }: EntityError) {
  return { fingerprint, ...(code && { code }), headline };
}

function readClusters(
  context: StoreContext,
  choices: EntityChoice[],
  visible: Visible,
): Promise<SummedClusterRow[]> {
  const query = visibleClusters(context, visible.clusters);
  const { refs, names, selectors } = unite(choices);
  if (
    refs.length <= MAX_VALUES &&
    names.length <= MAX_VALUES &&
    selectors.length <= MAX_SELECTORS
  ) {
    whereSelected(query, { refs, names, selectors });
  }
  return query
    .leftJoin('cluster_readings', 'cluster_readings.ref', 'clusters.ref')
    .select(
      ...BRIEF_COLUMNS,
      ...READING_COLUMNS,
      'clusters.sync_state',
      'clusters.connection_state',
      'clusters.orphaned',
    );
}

function unite(choices: EntityChoice[]): ClusterSelection {
  const all = choices.map(({ selection }) => selection);
  const selectors = all.flatMap(selection => selection.selectors);
  return {
    refs: [...new Set(all.flatMap(selection => selection.refs))],
    names: [...new Set(all.flatMap(selection => selection.names))],
    selectors: [
      ...new Map(
        selectors.map(selector => [JSON.stringify(selector), selector]),
      ).values(),
    ],
  };
}

/** Visible package syncs in the namespaces, and those of whole clusters. */
function syncsThatMayBeAbout(
  context: StoreContext,
  refs: string[],
  namespaces: string[],
  visible: Visible,
): Knex.QueryBuilder {
  const query = visiblePackageSyncs(context, visible);
  whereFew(query, 'package_syncs.ref', refs);
  if (namespaces.length <= MAX_VALUES) {
    query.andWhere(about =>
      about
        .where('package_syncs.kind', 'RootSync')
        .orWhereIn('package_syncs.namespace', namespaces),
    );
  }
  return query;
}

/** Rows of clusters, and of namespaces where they have one. */
function readOf(
  query: Knex.QueryBuilder,
  refs: string[],
  namespaces?: string[],
): Knex.QueryBuilder {
  whereFew(query, 'ref', refs);
  if (namespaces) {
    whereFew(query, 'namespace', namespaces);
  }
  return query;
}

/** Narrows where the database takes so many values; what is too much is left out in memory. */
function whereFew(query: Knex.QueryBuilder, column: string, values: string[]) {
  if (values.length <= MAX_VALUES) {
    query.whereIn(column, values);
  }
}
