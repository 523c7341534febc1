import { DateTime } from 'luxon';
import { ClusterObjectsOptions, ListOptions } from './clusterOptions';
import { Kind } from './Kind';
import { KindRegistry } from './KindRegistry';
import { KubeError } from './KubeError';
import { ListPages, Page } from './ListPages';
import { KubeObject, KubeObjectInput, splitApiVersion } from './objects';
import { ClusterChange, ObjectStore } from './ObjectStore';
import { Authorizer, KubeAction, KubeUser } from './rbac/Authorizer';
import { parseFieldSelector, parseLabelSelector } from './selectors';

/**
 * What can be seen of the objects of one cluster.
 *
 * @public
 */
export class ClusterView {
  readonly kinds = new KindRegistry();
  readonly version: string;
  /** The roles and bindings behind {@link ClusterView.can}. */
  readonly rights: Authorizer;
  protected readonly store = new ObjectStore();
  private readonly pages: ListPages;
  private readonly now: () => number;

  constructor(options: ClusterObjectsOptions = {}) {
    this.now = options.now ?? Date.now;
    this.version = options.version ?? 'v1.32.4';
    this.pages = new ListPages(this.now, options.continueLifetime ?? 300_000);
    this.rights = new Authorizer(this);
  }

  /** The version of the newest change in the cluster. */
  get resourceVersion(): string {
    return String(this.store.resourceVersion);
  }

  /** The time in the form of Kubernetes, without fractions of a second. */
  timestamp(): string {
    return DateTime.fromMillis(this.now(), { zone: 'utc' })
      .startOf('second')
      .toISO({ suppressMilliseconds: true }) as string;
  }

  /** An object, or undefined. Also undefined when the cluster has no such kind. */
  find(
    resource: string,
    name: string,
    namespace?: string,
  ): KubeObject | undefined {
    const kind = this.kinds.find(resource);
    return (
      kind &&
      this.store.find(kind, name, kind.namespaced ? namespace : undefined)
    );
  }

  /** An object. Throws NotFound when it is not there. */
  get(resource: string, name: string, namespace?: string): KubeObject {
    const kind = this.kind(resource);
    const object = this.find(resource, name, namespace);
    if (!object) {
      throw KubeError.notFound(kind, name);
    }
    return object;
  }

  /**
   * The objects of a kind by namespace and name, all of them or a page. A list that goes on shows
   * the cluster as it was at its first page.
   */
  list(resource: string, options: ListOptions = {}): Page {
    const kind = this.kind(resource);
    const limit = options.limit ?? 0;
    if (options.continue) {
      return this.pages.next(options.continue, limit);
    }
    const tests = [
      ...(kind.namespaced && options.namespace !== undefined
        ? [
            ({ metadata }: KubeObject) =>
              metadata.namespace === options.namespace,
          ]
        : []),
      ...(options.labelSelector
        ? [parseLabelSelector(options.labelSelector)]
        : []),
      ...(options.fieldSelector
        ? [parseFieldSelector(options.fieldSelector, resource)]
        : []),
    ];
    const all = this.store.list(kind);
    const items = tests.length
      ? all.filter(object => tests.every(test => test(object)))
      : all;
    return this.pages.first(items, this.resourceVersion, limit);
  }

  /** All objects of a kind, of one namespace or of all; none when there is no such kind. */
  all(resource: string, namespace?: string): readonly KubeObject[] {
    return this.kinds.find(resource)
      ? this.list(resource, { namespace }).items
      : [];
  }

  /** Whether somebody may do something, by the roles and bindings in the cluster. */
  can(user: KubeUser, action: KubeAction): boolean {
    return this.rights.can(user, action);
  }

  /** Tells every change, one after the other. Returns what ends it. */
  subscribe(listener: (change: ClusterChange) => void): () => void {
    return this.store.subscribe(listener);
  }

  /** The changes after a version; undefined when it is too long ago. */
  changesSince(resourceVersion: string): ClusterChange[] | undefined {
    return this.store.changesSince(Number(resourceVersion));
  }

  /** @internal */
  kind(resource: string): Kind {
    const kind = this.kinds.find(resource);
    if (!kind) {
      throw KubeError.noSuchResource();
    }
    return kind;
  }

  protected kindOf({ apiVersion, kind }: KubeObjectInput): Kind {
    const found = this.kinds.findKind(apiVersion ?? '', kind ?? '');
    if (!found) {
      const { group, version } = splitApiVersion(apiVersion ?? '');
      throw new KubeError(
        'NotFound',
        `no matches for kind "${kind}" in version "${
          group ? apiVersion : version
        }"`,
        { ...(group ? { group } : {}), kind },
      );
    }
    return found;
  }
}
