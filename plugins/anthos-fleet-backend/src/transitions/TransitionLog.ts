import { InputError } from '@backstage/errors';
import type {
  FleetChanges,
  TimelineBucket,
  TransitionList,
  TransitionSubject,
} from 'backstage-plugin-anthos-fleet-common';
import type { Knex } from 'knex';
import type { Visible } from '../store';
import { BriefMemory } from './BriefMemory';
import { courseStart, toCourse } from './course';
import { toTransition, type TransitionRow } from './history';
import { recentChanges } from './recentChanges';
import { toTimeline, type Span } from './timeline';
import { visibleErrors, whereTransitionVisible } from './visibleHistory';
import { wherePlace } from './wherePlace';
import { withCommits } from './withCommits';

export interface TransitionQuery {
  fleet?: string[];
  /** Names or refs. */
  cluster?: string[];
  namespace?: string[];
  subject?: TransitionSubject[];
  /** ID of a package sync. */
  packageSync?: string;
  fingerprint?: string;
  /** ISO 8601. */
  since?: string;
  limit?: number;
  cursor?: string;
}

export interface TransitionLogOptions {
  knex: Knex;
  /** Fleets that are configured now; history of others is kept but never shown. */
  fleets: string[];
  now?: () => Date;
}

const DEFAULT_LIMIT = 50;
const MAX_VALUES = 1_000;
const MAX_SPANS = 20_000;

const COLUMNS = [
  'transitions.id',
  'subject',
  'subject_id',
  'transitions.fleet',
  'transitions.ref',
  'kind',
  'namespace',
  'transitions.name',
  'code',
  'headline',
  'from_state',
  'to_state',
  'at',
  'confirmed_at',
  'commit_id',
  'message',
  'flapping',
  'cluster_json',
] as const;

/** Answers what changed and stayed changed, as far as a caller may see it. */
export class TransitionLog {
  readonly #knex: Knex;
  readonly #fleets: string[];
  readonly #now: () => Date;
  readonly #changes = new BriefMemory<FleetChanges>();
  readonly #courses = new BriefMemory<Map<string, number[]>>();

  constructor({ knex, fleets, now }: TransitionLogOptions) {
    this.#knex = knex;
    this.#fleets = fleets;
    this.#now = now ?? (() => new Date());
  }

  /**
   * One page, newest first.
   *
   * @throws InputError when the cursor cannot be read
   */
  async list(
    query: TransitionQuery,
    visible: Visible,
  ): Promise<TransitionList> {
    const limit = query.limit ?? DEFAULT_LIMIT;
    const page = this.#knex('transitions')
      .select(...COLUMNS)
      .orderBy('transitions.at', 'desc')
      .orderBy('transitions.id', 'desc')
      .limit(limit + 1);
    this.#whereConfigured(page);
    whereTransitionVisible(page, this.#knex, visible);
    this.#whereQuery(page, query, visible);
    if (query.cursor !== undefined) {
      whereAfter(page, query.cursor);
    }
    const rows: TransitionRow[] = await page;
    const shown = rows.slice(0, limit);
    return {
      items: await withCommits(this.#knex, shown.map(toTransition)),
      ...(rows.length > limit && {
        nextCursor: cursorAfter(shown[shown.length - 1]),
      }),
    };
  }

  /** What got worse or better within a day, as far as a caller may see it. */
  async changes(visible: Visible): Promise<FleetChanges> {
    const now = this.#now();
    return this.#changes.get(visible, now, () => {
      const transitions = this.#knex('transitions');
      this.#whereConfigured(transitions);
      whereTransitionVisible(transitions, this.#knex, visible);
      return recentChanges(this.#knex, transitions, now);
    });
  }

  /** How many package syncs that the caller may see had an error, over time, oldest first. */
  async timeline(
    fingerprint: string,
    visible: Visible,
  ): Promise<TimelineBucket[]> {
    const spans: Span[] = await visibleErrors(this.#knex, visible)
      .where('error_spans.fingerprint', fingerprint)
      .orderBy('error_spans.opened_at', 'desc')
      .limit(MAX_SPANS)
      .select(
        'error_spans.sync_id as syncId',
        'error_spans.opened_at as from',
        'error_spans.closed_at as to',
      );
    return toTimeline(spans, this.#now());
  }

  /**
   * The last week of each of these errors, of the package syncs that the caller may see: see
   * {@link toCourse}.
   */
  async courses(
    fingerprints: string[],
    visible: Visible,
  ): Promise<Map<string, number[]>> {
    const now = this.#now();
    const question = [[...fingerprints].sort(), visible];
    return this.#courses.get(question, now, async () => {
      const spans: (Span & { fingerprint: string })[] = fingerprints.length
        ? await visibleErrors(this.#knex, visible)
            .whereIn('error_spans.fingerprint', fingerprints)
            .andWhere(recent =>
              recent
                .whereNull('error_spans.closed_at')
                .orWhere('error_spans.closed_at', '>', courseStart(now)),
            )
            .orderBy('error_spans.opened_at', 'desc')
            .limit(MAX_SPANS)
            .select(
              'error_spans.fingerprint',
              'error_spans.sync_id as syncId',
              'error_spans.opened_at as from',
              'error_spans.closed_at as to',
            )
        : [];
      const byGroup = new Map<string, Span[]>(
        fingerprints.map(fingerprint => [fingerprint, []]),
      );
      spans.forEach(span => byGroup.get(span.fingerprint)?.push(span));
      return new Map(
        [...byGroup].map(([fingerprint, own]) => [
          fingerprint,
          toCourse(own, now),
        ]),
      );
    });
  }

  /** A group is on clusters of any fleet; it is shown with those that are. */
  #whereConfigured(page: Knex.QueryBuilder) {
    page.whereIn('transitions.fleet', ['', ...this.#fleets]);
  }

  #whereQuery(
    page: Knex.QueryBuilder,
    query: TransitionQuery,
    visible: Visible,
  ) {
    const { subject, packageSync, fingerprint, since } = query;
    if (subject?.length) {
      page.whereIn('transitions.subject', subject);
    }
    if (since) {
      page.where('transitions.at', '>=', since);
    }
    if (packageSync) {
      page.where({ subject: 'package-sync', subject_id: packageSync });
    }
    if (fingerprint) {
      page.where({ subject: 'error-group', subject_id: fingerprint });
    }
    if (query.fleet?.length || query.cluster?.length) {
      page.andWhere(builder =>
        builder
          .where(nested => {
            nested.whereNot('transitions.subject', 'error-group');
            wherePlace(nested, 'transitions.ref', query);
          })
          .orWhere(nested => this.#whereGroup(nested, query, visible)),
      );
    }
    if (query.namespace?.length) {
      const names = query.namespace.slice(0, MAX_VALUES);
      page.andWhere(builder =>
        builder
          .whereIn('transitions.namespace', names)
          .orWhere(nested => this.#whereGroup(nested, query, visible)),
      );
    }
  }

  /** Groups that are, or were, where the query asks for. */
  #whereGroup(
    query: Knex.QueryBuilder,
    { fleet, cluster, namespace }: TransitionQuery,
    visible: Visible,
  ) {
    const errors = visibleErrors(this.#knex, visible);
    wherePlace(errors, 'package_syncs.ref', { fleet, cluster });
    if (namespace?.length) {
      errors.whereIn('package_syncs.namespace', namespace.slice(0, MAX_VALUES));
    }
    query
      .where('transitions.subject', 'error-group')
      .whereIn(
        'transitions.subject_id',
        errors.select('error_spans.fingerprint'),
      );
  }
}

function whereAfter(query: Knex.QueryBuilder, cursor: string) {
  const { at, id } = readCursor(cursor);
  query.andWhere(builder =>
    builder
      .where('transitions.at', '<', at)
      .orWhere(nested =>
        nested.where('transitions.at', at).andWhere('transitions.id', '<', id),
      ),
  );
}

function cursorAfter({ at, id }: TransitionRow): string {
  return Buffer.from(JSON.stringify([at, id])).toString('base64url');
}

function readCursor(cursor: string): { at: string; id: string } {
  try {
    const [at, id]: unknown[] = JSON.parse(
      Buffer.from(cursor, 'base64url').toString('utf8'),
    );
    if (typeof at === 'string' && typeof id === 'string') {
      return { at, id };
    }
  } catch {
    // Not base64 or not JSON: said below.
  }
  throw new InputError(
    'cursor cannot be read; use the nextCursor of the page before, or leave it out to start over',
  );
}
