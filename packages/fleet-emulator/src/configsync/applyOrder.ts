import { groupOf } from './identity';
import { isObject, type Json } from './parseFiles';

/** Group, kind, namespace and name, as an inventory has them. */
export interface ObjectRef {
  group: string;
  kind: string;
  namespace: string;
  name: string;
}

const DEPENDS_ON = 'config.kubernetes.io/depends-on';

/** Kinds that others need come first; what routes to them comes last. */
const FIRST = [
  'Namespace',
  'ResourceQuota',
  'LimitRange',
  'StorageClass',
  'CustomResourceDefinition',
  'ServiceAccount',
  'ClusterRole',
  'ClusterRoleBinding',
  'Role',
  'RoleBinding',
  'Secret',
  'ConfigMap',
  'PersistentVolume',
  'PersistentVolumeClaim',
  'Service',
];

/** The declared dependencies cannot be followed; nothing may be applied. */
export class DependencyProblem extends Error {}

export function refOf(object: Json): ObjectRef {
  return {
    group: groupOf(object.apiVersion).group,
    kind: object.kind,
    namespace: object.metadata.namespace ?? '',
    name: object.metadata.name,
  };
}

/** `namespace_name_group_Kind`, by which the applier names objects to itself. */
export function refText({ namespace, name, group, kind }: ObjectRef): string {
  return `${namespace}_${name}_${group}_${kind}`;
}

/** `group/namespaces/NS/Kind/name` or `group/Kind/name`. */
function readDependency(text: string, from: string): ObjectRef {
  const parts = text.trim().split('/');
  if (parts.length === 5 && parts[1] === 'namespaces') {
    const [group, , namespace, kind, name] = parts;
    return { group, kind, namespace, name };
  }
  if (parts.length === 3) {
    const [group, kind, name] = parts;
    return { group, kind, namespace: '', name };
  }
  throw new DependencyProblem(
    `invalid object: "${from}": invalid "${DEPENDS_ON}" annotation: failed to parse object reference: "${text.trim()}"`,
  );
}

function declaredDependencies(object: Json, from: string): string[] {
  const text = object.metadata.annotations?.[DEPENDS_ON];
  return typeof text === 'string' && text.trim()
    ? text.split(',').map(entry => refText(readDependency(entry, from)))
    : [];
}

function rank({ kind }: Json): number {
  const index = FIRST.indexOf(kind);
  return index < 0 ? FIRST.length : index;
}

export interface OrderedObject<T> {
  item: T;
  key: string;
  /** Keys of what must be there before. */
  dependencies: string[];
}

/** Namespaces and kinds that the same source brings along come before what needs them. */
function implicitDependencies(object: Json, definitions: Map<string, string>) {
  const { namespace } = object.metadata;
  const definition = definitions.get(
    `${object.kind}.${groupOf(object.apiVersion).group}`,
  );
  return [
    ...(namespace
      ? [
          refText({
            group: '',
            kind: 'Namespace',
            namespace: '',
            name: namespace,
          }),
        ]
      : []),
    ...(definition ? [definition] : []),
  ];
}

/**
 * The order in which to apply objects, each with what it waits for.
 *
 * @throws DependencyProblem when they depend on each other in a circle or on something else
 */
export function applyOrder<T extends { object: Json }>(
  items: T[],
): Array<OrderedObject<T>> {
  const keys = new Map(
    items.map(item => [refText(refOf(item.object)), item] as const),
  );
  const definitions = new Map(
    items
      .filter(({ object }) => object.kind === 'CustomResourceDefinition')
      .filter(({ object }) => isObject(object.spec?.names))
      .map(({ object }) => [
        `${object.spec.names.kind}.${object.spec.group}`,
        refText(refOf(object)),
      ]),
  );
  const nodes = [...keys].map(([key, item]) => {
    const declared = declaredDependencies(item.object, key);
    const external = declared.find(dependency => !keys.has(dependency));
    if (external) {
      throw new DependencyProblem(
        `invalid object: "${key}": external dependency: ${key} -> ${external}`,
      );
    }
    const implicit = implicitDependencies(item.object, definitions).filter(
      dependency => dependency !== key && keys.has(dependency),
    );
    return {
      item,
      key,
      dependencies: [...new Set([...declared, ...implicit])],
    };
  });
  const sorted = [...nodes].sort(
    (a, b) =>
      rank(a.item.object) - rank(b.item.object) || (a.key < b.key ? -1 : 1),
  );
  const done = new Set<string>();
  const order: Array<OrderedObject<T>> = [];
  while (order.length < nodes.length) {
    const next = sorted.filter(
      ({ key, dependencies }) =>
        !done.has(key) &&
        dependencies.every(dependency => done.has(dependency)),
    );
    if (!next.length) {
      const circle = sorted
        .filter(({ key }) => !done.has(key))
        .flatMap(({ key, dependencies }) =>
          dependencies
            .filter(dependency => !done.has(dependency))
            .map(dependency => `${key} -> ${dependency}`),
        );
      throw new DependencyProblem(
        `invalid objects: cyclic dependency: ${circle.join('; ')}`,
      );
    }
    next.forEach(node => done.add(node.key));
    order.push(...next);
  }
  return order;
}
