import type { PackageSync } from 'backstage-plugin-anthos-fleet-common';
import type { PageTranslation } from '../pageTranslation';
import { shortCommit } from './links';
import { repositoryName } from './repositoryName';

const MAX_NAMED = 3;

/** Which commits of one source are live, that on most clusters first. */
export interface LiveCommits {
  repository?: string;
  commits: { commit: string; clusters: string[] }[];
  /** Clusters where it is not known what is live. */
  unknown: string[];
}

/** Compares what is live of the same source on several clusters; sources on one alone are left out. */
export function liveCommits(syncs: readonly PackageSync[]): LiveCommits[] {
  const sources = new Map<string, PackageSync[]>();
  for (const sync of syncs) {
    const key = [sync.repository, sync.namespace, sync.name].join('\n');
    sources.set(key, [...(sources.get(key) ?? []), sync]);
  }
  return [...sources.values()]
    .filter(own => own.length > 1)
    .map(own => {
      const commits = new Map<string, string[]>();
      for (const { commit, cluster } of own) {
        if (commit) {
          commits.set(commit, [...(commits.get(commit) ?? []), cluster.name]);
        }
      }
      const [{ repository }] = own;
      return {
        ...(repository && { repository }),
        commits: [...commits]
          .map(([commit, clusters]) => ({ commit, clusters }))
          .sort((a, b) => b.clusters.length - a.clusters.length),
        unknown: own
          .filter(({ commit }) => !commit)
          .map(({ cluster }) => cluster.name),
      };
    });
}

/** Whether the same commit is live everywhere, as a colleague would say it. */
export function liveCommitSentences(
  t: PageTranslation,
  live: LiveCommits[],
): string[] {
  return live.flatMap(({ repository, commits, unknown }) => {
    const [most, ...others] = commits;
    const source = live.length > 1 && repository && repositoryName(repository);
    const said: string[] = [];
    if (most && !others.length) {
      said.push(
        t('commits.same', {
          commit: shortCommit(most.commit),
          count: most.clusters.length,
        }),
      );
    } else if (most) {
      said.push(
        t('commits.different', {
          count: commits.length,
          list: commits
            .slice(0, MAX_NAMED)
            .map(place => placeWord(t, place))
            .join('; '),
        }),
      );
    }
    if (unknown.length) {
      said.push(t('commits.unknown', { count: unknown.length }));
    }
    const text = said.join(' ');
    return [source ? `${source}: ${text}` : text];
  });
}

function placeWord(
  t: PageTranslation,
  { commit, clusters }: LiveCommits['commits'][number],
): string {
  const more = clusters.length - MAX_NAMED;
  const words = {
    commit: shortCommit(commit),
    clusters: clusters.slice(0, MAX_NAMED).join(', '),
  };
  return more > 0
    ? t('commits.onMore', { ...words, count: more })
    : t('commits.on', words);
}
