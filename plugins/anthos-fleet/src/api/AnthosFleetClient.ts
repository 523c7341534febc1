import type { DiscoveryApi, FetchApi } from '@backstage/frontend-plugin-api';
import { ResponseError } from '@backstage/errors';
import {
  DefaultApiClient,
  type ClusterRef,
  type MuteRequest,
  type TypedResponse,
} from 'backstage-plugin-anthos-fleet-common';
import type {
  AnthosFleetApi,
  AnthosFleetRequestOptions,
  ClusterQuery,
  MeshQuery,
  EntityQuery,
  PackageSyncQuery,
  PolicyConstraintQuery,
  RolloutQuery,
  SyncErrorQuery,
  TransitionQuery,
} from './AnthosFleetApi';

// The back end reads its own database; an answer that takes longer than this will not come.
const DEADLINE_MS = 30_000;

/** {@link AnthosFleetApi} over HTTP, by the client that is generated from the contract. */
export class AnthosFleetClient implements AnthosFleetApi {
  readonly #discoveryApi: Pick<DiscoveryApi, 'getBaseUrl'>;
  readonly #fetchApi: FetchApi;

  constructor(options: {
    discoveryApi: Pick<DiscoveryApi, 'getBaseUrl'>;
    fetchApi: FetchApi;
  }) {
    this.#discoveryApi = options.discoveryApi;
    this.#fetchApi = options.fetchApi;
  }

  async getOverview(options?: AnthosFleetRequestOptions) {
    return read(await this.#client(options).getOverview({}));
  }

  async getClusters(query: ClusterQuery, options?: AnthosFleetRequestOptions) {
    return read(await this.#client(options).getClusters({ query }));
  }

  async getCluster(ref: ClusterRef, options?: AnthosFleetRequestOptions) {
    return read(await this.#client(options).getCluster({ path: { ...ref } }));
  }

  async getEntities(query: EntityQuery, options?: AnthosFleetRequestOptions) {
    return read(await this.#client(options).getEntities({ query }));
  }

  async getEntityStatus(
    entity: { kind: string; namespace: string; name: string },
    options?: AnthosFleetRequestOptions,
  ) {
    return read(await this.#client(options).getEntityStatus({ path: entity }));
  }

  async getNamespace(name: string, options?: AnthosFleetRequestOptions) {
    return read(await this.#client(options).getNamespace({ path: { name } }));
  }

  async getPackageSyncs(
    query: PackageSyncQuery,
    options?: AnthosFleetRequestOptions,
  ) {
    return read(await this.#client(options).getPackageSyncs({ query }));
  }

  async getPackageSync(id: string, options?: AnthosFleetRequestOptions) {
    return read(await this.#client(options).getPackageSync({ path: { id } }));
  }

  async getRollouts(query: RolloutQuery, options?: AnthosFleetRequestOptions) {
    return read(await this.#client(options).getRollouts({ query }));
  }

  async getPolicyConstraints(
    query: PolicyConstraintQuery,
    options?: AnthosFleetRequestOptions,
  ) {
    return read(await this.#client(options).getPolicyConstraints({ query }));
  }

  async getMeshes(query: MeshQuery, options?: AnthosFleetRequestOptions) {
    return read(await this.#client(options).getMeshes({ query }));
  }

  async getSyncErrors(
    query: SyncErrorQuery,
    options?: AnthosFleetRequestOptions,
  ) {
    return read(await this.#client(options).getSyncErrors({ query }));
  }

  async getSyncError(fingerprint: string, options?: AnthosFleetRequestOptions) {
    return read(
      await this.#client(options).getSyncError({ path: { fingerprint } }),
    );
  }

  async getTransitions(
    query: TransitionQuery,
    options?: AnthosFleetRequestOptions,
  ) {
    return read(await this.#client(options).getTransitions({ query }));
  }

  async createMute(request: MuteRequest, options?: AnthosFleetRequestOptions) {
    return read(await this.#client(options).createMute({ body: request }));
  }

  async deleteMute(id: string, options?: AnthosFleetRequestOptions) {
    await accept(await this.#client(options).deleteMute({ path: { id } }));
  }

  async refreshCluster(ref: ClusterRef, options?: AnthosFleetRequestOptions) {
    return read(
      await this.#client(options).refreshCluster({ path: { ...ref } }),
    );
  }

  // The generated client knows no signal, so each request gets a client whose fetch carries its own.
  #client(options?: AnthosFleetRequestOptions) {
    const deadline = AbortSignal.timeout(DEADLINE_MS);
    const signal = options?.signal
      ? AbortSignal.any([options.signal, deadline])
      : deadline;
    return new DefaultApiClient({
      discoveryApi: this.#discoveryApi,
      fetchApi: {
        fetch: (input, init) =>
          this.#fetchApi.fetch(input, { ...init, signal }),
      },
    });
  }
}

async function accept<T>(
  response: TypedResponse<T>,
): Promise<TypedResponse<T>> {
  if (!response.ok) {
    throw await ResponseError.fromResponse(response);
  }
  return response;
}

async function read<T>(response: TypedResponse<T>): Promise<T> {
  return (await accept(response)).json();
}
