import { KubeAction } from '../rbac/Authorizer';

/**
 * What a request to a Kubernetes API asks for, read from its address only.
 *
 * @public
 */
export interface RequestInfo extends KubeAction {
  /** Of the address; absent when it names no resource. */
  version?: string;
  path: string | undefined;
}

const VERBS: Record<string, [one: string, many: string]> = {
  DELETE: ['delete', 'deletecollection'],
  GET: ['get', 'list'],
  HEAD: ['get', 'list'],
  PATCH: ['patch', 'patch'],
  POST: ['create', 'create'],
  PUT: ['update', 'update'],
};

/** Reviews are answers, not objects, and have no place in a namespace's path. */
const NAMESPACE_PARTS = new Set(['status', 'finalize']);

function withoutSlash(path: string): string {
  return path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path;
}

function isTrue(value: string | null): boolean {
  return value !== null && value !== 'false' && value !== '0';
}

/** What `metadata.name=x` of a field selector names: a list of one is allowed like a read. */
function selectedName(query: URLSearchParams): string | undefined {
  const [, name] =
    /(?:^|,)metadata\.name==?([^,]+)/.exec(query.get('fieldSelector') ?? '') ??
    [];
  return name;
}

/** Reads an address such as `/apis/apps/v1/namespaces/team/deployments/api`. */
export function requestInfo(
  method: string,
  path: string,
  query: URLSearchParams,
): RequestInfo {
  const clean = withoutSlash(path);
  const parts = clean.split('/').slice(1).map(decodeURIComponent);
  const isCore = parts[0] === 'api' && parts.length > 2;
  const isGroup = parts[0] === 'apis' && parts.length > 3;
  if (!isCore && !isGroup) {
    return { verb: method.toLowerCase(), path: clean };
  }
  const [group, version, ...rest] = isCore
    ? ['', ...parts.slice(1)]
    : parts.slice(1);
  const { namespace, resource, name, subresource } = readResource(rest);
  const [one, many] = VERBS[method] ?? [
    method.toLowerCase(),
    method.toLowerCase(),
  ];
  const isList = name === undefined;
  const verb = isList ? many : one;
  const watches = isList && many === 'list' && isTrue(query.get('watch'));
  return {
    path: undefined,
    verb: watches ? 'watch' : verb,
    group,
    version,
    resource,
    subresource,
    namespace,
    name:
      name ?? (isList && method === 'GET' ? selectedName(query) : undefined),
  };
}

function readResource(parts: string[]): {
  namespace?: string;
  resource: string;
  name?: string;
  subresource?: string;
} {
  const [first, second, third, ...rest] = parts;
  const inNamespace =
    first === 'namespaces' &&
    third !== undefined &&
    !(NAMESPACE_PARTS.has(third) && rest.length === 0);
  if (inNamespace) {
    return {
      namespace: second,
      resource: third,
      name: rest[0],
      subresource: rest.slice(1).join('/') || undefined,
    };
  }
  return {
    // A namespace lies in itself, as far as rights are concerned.
    namespace: first === 'namespaces' ? second : undefined,
    resource: first,
    name: second,
    subresource: parts.slice(2).join('/') || undefined,
  };
}
