import type {
  AuthService,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import { parseEntityRef } from '@backstage/catalog-model';
import {
  AuthenticationError,
  ConflictError,
  ForwardedError,
  InputError,
  NotAllowedError,
  NotFoundError,
  ResponseError,
} from '@backstage/errors';
import type { JsonObject } from '@backstage/types';
import {
  DefaultApiClient,
  parseClusterRef,
  type Cluster,
  type ClusterDetails,
  type ClusterRef,
  type DryRunReport,
  type EntityStatus,
  type ErrorGroupDetails,
  type ErrorGroupList,
  type FleetNamespaceRequest,
  type FleetNamespaceStatus,
  type GetPackageSyncs,
  type GetSyncErrors,
  type NamespaceStatus,
  type Overview,
  type PackageSyncDetails,
  type PackageSyncList,
  type RefreshReceipt,
  type RequestOptions,
  type TypedResponse,
} from 'backstage-plugin-anthos-fleet-common';
import type {
  AnthosFleetRequestOptions,
  AnthosFleetService,
  ClusterListing,
  ListedCluster,
} from './AnthosFleetService';

const PAGE_SIZE = 500;
// Far more than a fleet has; a server that never ends its list must not fill the memory.
const MAX_PAGES = 500;
const CALL_DEADLINE_MS = 30_000;

type Call<T> = (
  client: DefaultApiClient,
  request: RequestOptions,
) => Promise<TypedResponse<T>>;

/** Refusals that whoever asks can do something about. */
const REFUSALS = [
  AuthenticationError,
  ConflictError,
  InputError,
  NotAllowedError,
  NotFoundError,
];

/** {@link AnthosFleetService} over HTTP. */
export class AnthosFleetClient implements AnthosFleetService {
  readonly #auth: AuthService;
  readonly #discovery: DiscoveryService;

  constructor(services: { auth: AuthService; discovery: DiscoveryService }) {
    this.#auth = services.auth;
    this.#discovery = services.discovery;
  }

  async getOverview(options: AnthosFleetRequestOptions): Promise<Overview> {
    try {
      return await this.#read(options, (client, request) =>
        client.getOverview({}, request),
      );
    } catch (error) {
      throw explain(error);
    }
  }

  async listClusters(
    options: AnthosFleetRequestOptions,
  ): Promise<ClusterListing> {
    const clusters = new Map<string, ListedCluster>();
    const totals = new Set<number>();
    let cursor: string | undefined;
    let pages = 0;
    do {
      if (++pages > MAX_PAGES) {
        throw new Error(
          `The list of clusters did not end after ${MAX_PAGES} pages of ${PAGE_SIZE}`,
        );
      }
      const query = { sort: 'name' as const, limit: PAGE_SIZE, cursor };
      const page = await this.#read(options, (client, request) =>
        client.getClusters({ query }, request),
      );
      totals.add(page.totalItems);
      for (const cluster of page.items) {
        const ref = readRef(cluster);
        if (ref) {
          clusters.set(cluster.ref, { ref, cluster });
        }
      }
      cursor = page.nextCursor;
    } while (cursor);
    return {
      clusters: [...clusters.values()],
      consistent: totals.size === 1 && totals.has(clusters.size),
    };
  }

  async getEntityStatus(
    entityRef: string,
    options: AnthosFleetRequestOptions,
  ): Promise<EntityStatus> {
    const path = parseEntityRef(entityRef);
    return await this.#read(options, (client, request) =>
      client.getEntityStatus({ path }, request),
    );
  }

  async getCluster(
    { project, location, name }: ClusterRef,
    options: AnthosFleetRequestOptions,
  ): Promise<ClusterDetails> {
    const path = { project, location, name };
    return await this.#ask(options, (client, request) =>
      client.getCluster({ path }, request),
    );
  }

  async refreshCluster(
    { project, location, name }: ClusterRef,
    options: AnthosFleetRequestOptions,
  ): Promise<RefreshReceipt> {
    const path = { project, location, name };
    return await this.#ask(options, (client, request) =>
      client.refreshCluster({ path }, request),
    );
  }

  async getPackageSyncs(
    query: GetPackageSyncs['query'],
    options: AnthosFleetRequestOptions,
  ): Promise<PackageSyncList> {
    return await this.#ask(options, (client, request) =>
      client.getPackageSyncs({ query }, request),
    );
  }

  async getPackageSync(
    id: string,
    options: AnthosFleetRequestOptions,
  ): Promise<PackageSyncDetails> {
    return await this.#ask(options, (client, request) =>
      client.getPackageSync({ path: { id } }, request),
    );
  }

  async getSyncErrors(
    query: GetSyncErrors['query'],
    options: AnthosFleetRequestOptions,
  ): Promise<ErrorGroupList> {
    return await this.#ask(options, (client, request) =>
      client.getSyncErrors({ query }, request),
    );
  }

  async getSyncError(
    fingerprint: string,
    options: AnthosFleetRequestOptions,
  ): Promise<ErrorGroupDetails> {
    return await this.#ask(options, (client, request) =>
      client.getSyncError({ path: { fingerprint } }, request),
    );
  }

  async getNamespace(
    name: string,
    options: AnthosFleetRequestOptions,
  ): Promise<NamespaceStatus> {
    return await this.#ask(options, (client, request) =>
      client.getNamespace({ path: { name } }, request),
    );
  }

  async dryRun(
    { project, location, name }: ClusterRef,
    manifests: JsonObject[],
    options: AnthosFleetRequestOptions,
  ): Promise<DryRunReport> {
    const path = { project, location, name };
    return await this.#ask(options, (client, request) =>
      client.dryRunManifests({ path, body: { manifests } }, request),
    );
  }

  async ensureFleetNamespace(
    path: { project: string; scope: string; namespace: string },
    body: FleetNamespaceRequest,
    options: AnthosFleetRequestOptions,
  ): Promise<FleetNamespaceStatus> {
    return await this.#ask(options, (client, request) =>
      client.ensureFleetNamespace({ path, body }, request),
    );
  }

  /** Asks for something that may be refused, and throws what the refusal means. */
  async #ask<T>(options: AnthosFleetRequestOptions, call: Call<T>): Promise<T> {
    try {
      return await this.#read(options, call);
    } catch (error) {
      throw meaningOf(error);
    }
  }

  async #read<T>(
    { credentials, signal }: AnthosFleetRequestOptions,
    call: Call<T>,
  ): Promise<T> {
    signal?.throwIfAborted();
    const { token } = await this.#auth.getPluginRequestToken({
      onBehalfOf: credentials,
      targetPluginId: 'anthos-fleet',
    });
    const response = await call(this.#client(signal), { token });
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return await response.json();
  }

  #client(signal: AbortSignal | undefined): DefaultApiClient {
    return new DefaultApiClient({
      discoveryApi: this.#discovery,
      fetchApi: {
        fetch: (input, init) => {
          const deadline = AbortSignal.timeout(CALL_DEADLINE_MS);
          return fetch(input, {
            ...init,
            signal: signal ? AbortSignal.any([signal, deadline]) : deadline,
          });
        },
      },
    });
  }
}

/** A refusal as the back end threw it, in its words; anything else as it is. */
function meaningOf(error: unknown): unknown {
  if (!(error instanceof ResponseError)) {
    return error;
  }
  const { name, message } = error.cause;
  const Refusal = REFUSALS.find(refusal => refusal.name === name);
  // Without its cause, which would add to the message that a request had failed.
  return Refusal ? new Refusal(message) : error;
}

function explain(error: unknown): unknown {
  return error instanceof ResponseError && error.statusCode === 404
    ? new ForwardedError(
        'This portal has no anthos-fleet back end; add backstage-plugin-anthos-fleet-backend to it',
        error,
      )
    : new ForwardedError(
        'The fleet could not be read from the anthos-fleet back end',
        error,
      );
}

// Two releases of the plugins may meet during an upgrade: what this one cannot read is left alone.
function readRef(cluster: Partial<Cluster>): ClusterRef | undefined {
  const readable = cluster.name && cluster.labels && cluster.place;
  return readable && cluster.ref ? parseClusterRef(cluster.ref) : undefined;
}
