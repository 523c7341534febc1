import type { EntityStatus } from 'backstage-plugin-anthos-fleet-common';
import { useSteadyRows } from './useSteadyRows';

/** An entity whose clusters, syncs and errors stay where the reader saw them. */
export function useSteadyStatus(
  key: string,
  latest: EntityStatus,
): {
  status: EntityStatus;
  waiting: number;
  onlyNew: boolean;
  showLatest: () => void;
} {
  const clusters = useSteadyRows(
    key,
    latest.clusters,
    ({ cluster }) => cluster.ref,
  );
  const syncs = useSteadyRows(key, latest.syncs, ({ id }) => id);
  const errors = useSteadyRows(
    key,
    latest.errors,
    ({ fingerprint }) => fingerprint,
  );
  const all = [clusters, syncs, errors];
  return {
    status: {
      ...latest,
      clusters: clusters.rows,
      syncs: syncs.rows,
      errors: errors.rows,
    },
    waiting: all.reduce((sum, { waiting }) => sum + waiting, 0),
    onlyNew: all.every(({ onlyNew }) => onlyNew),
    showLatest: () => all.forEach(({ showLatest }) => showLatest()),
  };
}
