import {
  judgeConnection,
  judgeLifecycle,
  judgePlace,
  stringifyClusterRef,
  type ClusterRef,
  type EndpointKind,
  type ObservedCluster,
  type SiteSettings,
} from 'backstage-plugin-anthos-fleet-common';
import {
  asCount,
  asObject,
  asText,
  asTime,
  asWord,
  compact,
  field,
  type JsonObject,
} from '../../google/json';
import { consoleUrl } from './consoleUrl';
import { readClusterRef, readProjectNumber } from './names';

const MAX_LABELS = 128;
const MAX_LINK = 512;

export interface MembershipContext {
  /** Fleet host project, as configured. */
  project: string;
  place: SiteSettings;
  observedAt: Date;
}

const ENDPOINTS: ReadonlyArray<[field: string, kind: EndpointKind]> = [
  ['gkeCluster', 'gke'],
  ['onPremCluster', 'on-prem'],
  ['multiCloudCluster', 'multi-cloud'],
  ['edgeCluster', 'edge'],
  ['applianceCluster', 'appliance'],
];

/**
 * Translates one registration.
 *
 * @returns undefined when it does not say which cluster it is
 */
export function translateMembership(
  raw: unknown,
  context: MembershipContext,
): ObservedCluster | undefined {
  const ref = readClusterRef(field(raw, 'name'), context.project);
  return ref && translateNamed(raw, ref, context);
}

function translateNamed(
  raw: unknown,
  ref: ClusterRef,
  context: MembershipContext,
): ObservedCluster {
  const { kind, endpoint } = readEndpoint(field(raw, 'endpoint'));
  const metadata = field(raw, 'endpoint', 'kubernetesMetadata');
  const resourceLink = asText(field(endpoint, 'resourceLink'), MAX_LINK);
  const kubernetesVersion = asText(
    field(metadata, 'kubernetesApiServerVersion'),
    64,
  );
  const labels = readLabels(field(raw, 'labels'));
  const { hosting, platform, place, endOfLife } = judgePlace(
    {
      ref,
      endpoint: kind,
      resourceLink,
      clusterType: asWord(field(endpoint, 'clusterType')),
      nodeProviderId: asText(field(metadata, 'nodeProviderId'), MAX_LINK),
      kubernetesVersion,
      labels,
    },
    context.place,
  );
  const orphaned = field(endpoint, 'clusterMissing') === true;
  return compact<ObservedCluster>({
    ref: stringifyClusterRef(ref),
    fleet: ref.project,
    location: ref.location,
    name: ref.name,
    projectNumber: readProjectNumber(field(raw, 'name')),
    hosting,
    platform,
    place,
    lifecycle: judgeLifecycle(asWord(field(raw, 'state', 'code'))),
    kubernetesVersion,
    nodeCount: asCount(field(metadata, 'nodeCount')),
    labels,
    orphaned,
    admin: field(endpoint, 'adminCluster') === true || undefined,
    endOfLife,
    connection: judgeConnection(
      {
        gke: kind === 'gke',
        lastConnectionTime: asTime(field(raw, 'lastConnectionTime')),
      },
      context.observedAt,
    ),
    externalId: asText(field(raw, 'externalId'), 128),
    vcpuCount: asCount(field(metadata, 'vcpuCount')),
    memoryMb: asCount(field(metadata, 'memoryMb')),
    createdAt: asTime(field(raw, 'createTime')),
    consoleUrl: consoleUrl(ref, orphaned ? undefined : resourceLink),
    workloadIdentityPool: asText(
      field(raw, 'authority', 'workloadIdentityPool'),
      256,
    ),
  });
}

function readEndpoint(raw: unknown): {
  kind?: EndpointKind;
  endpoint?: JsonObject;
} {
  for (const [name, kind] of ENDPOINTS) {
    const endpoint = asObject(field(raw, name));
    if (endpoint) {
      return { kind, endpoint };
    }
  }
  return {};
}

/** Labels in a fixed order: the API's order is that of a map, which may change at any time. */
function readLabels(raw: unknown): { [key: string]: string } {
  const labels: Array<[key: string, value: string]> = [];
  for (const [name, value] of Object.entries(asObject(raw) ?? {})) {
    const key = asText(name);
    // No label can be called __proto__, and an object that has such a field is a trap.
    if (key && key !== '__proto__' && typeof value === 'string') {
      labels.push([key, asText(value) ?? '']);
    }
  }
  labels.sort(([a], [b]) => (a < b ? -1 : Number(a > b)));
  return Object.fromEntries(labels.slice(0, MAX_LABELS));
}
