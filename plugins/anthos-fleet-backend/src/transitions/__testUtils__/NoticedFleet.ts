import { mockServices } from '@backstage/backend-test-utils';
import type { EventParams } from '@backstage/plugin-events-node';
import type {
  NotificationSendOptions,
  NotificationService,
} from '@backstage/plugin-notifications-node';
import type { SignalPayload } from '@backstage/plugin-signals-node';
import type {
  ClusterReading,
  ObservedCluster,
  ObservedNamespace,
  ObservedPackageSync,
} from 'backstage-plugin-anthos-fleet-common';
import type { Knex } from 'knex';
import { clusterReading } from '../../__testUtils__/clusterReadings';
import {
  configSyncDefaults,
  fleetReading,
  FLEET,
} from '../../__testUtils__/readings';
import { DatabaseFleetStore, type RecordedClusterReading } from '../../store';
import { Noticing, type NoticingOptions } from '../Noticing';
import type { Outbox } from '../notices/Outbox';
import { TransitionLog } from '../TransitionLog';

export const PLATFORM = 'group:default/platform';
export const HISTORY = {
  retentionMs: 30 * 24 * 3_600_000,
  holdForMs: 120_000,
  flapping: { changes: 5, windowMs: 30 * 60_000 },
};
const START = Date.parse('2026-11-23T10:00:00.000Z');
const MINUTE = 60_000;

/** Settings of the outbox that tests count on. */
export const OUTBOX = {
  settleMs: 10_000,
  updateMs: 5 * MINUTE,
  leaseMs: 3 * MINUTE,
  maxRetryMs: 15 * MINUTE,
} satisfies ConstructorParameters<typeof Outbox>[1];

/**
 * A fleet with its real store and everything that notices its changes, at a time that only the test
 * moves. Namespaces belong to the group of their name.
 */
export class NoticedFleet {
  readonly sent: NotificationSendOptions[] = [];
  readonly published: EventParams[] = [];
  readonly signalled: SignalPayload[] = [];
  /** What the notifications back end does instead of taking them. */
  send: NotificationService['send'] = async () => {};
  publish: (event: EventParams) => Promise<void> = async () => {};
  /** Owners of namespaces that do not belong to the group of their name. */
  readonly owners = new Map<string, string>();
  /** Namespaces that each cluster has. */
  readonly namespaces: ObservedNamespace[] = [];
  #sweeps = 0;

  static async create(
    knex: Knex,
    options: Partial<NoticingOptions> = {},
  ): Promise<NoticedFleet> {
    const clock = { time: START };
    // The replicas of a test share a database that the first of them sets up.
    const store = await DatabaseFleetStore.create(
      { getClient: async () => knex },
      {
        fleets: [FLEET],
        gateway: { fleets: [FLEET], requestsPerMinute: 1200 },
        frequencyMs: MINUTE,
        configSyncDefaults,
        historyMs: HISTORY.retentionMs,
        now: () => new Date(clock.time),
      },
    );
    return new NoticedFleet(knex, store, clock, options);
  }

  readonly noticing: Noticing;
  readonly log: TransitionLog;

  private constructor(
    readonly knex: Knex,
    readonly store: DatabaseFleetStore,
    private readonly clock: { time: number },
    options: Partial<NoticingOptions>,
  ) {
    const logger = mockServices.logger.mock({ child: () => logger });
    const now = () => this.now;
    this.noticing = new Noticing({
      knex,
      logger,
      history: HISTORY,
      notifications: {
        enabled: true,
        platformGroup: PLATFORM,
        minSeverity: 'low',
        namespaceOwners: true,
      },
      outbox: OUTBOX,
      services: {
        notifications: {
          send: async notification => {
            await this.send(notification);
            this.sent.push(notification);
          },
        },
        events: {
          publish: async event => {
            await this.publish(event);
            this.published.push(event);
          },
          subscribe: async () => {},
        },
        signals: {
          publish: async signal => {
            this.signalled.push(signal as SignalPayload);
          },
        },
      },
      now,
      ...options,
    });
    this.log = new TransitionLog({ knex, fleets: [FLEET], now });
  }

  get now(): Date {
    return new Date(this.clock.time);
  }

  /** Moves the clock, also back. */
  pass(ms: number): void {
    this.clock.time += ms;
  }

  /** A sweep of the register that finds these clusters. */
  async register(
    clusters: ObservedCluster[],
    { gateway = true }: { gateway?: boolean } = {},
  ): Promise<void> {
    const at = this.#tick();
    await this.store.recordReading(fleetReading(at, clusters), {
      startedAt: at,
      finishedAt: at,
    });
    await this.noticing.observeRegister({ fleet: FLEET, at, gateway });
  }

  /** A cluster answers with these package syncs, a minute after the reading before. */
  async read(
    cluster: { ref: string },
    syncs: ObservedPackageSync[],
  ): Promise<void> {
    await this.observe(
      clusterReading(cluster, this.#tick(), syncs, {
        namespaces: this.namespaces,
      }),
    );
  }

  /** The same reading so often, a minute apart. */
  async readTimes(
    times: number,
    cluster: { ref: string },
    syncs: ObservedPackageSync[],
  ): Promise<void> {
    await this.sweepTimes(times, [cluster], syncs);
  }

  /** So many sweeps, a minute apart, in which all of these clusters answer the same. */
  async sweepTimes(
    times: number,
    clusters: { ref: string }[],
    syncs: ObservedPackageSync[],
  ): Promise<void> {
    for (let time = 0; time < times; time += 1) {
      this.pass(MINUTE);
      for (const cluster of clusters) {
        await this.read(cluster, syncs);
      }
    }
  }

  async observe(reading: ClusterReading): Promise<void> {
    await this.noticing.observe(reading, await this.record(reading));
  }

  async record(reading: ClusterReading): Promise<RecordedClusterReading> {
    return this.store.recordClusterReading(reading, {
      ownerOf: ({ kind, namespace }) =>
        kind === 'RootSync'
          ? PLATFORM
          : this.owners.get(namespace) ?? `group:default/${namespace}`,
      failures: reading.outcome === 'ok' ? 0 : 1,
    });
  }

  /** Lets what changed settle, sends what is due and gives what was sent. */
  async deliver(afterMs = OUTBOX.settleMs): Promise<NotificationSendOptions[]> {
    this.pass(afterMs);
    const before = this.sent.length;
    await this.noticing.deliver();
    return this.sent.slice(before);
  }

  /** What changed, oldest first, in short. */
  async history(): Promise<string[]> {
    const rows: {
      subject: string;
      from_state: string | null;
      to_state: string;
      flapping: unknown;
    }[] = await this.knex('transitions').orderBy('confirmed_at').orderBy('id');
    return rows.map(row => {
      const states = `${row.from_state ?? 'new'} > ${row.to_state}`;
      return `${row.subject} ${states}${row.flapping ? ', flapping' : ''}`;
    });
  }

  #tick(): string {
    this.#sweeps += 1;
    // No two readings have the same time.
    return new Date(this.clock.time + this.#sweeps).toISOString();
  }
}
