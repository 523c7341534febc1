import { randomUUID } from 'node:crypto';
import { InputError, NotFoundError } from '@backstage/errors';
import type {
  Mute,
  MuteList,
  MuteRequest,
  MuteTarget,
} from 'backstage-plugin-anthos-fleet-common';
import type { Knex } from 'knex';
import type { Visible } from '../store';
import { toMute, toTarget, type MuteRow } from './mutes';
import type { NoticeMarks } from './notices/NoticeMarks';
import { areTargetsVisible } from './visibleTargets';

const MAX_DAYS = 90;
const DAY_MS = 24 * 60 * 60_000;
const MAX_MUTES = 10_000;
const MAX_LISTED = 1_000;
const EXPIRED_AT_A_TIME = 100;

export interface MuteStoreOptions {
  knex: Knex;
  marks: NoticeMarks;
  now?: () => Date;
}

/** What people silenced, until when and why. Mutes silence notifications, and nothing else. */
export class MuteStore {
  readonly #knex: Knex;
  readonly #marks: NoticeMarks;
  readonly #now: () => Date;

  constructor({ knex, marks, now }: MuteStoreOptions) {
    this.#knex = knex;
    this.#marks = marks;
    this.#now = now ?? (() => new Date());
  }

  /** Mutes that have not expired and silence something that the caller may see, the newest first. */
  async list(
    query: { fingerprint?: string },
    visible: Visible,
  ): Promise<MuteList> {
    const rows: MuteRow[] = await this.#active()
      .andWhere(builder =>
        query.fingerprint
          ? builder.where({ fingerprint: query.fingerprint })
          : builder,
      )
      .orderBy('created_at', 'desc')
      .orderBy('id')
      .limit(MAX_LISTED);
    const shown = await areTargetsVisible(
      this.#knex,
      rows.map(toTarget),
      visible,
    );
    return { items: rows.filter((_, index) => shown[index]).map(toMute) };
  }

  /** The mutes of these error groups as a whole, each with the one that lasts longest. */
  async mutesOf(fingerprints: string[]): Promise<Map<string, Mute>> {
    const rows: MuteRow[] = await this.#active()
      .whereIn('fingerprint', fingerprints)
      .where({ ref: '', namespace: '' })
      .orderBy('expires_at');
    return new Map(rows.map(row => [row.fingerprint, toMute(row)]));
  }

  /**
   * @param author - entity ref of the user
   * @throws InputError for a target or a time that cannot be
   * @throws NotFoundError for a target that the caller may not see
   */
  async create(
    request: MuteRequest,
    author: string,
    visible: Visible,
  ): Promise<Mute> {
    const now = this.#now();
    const expiresAt = readExpiry(request.expiresAt, now);
    const { fingerprint, cluster, namespace } = request.target;
    if (!fingerprint && !cluster && !namespace) {
      throw new InputError(
        'target is empty; give a fingerprint, a cluster or a namespace, or several of them',
      );
    }
    if (!(await this.isVisible(request.target, visible))) {
      throw new NotFoundError(
        'target finds nothing in the fleet, or you may not see it',
      );
    }
    const row: MuteRow = {
      id: randomUUID(),
      fingerprint: fingerprint ?? '',
      ref: cluster ?? '',
      namespace: namespace ?? '',
      reason: request.reason,
      author,
      created_at: now.toISOString(),
      expires_at: expiresAt,
    };
    const [{ total }]: { total: number | string }[] =
      await this.#active().count({ total: '*' });
    if (Number(total) >= MAX_MUTES) {
      throw new InputError(
        `There are ${MAX_MUTES} mutes already; end some that are not needed any more`,
      );
    }
    await this.#knex('mutes').insert(row);
    return toMute(row);
  }

  /** The mute, when it has not expired and the caller may see what it silences. */
  async get(id: string, visible: Visible): Promise<Mute | undefined> {
    const row: MuteRow | undefined = await this.#active().where({ id }).first();
    return row && (await this.isVisible(toTarget(row), visible))
      ? toMute(row)
      : undefined;
  }

  /**
   * Ends a mute; what is still open is told again.
   *
   * @returns false when there is no such mute for the caller
   */
  async delete(id: string, visible: Visible): Promise<boolean> {
    return (await this.get(id, visible)) !== undefined && (await this.#end(id));
  }

  /** Ends mutes whose time is over; for a scheduled task. */
  async endExpired(): Promise<void> {
    const rows: { id: string }[] = await this.#knex('mutes')
      .where('expires_at', '<=', this.#now().toISOString())
      .orderBy('expires_at')
      .limit(EXPIRED_AT_A_TIME)
      .select('id');
    for (const { id } of rows) {
      await this.#end(id);
    }
  }

  /** Whether a caller sees anything that a target silences. */
  async isVisible(target: MuteTarget, visible: Visible): Promise<boolean> {
    const [seen] = await areTargetsVisible(this.#knex, [target], visible);
    return seen;
  }

  #active(): Knex.QueryBuilder {
    return this.#knex('mutes').where(
      'expires_at',
      '>',
      this.#now().toISOString(),
    );
  }

  async #end(id: string): Promise<boolean> {
    return this.#knex.transaction(async tx => {
      const row: MuteRow | undefined = await tx('mutes')
        .where({ id })
        .forUpdate()
        .first();
      if (!row || (await tx('mutes').where({ id }).delete()) === 0) {
        return false;
      }
      await this.#marks.unmuted(tx, toTarget(row));
      return true;
    });
  }
}

function readExpiry(text: string, now: Date): string {
  const time = Date.parse(text);
  if (Number.isNaN(time) || time <= now.getTime()) {
    throw new InputError(
      `expiresAt is '${text}'; give a time in the future, as in ${new Date(
        now.getTime() + DAY_MS,
      ).toISOString()}`,
    );
  }
  if (time > now.getTime() + MAX_DAYS * DAY_MS) {
    throw new InputError(
      `expiresAt is '${text}'; give a time at most ${MAX_DAYS} days from now, and mute again when it is needed`,
    );
  }
  return new Date(time).toISOString();
}
