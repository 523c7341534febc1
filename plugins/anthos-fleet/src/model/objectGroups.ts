import type {
  ManagedObject,
  ObjectStatus,
} from 'backstage-plugin-anthos-fleet-common';

// The ones that need people first; healthy ones are apart.
const ORDER: readonly ObjectStatus[] = [
  'failed',
  'conflict',
  'not-found',
  'unknown',
  'in-progress',
  'terminating',
];

/** Objects of one health. */
export interface ObjectsByStatus {
  status: ObjectStatus;
  objects: ManagedObject[];
}

/** Healthy objects of one kind. */
export interface ObjectsByKind {
  /** As in `Deployment` or `VirtualService.networking.istio.io`. */
  kind: string;
  objects: ManagedObject[];
}

/** Objects as a tree: those that need people by health, healthy ones by kind. */
export interface ObjectTree {
  unhealthy: ObjectsByStatus[];
  healthy: ObjectsByKind[];
  healthyTotal: number;
}

/** Sorts the objects of a sync into a tree. */
export function objectTree(objects: readonly ManagedObject[]): ObjectTree {
  const healthy = objects.filter(object => object.status === 'current');
  const kinds = new Map<string, ManagedObject[]>();
  for (const object of healthy) {
    const kind = [object.kind, object.group].filter(Boolean).join('.');
    kinds.set(kind, [...(kinds.get(kind) ?? []), object]);
  }
  const statuses = [
    ...new Set([...ORDER, ...objects.map(({ status }) => status)]),
  ].filter(status => status !== 'current');
  return {
    unhealthy: statuses.flatMap(status => {
      const own = objects.filter(object => object.status === status);
      return own.length ? [{ status, objects: own }] : [];
    }),
    healthy: [...kinds]
      .map(([kind, own]) => ({ kind, objects: own }))
      .sort((a, b) => a.kind.localeCompare(b.kind)),
    healthyTotal: healthy.length,
  };
}
