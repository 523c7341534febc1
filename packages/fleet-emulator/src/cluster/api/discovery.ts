import { ClusterObjects } from '../ClusterObjects';
import { Kind } from '../Kind';
import { joinApiVersion, Json } from '../objects';

const DISCOVERY = 'apidiscovery.k8s.io';

interface Served {
  group: string;
  version: string;
}

/** Reviews are answered and never kept, so that they are no kinds of the registry. */
const REVIEWS = [
  {
    group: 'authorization.k8s.io',
    kinds: ['SelfSubjectAccessReview', 'SelfSubjectRulesReview'],
  },
  { group: 'authentication.k8s.io', kinds: ['SelfSubjectReview'] },
]
  .map(({ group, kinds }) =>
    kinds.map(
      kind =>
        new Kind({
          group,
          versions: ['v1'],
          kind,
          plural: `${kind.toLowerCase()}s`,
          namespaced: false,
          verbs: ['create'],
        }),
    ),
  )
  .flat();

function kindsOf(cluster: ClusterObjects): Kind[] {
  return [...cluster.kinds.list(), ...REVIEWS];
}

/** The groups of a cluster with their versions, the preferred one first. */
function groupsOf(cluster: ClusterObjects): Map<string, Set<string>> {
  const groups = new Map<string, Set<string>>();
  for (const { group, versions } of kindsOf(cluster)) {
    const known = groups.get(group) ?? new Set();
    versions.forEach(version => known.add(version));
    groups.set(group, known);
  }
  return groups;
}

/** The versions of the API that a cluster serves. */
export function servedVersions(cluster: ClusterObjects): Served[] {
  return [...groupsOf(cluster)].flatMap(([group, versions]) =>
    [...versions].map(version => ({ group, version })),
  );
}

export function kindsIn(
  cluster: ClusterObjects,
  { group, version }: Served,
): Kind[] {
  return kindsOf(cluster).filter(
    kind => kind.group === group && kind.versions.includes(version),
  );
}

/** `GET /api` */
export function coreVersions(): Json {
  return {
    kind: 'APIVersions',
    versions: ['v1'],
    serverAddressByClientCIDRs: [
      { clientCIDR: '0.0.0.0/0', serverAddress: '10.0.0.1:443' },
    ],
  };
}

function groupJson(group: string, versions: Iterable<string>): Json {
  const list = [...versions].map(version => ({
    groupVersion: `${group}/${version}`,
    version,
  }));
  return { name: group, versions: list, preferredVersion: list[0] };
}

/** `GET /apis` */
export function groupList(cluster: ClusterObjects): Json {
  return {
    kind: 'APIGroupList',
    apiVersion: 'v1',
    groups: [...groupsOf(cluster)]
      .filter(([group]) => group !== '')
      .map(([group, versions]) => groupJson(group, versions)),
  };
}

/** `GET /apis/GROUP`; undefined when there is none. */
export function oneGroup(
  cluster: ClusterObjects,
  group: string,
): Json | undefined {
  const versions = group && groupsOf(cluster).get(group);
  return versions
    ? { kind: 'APIGroup', apiVersion: 'v1', ...groupJson(group, versions) }
    : undefined;
}

/** `GET /apis/GROUP/VERSION` and `GET /api/v1`; undefined when there is none. */
export function resourceList(
  cluster: ClusterObjects,
  served: Served,
): Json | undefined {
  const kinds = kindsIn(cluster, served);
  if (kinds.length === 0) {
    return undefined;
  }
  return {
    kind: 'APIResourceList',
    apiVersion: 'v1',
    groupVersion: joinApiVersion(served.group, served.version),
    resources: kinds.flatMap(kind => [
      {
        name: kind.plural,
        singularName: kind.singular,
        namespaced: kind.namespaced,
        kind: kind.kind,
        verbs: kind.verbs,
        ...(kind.shortNames.length ? { shortNames: kind.shortNames } : {}),
        ...(kind.categories.length ? { categories: kind.categories } : {}),
      },
      ...kind.subresources.map(name => ({
        name: `${kind.plural}/${name}`,
        singularName: '',
        namespaced: kind.namespaced,
        ...responseKind(kind, name),
        verbs: subresourceVerbs(name),
      })),
    ]),
  };
}

/** A scale has a kind of its own; every other part is answered as the object. */
function responseKind(kind: Kind, subresource: string): Json {
  return subresource === 'scale'
    ? { group: 'autoscaling', version: 'v1', kind: 'Scale' }
    : { kind: kind.kind };
}

function subresourceVerbs(name: string): string[] {
  switch (name) {
    case 'status':
    case 'scale':
      return ['get', 'patch', 'update'];
    case 'finalize':
      return ['update'];
    case 'log':
      return ['get'];
    case 'exec':
    case 'attach':
    case 'portforward':
    case 'proxy':
      return ['create', 'get'];
    default:
      return ['create'];
  }
}

/** The one answer that newer clients ask for: `/api` or `/apis` with all resources in it. */
export function aggregatedDiscovery(
  cluster: ClusterObjects,
  core: boolean,
  version = 'v2',
): Json {
  return {
    kind: 'APIGroupDiscoveryList',
    apiVersion: `${DISCOVERY}/${version}`,
    metadata: {},
    items: [...groupsOf(cluster)]
      .filter(([group]) => (group === '') === core)
      .map(([group, versions]) => ({
        metadata: group ? { name: group } : {},
        versions: [...versions].map(served => ({
          version: served,
          freshness: 'Current',
          resources: kindsIn(cluster, { group, version: served }).map(kind =>
            discoveredKind(kind, served),
          ),
        })),
      })),
  };
}

function discoveredKind(kind: Kind, version: string): Json {
  return {
    resource: kind.plural,
    responseKind: { group: kind.group, version, kind: kind.kind },
    scope: kind.namespaced ? 'Namespaced' : 'Cluster',
    singularResource: kind.singular,
    verbs: kind.verbs,
    ...(kind.shortNames.length ? { shortNames: kind.shortNames } : {}),
    ...(kind.categories.length ? { categories: kind.categories } : {}),
    ...(kind.subresources.length
      ? {
          subresources: kind.subresources.map(name => ({
            subresource: name,
            responseKind: {
              group: kind.group,
              version,
              ...responseKind(kind, name),
            },
            verbs: subresourceVerbs(name),
          })),
        }
      : {}),
  };
}
