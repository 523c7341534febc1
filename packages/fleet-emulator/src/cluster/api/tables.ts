import { DateTime, Duration } from 'luxon';
import { ClusterObjects } from '../ClusterObjects';
import { Kind } from '../Kind';
import { Json, KubeObject } from '../objects';

interface Column {
  name: string;
  type: string;
  value: (object: KubeObject) => unknown;
}

function column(
  name: string,
  value: (object: KubeObject) => unknown,
  type = 'string',
): Column {
  return { name, type, value };
}

function readyContainers({ spec, status }: KubeObject): string {
  const ready = (status?.containerStatuses ?? []).filter(
    (container: Json) => container.ready,
  );
  return `${ready.length}/${spec.containers.length}`;
}

function podStatus({ metadata, status }: KubeObject): string {
  const waiting = (status?.containerStatuses ?? [])
    .map((container: Json) => container.state?.waiting?.reason)
    .find(Boolean);
  const phase = status?.phase === 'Succeeded' ? 'Completed' : status?.phase;
  return metadata.deletionTimestamp ? 'Terminating' : waiting ?? phase;
}

const COLUMNS: Record<string, Column[]> = {
  namespaces: [column('Status', ({ status }) => status?.phase)],
  pods: [
    column('Ready', readyContainers),
    column('Status', podStatus),
    column('Restarts', () => 0, 'integer'),
  ],
  nodes: [
    column('Status', () => 'Ready'),
    column('Version', ({ status }) => status?.nodeInfo?.kubeletVersion),
  ],
  services: [
    column('Type', ({ spec }) => spec.type),
    column('Cluster-IP', ({ spec }) => spec.clusterIP ?? '<none>'),
    column('Port(s)', ({ spec }) =>
      (spec.ports ?? [])
        .map((port: Json) => `${port.port}/${port.protocol}`)
        .join(','),
    ),
  ],
  'deployments.apps': [
    column(
      'Ready',
      ({ spec, status }) => `${status?.readyReplicas ?? 0}/${spec.replicas}`,
    ),
    column(
      'Up-to-date',
      ({ status }) => status?.updatedReplicas ?? 0,
      'integer',
    ),
    column(
      'Available',
      ({ status }) => status?.availableReplicas ?? 0,
      'integer',
    ),
  ],
};

/** Reads the simple paths of a CustomResourceDefinition's columns. */
function readPath(object: KubeObject, path: string): unknown {
  const filtered = /^(.*)\[\?\(@\.(\w+)==["']?([^"')]+)["']?\)\]\.(.+)$/.exec(
    path,
  );
  if (filtered) {
    const [, list, key, wanted, rest] = filtered;
    const found = readPath(object, list);
    const member = Array.isArray(found)
      ? found.find(entry => entry?.[key] === wanted)
      : undefined;
    return member && readPath(member, `.${rest}`);
  }
  return path
    .split('.')
    .filter(Boolean)
    .reduce<any>((value, key) => value?.[key], object);
}

function definedColumns(cluster: ClusterObjects, kind: Kind): Column[] {
  const definition = cluster.find(
    'customresourcedefinitions.apiextensions.k8s.io',
    kind.groupResource,
  );
  const version = definition?.spec.versions.find(
    ({ name }: Json) => name === kind.versions[0],
  );
  return (version?.additionalPrinterColumns ?? []).map((printed: Json) =>
    column(
      printed.name,
      object => readPath(object, printed.jsonPath),
      printed.type,
    ),
  );
}

/** `5d`, `3h`, `12m`: the largest unit only, as kubectl writes ages. */
function age(created: string, now: number): string {
  const passed = Duration.fromMillis(
    Math.max(now - DateTime.fromISO(created).toMillis(), 0),
  );
  const [days, hours, minutes, seconds] = (
    ['days', 'hours', 'minutes', 'seconds'] as const
  ).map(unit => Math.floor(passed.as(unit)));
  if (days > 0) {
    return `${days}d`;
  }
  if (hours > 0) {
    return `${hours}h`;
  }
  return minutes > 0 ? `${minutes}m` : `${seconds}s`;
}

/** The form in which kubectl asks for what it prints. */
export function tableOf(
  cluster: ClusterObjects,
  kind: Kind,
  objects: readonly KubeObject[],
  metadata: Json,
  now: number,
): Json {
  const columns = [
    column('Name', ({ metadata: { name } }) => name),
    ...(COLUMNS[kind.groupResource] ?? definedColumns(cluster, kind)),
    column('Age', object => age(object.metadata.creationTimestamp, now)),
  ];
  return {
    kind: 'Table',
    apiVersion: 'meta.k8s.io/v1',
    metadata,
    columnDefinitions: columns.map(({ name, type }, index) => ({
      name,
      type,
      format: index === 0 ? 'name' : '',
      description: '',
      priority: 0,
    })),
    rows: objects.map(object => ({
      cells: columns.map(({ value }) => value(object) ?? ''),
      object: {
        kind: 'PartialObjectMetadata',
        apiVersion: 'meta.k8s.io/v1',
        metadata: object.metadata,
      },
    })),
  };
}
