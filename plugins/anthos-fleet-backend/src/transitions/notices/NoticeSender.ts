import { createHash } from 'node:crypto';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import {
  notificationSeverities,
  type NotificationSeverity,
} from '@backstage/plugin-notifications-common';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { Knex } from 'knex';
import type { NotificationsConfig } from '../../config';
import { activeMutes } from '../mutes';
import { errorGroupStanding } from './errorGroupStanding';
import type { ClaimedNotice, Outbox } from './Outbox';
import { parseScope } from './scopes';
import { silentClustersStanding } from './silentClustersStanding';
import { isWorthTelling, type Standing } from './telling';

export interface NoticeSenderOptions {
  knex: Knex;
  outbox: Outbox;
  notifications: NotificationService;
  config: Pick<
    NotificationsConfig,
    'platformGroup' | 'minSeverity' | 'namespaceOwners'
  >;
  logger: LoggerService;
  /** Where the pages of the fleet begin, as in `/fleet`. */
  pages: string;
  /** Longest wait for one notification to be taken, milliseconds. */
  timeoutMs: number;
  now: () => Date;
}

const MAX_A_RUN = 500;

class Timeout {
  readonly promise: Promise<'timeout'>;
  #timer: NodeJS.Timeout | undefined;

  constructor(ms: number) {
    this.promise = new Promise(resolve => {
      this.#timer = setTimeout(() => resolve('timeout'), ms);
      this.#timer.unref();
    });
  }

  clear() {
    clearTimeout(this.#timer);
  }
}

/**
 * Sends what is due from the outbox through Backstage's notifications. A recipient has one
 * notification per cause: sending it again with the same scope replaces its text, so that a send
 * whose answer was lost does no harm.
 */
export class NoticeSender {
  readonly #options: NoticeSenderOptions;
  #failing = false;

  constructor(options: NoticeSenderOptions) {
    this.#options = options;
  }

  async run(signal?: AbortSignal): Promise<void> {
    const { outbox, now } = this.#options;
    for (let sent = 0; sent < MAX_A_RUN && !signal?.aborted; sent += 1) {
      const notice = await outbox.claim(now());
      if (!notice) {
        return;
      }
      await this.#send(notice);
    }
  }

  async #send(notice: ClaimedNotice): Promise<void> {
    const { outbox, now } = this.#options;
    const standing = await this.#standing(notice);
    if (!standing || !isWorthTelling(notice.told, standing, notice.again)) {
      await outbox.settle(notice, { now: now() });
      return;
    }
    const ended = this.#isSevereEnough(standing)
      ? await this.#tell(notice, standing)
      : 'told';
    if (ended === 'told') {
      const { open, flapping, clusters, packageSyncs } = standing;
      await outbox.settle(notice, {
        told: { open, flapping, clusters, packageSyncs },
        now: now(),
      });
    } else if (ended === 'failed') {
      await outbox.fail(notice, now());
    }
    // After a timeout it may still arrive. Two at once would be two notifications, so the claim
    // stays until its lease is over.
  }

  async #standing(notice: ClaimedNotice): Promise<Standing | undefined> {
    const { knex, config, pages, now } = this.#options;
    const scope = parseScope(notice.scope);
    if (!scope) {
      return undefined;
    }
    const mutes = await activeMutes(knex, now());
    const platform = notice.recipient === config.platformGroup;
    return scope.kind === 'error-group'
      ? errorGroupStanding(knex, scope.fingerprint, {
          owner: platform ? undefined : notice.recipient,
          namespaceOwners: config.namespaceOwners,
          mutes,
          pages,
        })
      : silentClustersStanding(knex, scope.fleet, { mutes, pages });
  }

  #isSevereEnough({ payload }: Standing): boolean {
    const rank = (severity: NotificationSeverity) =>
      notificationSeverities.indexOf(severity);
    // Most severe first.
    return (
      rank(payload.severity ?? 'normal') <=
      rank(this.#options.config.minSeverity)
    );
  }

  async #tell(
    { scope, recipient, failures }: ClaimedNotice,
    { payload }: Standing,
  ): Promise<'told' | 'failed' | 'timeout'> {
    const { notifications, logger, timeoutMs } = this.#options;
    const timeout = new Timeout(timeoutMs);
    try {
      const sending = notifications.send({
        recipients: { type: 'entity', entityRef: recipient },
        // Somebody in two groups reads two texts, which must not replace each other.
        payload: { ...payload, scope: scopeFor(scope, recipient) },
      });
      const ended = await Promise.race([
        sending.then(() => 'told' as const),
        timeout.promise,
      ]);
      if (ended === 'told') {
        this.#failing = false;
      }
      return ended;
    } catch (error) {
      this.#report(toError(error).message);
      logger.debug(`Telling ${recipient} of ${scope} failed`, { failures });
      return 'failed';
    } finally {
      timeout.clear();
    }
  }

  /** Says once that sending fails. A portal without the notifications plugin is no problem. */
  #report(message: string) {
    if (this.#failing) {
      return;
    }
    this.#failing = true;
    const { logger } = this.#options;
    if (message.includes('status 404')) {
      logger.info(
        'Nobody is notified of changes: this portal has no notifications plugin',
      );
    } else {
      logger.warn(
        `Notifications cannot be sent and are tried again later: ${message}`,
      );
    }
  }
}

// Backstage's notifications keep scopes of up to 255 characters.
const MAX_SCOPE = 255;

function scopeFor(scope: string, recipient: string): string {
  const whole = `${scope}:${recipient}`;
  return whole.length <= MAX_SCOPE
    ? whole
    : createHash('sha256').update(whole).digest('hex');
}
