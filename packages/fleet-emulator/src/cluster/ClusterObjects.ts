import { AdmissionChain } from './AdmissionChain';
import {
  Admission,
  ApplyOptions,
  ClusterObjectsOptions,
  DeleteOptions,
  WriteOptions,
} from './clusterOptions';
import { ClusterView } from './ClusterView';
import { startControllers } from './controllers/startControllers';
import { setDefaults } from './defaults';
import { isHeld, markedDeleted, withoutOwner } from './deletion';
import { applyFields, managedAfterUpdate, Writer } from './fieldManagement';
import { completePod } from './completePod';
import { Kind } from './Kind';
import { KubeError } from './KubeError';
import { setManagers, writerOf } from './managers';
import { equal, KubeObject, KubeObjectInput, ManagedFields } from './objects';
import {
  checkPreconditions,
  mergeParts,
  newObject,
  partsOf,
  specChanged,
} from './objectParts';
import { KubePatch, patched } from './patches';
import { seedBasics } from './seedBasics';
import { Timers } from './Timers';

/** Namespaces that Kubernetes keeps whatever happens. */
const KEPT_NAMESPACES = ['default', 'kube-public', 'kube-system'];

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
export class ClusterObjects extends ClusterView {
  /** @internal */
  readonly timers = new Timers();
  private readonly admission = new AdmissionChain(this);
  private seeding = false;

  constructor(options: ClusterObjectsOptions = {}) {
    super(options);
    startControllers(this, { podStart: options.podStart ?? 400 });
    seedBasics(this, {
      nodes: options.nodes ?? 3,
      uid: options.uid,
      version: this.version,
    });
  }

  /** Creates an object. Its kind must be known and its namespace be there. */
  create(input: KubeObjectInput, options: WriteOptions = {}): KubeObject {
    const kind = this.kindOf(input);
    const object = this.newObject(kind, input);
    if (kind.hasStatus && !options.withStatus) {
      delete object.status;
    }
    this.complete(kind, object);
    const managed = this.managers(undefined, object, input, options);
    return this.insert(kind, object, managed, options);
  }

  /** Replaces an object. A `resourceVersion` in it must be the current one. */
  update(input: KubeObjectInput, options: WriteOptions = {}): KubeObject {
    const kind = this.kindOf(input);
    const { name = '', namespace } = input.metadata;
    const before = this.get(kind.groupResource, name, namespace);
    checkPreconditions(kind, before, input.metadata);
    const after = mergeParts(kind, before, input, options.subresource);
    const managed = this.managers(before, after, input, options);
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
    return this.update(patched(this.kind(resource), before, patch), options);
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
    const after = mergeParts(
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
    const { user } = options;
    this.admission.admit({ operation: 'DELETE', kind, object, user });
    if (options.dryRun) {
      return object;
    }
    if (options.propagation === 'Orphan') {
      this.orphan(object);
    }
    if (!isHeld(object)) {
      return this.drop(kind, object);
    }
    return object.metadata.deletionTimestamp
      ? object
      : this.store.put(kind, markedDeleted(kind, object, this.timestamp()));
  }

  /** Has every write looked at before it is kept. Returns what ends it. */
  addAdmission(admission: Admission): () => void {
    return this.admission.add(admission);
  }

  /** Lets what is done in `run` take no time: pods are ready at once. */
  atOnce(run: () => void): void {
    this.timers.atOnce(run);
  }

  /**
   * Lets `run` fill a new cluster: it takes no time, and nobody manages the fields of what is
   * written, which thousands of clusters would have to keep.
   */
  seed(run: () => void): void {
    this.seeding = true;
    try {
      this.atOnce(run);
    } finally {
      this.seeding = false;
    }
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

  private newObject(kind: Kind, input: KubeObjectInput): KubeObject {
    const object = newObject(kind, input, this.timestamp());
    const { name, namespace } = object.metadata;
    if (this.find(kind.groupResource, name, namespace)) {
      throw KubeError.alreadyExists(kind, name);
    }
    return object;
  }

  /** What Kubernetes and the mesh add to a new object. */
  private complete(kind: Kind, object: KubeObject): void {
    if (kind.groupResource === 'pods') {
      completePod(this, kind, object);
    } else {
      setDefaults(kind, object);
    }
  }

  private insert(
    kind: Kind,
    object: KubeObject,
    managed: ManagedFields[] | undefined,
    { dryRun, user, onWarning: warn }: WriteOptions,
  ): KubeObject {
    this.admission.admit({ operation: 'CREATE', kind, object, user, warn });
    setManagers(object, managed);
    return dryRun ? object : this.store.put(kind, object);
  }

  private replace(
    kind: Kind,
    before: KubeObject,
    after: KubeObject,
    managed: ManagedFields[] | undefined,
    { dryRun, subresource, user, onWarning }: WriteOptions,
  ): KubeObject {
    setDefaults(kind, after);
    this.admission.admit({
      operation: 'UPDATE',
      kind,
      object: after,
      before,
      subresource,
      user,
      warn: onWarning,
    });
    setManagers(after, managed);
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
    return kept.metadata.deletionTimestamp && !isHeld(kept)
      ? this.drop(kind, kept)
      : kept;
  }

  private orphan(owner: KubeObject): void {
    this.kinds
      .list()
      .flatMap(kind => this.store.list(kind))
      .flatMap(object => withoutOwner(object, owner) ?? [])
      .forEach(object => this.update(object));
  }

  private managers(
    before: KubeObject | undefined,
    after: KubeObject,
    input: KubeObjectInput,
    options: WriteOptions,
  ): ManagedFields[] | undefined {
    return this.seeding
      ? before?.metadata.managedFields
      : managedAfterUpdate(
          before,
          after,
          this.writer(input, options),
          input.metadata.managedFields,
        );
  }

  private writer(input: KubeObjectInput, options: WriteOptions): Writer {
    return writerOf(input, options, this.timestamp());
  }
}
