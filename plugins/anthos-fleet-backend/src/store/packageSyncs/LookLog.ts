import type { Knex } from 'knex';

/** A look is written down again after this time; it lasts longer than that. */
const AGAIN_AFTER_MS = 5 * 60_000;
const MAX_REMEMBERED = 10_000;

/**
 * Writes down which package syncs people look at, so that the next sweeps read their objects. A
 * page that is open for an hour writes a dozen times, not with every request.
 */
export class LookLog {
  readonly #lastAt = new Map<string, number>();

  constructor(private readonly knex: Knex, private readonly now: () => Date) {}

  /**
   * @param what - the page that somebody looks at
   * @param choose - narrows `package_syncs` to what is on the page
   */
  async look(what: string, choose: (syncs: Knex.QueryBuilder) => void) {
    const now = this.now();
    const last = this.#lastAt.get(what);
    if (last !== undefined && now.getTime() - last < AGAIN_AFTER_MS) {
      return;
    }
    if (this.#lastAt.size >= MAX_REMEMBERED) {
      this.#lastAt.clear();
    }
    this.#lastAt.set(what, now.getTime());
    const before = new Date(now.getTime() - AGAIN_AFTER_MS).toISOString();
    const syncs = this.knex('package_syncs').andWhere(builder =>
      builder
        .whereNull('package_syncs.looked_at')
        .orWhere('package_syncs.looked_at', '<=', before),
    );
    choose(syncs);
    await syncs.update({ looked_at: now.toISOString() });
  }
}
