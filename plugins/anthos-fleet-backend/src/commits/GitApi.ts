import type { CommitQuestion } from '../store';

/** Where a repository is at its host: the names in its address, decoded. */
export type RepositoryPath = readonly string[];

/** What is said of a commit. */
export interface Details {
  author?: string;
  /** ISO 8601. */
  committedAt?: string;
  subject?: string;
}

/** How many commits one is behind another; 0 where it is not. */
export interface Distance {
  commits: number;
  /** There may be more; the host did not count further. */
  atLeast: boolean;
}

/** How one product is asked about commits. Answers are as hostile as anybody who can push. */
export interface GitApi {
  /**
   * What asks for a commit, as segments of a path and a query.
   *
   * @returns undefined where the path is not the one of a repository of this product
   */
  commit(path: RepositoryPath, commit: string): ApiCall | undefined;
  /** What asks how far a commit is behind `head`. */
  distance(
    path: RepositoryPath,
    commit: string,
    head: string,
  ): ApiCall | undefined;
  readCommit(json: unknown): Details | undefined;
  readDistance(json: unknown): Distance | undefined;
}

/** A call below the address of an API. */
export interface ApiCall {
  /** Segments of the path, not encoded. */
  path: readonly string[];
  query?: Record<string, string>;
}

/** A host of the portal's `integrations` that can be asked. */
export interface GitHost {
  /** Its name in the address of repositories. */
  host: string;
  api: GitApi;
  /** Address of its API, from the configuration only, without a slash at the end. */
  apiBaseUrl: string;
  /** Headers that sign in, for a repository of the host. */
  headers(page: string): Promise<Record<string, string>>;
  /** The path of a repository without what the host has before it. */
  pathOf(page: string): RepositoryPath | undefined;
}

/** What asks a host a question; undefined where it cannot be asked. */
export function callFor(
  { api, pathOf }: GitHost,
  { page, commit, head }: CommitQuestion,
): ApiCall | undefined {
  const path = pathOf(page);
  if (!path) {
    return undefined;
  }
  return head ? api.distance(path, commit, head) : api.commit(path, commit);
}
