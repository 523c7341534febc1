import type { SteadinessSettings } from 'backstage-plugin-anthos-fleet-common';
import type { HistoryConfig } from '../config';

/** How long a change must hold, for what clusters report and for what follows from it. */
export interface Steadiness {
  /** Clusters, connections, package syncs, and each error on each of them. */
  observed: SteadinessSettings;
  /** Error groups: their errors held already. */
  derived: SteadinessSettings;
}

/** States on the way from one to another. */
const PASSING = ['pending', 'reconciling'];

export function steadinessOf({
  holdForMs,
  flapping,
}: Pick<HistoryConfig, 'holdForMs' | 'flapping'>): Steadiness {
  return {
    observed: { observations: 2, holdForMs, flapping, passing: PASSING },
    derived: { observations: 1, holdForMs: 0, flapping },
  };
}
