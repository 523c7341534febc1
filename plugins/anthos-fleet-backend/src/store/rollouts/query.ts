import {
  staleAfterMs,
  type RolloutState,
} from 'backstage-plugin-anthos-fleet-common';
import type { Knex } from 'knex';
import type { RolloutQuery } from '../FleetLists';
import { wherePackageSync } from '../packageSyncs/conditions';
import { visiblePackageSyncs } from '../packageSyncs/query';
import type { StoreContext } from '../StoreContext';
import type { Visible } from '../visibility';
import { whereWords } from '../words';

/** States in their order, those first that differ between clusters. */
export const ROLLOUT_STATES: readonly RolloutState[] = [
  'held-back',
  'rolling-out',
  'unknown',
  'same',
];

/** Sorts after every time. */
export const NEVER = '~';

// One commit everywhere is the same only as far as all clusters were read lately.
const STATE_RANK = `case
  when commits = 1 and seen <= 1 and idle = 0 and lagging = 0
    then case when last_known > 0 then 2 else 3 end
  when commits = 0 and seen = 0 and failing = 0 then 2
  when failing > 0 then 0
  else 1
end`;

/** What is counted of a source. */
export interface RolloutRow {
  source_id: string;
  repository: string;
  revision: string;
  directory: string;
  /** PostgreSQL gives counts as text. */
  clusters: number | string;
  syncs: number | string;
  commits: number | string;
  last_known: number | string;
  behind_since: string;
  state_rank: number | string;
}

/** Visible package syncs that have a source, as far as the filters choose their clusters. */
export function matchingSyncs(
  context: StoreContext,
  { fleet, hosting, repo }: RolloutQuery,
  visible: Visible,
): Knex.QueryBuilder {
  const builder = visiblePackageSyncs(context, visible).whereNot(
    'package_syncs.source_id',
    '',
  );
  wherePackageSync(builder, { fleet, hosting, repo });
  return builder;
}

/** One row for each source that matches, as the table `rollouts`. */
export function matchingRollouts(
  context: StoreContext,
  query: RolloutQuery,
  visible: Visible,
): Knex.QueryBuilder {
  const { knex } = context;
  const sources = counted(context, matchingSyncs(context, query, visible));
  const judged = knex
    .from(sources.as('sources'))
    .select('sources.*', knex.raw(`${STATE_RANK} as state_rank`));
  const rollouts = knex.from(judged.as('rollouts'));
  if (query.state?.length) {
    rollouts.whereIn(
      'rollouts.state_rank',
      query.state.map(state => ROLLOUT_STATES.indexOf(state)),
    );
  }
  whereWords(rollouts, query.q, ['rollouts.search_text']);
  return rollouts;
}

function counted(
  { knex, frequencyMs, now }: StoreContext,
  syncs: Knex.QueryBuilder,
): Knex.QueryBuilder {
  const staleBefore = new Date(
    now().getTime() - staleAfterMs(frequencyMs),
  ).toISOString();
  const total = (condition: string) =>
    knex.raw(`sum(case when ${condition} then 1 else 0 end)`);
  return syncs
    .join('cluster_readings', 'cluster_readings.ref', 'package_syncs.ref')
    .groupBy('package_syncs.source_id')
    .select(
      'package_syncs.source_id',
      knex.raw('max(package_syncs.repository) as repository'),
      knex.raw('max(package_syncs.repository_key) as repository_key'),
      knex.raw('max(package_syncs.revision) as revision'),
      knex.raw('max(package_syncs.directory) as directory'),
      knex.raw(
        `lower(max(package_syncs.repository) || ' ' || max(package_syncs.revision) || ' ' || max(package_syncs.directory)) as search_text`,
      ),
      knex.raw('count(distinct package_syncs.ref) as clusters'),
      knex.raw('count(*) as syncs'),
      knex.raw(
        `count(distinct nullif(package_syncs.commit_id, '')) as commits`,
      ),
      knex.raw(
        `count(distinct nullif(package_syncs.source_commit, '')) as seen`,
      ),
      knex.raw('? as idle', [total(`package_syncs.commit_id = ''`)]),
      knex.raw('? as lagging', [
        total('package_syncs.behind_since is not null'),
      ]),
      knex.raw('? as failing', [
        total(`package_syncs.state in ('error', 'stalled')`),
      ]),
      knex.raw(
        `count(distinct case when coalesce(cluster_readings.observed_at, '') < ? then package_syncs.ref end) as last_known`,
        [staleBefore],
      ),
      knex.raw('coalesce(min(package_syncs.behind_since), ?) as behind_since', [
        NEVER,
      ]),
    );
}
