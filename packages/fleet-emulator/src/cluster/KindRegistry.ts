import { BUILTIN_KINDS } from './builtinKinds';
import { Kind } from './Kind';
import { Json, KubeObject, splitApiVersion } from './objects';

/**
 * The kinds that one cluster knows: the ones of every cluster, and those of its
 * CustomResourceDefinitions.
 *
 * @public
 */
export class KindRegistry {
  private readonly byResource = new Map<string, Kind>();
  private readonly byKind = new Map<string, Kind>();
  private generationCount = 0;

  constructor() {
    BUILTIN_KINDS.forEach(kind => this.add(kind));
  }

  /** Rises with every change, for answers that are kept. */
  get generation(): number {
    return this.generationCount;
  }

  /** By `deployments.apps` or `pods`. */
  find(groupResource: string): Kind | undefined {
    return this.byResource.get(groupResource);
  }

  /** By `apiVersion` and `kind` of an object. Undefined when the version is not served either. */
  findKind(apiVersion: string, kind: string): Kind | undefined {
    const { group, version } = splitApiVersion(apiVersion);
    const found = this.byKind.get(`${group}/${kind}`);
    return found?.versions.includes(version) ? found : undefined;
  }

  /** All kinds, by group and name. */
  list(): Kind[] {
    return [...this.byResource.values()];
  }

  /** @internal */
  add(kind: Kind): void {
    this.byResource.set(kind.groupResource, kind);
    this.byKind.set(`${kind.group}/${kind.kind}`, kind);
    this.generationCount += 1;
  }

  /** @internal */
  remove(kind: Kind): void {
    this.byResource.delete(kind.groupResource);
    this.byKind.delete(`${kind.group}/${kind.kind}`);
    this.generationCount += 1;
  }
}

/** The kind that a CustomResourceDefinition describes. */
export function kindOfDefinition({ spec }: KubeObject): Kind {
  const served = (spec.versions as Json[]).filter(version => version.served);
  // The version in which objects are kept comes first: it is the one that they are read in.
  const versions = [...served].sort(
    (a, b) => Number(Boolean(b.storage)) - Number(Boolean(a.storage)),
  );
  const subresources = new Set(
    versions.flatMap(version => Object.keys(version.subresources ?? {})),
  );
  return new Kind({
    group: spec.group,
    versions: versions.map(version => version.name),
    kind: spec.names.kind,
    plural: spec.names.plural,
    singular: spec.names.singular,
    shortNames: spec.names.shortNames,
    categories: spec.names.categories,
    namespaced: spec.scope === 'Namespaced',
    generation: true,
    subresources: [...subresources],
    custom: true,
    schemas: Object.fromEntries(
      versions.map(version => [
        version.name,
        version.schema?.openAPIV3Schema ?? {},
      ]),
    ),
  });
}
