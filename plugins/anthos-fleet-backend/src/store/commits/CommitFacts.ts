import type {
  CommitDetails,
  CommitDistance,
} from 'backstage-plugin-anthos-fleet-common';
import type { Knex } from 'knex';
import { chunks } from '../readings/batch';
import { isWholeCommit, repositoryId, repositoryPage } from './repository';

/** A commit that is live, and the newest one of the same source. */
export interface LiveAndNewest {
  repository?: string;
  commit?: string;
  sourceCommit?: string;
}

interface CommitRow {
  repository_id: string;
  commit_id: string;
  author: string;
  committed_at: string;
  subject: string;
}

interface DistanceRow {
  repository_id: string;
  base_commit: string;
  head_commit: string;
  commits: number;
  at_least: boolean | 0 | 1;
}

/** What is known of the commits of one page: two statements, however many they are. */
export class CommitFacts {
  readonly #repositories = new Map<string, string | undefined>();
  readonly #commits = new Map<string, CommitDetails>();
  readonly #distances = new Map<string, CommitDistance>();

  private constructor() {}

  static async read(
    knex: Knex,
    shown: readonly LiveAndNewest[],
  ): Promise<CommitFacts> {
    const facts = new CommitFacts();
    const commits = new Set<string>();
    const behind = new Set<string>();
    for (const { repository, commit = '', sourceCommit = '' } of shown) {
      if (repository && facts.#repository(repository)) {
        [commit, sourceCommit]
          .filter(isWholeCommit)
          .forEach(whole => commits.add(whole));
        if (isWholeCommit(commit) && commit !== sourceCommit) {
          behind.add(commit);
        }
      }
    }
    for (const chunk of chunks([...commits])) {
      facts.#addCommits(
        await knex('commits')
          .where({ known: true })
          .whereIn('commit_id', chunk)
          .select(
            'repository_id',
            'commit_id',
            'author',
            'committed_at',
            'subject',
          ),
      );
    }
    for (const chunk of chunks([...behind])) {
      facts.#addDistances(
        await knex('commit_distances')
          .where({ known: true })
          .whereIn('base_commit', chunk)
          .select(
            'repository_id',
            'base_commit',
            'head_commit',
            'commits',
            'at_least',
          ),
      );
    }
    return facts;
  }

  details(
    repository: string | undefined,
    commit: string | undefined,
  ): CommitDetails | undefined {
    return repository && commit
      ? this.#commits.get(key(this.#repository(repository), commit))
      : undefined;
  }

  /** How far a commit is behind another; undefined while unknown and where it is not behind. */
  distance({
    repository,
    commit,
    sourceCommit,
  }: LiveAndNewest): CommitDistance | undefined {
    return repository && commit && sourceCommit
      ? this.#distances.get(
          key(this.#repository(repository), commit, sourceCommit),
        )
      : undefined;
  }

  #repository(repository: string): string | undefined {
    if (!this.#repositories.has(repository)) {
      const page = repositoryPage(repository);
      this.#repositories.set(repository, page && repositoryId(page));
    }
    return this.#repositories.get(repository);
  }

  #addCommits(rows: CommitRow[]) {
    for (const row of rows) {
      const { author, committed_at: committedAt, subject } = row;
      this.#commits.set(key(row.repository_id, row.commit_id), {
        ...(author && { author }),
        ...(committedAt && { committedAt }),
        ...(subject && { subject }),
      });
    }
  }

  #addDistances(rows: DistanceRow[]) {
    for (const row of rows.filter(({ commits }) => commits > 0)) {
      this.#distances.set(
        key(row.repository_id, row.base_commit, row.head_commit),
        { commits: row.commits, atLeast: Boolean(row.at_least) },
      );
    }
  }
}

function key(...parts: (string | undefined)[]): string {
  return parts.join(' ');
}
