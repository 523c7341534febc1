import type {
  ClusterDetails,
  PackageSync,
  PolicyConstraint,
} from 'backstage-plugin-anthos-fleet-common';
import { READING_COLUMNS, type ClusterDetailsRow } from './clusterRows';
import { clusterTranslator } from './clusters';
import { readInjectionLabels } from './namespaces/injectionLabels';
import { countStatesByCluster } from './packageSyncs/counts';
import { toPackageSyncs } from './packageSyncs/list';
import {
  selectPackageSyncs,
  visiblePackageSyncs,
  worstSyncsFirst,
} from './packageSyncs/query';
import type { PackageSyncRow } from './packageSyncs/rows';
import type { SlowPart } from './readings/writeParts';
import { visibleClusters, type StoreContext } from './StoreContext';
import type { Visible } from './visibility';

const MAX_TWINS = 20;
const MAX_SYNCS = 100;
const MAX_CONSTRAINTS = 100;

/** One cluster with everything that is known of it. */
export async function getCluster(
  context: StoreContext,
  ref: string,
  visible: Visible,
): Promise<ClusterDetails | undefined> {
  const row: ClusterDetailsRow | undefined = await visibleClusters(
    context,
    visible.clusters,
  )
    .leftJoin('cluster_readings', 'cluster_readings.ref', 'clusters.ref')
    .where('clusters.ref', ref)
    .first('clusters.*', ...READING_COLUMNS);
  if (!row) {
    return undefined;
  }
  const [twins, translator, syncs, totals, parts, labels] = await Promise.all([
    readTwins(context, row, visible),
    clusterTranslator(context, [ref], visible),
    readPackageSyncs(context, ref, visible),
    countStatesByCluster(context, [ref], visible),
    readParts(context, row),
    readInjectionLabels(context, row),
  ]);
  return {
    ...translator.toDetails(row),
    alsoRegisteredAs: twins,
    packageSyncs: syncs,
    totalPackageSyncs: (totals.get(ref) ?? []).reduce(
      (sum, { total }) => sum + total,
      0,
    ),
    ...parts,
    ...(labels && { injectionLabels: labels }),
  };
}

async function readTwins(
  context: StoreContext,
  { ref, external_id: externalId }: ClusterDetailsRow,
  visible: Visible,
): Promise<string[]> {
  if (!externalId) {
    return [];
  }
  const rows: { ref: string }[] = await visibleClusters(
    context,
    visible.clusters,
  )
    .where('clusters.external_id', externalId)
    .whereNot('clusters.ref', ref)
    .orderBy('clusters.ref')
    .limit(MAX_TWINS)
    .select('clusters.ref');
  return rows.map(row => row.ref);
}

async function readPackageSyncs(
  context: StoreContext,
  ref: string,
  visible: Visible,
): Promise<PackageSync[]> {
  const rows: PackageSyncRow[] = await worstSyncsFirst(
    selectPackageSyncs(visiblePackageSyncs(context, visible)),
  )
    .where('package_syncs.ref', ref)
    .limit(MAX_SYNCS);
  return toPackageSyncs(context, rows);
}

async function readParts(
  { knex, gateway }: StoreContext,
  { ref, fleet }: ClusterDetailsRow,
): Promise<Pick<ClusterDetails, SlowPart>> {
  const rows: { part: SlowPart; data_json: string }[] = gateway.fleets.includes(
    fleet,
  )
    ? await knex('cluster_parts').where({ ref }).select('part', 'data_json')
    : [];
  const parts: Pick<ClusterDetails, SlowPart> = {
    policyConstraints: [],
    meshRevisions: [],
  };
  for (const row of rows) {
    parts[row.part] = JSON.parse(row.data_json);
  }
  parts.policyConstraints = parts.policyConstraints
    .filter(constraint => violationsOf(constraint) > 0)
    .sort((a, b) => violationsOf(b) - violationsOf(a))
    .slice(0, MAX_CONSTRAINTS);
  return parts;
}

function violationsOf({
  totalViolations,
  violations,
}: PolicyConstraint): number {
  return totalViolations ?? violations.length;
}
