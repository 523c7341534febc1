import type { LabelRequirement } from 'backstage-plugin-anthos-fleet-common';
import type { Knex } from 'knex';
import { ageCondition, type ObservationIndex } from './observations';
import {
  UNKNOWN_VALUE,
  type ClusterQuery,
  type ClusterSelection,
} from './FleetStore';
import { labelRows, whereClusterLabel } from './visibility';
import { whereWords } from './words';

/** Databases refuse statements with too many parameters; nobody needs longer lists than this. */
export const MAX_VALUES = 1000;

function whereSelector(query: Knex.QueryBuilder, selector: LabelRequirement[]) {
  // A selector without requirements selects everything; knex leaves an empty group out.
  query.whereRaw('1 = 1');
  for (const { key, operator, values } of selector) {
    switch (operator) {
      case 'in':
        whereClusterLabel(query, key, values);
        break;
      case 'exists':
        whereClusterLabel(query, key);
        break;
      // As in Kubernetes, a cluster without the label is not in the set of values either.
      case 'notin':
        query.whereNotIn('clusters.ref', builder =>
          labelRows(builder, key, values),
        );
        break;
      case 'absent':
        query.whereNotIn('clusters.ref', builder => labelRows(builder, key));
        break;
      default:
        query.whereRaw('1 = 0');
    }
  }
}

/** Narrows to what an entity chose. */
export function whereSelected(
  query: Knex.QueryBuilder,
  selection: ClusterSelection,
) {
  query.andWhere(builder => {
    builder.whereIn('clusters.ref', selection.refs.slice(0, MAX_VALUES));
    builder.orWhereIn('clusters.name', selection.names.slice(0, MAX_VALUES));
    for (const selector of selection.selectors) {
      builder.orWhere(nested => whereSelector(nested, selector));
    }
  });
}

/** Narrows to clusters that somebody should look at. */
export function whereAttention(
  query: Knex.QueryBuilder,
  observations: ObservationIndex,
) {
  query.andWhere(builder =>
    builder
      .whereIn('clusters.sync_state', ['error', 'stalled'])
      .orWhere('clusters.connection_state', 'disconnected')
      .orWhere('clusters.orphaned', true)
      .orWhere(nested => ageCondition(nested, observations, ['stale'])),
  );
}

/** What is not known is stored as an empty text. */
function orNone(values: string[] | undefined): string[] | undefined {
  return values?.flatMap(value =>
    value === UNKNOWN_VALUE ? [value, ''] : [value],
  );
}

/** Narrows to what the filters of a list ask for. */
export function whereQuery(
  query: Knex.QueryBuilder,
  filters: ClusterQuery,
  observations: ObservationIndex,
) {
  const lists = [
    ['fleet', filters.fleet],
    ['hosting', filters.hosting],
    ['platform', filters.platform],
    ['sync_state', filters.syncState],
    ['connection_state', filters.connection],
    ['location', filters.location],
    ['end_of_life', filters.endOfLife],
    ['site', orNone(filters.site)],
    ['region', orNone(filters.region)],
    ['kubernetes_version', orNone(filters.kubernetesVersion)],
    ['config_sync_version', orNone(filters.configSyncVersion)],
    ['mesh_revision', orNone(filters.meshRevision)],
    ['policy_version', orNone(filters.policyControllerVersion)],
  ] as const;
  for (const [column, values] of lists) {
    if (values?.length) {
      query.whereIn(`clusters.${column}`, values.slice(0, MAX_VALUES));
    }
  }
  for (const label of filters.label ?? []) {
    whereClusterLabel(
      query,
      label.key,
      label.value === undefined ? undefined : [label.value],
    );
  }
  if (filters.orphaned !== undefined) {
    query.where('clusters.orphaned', filters.orphaned);
  }
  if (filters.age?.length) {
    ageCondition(query, observations, filters.age);
  }
  whereWords(query, filters.q, ['clusters.search_text']);
}
