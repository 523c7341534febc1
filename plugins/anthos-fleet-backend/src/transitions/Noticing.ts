import type {
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import type { EventsService } from '@backstage/plugin-events-node';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { SignalsService } from '@backstage/plugin-signals-node';
import type { ClusterReading } from 'backstage-plugin-anthos-fleet-common';
import type { Knex } from 'knex';
import type { HistoryConfig, NotificationsConfig } from '../config';
import { markNoticed, type RecordedClusterReading } from '../store';
import { confirmHeld, refsWithPending } from './confirmHeld';
import { observeErrorGroups } from './errorGroups';
import { FleetSignals } from './FleetSignals';
import { writeTransitions, type ConfirmedTransition } from './history';
import { MuteStore } from './MuteStore';
import { NoticeMarks } from './notices/NoticeMarks';
import { NoticeSender } from './notices/NoticeSender';
import { Outbox, type OutboxSettings } from './notices/Outbox';
import { observeCluster, type Noticed } from './observeCluster';
import { observeRegister, type RegisterReading } from './observeRegister';
import { deleteOldHistory } from './retention';
import { steadinessOf, type Steadiness } from './steadiness';
import { TransitionEvents } from './TransitionEvents';

export interface NoticingOptions {
  knex: Knex;
  logger: LoggerService;
  history: HistoryConfig;
  notifications: NotificationsConfig;
  /** Backstage's services; each may be left out, and its back end may be missing. */
  services: {
    signals?: SignalsService;
    notifications?: NotificationService;
    events?: EventsService;
  };
  outbox?: Partial<OutboxSettings>;
  /** Longest wait for one notification to be taken, milliseconds. Default: a minute. */
  sendTimeoutMs?: number;
  now?: () => Date;
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const DEFAULT_OUTBOX: OutboxSettings = {
  settleMs: 10 * SECOND,
  updateMs: 5 * MINUTE,
  leaseMs: 3 * MINUTE,
  maxRetryMs: 15 * MINUTE,
};
const SEND_TIMEOUT_MS = MINUTE;
const PAGES = '/fleet';
const MAX_UNSETTLED = 500;
const MAX_PENDING = 500;

/** Notices what changed and stayed changed, keeps it as history and tells who should know. */
export class Noticing {
  readonly mutes: MuteStore;
  readonly #options: NoticingOptions;
  readonly #knex: Knex;
  readonly #now: () => Date;
  readonly #steadiness: Steadiness;
  readonly #outbox: Outbox;
  readonly #marks: NoticeMarks;
  readonly #signals: FleetSignals;
  readonly #sender: NoticeSender | undefined;
  readonly #events: TransitionEvents;

  constructor(options: NoticingOptions) {
    const { knex, notifications: config, services } = options;
    const logger = options.logger.child({ class: Noticing.name });
    const now = options.now ?? (() => new Date());
    this.#options = options;
    this.#knex = knex;
    this.#now = now;
    this.#steadiness = steadinessOf(options.history);
    this.#outbox = new Outbox(knex, { ...DEFAULT_OUTBOX, ...options.outbox });
    const told = config.enabled && services.notifications !== undefined;
    this.#marks = new NoticeMarks({
      outbox: this.#outbox,
      platformGroup: told ? config.platformGroup : undefined,
      namespaceOwners: config.namespaceOwners,
      now,
    });
    this.mutes = new MuteStore({ knex, marks: this.#marks, now });
    this.#signals = new FleetSignals({ signals: services.signals, logger });
    this.#events = new TransitionEvents({
      knex,
      events: services.events,
      logger,
      now,
    });
    this.#sender =
      told && services.notifications
        ? new NoticeSender({
            knex,
            outbox: this.#outbox,
            notifications: services.notifications,
            config,
            logger,
            pages: PAGES,
            timeoutMs: options.sendTimeoutMs ?? SEND_TIMEOUT_MS,
            now,
          })
        : undefined;
  }

  /**
   * Takes in one reading of one cluster after it was written. The same reading again changes
   * nothing, and a reading that was missed is made up for by the next.
   */
  async observe(
    reading: ClusterReading,
    recorded: Pick<RecordedClusterReading, 'recorded' | 'changed'> &
      Partial<Pick<RecordedClusterReading, 'settled'>>,
  ): Promise<void> {
    if (!recorded.recorded || recorded.settled) {
      return;
    }
    const [fleet] = reading.ref.split('/');
    const told = await this.#knex.transaction(async tx => {
      const { settled, ...noticed } = await observeCluster(
        tx,
        reading,
        this.#steadiness,
      );
      const any = await this.#write(tx, noticed, reading.attemptedAt);
      if (settled) {
        await markNoticed(tx, reading);
      }
      return any;
    });
    if (recorded.changed || told) {
      this.#signals.changed(fleet);
    }
  }

  /**
   * Takes in one reading of a fleet's register after it was written.
   *
   * @param reading - `changed`: whether writing it changed anything
   */
  async observeRegister(
    reading: RegisterReading & { changed?: boolean },
  ): Promise<void> {
    const { fleet, at } = reading;
    const told = await this.#knex.transaction(async tx => {
      const { left, ...noticed } = await observeRegister(
        tx,
        reading,
        this.#steadiness,
      );
      const any = await this.#write(tx, noticed, at);
      if (left.length > 0) {
        // One that was silent may have left.
        await this.#marks.silentClusters(tx, [fleet]);
      }
      return any;
    });
    if (reading.changed || told) {
      this.#signals.changed(fleet);
    } else {
      this.#signals.swept(fleet);
    }
  }

  /**
   * Confirms what held for long enough, and sends what is due to notifications and events. For a
   * task that runs every few seconds.
   */
  async deliver(signal?: AbortSignal): Promise<void> {
    await this.mutes.endExpired();
    await this.#confirmHeld(signal);
    await this.#settleGroups();
    await this.#sender?.run(signal);
    await this.#events.run(signal);
  }

  /** Forgets what is older than the configured time. */
  async maintain(signal?: AbortSignal): Promise<void> {
    const now = this.#now();
    const { retentionMs } = this.#options.history;
    await deleteOldHistory(this.#knex, { now, retentionMs }, signal);
    await this.#outbox.prune(
      new Date(now.getTime() - retentionMs).toISOString(),
    );
  }

  async schedule(scheduler: SchedulerService): Promise<void> {
    await scheduler.scheduleTask({
      id: 'anthos-fleet-deliver',
      scope: 'global',
      frequency: { seconds: 10 },
      timeout: { minutes: 10 },
      fn: signal => this.deliver(signal),
    });
    await scheduler.scheduleTask({
      id: 'anthos-fleet-maintain',
      scope: 'global',
      frequency: { hours: 1 },
      timeout: { minutes: 30 },
      initialDelay: { minutes: 5 },
      fn: signal => this.maintain(signal),
    });
  }

  async #confirmHeld(signal: AbortSignal | undefined): Promise<void> {
    const now = this.#now();
    const at = now.toISOString();
    const { holdForMs } = this.#options.history;
    const before = new Date(now.getTime() - holdForMs).toISOString();
    for (const ref of await refsWithPending(this.#knex, before, MAX_PENDING)) {
      if (signal?.aborted) {
        return;
      }
      const told = await this.#knex.transaction(async tx => {
        const held = { at, before };
        const noticed = await confirmHeld(tx, ref, held, this.#steadiness);
        return this.#write(tx, noticed, at);
      });
      if (told) {
        this.#signals.changed(ref.split('/')[0]);
      }
    }
  }

  /** @returns whether there is anything new in history */
  async #write(
    tx: Knex.Transaction,
    { transitions, touched }: Noticed,
    at: string,
  ): Promise<boolean> {
    const groups = await observeErrorGroups(tx, touched, at, this.#steadiness);
    const all: ConfirmedTransition[] = [...transitions, ...groups];
    await writeTransitions(tx, all);
    await this.#marks.errorGroups(
      tx,
      touched.keys(),
      new Set(groups.map(({ subjectId }) => subjectId)),
    );
    await this.#marks.silentClusters(
      tx,
      all
        .filter(({ subject }) => subject === 'connection')
        .flatMap(({ cluster }) => cluster?.fleet ?? []),
    );
    return all.length > 0;
  }

  /** Error groups that came and went may be calm by now, though no cluster speaks of them. */
  async #settleGroups(): Promise<void> {
    const unsettled = await this.#unsettled();
    if (unsettled.length === 0) {
      return;
    }
    const at = this.#now().toISOString();
    await this.#knex.transaction(async tx => {
      const groups = await observeErrorGroups(
        tx,
        new Map(unsettled.map(fingerprint => [fingerprint, at])),
        at,
        this.#steadiness,
      );
      await writeTransitions(tx, groups);
      const rest = new Set(await this.#unsettled(tx));
      const calm = unsettled.filter(fingerprint => !rest.has(fingerprint));
      await this.#marks.errorGroups(tx, calm, new Set(calm));
    });
  }

  async #unsettled(knex: Knex = this.#knex): Promise<string[]> {
    const rows: { subject_id: string }[] = await knex('subject_states')
      .where({ subject: 'error-group', quiet: false })
      .orderBy('subject_id')
      .limit(MAX_UNSETTLED)
      .select('subject_id');
    return rows.map(row => row.subject_id);
  }
}
