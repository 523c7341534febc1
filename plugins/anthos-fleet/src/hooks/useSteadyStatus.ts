import type {
  EntityStatus,
  ErrorGroup,
} from 'backstage-plugin-anthos-fleet-common';
import { useSteadyRows } from './useSteadyRows';

/** Errors as they stand there, those that are gone marked as healed. */
function withHealed(shown: ErrorGroup[], latest: EntityStatus): ErrorGroup[] {
  const open = new Set(latest.errors.map(({ fingerprint }) => fingerprint));
  // Of more errors than the answer holds, an absent one may be open still.
  return latest.totalErrorGroups > open.size
    ? shown
    : shown.map(group =>
        open.has(group.fingerprint) ? group : { ...group, open: false },
      );
}

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
      errors: withHealed(errors.rows, latest),
    },
    waiting: all.reduce((sum, { waiting }) => sum + waiting, 0),
    onlyNew: all.every(({ onlyNew }) => onlyNew),
    showLatest: () => all.forEach(({ showLatest }) => showLatest()),
  };
}
