import { compareText } from './compareText';

/**
 * A commit that syncs have live, and the newest one that they saw in their source.
 *
 * @public
 */
export interface SeenCommits {
  /** Live; empty where nothing is. */
  commit: string;
  /** Newest in the source, as the syncs see it; empty while they saw none. */
  sourceCommit: string;
  /** When the first of them saw it, ISO 8601. */
  sourceCommitSince: string;
  syncs: number;
}

/**
 * Says which commit of one source is the newest. Clusters look at their source at different times,
 * and one that is cut off may show an old commit for days: a commit that some sync has seen
 * surpassed is not the newest; of the others it is the one that was found last, and then the one
 * that most have seen.
 *
 * @public
 */
export function newestCommit(seen: readonly SeenCommits[]): string | undefined {
  const surpassed = new Set(
    seen
      .filter(
        ({ commit, sourceCommit }) => sourceCommit && commit !== sourceCommit,
      )
      .map(({ commit }) => commit),
  );
  const found = new Map<string, { since: string; syncs: number }>();
  for (const { sourceCommit, sourceCommitSince, syncs } of seen) {
    if (sourceCommit) {
      const before = found.get(sourceCommit);
      found.set(sourceCommit, {
        since:
          before && before.since < sourceCommitSince
            ? before.since
            : sourceCommitSince,
        syncs: (before?.syncs ?? 0) + syncs,
      });
    }
  }
  const all = [...found];
  const candidates = all.filter(([commit]) => !surpassed.has(commit));
  // Each has seen the other surpassed after the branch was set back: the time has to tell.
  const [newest] = (candidates.length ? candidates : all).sort(
    ([a, left], [b, right]) =>
      compareText(right.since, left.since) ||
      right.syncs - left.syncs ||
      compareText(a, b),
  );
  return newest?.[0];
}
