import { newestCommit } from 'backstage-plugin-anthos-fleet-common';
import type { Knex } from 'knex';
import { isWholeCommit, repositoryPage } from './repository';

/** Something to ask a Git host: of one commit, or how far it is behind `head`. */
export interface CommitQuestion {
  /** Address of the repository as people open it; always with `https`. */
  page: string;
  commit: string;
  head?: string;
  /** Package syncs that show the answer. */
  syncs: number;
}

interface SeenRow {
  source_id: string;
  repository: string;
  commit_id: string;
  source_commit: string;
  since: string;
  syncs: number | string;
}

/** A fleet whose syncs show more commits than this at once is asked about the most common ones. */
const MAX_ROWS = 20_000;

class Questions {
  readonly #questions = new Map<string, CommitQuestion>();

  add(question: CommitQuestion) {
    const { page, commit, head, syncs } = question;
    if (![commit, head ?? commit].every(isWholeCommit)) {
      return;
    }
    const key = [page, commit, head].join(' ');
    const before = this.#questions.get(key)?.syncs ?? 0;
    this.#questions.set(key, { ...question, syncs: before + syncs });
  }

  mostShownFirst(): CommitQuestion[] {
    return [...this.#questions.values()].sort((a, b) => b.syncs - a.syncs);
  }
}

/**
 * Everything that pages would show of commits now: of each live and newest one, and of each live one
 * that is not the newest how far it is behind; what most syncs show first.
 */
export async function listQuestions(
  knex: Knex,
  fleets: string[],
): Promise<CommitQuestion[]> {
  const rows: SeenRow[] = await knex('package_syncs')
    .join('clusters', 'clusters.ref', 'package_syncs.ref')
    .whereIn('clusters.fleet', fleets)
    .whereNot('package_syncs.source_id', '')
    .groupBy(
      'package_syncs.source_id',
      'package_syncs.repository',
      'package_syncs.commit_id',
      'package_syncs.source_commit',
    )
    .orderBy('syncs', 'desc')
    .limit(MAX_ROWS)
    .select(
      'package_syncs.source_id',
      'package_syncs.repository',
      'package_syncs.commit_id',
      'package_syncs.source_commit',
      knex.raw('min(package_syncs.source_commit_since) as since'),
    )
    .count({ syncs: '*' });
  const questions = new Questions();
  for (const own of bySource(rows).values()) {
    const page = repositoryPage(own[0].repository);
    if (page) {
      addSource(questions, page, own);
    }
  }
  return questions.mostShownFirst();
}

function addSource(questions: Questions, page: string, rows: SeenRow[]) {
  const newest = newestCommit(
    rows.map(row => ({
      commit: row.commit_id,
      sourceCommit: row.source_commit,
      sourceCommitSince: row.since,
      syncs: Number(row.syncs),
    })),
  );
  for (const { commit_id: commit, source_commit: seen, ...row } of rows) {
    const syncs = Number(row.syncs);
    questions.add({ page, commit, syncs });
    questions.add({ page, commit: seen, syncs });
    // A cluster shows what it has seen itself, a rollout what any of them has.
    for (const head of new Set([seen, newest ?? ''])) {
      if (head !== commit) {
        questions.add({ page, commit, head, syncs });
      }
    }
  }
}

function bySource(rows: SeenRow[]): Map<string, SeenRow[]> {
  const sources = new Map<string, SeenRow[]>();
  for (const row of rows) {
    const own = sources.get(row.source_id) ?? [];
    own.push(row);
    sources.set(row.source_id, own);
  }
  return sources;
}
