import type { Transition } from 'backstage-plugin-anthos-fleet-common';
import type { Knex } from 'knex';
import { CommitFacts } from '../store/commits/CommitFacts';

/**
 * Adds to transitions what is known of their commits. History keeps no repositories: those of the
 * package syncs are asked, as long as these are there. After a sync moved to another repository its
 * older commits are unknown there.
 *
 * @param transitions - of which those of package syncs are about ones that the caller may see, and
 * with them their commits; nobody else sees commits
 */
export async function withCommits(
  knex: Knex,
  transitions: Transition[],
): Promise<Transition[]> {
  const ids = new Set(
    transitions.filter(isOfCommit).map(({ subjectId }) => subjectId),
  );
  if (ids.size === 0) {
    return transitions;
  }
  const rows: { id: string; repository: string }[] = await knex('package_syncs')
    .whereIn('id', [...ids])
    .select('id', 'repository');
  const repositories = new Map(rows.map(row => [row.id, row.repository]));
  const facts = await CommitFacts.read(
    knex,
    transitions.filter(isOfCommit).map(({ subjectId, commit }) => ({
      repository: repositories.get(subjectId),
      commit,
      // How far it is behind was another matter then.
      sourceCommit: commit,
    })),
  );
  return transitions.map(transition => {
    const details = isOfCommit(transition)
      ? facts.details(repositories.get(transition.subjectId), transition.commit)
      : undefined;
    return details ? { ...transition, commitDetails: details } : transition;
  });
}

function isOfCommit({ subject, commit }: Transition): boolean {
  return subject === 'package-sync' && Boolean(commit);
}
