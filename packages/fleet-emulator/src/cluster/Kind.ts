/** What a name of a kind must look like. */
export type NameRule =
  | 'dns-label'
  | 'dns-1035-label'
  | 'dns-subdomain'
  | 'path-segment';

export interface KindOptions {
  group: string;
  /** The preferred one first. */
  versions: string[];
  kind: string;
  plural: string;
  singular?: string;
  shortNames?: string[];
  categories?: string[];
  namespaced: boolean;
  /** Whether `metadata.generation` counts the changes of everything but metadata and status. */
  generation?: boolean;
  /** `status`, `scale` and, on pods, the ones that the emulator refuses. */
  subresources?: string[];
  nameRule?: NameRule;
  /** Comes from a CustomResourceDefinition. */
  custom?: boolean;
  /** The schema of a custom kind by version, as its CustomResourceDefinition has it. */
  schemas?: Record<string, object>;
  verbs?: readonly string[];
}

export const ALL_VERBS = [
  'create',
  'delete',
  'deletecollection',
  'get',
  'list',
  'patch',
  'update',
  'watch',
] as const;

/**
 * A kind of object that a cluster keeps.
 *
 * @public
 */
export class Kind {
  /** Empty for the core group. */
  readonly group: string;
  readonly versions: readonly string[];
  /** `Deployment` */
  readonly kind: string;
  /** `deployments` */
  readonly plural: string;
  readonly singular: string;
  readonly shortNames: readonly string[];
  readonly categories: readonly string[];
  readonly namespaced: boolean;
  readonly generation: boolean;
  readonly subresources: readonly string[];
  readonly nameRule: NameRule;
  readonly custom: boolean;
  readonly schemas: Record<string, object>;
  readonly verbs: readonly string[];

  constructor(options: KindOptions) {
    this.group = options.group;
    this.versions = options.versions;
    this.kind = options.kind;
    this.plural = options.plural;
    this.singular = options.singular ?? options.kind.toLowerCase();
    this.shortNames = options.shortNames ?? [];
    this.categories = options.categories ?? [];
    this.namespaced = options.namespaced;
    this.generation = options.generation ?? false;
    this.subresources = options.subresources ?? [];
    this.nameRule = options.nameRule ?? 'dns-subdomain';
    this.custom = options.custom ?? false;
    this.schemas = options.schemas ?? {};
    this.verbs = options.verbs ?? ALL_VERBS;
  }

  /** `deployments.apps`, and `pods` for the core group. */
  get groupResource(): string {
    return this.group ? `${this.plural}.${this.group}` : this.plural;
  }

  /** `apps/v1`, the form in which objects of the kind are kept. */
  get apiVersion(): string {
    return this.group ? `${this.group}/${this.versions[0]}` : this.versions[0];
  }

  get hasStatus(): boolean {
    return this.subresources.includes('status');
  }
}
