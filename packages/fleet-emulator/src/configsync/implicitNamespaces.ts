import type { ClusterObjects } from '../cluster/ClusterObjects';
import { CONTROLLER_NAMESPACE } from './identity';
import { DELETION, MANAGER } from './managedObject';
import { isNamespace } from './objectChecks';
import type { SourceObject } from './parseFiles';

/**
 * Adds the namespaces that objects are in and nobody declares, as a root sync does by default. They
 * are never deleted.
 */
export function implicitNamespaces(
  sources: SourceObject[],
  cluster: ClusterObjects,
  manager: string,
): SourceObject[] {
  const declared = new Set(
    sources.filter(isNamespace).map(({ object }) => object.metadata.name),
  );
  const used = new Set(
    sources.flatMap(({ object }) => object.metadata.namespace ?? []),
  );
  const added = [...used].filter(name => {
    if (declared.has(name) || name === CONTROLLER_NAMESPACE) {
      return false;
    }
    const live = cluster.find('namespaces', name);
    return !live || live.metadata.annotations?.[MANAGER] === manager;
  });
  return [
    ...sources,
    ...added.map(name => ({
      path: '',
      object: {
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: { name, annotations: { [DELETION]: 'detach' } },
      },
    })),
  ];
}
