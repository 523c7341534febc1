import type { ClusterBrief } from 'backstage-plugin-anthos-fleet-common';
import type { Knex } from 'knex';
import { toClusterBrief, type ConfirmedTransition } from './history';
import type { NoticedSync } from './NoticedSyncs';
import type { Steadiness } from './steadiness';
import { SubjectStates } from './SubjectStates';

/** State in which the history of a package sync ends that its cluster does not have any more. */
const SYNC_REMOVED = 'not-configured';

interface ClusterRow {
  ref: string;
  fleet: string;
  sync_state: string;
  sync_basis: string;
  register_json: string;
}

/** Gathers what becomes known of one cluster at one time, in one transaction. */
export class ClusterObservation {
  readonly transitions: ConfirmedTransition[] = [];
  /** Names the cluster for what is remembered. */
  readonly owner: { fleet: string; ref: string };
  readonly #cluster: ClusterBrief;

  /**
   * One observer per cluster: others wait, as does a sweep of the fleet that removes it.
   *
   * @param at - time of the observation, ISO 8601
   * @returns undefined when the cluster left the fleet
   */
  static async begin(
    tx: Knex.Transaction,
    ref: string,
    at: string,
    steadiness: Steadiness,
  ): Promise<ClusterObservation | undefined> {
    const row: ClusterRow | undefined = await tx('clusters')
      .where({ ref })
      .forUpdate()
      .first('ref', 'fleet', 'sync_state', 'sync_basis', 'register_json');
    return (
      row &&
      new ClusterObservation(
        tx,
        row,
        at,
        steadiness,
        await SubjectStates.read(tx, { ref }),
      )
    );
  }

  private constructor(
    readonly tx: Knex.Transaction,
    readonly row: ClusterRow,
    readonly at: string,
    readonly steadiness: Steadiness,
    readonly states: SubjectStates,
  ) {
    this.owner = { fleet: row.fleet, ref: row.ref };
    this.#cluster = toClusterBrief(row.register_json);
  }

  /** @param message - why it is silent, if it is */
  connection(state: string, message: string | undefined) {
    this.#observe('connection', this.owner.ref, state, { message });
  }

  /** The state of the whole cluster. */
  state(state: string) {
    this.#observe('cluster', this.owner.ref, state, {});
  }

  /** @returns whether there is a transition */
  sync(
    { id, kind, namespace, name }: Omit<NoticedSync, 'owner' | 'gone_at'>,
    seen: { state: string; commit?: string; message?: string },
  ): boolean {
    const { state, commit, message } = seen;
    const told = { kind, namespace, name, commit, message };
    return this.#observe('package-sync', id, state, told);
  }

  /** @returns whether a package sync that is not there has been away for long enough */
  removedSync(sync: NoticedSync): boolean {
    const told = this.states.told('package-sync', sync.id);
    const over =
      told === undefined ||
      told === SYNC_REMOVED ||
      this.sync(sync, {
        state: SYNC_REMOVED,
        message: 'The package sync was removed from the cluster.',
      });
    if (over) {
      this.states.forget('package-sync', sync.id);
    }
    return over;
  }

  #observe(
    subject: 'cluster' | 'connection' | 'package-sync',
    subjectId: string,
    state: string,
    told: Partial<ConfirmedTransition>,
  ): boolean {
    const transition = this.states.observe(
      { subject, subjectId, ...this.owner },
      { state, at: this.at },
      this.steadiness.observed,
    );
    if (transition) {
      const cluster = this.#cluster;
      this.transitions.push({
        ...transition,
        ...told,
        subject,
        subjectId,
        cluster,
      });
    }
    return transition !== undefined;
  }
}
