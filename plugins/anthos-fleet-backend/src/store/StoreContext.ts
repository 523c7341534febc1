import type { Knex } from 'knex';
import type { AnswerCache } from './AnswerCache';
import type { GitLinks } from './GitLinks';
import type { ObservationIndex } from './observations';
import type { LookLog } from './packageSyncs/LookLog';
import { whereClusterVisible, type VisibleClusters } from './visibility';

/** Which clusters are read themselves, through the Connect Gateway. */
export interface GatewaySettings {
  /** Fleets whose clusters are read. */
  fleets: string[];
  /** Budget of a fleet. */
  requestsPerMinute: number;
}

/** What the topics of the store share. */
export interface StoreContext {
  knex: Knex;
  /** Fleets that are configured now; rows of others are kept but never shown. */
  fleets: string[];
  gateway: GatewaySettings;
  /** Time between two sweeps, milliseconds. */
  frequencyMs: number;
  links: GitLinks;
  /** Page on an error; `{code}` stands for its code. */
  documentationUrl?: string;
  /** How long it is remembered that there was an error, milliseconds. */
  historyMs: number;
  looks: LookLog;
  /** Keeps answers, and what several of them have in common. */
  answers: AnswerCache;
  now(): Date;
  observations(): Promise<ObservationIndex>;
}

/** Clusters that are configured and visible. */
export function visibleClusters(
  { knex, fleets }: StoreContext,
  visible: VisibleClusters,
): Knex.QueryBuilder {
  const builder = knex('clusters').whereIn('clusters.fleet', fleets);
  whereClusterVisible(builder, visible);
  return builder;
}
