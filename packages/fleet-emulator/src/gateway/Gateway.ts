import { Request } from 'express';
import { ApiServer } from '../cluster/api/ApiServer';
import { KubeResponse } from '../cluster/api/messages';
import { KubeError } from '../cluster/KubeError';
import { KubeUser } from '../cluster/rbac/Authorizer';
import { FleetModel } from '../fleet/FleetModel';
import { movingAge } from '../fleet/times';
import { HubError } from '../hub/errors';
import { Identity, Tokens } from '../server/Tokens';
import { ClusterApis, LiveCluster } from './ClusterApis';
import { generateCredentials } from './credentials';
import { GatewayAddress } from './gatewayAddress';
import { GATEWAY_SERVICE, GatewayError } from './GatewayError';
import { impersonate } from './impersonate';
import { MinuteQuota } from './MinuteQuota';

export interface GatewayOptions {
  model: FleetModel;
  clusters: ClusterApis;
  tokens: Tokens;
  quota: MinuteQuota;
}

/** A request whose address was understood. */
export interface GatewayCall {
  address: GatewayAddress;
  request: Pick<Request, 'method' | 'headers' | 'rawHeaders'>;
  query: URLSearchParams;
  body: Buffer;
  /** `https://HOST` as the caller sees the Gateway. */
  origin: string;
  /** Whether the connection is to go on after the answer, as `exec` wants. */
  stream?: boolean;
}

/** Somebody whom the cluster knows, and the API of the cluster. */
export interface Admitted {
  api: ApiServer;
  user: KubeUser;
}

const MOST_HEADER_BYTES = 8 * 1024;

function headerBytes(rawHeaders: readonly string[]): number {
  return rawHeaders.reduce((sum, text) => sum + text.length + 2, 0);
}

/** The header that names the caller to an agent: long when somebody is in many groups. */
function impersonationBytes({ user, groups }: Identity): number {
  const line = (name: string, value: string) => name.length + value.length + 4;
  return groups.reduce(
    (sum, group) => sum + line('Impersonate-Group', group),
    line('Impersonate-User', user),
  );
}

/**
 * The Connect Gateway without HTTP and faults: what a request meets on its way to a cluster. First
 * Google (token, quota, IAM), then the agent's right to speak for the caller, then the cluster.
 */
export class Gateway {
  constructor(private readonly options: GatewayOptions) {}

  /** The answer to a request. Throws a GatewayError for what Google answers itself. */
  handle(call: GatewayCall): KubeResponse {
    if (call.address.method) {
      return this.ownMethod(call);
    }
    const { api, user } = this.admit(call);
    const { address, request, query, body } = call;
    return api.handle({
      method: request.method,
      path: address.path,
      query,
      headers: request.headers,
      body,
      user,
    });
  }

  /** Everything before the cluster's own RBAC. */
  admit(call: GatewayCall): Admitted {
    const { address, request } = call;
    const verb = call.stream ? 'stream' : verbOf(request.method);
    const identity = this.authorize(call, `gkehub.gateway.${verb}`);
    const { collection, location, membership } = address;
    const { clusters } = this.options;
    const cluster = clusters.find(`${location}/${membership}`);
    if (!cluster || (collection === 'gkeMemberships' && !cluster.direct)) {
      throw GatewayError.notFound();
    }
    const { objects, direct } = cluster;
    if (collection === 'gkeMemberships') {
      if (!objects) {
        throw GatewayError.google(HubError.unavailable());
      }
      const { user: name, groups } = identity;
      return { api: clusters.apiOf(objects, direct), user: { name, groups } };
    }
    if (!objects || !isConnected(cluster)) {
      throw GatewayError.agentDisconnected(nameOf(address));
    }
    if (impersonationBytes(identity) > MOST_HEADER_BYTES) {
      throw GatewayError.google(HubError.invalidCredentials(GATEWAY_SERVICE));
    }
    try {
      const user = impersonate(objects, identity);
      return { api: clusters.apiOf(objects, direct), user };
    } catch (error) {
      throw error instanceof KubeError ? GatewayError.kubernetes(error) : error;
    }
  }

  /** Google's part: header, token, quota, project and IAM. */
  private authorize(
    { address, request }: GatewayCall,
    permission: string,
  ): Identity {
    const { tokens, quota, model } = this.options;
    if (headerBytes(request.rawHeaders) > MOST_HEADER_BYTES) {
      throw GatewayError.headerTooLarge();
    }
    try {
      const { identity, permits } = tokens.authenticate(
        request.headers.authorization,
        GATEWAY_SERVICE,
      );
      const { number, id } = model.settings.project;
      if (address.project === id) {
        // The ID is no address: Google asks for the number here.
        throw GatewayError.notFound();
      }
      if (!permits(permission) || address.project !== number) {
        throw GatewayError.permissionDenied(permission, nameOf(address));
      }
      if (!quota.take()) {
        throw HubError.rateLimited(GATEWAY_SERVICE);
      }
      return identity;
    } catch (error) {
      throw error instanceof HubError ? GatewayError.google(error) : error;
    }
  }

  private ownMethod(call: GatewayCall): KubeResponse {
    const { address, request, query, origin } = call;
    if (
      address.method !== 'generateCredentials' ||
      address.collection !== 'memberships' ||
      request.method !== 'GET'
    ) {
      throw GatewayError.notFound();
    }
    this.authorize(call, 'gkehub.gateway.generateCredentials');
    const { model } = this.options;
    const { location, membership } = address;
    const definition = model.cluster(`${location}/${membership}`);
    try {
      if (!definition) {
        throw HubError.notFound(nameOf(address));
      }
      return {
        status: 200,
        contentType: 'application/json; charset=UTF-8',
        body: JSON.stringify(
          generateCredentials({
            origin,
            project: model.settings.project,
            location,
            membership,
            direct: definition.platform === 'gke',
            query,
          }),
        ),
      };
    } catch (error) {
      throw error instanceof HubError ? GatewayError.google(error) : error;
    }
  }
}

/** The name of the membership, for errors. */
export function nameOf(address: GatewayAddress): string {
  return `projects/${address.project}/locations/${address.location}/memberships/${address.membership}`;
}

export function verbOf(method: string): string {
  return method === 'HEAD' ? 'get' : method.toLowerCase();
}

/** An agent that was never heard of, or not for a long time, has no connection. */
function isConnected({ definition: { lastSeen } }: LiveCluster): boolean {
  return lastSeen !== undefined && movingAge(lastSeen) !== undefined;
}
