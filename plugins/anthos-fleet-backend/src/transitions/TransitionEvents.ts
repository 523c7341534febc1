import type { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type { EventsService } from '@backstage/plugin-events-node';
import type { Transition } from 'backstage-plugin-anthos-fleet-common';
import type { Knex } from 'knex';
import { toTransition, type TransitionRow } from './history';

/** Topic of the events. */
export const TRANSITIONS_TOPIC = 'anthos-fleet.transitions';

/** Payload of one event. Fields may be added within a version. */
export interface TransitionEvent {
  version: 1;
  /** The same transition may come twice, with the same `id`. */
  transition: Transition;
}

export interface TransitionEventsOptions {
  knex: Knex;
  events: EventsService | undefined;
  logger: LoggerService;
  now: () => Date;
}

const AT_A_TIME = 50;
const MAX_A_RUN = 2_000;
const LEASE_MS = 2 * 60_000;

/** Publishes what is in history and was not published yet, in the order in which it was confirmed. */
export class TransitionEvents {
  readonly #options: TransitionEventsOptions;
  #failing = false;

  constructor(options: TransitionEventsOptions) {
    this.#options = options;
  }

  async run(signal?: AbortSignal): Promise<void> {
    for (let done = 0; done < MAX_A_RUN && !signal?.aborted; ) {
      const rows = await this.#claim();
      if (rows.length === 0 || !(await this.#publish(rows))) {
        return;
      }
      done += rows.length;
    }
  }

  /** Takes the oldest, so that no other replica publishes them meanwhile. */
  async #claim(): Promise<TransitionRow[]> {
    const { knex, now } = this.#options;
    const moment = now();
    const after = (ms: number) => new Date(moment.getTime() + ms).toISOString();
    const until = after(LEASE_MS);
    const free = () =>
      knex('transitions')
        .where({ published: false })
        .andWhere(builder =>
          builder
            .whereNull('claimed_until')
            .orWhere('claimed_until', '<=', moment.toISOString())
            // A clock that was put back, not one that is a little slower than another's.
            .orWhere('claimed_until', '>', after(2 * LEASE_MS)),
        );
    const ids: { id: string }[] = await free()
      .orderBy('confirmed_at')
      .orderBy('id')
      .limit(AT_A_TIME)
      .select('id');
    if (ids.length === 0) {
      return [];
    }
    const taken: TransitionRow[] = await free()
      .whereIn(
        'id',
        ids.map(({ id }) => id),
      )
      .update({ claimed_until: until })
      .returning('*');
    return taken.sort(byConfirmation);
  }

  /** @returns false when publishing fails; what is left is free again when the claim is over */
  async #publish(rows: TransitionRow[]): Promise<boolean> {
    const { knex, events, logger } = this.#options;
    const published: string[] = [];
    let failure: unknown;
    for (const row of rows) {
      try {
        const eventPayload: TransitionEvent = {
          version: 1,
          transition: toTransition(row),
        };
        await events?.publish({ topic: TRANSITIONS_TOPIC, eventPayload });
        published.push(row.id);
      } catch (error) {
        failure = error;
        break;
      }
    }
    await knex('transitions')
      .whereIn('id', published)
      .update({ published: true, claimed_until: null });
    if (failure && !this.#failing) {
      logger.warn(
        `Events of transitions cannot be published and are tried again later: ${
          toError(failure).message
        }`,
      );
    }
    this.#failing = failure !== undefined;
    return failure === undefined;
  }
}

function byConfirmation(a: TransitionRow, b: TransitionRow): number {
  const [left, right] = [a, b].map(row => `${row.confirmed_at} ${row.id}`);
  if (left === right) {
    return 0;
  }
  return left < right ? -1 : 1;
}
