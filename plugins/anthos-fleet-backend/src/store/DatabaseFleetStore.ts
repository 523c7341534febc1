import {
  DatabaseService,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import type {
  Cluster,
  ClusterDetails,
  ClusterList,
  ClusterReading,
  ErrorGroupList,
  FleetReading,
  NamespaceStatus,
  Overview,
  PackageSyncDetails,
  PackageSyncList,
} from 'backstage-plugin-anthos-fleet-common';
import type { PackageSyncPermissionSubject } from 'backstage-plugin-anthos-fleet-node';
import type { Knex } from 'knex';
import { AnswerCache } from './AnswerCache';
import { getCluster } from './clusterDetails';
import type {
  ClusterReadingContext,
  ClusterToRead,
  RecordedClusterReading,
} from './ClusterReadings';
import { getClusters, listClusters, selectClusters } from './clusters';
import { getClusterAddress } from './clusterAddress';
import { getEntitySyncs } from './entities/getEntitySyncs';
import { summarizeEntities } from './entities/summarizeEntities';
import { getErrorGroup } from './errorGroups/details';
import { listErrorGroups } from './errorGroups/list';
import type {
  ClusterAddress,
  ClusterQuery,
  ClusterSelection,
  EntityQuestion,
  EntitySyncs,
  ErrorGroupQuery,
  FleetStore,
  PackageSyncQuery,
  RecordedReading,
  RefreshClaim,
  SelectedClusters,
  StoredEntitySummary,
  StoredErrorGroupDetails,
} from './FleetStore';
import { GitLinks } from './GitLinks';
import { getOverview } from './getOverview';
import { getNamespace } from './namespaces/getNamespace';
import { ObservationCache } from './ObservationCache';
import { ObservationIndex } from './observations';
import { getPackageSync, getPermissionSubjects } from './packageSyncs/details';
import { listPackageSyncs } from './packageSyncs/list';
import { LookLog } from './packageSyncs/LookLog';
import { listClustersToRead } from './readings/listClustersToRead';
import { recordClusterReading } from './readings/recordClusterReading';
import { recordUnchanged } from './readings/recordUnchanged';
import { recordReading } from './recordReading';
import { claimRefresh } from './refresh';
import { loadRevision, Revision } from './Revision';
import type { GatewaySettings, StoreContext } from './StoreContext';
import type { Visible, VisibleClusters } from './visibility';
import type { ConfigSyncDefaults } from './writeReading';

const OBSERVATIONS_MAX_AGE_MS = 1_000;
// Ages are told in minutes: readings that say nothing new may be a few seconds newer than is shown.
const ANSWERS_MAX_AGE_MS = 5_000;
const DEFAULT_HISTORY_MS = 30 * 24 * 3_600_000;

export interface DatabaseFleetStoreOptions {
  /** Fleets that are configured now; rows of others are kept but never shown. */
  fleets: string[];
  /**
   * Which clusters are read themselves. Left out: none, so that nothing that was read of clusters
   * is shown.
   */
  gateway?: GatewaySettings;
  /** Time between two sweeps, milliseconds. */
  frequencyMs: number;
  configSyncDefaults: ConfigSyncDefaults;
  /** Git hosts, for links to repositories, commits and files. */
  links?: GitLinks;
  /** Page on an error; see `explainSyncError`. */
  documentationUrl?: string;
  /** How long it is remembered that there was an error, milliseconds. Default: 30 days. */
  historyMs?: number;
  now?: () => Date;
}

/** {@link FleetStore} in the plugin's database: PostgreSQL or SQLite. */
export class DatabaseFleetStore implements FleetStore {
  readonly #context: StoreContext;
  readonly #configSyncDefaults: ConfigSyncDefaults;
  readonly #cache: ObservationCache;
  readonly #answers: AnswerCache;

  static async create(
    database: DatabaseService,
    options: DatabaseFleetStoreOptions,
  ): Promise<DatabaseFleetStore> {
    const knex = await database.getClient();
    if (!database.migrations?.skip) {
      await knex.migrate.latest({
        directory: resolvePackagePath(
          'backstage-plugin-anthos-fleet-backend',
          'migrations',
        ),
      });
    }
    return new DatabaseFleetStore(knex, options);
  }

  private constructor(knex: Knex, options: DatabaseFleetStoreOptions) {
    const { fleets, frequencyMs, now = () => new Date() } = options;
    this.#configSyncDefaults = options.configSyncDefaults;
    this.#cache = new ObservationCache(
      () => knex('observations').whereIn('fleet', fleets).select('*'),
      OBSERVATIONS_MAX_AGE_MS,
    );
    this.#answers = new AnswerCache({
      revision: new Revision(() => loadRevision(knex)),
      onChange: () => this.#cache.clear(),
      maxAgeMs: ANSWERS_MAX_AGE_MS,
      now,
    });
    this.#context = {
      knex,
      fleets,
      gateway: options.gateway ?? { fleets: [], requestsPerMinute: 0 },
      frequencyMs,
      links: options.links ?? new GitLinks(),
      documentationUrl: options.documentationUrl,
      historyMs: options.historyMs ?? DEFAULT_HISTORY_MS,
      looks: new LookLog(knex, now),
      answers: this.#answers,
      now,
      observations: async () =>
        new ObservationIndex(await this.#cache.get(), now(), frequencyMs),
    };
  }

  async recordReading(
    reading: FleetReading,
    sweep: { startedAt: string; finishedAt: string },
  ): Promise<RecordedReading> {
    const result = await recordReading(this.#context, reading, {
      ...sweep,
      defaults: this.#configSyncDefaults,
    });
    this.#cache.clear();
    return result;
  }

  async listClustersToRead(fleet: string): Promise<ClusterToRead[]> {
    return listClustersToRead(this.#context, fleet);
  }

  async recordClusterReading(
    reading: ClusterReading,
    context: ClusterReadingContext,
  ): Promise<RecordedClusterReading> {
    const { knex, now } = this.#context;
    return (
      (await recordUnchanged(knex, reading, context, now())) ??
      knex.transaction(tx => recordClusterReading(tx, reading, context, now()))
    );
  }

  async listClusters(
    query: ClusterQuery,
    visible: Visible,
  ): Promise<ClusterList> {
    return this.#answers.get(['clusters', query, visible], () =>
      listClusters(this.#context, query, visible),
    );
  }

  async getCluster(
    ref: string,
    visible: Visible,
  ): Promise<ClusterDetails | undefined> {
    return getCluster(this.#context, ref, visible);
  }

  async getClusters(
    refs: string[],
    visible: VisibleClusters,
  ): Promise<Array<Cluster | undefined>> {
    return getClusters(this.#context, refs, visible);
  }

  async selectClusters(
    selection: ClusterSelection,
    visible: Visible,
    limit: number,
  ): Promise<SelectedClusters> {
    return this.#answers.get(['selected', selection, visible, limit], () =>
      selectClusters(this.#context, selection, visible, limit),
    );
  }

  async getOverview(visible: Visible): Promise<Omit<Overview, 'configured'>> {
    return this.#answers.get(['overview', visible], () =>
      getOverview(this.#context, visible),
    );
  }

  async listPackageSyncs(
    query: PackageSyncQuery,
    visible: Visible,
  ): Promise<PackageSyncList> {
    return this.#answers.get(['package syncs', query, visible], () =>
      listPackageSyncs(this.#context, query, visible),
    );
  }

  async getPackageSync(
    id: string,
    visible: Visible,
  ): Promise<PackageSyncDetails | undefined> {
    return getPackageSync(this.#context, id, visible);
  }

  async getPackageSyncs(
    ids: string[],
  ): Promise<Array<PackageSyncPermissionSubject | undefined>> {
    return getPermissionSubjects(this.#context, ids);
  }

  async listErrorGroups(
    query: ErrorGroupQuery,
    visible: Visible,
  ): Promise<ErrorGroupList> {
    return this.#answers.get(['error groups', query, visible], () =>
      listErrorGroups(this.#context, query, visible),
    );
  }

  async getErrorGroup(
    fingerprint: string,
    visible: Visible,
  ): Promise<StoredErrorGroupDetails | undefined> {
    return getErrorGroup(this.#context, fingerprint, visible);
  }

  async getNamespace(name: string, visible: Visible): Promise<NamespaceStatus> {
    return getNamespace(this.#context, name, visible);
  }

  async getClusterAddress(ref: string): Promise<ClusterAddress | undefined> {
    return getClusterAddress(this.#context, ref);
  }

  async getEntitySyncs(
    selection: ClusterSelection,
    namespaces: string[],
    visible: Visible,
  ): Promise<EntitySyncs> {
    return this.#answers.get(
      ['entity syncs', selection, namespaces, visible],
      () => getEntitySyncs(this.#context, selection, namespaces, visible),
    );
  }

  async summarizeEntities(
    questions: EntityQuestion[],
    visible: Visible,
  ): Promise<Array<StoredEntitySummary | undefined>> {
    return this.#answers.get(['entities', questions, visible], () =>
      summarizeEntities(this.#context, questions, visible),
    );
  }

  async claimRefresh(
    cluster: { fleet: string; ref: string },
    now: Date,
    minIntervalMs: number,
  ): Promise<RefreshClaim> {
    return claimRefresh(this.#context, cluster, now, minIntervalMs);
  }
}
