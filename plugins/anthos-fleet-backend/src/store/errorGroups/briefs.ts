import type { ClusterBrief } from 'backstage-plugin-anthos-fleet-common';
import {
  BRIEF_COLUMNS,
  toBrief,
  type BriefColumns,
} from '../packageSyncs/rows';
import type { StoreContext } from '../StoreContext';

/** What lists say of some clusters, by ref. */
export async function readBriefs(
  { knex }: StoreContext,
  refs: readonly string[],
): Promise<Map<string, ClusterBrief>> {
  const rows: BriefColumns[] = await knex('clusters')
    .whereIn('clusters.ref', [...new Set(refs)])
    .select(...BRIEF_COLUMNS);
  return new Map(rows.map(row => [row.cluster_ref, toBrief(row)]));
}
