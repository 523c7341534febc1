import { randomInt, randomUUID } from 'node:crypto';
import { DateTime } from 'luxon';
import { startControllers } from './controllers/startControllers';
import { setDefaults } from './defaults';
import { applyFields, managedAfterUpdate, Writer } from './fieldManagement';
import { Kind } from './Kind';
import { KindRegistry } from './KindRegistry';
import { fieldErrors, KubeError } from './KubeError';
import { ListPages, Page } from './ListPages';
import {
  copy,
  equal,
  Json,
  KubeObject,
  KubeObjectInput,
  splitApiVersion,
} from './objects';
import { ClusterChange, ObjectStore } from './ObjectStore';
import { KubePatch, patched } from './patches';
import { checkQuotas, usageOf } from './quota';
import { Authorizer, KubeAction, KubeUser } from './rbac/Authorizer';
import { seedBasics } from './seedBasics';
import { parseFieldSelector, parseLabelSelector } from './selectors';
import { injectSidecar } from './sidecar';
import { Timers } from './Timers';
import { validateObject } from './validate';

/** @public */
export interface WriteOptions {
  /** Who writes, for `managedFields`. Default: `fleet-emulator`. */
  manager?: string;
  /** Checks everything and answers the result, and keeps nothing of it. */
  dryRun?: boolean;
  /** Writes this part only. `scale` is the caller's business. */
  subresource?: 'status';
  /** `create` only: keeps the status that the object has, which Kubernetes would drop. */
  withStatus?: boolean;
}

/** @public */
export interface ApplyOptions extends WriteOptions {
  manager: string;
  /** Takes fields that others manage. */
  force?: boolean;
}

/** @public */
export interface ListOptions {
  /** Default: all namespaces. */
  namespace?: string;
  /** `app=api,env in (dev, test)` */
  labelSelector?: string;
  /** `metadata.name=api,status.phase!=Running` */
  fieldSelector?: string;
  limit?: number;
  /** From the page before. */
  continue?: string;
}

/** @public */
export interface DeleteOptions {
  dryRun?: boolean;
  /** What becomes of the objects that it owns. Default: `Background`. */
  propagation?: 'Background' | 'Foreground' | 'Orphan';
  preconditions?: { uid?: string; resourceVersion?: string };
}

/**
 * Looks at every write before it is kept, like an admission webhook. Throws a {@link KubeError} to
 * refuse it.
 *
 * @public
 */
export type Admission = (request: {
  operation: 'CREATE' | 'UPDATE' | 'DELETE';
  kind: Kind;
  /** What is written; on DELETE what is there. */
  object: KubeObject;
  before?: KubeObject;
  subresource?: string;
}) => void;

/** @public */
export interface ClusterObjectsOptions {
  /** Default: the time of day. */
  now?: () => number;
  /** Milliseconds until a pod is ready. 0: at once. Default: 400. */
  podStart?: number;
  /** Milliseconds that a list can be continued. Default: five minutes. */
  continueLifetime?: number;
  /** A version of Kubernetes such as `v1.32.4-gke.100`. */
  version?: string;
  /** How many nodes there are. Default: 3. */
  nodes?: number;
  /** The `uid` of the namespace kube-system, which identifies a cluster. Default: random. */
  uid?: string;
}

/** Namespaces that Kubernetes keeps whatever happens. */
const KEPT_NAMESPACES = ['default', 'kube-public', 'kube-system'];
const NAME_SIGNS = 'bcdfghjklmnpqrstvwxz2456789';

/**
 * The objects of one Kubernetes cluster, as its API server and etcd together keep them, without
 * HTTP. Everything happens at once and in memory; only the start of pods takes a moment.
 *
 * Kinds are named as kubectl names them: `pods`, `deployments.apps`,
 * `rootsyncs.configsync.gke.io`. What comes back is frozen. Every refusal is a {@link KubeError}.
 * Rights are not checked here: ask {@link ClusterObjects.can} first where somebody asks.
 *
 * @public
 */
export class ClusterObjects {
  readonly kinds = new KindRegistry();
  readonly version: string;
  /** @internal */
  readonly timers = new Timers();
  private readonly store = new ObjectStore();
  private readonly pages: ListPages;
  private readonly authorizer: Authorizer;
  private readonly admissions = new Set<Admission>();
  private readonly now: () => number;

  constructor(options: ClusterObjectsOptions = {}) {
    this.now = options.now ?? Date.now;
    this.version = options.version ?? 'v1.32.4';
    this.pages = new ListPages(this.now, options.continueLifetime ?? 300_000);
    this.authorizer = new Authorizer(this);
    startControllers(this, { podStart: options.podStart ?? 400 });
    seedBasics(this, {
      nodes: options.nodes ?? 3,
      uid: options.uid,
      version: this.version,
    });
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

  /** Creates an object. Its kind must be known and its namespace be there. */
  create(input: KubeObjectInput, options: WriteOptions = {}): KubeObject {
    const kind = this.kindOf(input);
    const object = this.newObject(kind, input);
    if (kind.hasStatus && !options.withStatus) {
      delete object.status;
    }
    this.complete(kind, object);
    const managed = managedAfterUpdate(
      undefined,
      object,
      this.writer(input, options),
    );
    return this.insert(kind, object, managed, options);
  }

  /** Replaces an object. A `resourceVersion` in it must be the current one. */
  update(input: KubeObjectInput, options: WriteOptions = {}): KubeObject {
    const kind = this.kindOf(input);
    const { name = '', namespace } = input.metadata;
    const before = this.get(kind.groupResource, name, namespace);
    checkPreconditions(kind, before, input.metadata);
    const after = this.mergeParts(kind, before, input, options.subresource);
    const managed = managedAfterUpdate(
      before,
      after,
      this.writer(input, options),
    );
    return this.replace(kind, before, after, managed, options);
  }

  /** Replaces the status of an object and nothing else. */
  updateStatus(input: KubeObjectInput, options: WriteOptions = {}): KubeObject {
    return this.update(input, { ...options, subresource: 'status' });
  }

  /** Changes an object by a patch. */
  patch(
    resource: string,
    name: string,
    namespace: string | undefined,
    patch: KubePatch,
    options: WriteOptions = {},
  ): KubeObject {
    const before = this.get(resource, name, namespace);
    const after = patched(this.kind(resource), before, patch) as KubeObject;
    if (after.metadata?.name !== name) {
      throw KubeError.badRequest(
        `the name of the object (${
          after.metadata?.name ?? ''
        }) does not match the name on the URL (${name})`,
      );
    }
    return this.update(after, options);
  }

  /**
   * Server-side apply: creates the object, or lays over it what is applied.
   *
   * @throws KubeError Conflict when others manage fields that would change, unless `force`
   */
  apply(input: KubeObjectInput, options: ApplyOptions): KubeObject {
    const kind = this.kindOf(input);
    if (input.metadata.managedFields?.length) {
      throw KubeError.badRequest('metadata.managedFields must be nil');
    }
    const { name = '', namespace } = input.metadata;
    const before = this.find(kind.groupResource, name, namespace);
    const wanted = partsOf(kind, input, options.subresource);
    const writer = this.writer(input, options);
    const { object, managedFields } = applyFields(
      before,
      wanted,
      writer,
      options.force ?? false,
    );
    if (!before) {
      const created = this.newObject(kind, object as KubeObjectInput);
      this.complete(kind, created);
      return this.insert(kind, created, managedFields, options);
    }
    checkPreconditions(kind, before, input.metadata);
    const after = this.mergeParts(
      kind,
      before,
      object as KubeObjectInput,
      options.subresource,
    );
    return this.replace(kind, before, after, managedFields, options);
  }

  /**
   * Deletes an object, or marks it as being deleted when finalizers hold it. A namespace takes its
   * content along.
   *
   * @returns the object as it was last, with a `deletionTimestamp` when it is still there
   */
  delete(
    resource: string,
    name: string,
    namespace?: string,
    options: DeleteOptions = {},
  ): KubeObject {
    const kind = this.kind(resource);
    const object = this.get(resource, name, namespace);
    checkPreconditions(kind, object, options.preconditions ?? {});
    if (resource === 'namespaces' && KEPT_NAMESPACES.includes(name)) {
      throw KubeError.forbidden(
        kind,
        name,
        'this namespace may not be deleted',
      );
    }
    this.admit({ operation: 'DELETE', kind, object });
    if (options.dryRun) {
      return object;
    }
    if (options.propagation === 'Orphan') {
      this.orphan(object);
    }
    return this.isHeld(object)
      ? this.markDeleted(kind, object)
      : this.drop(kind, object);
  }

  /** Whether somebody may do something, by the roles and bindings in the cluster. */
  can(user: KubeUser, action: KubeAction): boolean {
    return this.authorizer.can(user, action);
  }

  /** The roles and bindings behind {@link ClusterObjects.can}. */
  get rights(): Authorizer {
    return this.authorizer;
  }

  /** Has every write looked at before it is kept. Returns what ends it. */
  addAdmission(admission: Admission): () => void {
    this.admissions.add(admission);
    return () => this.admissions.delete(admission);
  }

  /** Tells every change, one after the other. Returns what ends it. */
  subscribe(listener: (change: ClusterChange) => void): () => void {
    return this.store.subscribe(listener);
  }

  /** The changes after a version; undefined when it is too long ago. */
  changesSince(resourceVersion: string): ClusterChange[] | undefined {
    return this.store.changesSince(Number(resourceVersion));
  }

  /** Lets what is done in `run` take no time: pods are ready at once. For seeds. */
  atOnce(run: () => void): void {
    this.timers.atOnce(run);
  }

  /** Stops what is still going on, such as the start of pods. */
  close(): void {
    this.timers.clear();
  }

  /** @internal Takes an object away that nothing holds any more. */
  drop(kind: Kind, object: KubeObject): KubeObject {
    this.store.remove(kind, object);
    return object;
  }

  /** @internal */
  kind(resource: string): Kind {
    const kind = this.kinds.find(resource);
    if (!kind) {
      throw KubeError.noSuchResource();
    }
    return kind;
  }

  private kindOf({ apiVersion, kind }: KubeObjectInput): Kind {
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

  private newObject(kind: Kind, input: KubeObjectInput): KubeObject {
    const { generateName, namespace, ...metadata } = input.metadata;
    const name = metadata.name || (generateName && generatedName(generateName));
    if (!name) {
      throw KubeError.invalid(kind, '', [
        fieldErrors.required(
          'metadata.name',
          'name or generateName is required',
        ),
      ]);
    }
    if (this.find(kind.groupResource, name, namespace)) {
      throw KubeError.alreadyExists(kind, name);
    }
    const object = copy({
      ...input,
      apiVersion: kind.apiVersion,
      metadata: {
        ...metadata,
        name,
        ...(generateName ? { generateName } : {}),
        ...(kind.namespaced ? { namespace } : {}),
        uid: input.metadata.uid ?? randomUUID(),
        resourceVersion: '',
        ...(kind.generation ? { generation: 1 } : {}),
        creationTimestamp: input.metadata.creationTimestamp || this.timestamp(),
      },
    });
    delete object.metadata.deletionTimestamp;
    return object;
  }

  /** What Kubernetes and the mesh add to a new object. */
  private complete(kind: Kind, object: KubeObject): void {
    if (kind.groupResource === 'pods') {
      object.spec ??= {};
      injectSidecar(this, object);
    }
    setDefaults(kind, object);
  }

  private insert(
    kind: Kind,
    object: KubeObject,
    managed: KubeObject['metadata']['managedFields'],
    { dryRun }: WriteOptions,
  ): KubeObject {
    this.checkNamespace(kind, object);
    this.check(kind, object);
    if (kind.namespaced) {
      this.checkQuotas(kind, object);
    }
    this.admit({ operation: 'CREATE', kind, object });
    object.metadata.managedFields = managed;
    return dryRun ? object : this.store.put(kind, object);
  }

  private replace(
    kind: Kind,
    before: KubeObject,
    after: KubeObject,
    managed: KubeObject['metadata']['managedFields'],
    { dryRun, subresource }: WriteOptions,
  ): KubeObject {
    setDefaults(kind, after);
    this.check(kind, after, before);
    this.admit({
      operation: 'UPDATE',
      kind,
      object: after,
      before,
      subresource,
    });
    after.metadata.managedFields = managed;
    if (equal(after, before)) {
      return before;
    }
    if (kind.generation && specChanged(before, after)) {
      after.metadata.generation = (before.metadata.generation ?? 0) + 1;
    }
    if (dryRun) {
      return after;
    }
    const kept = this.store.put(kind, after);
    return kept.metadata.deletionTimestamp && !this.isHeld(kept)
      ? this.drop(kind, kept)
      : kept;
  }

  /** What becomes of an object when `input` is written to one part of it. */
  private mergeParts(
    kind: Kind,
    before: KubeObject,
    input: KubeObjectInput,
    subresource?: string,
  ): KubeObject {
    if (subresource === 'status') {
      return withoutUndefined(copy({ ...before, status: input.status }));
    }
    const { metadata } = before;
    const after = copy({
      ...input,
      apiVersion: kind.apiVersion,
      metadata: {
        ...input.metadata,
        name: metadata.name,
        namespace: metadata.namespace,
        uid: metadata.uid,
        resourceVersion: metadata.resourceVersion,
        generation: metadata.generation,
        creationTimestamp: metadata.creationTimestamp,
        deletionTimestamp: metadata.deletionTimestamp,
        deletionGracePeriodSeconds: metadata.deletionGracePeriodSeconds,
      },
    }) as KubeObject;
    if (kind.hasStatus) {
      after.status = copy(before.status);
    }
    return withoutUndefined(after);
  }

  private check(kind: Kind, object: KubeObject, before?: KubeObject): void {
    const causes = validateObject(kind, object, before);
    const added = (object.metadata.finalizers ?? []).filter(
      name => !before?.metadata.finalizers?.includes(name),
    );
    if (before?.metadata.deletionTimestamp && added.length > 0) {
      causes.push(
        fieldErrors.forbidden(
          'metadata.finalizers',
          `no new finalizers can be added if the object is being deleted, found new finalizers []string{${added
            .map(name => JSON.stringify(name))
            .join(', ')}}`,
        ),
      );
    }
    if (causes.length > 0) {
      throw KubeError.invalid(kind, object.metadata.name, causes);
    }
  }

  private checkNamespace(kind: Kind, { metadata }: KubeObject): void {
    if (!kind.namespaced) {
      return;
    }
    if (!metadata.namespace) {
      throw KubeError.badRequest(
        'an empty namespace may not be set during creation',
      );
    }
    const namespace = this.get('namespaces', metadata.namespace);
    if (namespace.metadata.deletionTimestamp) {
      const why = `namespace ${metadata.namespace} is being terminated`;
      throw new KubeError(
        'Forbidden',
        `${kind.groupResource} "${metadata.name}" is forbidden: unable to create new content in namespace ${metadata.namespace} because it is being terminated`,
        {
          name: metadata.name,
          ...(kind.group ? { group: kind.group } : {}),
          kind: kind.plural,
          causes: [
            {
              reason: 'NamespaceTerminating',
              message: why,
              field: 'metadata.namespace',
            },
          ],
        },
      );
    }
  }

  private checkQuotas(kind: Kind, object: KubeObject): void {
    const { namespace } = object.metadata;
    checkQuotas(kind, object, this.all('resourcequotas', namespace), names =>
      this.usage(kind, namespace, names),
    );
  }

  private usage(kind: Kind, namespace: string | undefined, names: string[]) {
    const sum: Record<string, number> = {};
    for (const object of this.all(kind.groupResource, namespace)) {
      const usage = usageOf(kind, object);
      names.forEach(name => {
        sum[name] = (sum[name] ?? 0) + (usage[name] ?? 0);
      });
    }
    return sum;
  }

  private admit(request: Parameters<Admission>[0]): void {
    this.admissions.forEach(admission => admission(request));
  }

  private writer(input: KubeObjectInput, options: WriteOptions): Writer {
    return {
      manager: options.manager ?? 'fleet-emulator',
      apiVersion: input.apiVersion,
      subresource: options.subresource,
      time: this.timestamp(),
    };
  }

  private isHeld({ kind, metadata, spec }: KubeObject): boolean {
    return (
      Boolean(metadata.finalizers?.length) ||
      (kind === 'Namespace' && Boolean(spec?.finalizers?.length))
    );
  }

  private markDeleted(kind: Kind, object: KubeObject): KubeObject {
    if (object.metadata.deletionTimestamp) {
      return object;
    }
    return this.store.put(kind, {
      ...object,
      metadata: {
        ...object.metadata,
        deletionTimestamp: this.timestamp(),
        deletionGracePeriodSeconds: 0,
        ...(kind.generation
          ? { generation: (object.metadata.generation ?? 0) + 1 }
          : {}),
      },
      ...(kind.groupResource === 'namespaces'
        ? { status: { ...object.status, phase: 'Terminating' } }
        : {}),
    });
  }

  /** Objects that it owned belong to nobody from now on. */
  private orphan(owner: KubeObject): void {
    for (const kind of this.kinds.list()) {
      for (const object of this.store.list(kind)) {
        const owners = object.metadata.ownerReferences ?? [];
        const rest = owners.filter(({ uid }) => uid !== owner.metadata.uid);
        if (rest.length < owners.length) {
          this.update({
            ...object,
            metadata: { ...object.metadata, ownerReferences: rest },
          });
        }
      }
    }
  }
}

function generatedName(prefix: string): string {
  const signs = Array.from(
    { length: 5 },
    () => NAME_SIGNS[randomInt(NAME_SIGNS.length)],
  );
  return `${prefix}${signs.join('')}`;
}

/** What an apply may write: everything but the status, or the status only. */
function partsOf(
  kind: Kind,
  input: KubeObjectInput,
  subresource?: string,
): Json {
  const { status, ...rest } = input;
  if (subresource === 'status') {
    const { apiVersion, kind: name, metadata } = rest;
    return {
      apiVersion,
      kind: name,
      metadata: { name: metadata.name, namespace: metadata.namespace },
      status,
    };
  }
  return kind.hasStatus ? rest : input;
}

function specChanged(before: KubeObject, after: KubeObject): boolean {
  const { metadata: _m, status: _s, ...old } = before;
  const { metadata: _n, status: _t, ...current } = after;
  return !equal(old, current);
}

function checkPreconditions(
  kind: Kind,
  { metadata }: KubeObject,
  wanted: { uid?: string; resourceVersion?: string },
): void {
  if (wanted.uid && wanted.uid !== metadata.uid) {
    throw KubeError.conflict(
      kind,
      metadata.name,
      `Precondition failed: UID in precondition: ${wanted.uid}, UID in object meta: ${metadata.uid}`,
    );
  }
  if (
    wanted.resourceVersion &&
    wanted.resourceVersion !== metadata.resourceVersion
  ) {
    throw KubeError.conflict(kind, metadata.name);
  }
}

/** Keys with undefined come from copying; JSON would not have them. */
function withoutUndefined(object: KubeObject): KubeObject {
  for (const part of [object, object.metadata] as Json[]) {
    for (const key of Object.keys(part)) {
      if (part[key] === undefined) {
        delete part[key];
      }
    }
  }
  return object;
}
