import type { ClusterView } from '../ClusterView';
import { Kind } from '../Kind';
import { Json, KubeObject } from '../objects';
import { matchesLabels } from '../selectors';

/** `team-*` and `*-dev` are patterns; other names are themselves. */
function fits(pattern: string, name: string): boolean {
  if (pattern.startsWith('*')) {
    return name.endsWith(pattern.slice(1));
  }
  return pattern.endsWith('*')
    ? name.startsWith(pattern.slice(0, -1))
    : pattern === name;
}

function holdsKind(kinds: Json[], { group, kind }: Kind): boolean {
  const has = (list: string[] | undefined, value: string) =>
    list === undefined || list.includes('*') || list.includes(value);
  return (
    kinds.length === 0 ||
    kinds.some(entry => has(entry.apiGroups, group) && has(entry.kinds, kind))
  );
}

/** Whether a constraint is about an object, by its `spec.match`. */
export function constraintMatches(
  cluster: ClusterView,
  { spec }: KubeObject,
  kind: Kind,
  { metadata }: KubeObject,
): boolean {
  const match: Json = spec?.match ?? {};
  // For a namespace, its own name and labels are those that count.
  const namespace =
    kind.groupResource === 'namespaces' ? metadata.name : metadata.namespace;
  const labels =
    kind.groupResource === 'namespaces'
      ? metadata.labels
      : cluster.find('namespaces', namespace ?? '')?.metadata.labels;
  const named = (patterns: string[]) =>
    namespace !== undefined &&
    patterns.some(pattern => fits(pattern, namespace));
  return (
    holdsKind(match.kinds ?? [], kind) &&
    (!match.namespaces || named(match.namespaces)) &&
    !named(match.excludedNamespaces ?? []) &&
    (!match.name || fits(match.name, metadata.name)) &&
    (!['Cluster', 'Namespaced'].includes(match.scope) ||
      (match.scope === 'Namespaced') === kind.namespaced) &&
    (!match.labelSelector ||
      matchesLabels(match.labelSelector, metadata.labels)) &&
    (!match.namespaceSelector || matchesLabels(match.namespaceSelector, labels))
  );
}
