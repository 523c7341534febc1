import type { InjectionLabel } from 'backstage-plugin-anthos-fleet-common';
import type { StoreContext } from '../StoreContext';

interface Row {
  mesh_injection: string;
  mesh_revision: string | null;
  total: number | string;
}

/**
 * The labels by which namespaces of a cluster get the mesh, most used first. Of conflicting labels
 * none is counted: whichever holds, nobody meant it.
 *
 * @returns undefined while the namespaces of the cluster were not read
 */
export async function readInjectionLabels(
  { knex, gateway }: StoreContext,
  { ref, fleet }: { ref: string; fleet: string },
): Promise<InjectionLabel[] | undefined> {
  const rows: Row[] = gateway.fleets.includes(fleet)
    ? await knex('namespaces')
        .where({ ref })
        .groupBy('mesh_injection', 'mesh_revision')
        .select('mesh_injection', 'mesh_revision')
        .count('* as total')
    : [];
  // A cluster that was read has namespaces: Kubernetes' own, at least.
  if (rows.length === 0) {
    return undefined;
  }
  return rows
    .filter(row => row.mesh_injection === 'enabled')
    .map(row => ({
      ...labelOf(row.mesh_revision),
      namespaces: Number(row.total),
    }))
    .sort(
      (a, b) =>
        b.namespaces - a.namespaces ||
        `${a.key}=${a.value}`.localeCompare(`${b.key}=${b.value}`, 'en-US'),
    );
}

function labelOf(revision: string | null): { key: string; value: string } {
  return revision
    ? { key: 'istio.io/rev', value: revision }
    : { key: 'istio-injection', value: 'enabled' };
}
