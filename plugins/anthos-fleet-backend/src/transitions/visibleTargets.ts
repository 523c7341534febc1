import type { MuteTarget } from 'backstage-plugin-anthos-fleet-common';
import type { Knex } from 'knex';
import { whereClusterVisible, type Visible } from '../store';
import { seesEverything, visibleErrors, visibleSyncs } from './visibleHistory';

/** Whether a caller sees anything that each of these targets speaks of, in their order. */
export async function areTargetsVisible(
  knex: Knex,
  targets: MuteTarget[],
  visible: Visible,
): Promise<boolean[]> {
  if (seesEverything(visible)) {
    return targets.map(() => true);
  }
  const values = (key: keyof MuteTarget) => [
    ...new Set(targets.flatMap(target => target[key] ?? [])),
  ];
  const clusters = knex('clusters').whereIn('clusters.ref', values('cluster'));
  whereClusterVisible(clusters, visible.clusters);
  const [refs, errors, syncs]: [
    { ref: string }[],
    { ref: string; fingerprint: string }[],
    { ref: string; namespace: string }[],
  ] = await Promise.all([
    clusters.select('clusters.ref'),
    visibleErrors(knex, visible)
      .whereIn('error_spans.fingerprint', values('fingerprint'))
      .distinct('package_syncs.ref', 'error_spans.fingerprint'),
    visibleSyncs(knex, visible)
      .whereIn('package_syncs.namespace', values('namespace'))
      .distinct('package_syncs.ref', 'package_syncs.namespace'),
  ]);
  return targets.map(({ fingerprint, cluster, namespace }) => {
    const isThere = ({ ref }: { ref: string }) =>
      cluster === undefined || ref === cluster;
    // An error in the syncs of a whole cluster may speak of any namespace.
    if (fingerprint) {
      return errors.some(
        error => error.fingerprint === fingerprint && isThere(error),
      );
    }
    return namespace
      ? syncs.some(sync => sync.namespace === namespace && isThere(sync))
      : refs.some(isThere);
  });
}
