import { stringify } from 'yaml';
import { ClusterObjects } from '../ClusterObjects';
import { Kind } from '../Kind';
import { KubeError } from '../KubeError';
import { refusal } from '../rbac/Authorizer';
import { negotiate } from './accept';
import {
  aggregatedDiscovery,
  coreVersions,
  groupList,
  oneGroup,
  resourceList,
} from './discovery';
import {
  failure,
  json,
  KubeRequest,
  KubeResponse,
  PAGE_NOT_FOUND,
  text,
} from './messages';
import { openApiDocument, openApiIndex } from './openapi';
import { readObject } from './readBody';
import { RequestInfo, requestInfo } from './requestInfo';
import { ResourceHandler } from './ResourceHandler';
import { review } from './reviews';

/** @public */
export interface ApiServerOptions {
  /** Added to refusals: GKE names the IAM permission that would do instead. */
  refusalNote?: (info: RequestInfo) => string;
  /** Default: the time of day. */
  now?: () => number;
}

/**
 * The HTTP side of one cluster: what a Kubernetes API server answers to a request. Whoever asks is
 * known already; what they may do is decided here, by the roles and bindings in the cluster.
 *
 * @public
 */
export class ApiServer {
  private readonly resources: ResourceHandler;

  constructor(
    private readonly cluster: ClusterObjects,
    private readonly options: ApiServerOptions = {},
  ) {
    this.resources = new ResourceHandler(cluster, options.now ?? Date.now);
  }

  /** Never throws for anything that a client did. */
  handle(request: KubeRequest): KubeResponse {
    try {
      const info = requestInfo(request.method, request.path, request.query);
      this.authorize(request, info);
      if (info.path !== undefined) {
        return this.path(request, info.path);
      }
      const warnings: string[] = [];
      const onWarning = (message: string) => warnings.push(message);
      const response = this.resource({ ...request, onWarning }, info);
      return warnings.length ? { ...response, warnings } : response;
    } catch (error) {
      if (error instanceof KubeError) {
        return failure(error);
      }
      if (error instanceof URIError) {
        return failure(KubeError.badRequest('the address cannot be decoded'));
      }
      throw error;
    }
  }

  /** @throws KubeError Forbidden */
  private authorize({ user }: KubeRequest, info: RequestInfo): void {
    if (this.cluster.can(user, info)) {
      return;
    }
    const { group, resource, name, path } = info;
    const why = `${refusal(user, info)}${
      this.options.refusalNote?.(info) ?? ''
    }`;
    if (path !== undefined) {
      throw new KubeError('Forbidden', `forbidden: ${why}`);
    }
    const named = name ? ` "${name}"` : '';
    throw new KubeError(
      'Forbidden',
      `${
        group ? `${resource}.${group}` : resource
      }${named} is forbidden: ${why}`,
      {
        ...(name ? { name } : {}),
        ...(group ? { group } : {}),
        kind: resource,
      },
    );
  }

  private path(request: KubeRequest, path: string): KubeResponse {
    const { cluster } = this;
    const [root, group, version] = path.split('/').slice(1);
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      return PAGE_NOT_FOUND;
    }
    switch (root) {
      case 'version':
        return json(this.version());
      case 'healthz':
      case 'livez':
      case 'readyz':
        return text('ok');
      case 'openapi':
        return this.openApi(path);
      case 'api':
      case 'apis':
        break;
      default:
        return PAGE_NOT_FOUND;
    }
    if (group === undefined) {
      return this.discovery(request, root === 'api');
    }
    if (root === 'api') {
      return jsonOrNotFound(
        resourceList(cluster, { group: '', version: group }),
      );
    }
    return jsonOrNotFound(
      version === undefined
        ? oneGroup(cluster, group)
        : resourceList(cluster, { group, version }),
    );
  }

  private discovery({ headers }: KubeRequest, core: boolean): KubeResponse {
    const { as, group, version } = negotiate(headers.accept, [
      'APIGroupDiscoveryList',
    ]);
    if (as && group === 'apidiscovery.k8s.io') {
      return {
        ...json(aggregatedDiscovery(this.cluster, core, version)),
        contentType: `application/json;g=${group};v=${version};as=${as}`,
      };
    }
    return json(core ? coreVersions() : groupList(this.cluster));
  }

  private openApi(path: string): KubeResponse {
    const [, , version, root, group, groupVersion] = path.split('/');
    if (version !== 'v3') {
      return PAGE_NOT_FOUND;
    }
    if (root === undefined) {
      return json(openApiIndex(this.cluster));
    }
    const document =
      root === 'api'
        ? openApiDocument(this.cluster, '', group)
        : openApiDocument(this.cluster, group, groupVersion);
    return document ? json(document) : PAGE_NOT_FOUND;
  }

  private version(): object {
    const { version } = this.cluster;
    const [, major = '1', minor = ''] = /^v?(\d+)\.(\d+)/.exec(version) ?? [];
    return {
      major,
      minor,
      gitVersion: version,
      gitCommit: '0000000000000000000000000000000000000000',
      gitTreeState: 'clean',
      buildDate: '2025-01-01T00:00:00Z',
      goVersion: 'go1.23.0',
      compiler: 'gc',
      platform: 'linux/amd64',
    };
  }

  private resource(request: KubeRequest, info: RequestInfo): KubeResponse {
    const { group, resource, version = '' } = info;
    const groupResource = group ? `${resource}.${group}` : String(resource);
    if (request.method === 'POST') {
      const answered = this.review(request, groupResource);
      if (answered) {
        return answered;
      }
    }
    const kind: Kind | undefined = this.cluster.kinds.find(groupResource);
    if (!kind?.versions.includes(version)) {
      return PAGE_NOT_FOUND;
    }
    const response = this.resources.handle(request, info, kind);
    const { yaml } = negotiate(request.headers.accept, [
      'Table',
      'PartialObjectMetadata',
      'PartialObjectMetadataList',
    ]);
    return yaml && !response.follow
      ? {
          ...response,
          contentType: 'application/yaml',
          body: stringify(JSON.parse(response.body)),
        }
      : response;
  }

  private review(
    { user, body, headers }: KubeRequest,
    groupResource: string,
  ): KubeResponse | undefined {
    if (!/^selfsubject\w+\.auth/.test(groupResource)) {
      return undefined;
    }
    const answered = review(
      this.cluster,
      user,
      groupResource,
      readObject(body, headers['content-type']),
    );
    return answered && json(answered, 201);
  }
}

function jsonOrNotFound(value: object | undefined): KubeResponse {
  return value ? json(value) : PAGE_NOT_FOUND;
}
