import { groupOf, SyncId } from './identity';
import { ConfigSyncError, knv, printGroupKind, printGvk } from './knvErrors';
import {
  annotationsOf,
  checkObjects,
  describe,
  isNamespace,
  isUnmanaged,
  NAMESPACE_SELECTOR,
} from './objectChecks';
import type { SourceObject } from './parseFiles';
import { selectCluster, spread, withNamespace } from './selection';

/** What of a cluster decides whether a source is right. */
export interface ValidationContext {
  sync: SyncId;
  clusterName: string;
  /**
   * Whether the kind belongs to a namespace; undefined when the cluster does not know it.
   *
   * @param group - of the kind, whatever its version
   */
  isNamespaced(group: string, kind: string): boolean | undefined;
}

export interface ValidatedSource {
  /** What to apply. Empty when an error blocks the sync. */
  objects: SourceObject[];
  errors: ConfigSyncError[];
}

/** Errors that do not keep the rest of the source from being applied. */
const NON_BLOCKING = new Set(['1021', '1067']);

export function isBlocking({ code }: ConfigSyncError): boolean {
  return !NON_BLOCKING.has(code);
}

/** Kinds that Config Sync itself or the source brings along, and whether they are namespaced. */
function declaredKinds(sources: SourceObject[]): Map<string, boolean> {
  return new Map([
    ['NamespaceSelector.configmanagement.gke.io', false] as const,
    ...sources
      .filter(({ object }) => object.kind === 'CustomResourceDefinition')
      .map(
        ({ object: { spec } }) =>
          [
            `${spec?.names?.kind}.${spec?.group}`,
            spec?.scope === 'Namespaced',
          ] as const,
      ),
  ]);
}

function scopeErrors(
  source: SourceObject,
  namespaced: boolean,
  { sync }: ValidationContext,
): ConfigSyncError | undefined {
  const { apiVersion, kind, metadata } = source.object;
  const selected = NAMESPACE_SELECTOR in annotationsOf(source);
  if (namespaced) {
    return metadata.namespace && selected
      ? knv(
          '1053',
          `namespace-scoped resources MUST NOT declare both metadata.namespace and metadata.annotations.${NAMESPACE_SELECTOR}`,
          [describe(source)],
        )
      : undefined;
  }
  if (sync.kind === 'RepoSync') {
    return knv(
      '1058',
      `Resources in namespace Repos must be Namespace-scoped type, but objects of type ${printGvk(
        apiVersion,
        kind,
      )} are Cluster-scoped. Move ${metadata.name} to the Root repo.`,
      [describe(source)],
    );
  }
  if (metadata.namespace) {
    return knv(
      '1052',
      'cluster-scoped resources MUST NOT declare metadata.namespace',
      [describe(source)],
    );
  }
  return selected
    ? knv(
        '1004',
        `Cluster-scoped objects may not be namespace-selected, and so MUST NOT declare the annotation '${NAMESPACE_SELECTOR}'. To fix, remove \`metadata.annotations.${NAMESPACE_SELECTOR}\` from:`,
        [describe(source)],
      )
    : undefined;
}

/** The same group, kind, namespace and name more than once. */
function duplicates(sources: SourceObject[]): ConfigSyncError[] {
  const groups = new Map<string, SourceObject[]>();
  for (const source of sources) {
    const { apiVersion, kind, metadata } = source.object;
    const key = JSON.stringify([
      groupOf(apiVersion).group,
      kind,
      metadata.namespace,
      metadata.name,
    ]);
    groups.set(key, [...(groups.get(key) ?? []), source]);
  }
  return [...groups.values()]
    .filter(group => group.length > 1)
    .map(group => {
      const { object } = group[0];
      const { name, namespace } = object.metadata;
      const count = group.length;
      const groupKind = printGroupKind(object);
      if (isNamespace(group[0])) {
        return knv(
          '1029',
          `Namespaces MUST have unique names. Found ${count} Namespaces named "${name}". Rename or merge the Namespaces to fix:`,
          group.map(describe),
        );
      }
      return knv(
        '1029',
        namespace
          ? `Namespace-scoped configs of the same Group and Kind MUST have unique names if they are in the same Namespace. Found ${count} configs of GroupKind "${groupKind}" in Namespace "${namespace}" named "${name}". Rename or delete the duplicates to fix:`
          : `Cluster-scoped configs of the same Group and Kind MUST have unique names. Found ${count} configs of GroupKind "${groupKind}" named "${name}". Rename or delete the duplicates to fix:`,
        group.map(describe),
      );
    });
}

function unmanagedNamespaces(sources: SourceObject[]): ConfigSyncError[] {
  return sources
    .filter(source => isNamespace(source) && isUnmanaged(source))
    .flatMap(({ object }) => {
      const { name } = object.metadata;
      const inside = sources.filter(
        source =>
          source.object.metadata.namespace === name && !isUnmanaged(source),
      );
      return inside.length
        ? knv(
            '1056',
            `Managed resources must not be declared in unmanaged Namespaces. Namespace "${name}" is declared unmanaged but contains managed resources. Either remove the managed: disabled annotation from Namespace "${name}" or declare its resources as unmanaged by adding configmanagement.gke.io/managed:disabled annotation.`,
            inside.map(describe),
          )
        : [];
    });
}

/** A RepoSync speaks of its own namespace only. */
function foreignNamespaces(
  sources: SourceObject[],
  { sync }: ValidationContext,
): ConfigSyncError[] {
  if (sync.kind === 'RootSync') {
    return [];
  }
  return sources
    .filter(({ object }) => object.metadata.namespace !== sync.namespace)
    .map(source =>
      knv(
        '1058',
        `Resources in the "${sync.namespace}" repo must either omit metadata.namespace or declare metadata.namespace="${sync.namespace}"`,
        [describe(source)],
      ),
    );
}

/**
 * Checks a source as Config Sync does, in its order: each round of checks sees only what passed
 * the one before. An unknown kind is reported and left out; every other error blocks all of it.
 */
export function validate(
  parsed: SourceObject[],
  context: ValidationContext,
): ValidatedSource {
  const blocked = (...errors: ConfigSyncError[][]) => ({
    objects: [],
    errors: errors.flat(),
  });
  const raw = checkObjects(parsed, context.sync);
  if (raw.length) {
    return blocked(raw);
  }
  const selected = selectCluster(parsed, context.clusterName);
  const declared = declaredKinds(selected);
  const known: SourceObject[] = [];
  const unknown: ConfigSyncError[] = [];
  const scoped: ConfigSyncError[] = [];
  for (const source of selected) {
    const { group } = groupOf(source.object.apiVersion);
    const groupKind = printGroupKind(source.object);
    const namespaced =
      context.isNamespaced(group, source.object.kind) ??
      declared.get(groupKind);
    if (namespaced === undefined) {
      unknown.push(
        knv(
          '1021',
          `No CustomResourceDefinition is defined for the type "${groupKind}" in the cluster.\nResource types that are not native Kubernetes objects must have a CustomResourceDefinition.\n\nConfig Sync will retry until a CustomResourceDefinition is defined for the type "${groupKind}" in the cluster.`,
          [describe(source)],
        ),
      );
      continue;
    }
    const error = scopeErrors(source, namespaced, context);
    if (error) {
      scoped.push(error);
    }
    const home =
      context.sync.kind === 'RootSync' ? 'default' : context.sync.namespace;
    const needsHome =
      namespaced &&
      !source.object.metadata.namespace &&
      !(NAMESPACE_SELECTOR in annotationsOf(source));
    known.push(needsHome ? withNamespace(source, home) : source);
  }
  if (scoped.length) {
    return blocked(unknown, scoped);
  }
  const { objects, errors } = spread(known);
  if (errors.length) {
    return blocked(unknown, errors);
  }
  const final = [...duplicates(objects), ...unmanagedNamespaces(objects)];
  if (final.length) {
    return blocked(unknown, final);
  }
  const foreign = foreignNamespaces(objects, context);
  return foreign.length
    ? blocked(unknown, foreign)
    : { objects, errors: unknown };
}
