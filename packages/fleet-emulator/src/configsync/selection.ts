import { groupOf } from './identity';
import { ConfigSyncError, knv } from './knvErrors';
import {
  annotationsOf,
  CLUSTER_NAME_SELECTOR,
  describe,
  isNamespace,
  NAMESPACE_SELECTOR,
} from './objectChecks';
import type { Json, SourceObject } from './parseFiles';

/** Leaves out what is meant for other clusters, and all that is in a namespace meant for them. */
export function selectCluster(
  sources: SourceObject[],
  clusterName: string,
): SourceObject[] {
  const isActive = (source: SourceObject) => {
    const names = annotationsOf(source)[CLUSTER_NAME_SELECTOR];
    return (
      names === undefined ||
      names
        .split(',')
        .map(name => name.trim())
        .includes(clusterName)
    );
  };
  const namespaces = sources.filter(isNamespace);
  const active = new Set(
    namespaces.filter(isActive).map(({ object }) => object.metadata.name),
  );
  const inactive = new Set(
    namespaces
      .map(({ object }) => object.metadata.name)
      .filter(name => !active.has(name)),
  );
  return sources.filter(
    source =>
      isActive(source) && !inactive.has(source.object.metadata?.namespace),
  );
}

function matches(selector: Json | undefined, labels: Json = {}): boolean {
  const equal = Object.entries(selector?.matchLabels ?? {}).every(
    ([key, value]) => labels[key] === value,
  );
  const expressions: Json[] = selector?.matchExpressions ?? [];
  return (
    equal &&
    expressions.every(({ key, operator, values = [] }) => {
      switch (operator) {
        case 'In':
          return values.includes(labels[key]);
        case 'NotIn':
          return !values.includes(labels[key]);
        case 'Exists':
          return key in labels;
        case 'DoesNotExist':
          return !(key in labels);
        default:
          return false;
      }
    })
  );
}

/** Copies what selects namespaces into each of them; NamespaceSelectors themselves are not applied. */
export function spread(sources: SourceObject[]): {
  objects: SourceObject[];
  errors: ConfigSyncError[];
} {
  const isSelector = ({ object }: SourceObject) =>
    object.kind === 'NamespaceSelector' &&
    groupOf(object.apiVersion).group === 'configmanagement.gke.io';
  const namespaces = sources.filter(isNamespace);
  const selectors = new Map(
    sources
      .filter(isSelector)
      .map(({ object }) => [object.metadata.name, object.spec?.selector]),
  );
  const errors: ConfigSyncError[] = [];
  const objects = sources
    .filter(source => !isSelector(source))
    .flatMap(source => {
      const name = annotationsOf(source)[NAMESPACE_SELECTOR];
      if (name === undefined) {
        return [source];
      }
      if (!selectors.has(name)) {
        errors.push(
          knv(
            '1013',
            `Config "${source.object.metadata.name}" MUST refer to an existing NamespaceSelector, but has annotation "${NAMESPACE_SELECTOR}=${name}" which maps to no declared NamespaceSelector`,
            [describe(source)],
          ),
        );
        return [];
      }
      return namespaces
        .filter(({ object }) =>
          matches(selectors.get(name), object.metadata.labels),
        )
        .map(({ object }) =>
          withNamespace(source, object.metadata.name as string),
        );
    });
  return { objects, errors };
}

/** A copy of an object in a namespace. */
export function withNamespace(
  source: SourceObject,
  namespace: string,
): SourceObject {
  return {
    ...source,
    object: {
      ...source.object,
      metadata: { ...source.object.metadata, namespace },
    },
  };
}
