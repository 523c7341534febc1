import type {
  Rollout,
  RolloutList,
  RolloutSort,
} from 'backstage-plugin-anthos-fleet-common';
import { CommitFacts } from '../commits/CommitFacts';
import type { RolloutQuery } from '../FleetLists';
import type { GitLinks } from '../GitLinks';
import {
  filtersOf,
  PageOrder,
  type SortedRow,
  type SortFields,
} from '../sorting';
import type { StoreContext } from '../StoreContext';
import type { Visible } from '../visibility';
import { readCommits, type LiveCommits } from './commits';
import {
  matchingRollouts,
  matchingSyncs,
  NEVER,
  ROLLOUT_STATES,
  type RolloutRow,
} from './query';

const DEFAULT_LIMIT = 50;
const MAX_COMMITS = 20;

const SORTING: SortFields<RolloutSort> = {
  list: 'rollouts',
  columns: {
    state: { column: 'rollouts.state_rank', numeric: true },
    repository: { column: 'rollouts.repository_key' },
    clusters: { column: 'rollouts.clusters', numeric: true },
    commits: { column: 'rollouts.commits', numeric: true },
    behindSince: { column: 'rollouts.behind_since' },
  },
  tie: 'rollouts.source_id',
};

/** One page of rollouts; those first that differ between clusters. */
export async function listRollouts(
  context: StoreContext,
  query: RolloutQuery,
  visible: Visible,
): Promise<RolloutList> {
  const matching = () => matchingRollouts(context, query, visible);
  const order = new PageOrder(
    SORTING,
    query.sort ?? 'state',
    query.order ?? 'asc',
  );
  const limit = query.limit ?? DEFAULT_LIMIT;
  const page = matching()
    .select('rollouts.*')
    .limit(limit + 1);
  order.apply(page, query.cursor);

  const [rows, states]: [(RolloutRow & SortedRow)[], RolloutList['states']] =
    await Promise.all([
      page,
      context.answers.get(
        ['rollouts, counted', filtersOf(query), visible],
        () => countStates(matching()),
      ),
    ]);
  const shown = rows.slice(0, limit);
  const ids = shown.map(row => row.source_id);
  const live = await readCommits(context.knex, () =>
    matchingSyncs(context, query, visible).whereIn(
      'package_syncs.source_id',
      ids,
    ),
  );
  const facts = await CommitFacts.read(
    context.knex,
    shown.flatMap(({ source_id: id, repository }) => {
      const { commits = [], newest } = live.get(id) ?? {};
      return shownOf(commits).map(({ commit }) => ({
        repository,
        commit,
        sourceCommit: newest,
      }));
    }),
  );
  return {
    items: shown.flatMap(row => {
      const commits = live.get(row.source_id);
      return commits ? [toRollout(row, commits, context.links, facts)] : [];
    }),
    totalItems: states.reduce((sum, { total }) => sum + total, 0),
    states,
    ...(rows.length > limit
      ? { nextCursor: order.cursorAfter(shown[shown.length - 1]) }
      : {}),
  };
}

async function countStates(
  rollouts: ReturnType<typeof matchingRollouts>,
): Promise<RolloutList['states']> {
  const rows: { state_rank: number | string; total: number | string }[] =
    await rollouts
      .groupBy('rollouts.state_rank')
      .orderBy('rollouts.state_rank')
      .select('rollouts.state_rank')
      .count({ total: '*' });
  return rows.map(row => ({
    state: ROLLOUT_STATES[Number(row.state_rank)],
    total: Number(row.total),
  }));
}

function shownOf(commits: LiveCommits['commits']): LiveCommits['commits'] {
  return commits.slice(0, MAX_COMMITS);
}

function toRollout(
  row: RolloutRow,
  { newest, commits, states }: LiveCommits,
  links: GitLinks,
  facts: CommitFacts,
): Rollout {
  const { repository, revision, directory } = row;
  const urlOf = (commit: string | undefined) =>
    links.ofSync({ repository, commit });
  const totalClusters = Number(row.clusters);
  const behind =
    newest === undefined
      ? undefined
      : totalClusters -
        (commits.find(commit => commit.newest)?.totalClusters ?? 0);
  const page = urlOf(undefined)?.repository;
  return {
    id: row.source_id,
    state: ROLLOUT_STATES[Number(row.state_rank)],
    ...(repository && { repository }),
    ...(revision && { revision }),
    ...(directory && { directory }),
    ...(page && { repositoryUrl: page }),
    totalClusters,
    totalPackageSyncs: Number(row.syncs),
    totalCommits: Number(row.commits),
    ...(newest && { newestCommit: newest }),
    ...(behind !== undefined && { behindClusters: behind }),
    ...(row.behind_since !== NEVER && { behindSince: row.behind_since }),
    commits: shownOf(commits).map(item => {
      const { commit } = item;
      const url = urlOf(commit)?.commit;
      const details = facts.details(repository, commit);
      const distance = facts.distance({
        repository,
        commit,
        sourceCommit: newest,
      });
      return {
        ...item,
        ...(url && { url }),
        ...(details && { details }),
        ...(distance && { behind: distance }),
      };
    }),
    states,
    lastKnownClusters: Number(row.last_known),
  };
}
