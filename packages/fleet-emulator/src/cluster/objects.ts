/** Who keeps an object alive. */
export interface OwnerReference {
  apiVersion: string;
  kind: string;
  name: string;
  uid: string;
  controller?: boolean;
  blockOwnerDeletion?: boolean;
}

/** Which fields somebody wrote, in the form of `FieldsV1`: nested `f:name`, `k:{...}`, `v:...`. */
export interface FieldSet {
  [field: string]: FieldSet;
}

/** @see FieldSet */
export interface ManagedFields {
  manager: string;
  operation: 'Apply' | 'Update';
  apiVersion: string;
  time?: string;
  fieldsType: 'FieldsV1';
  fieldsV1: FieldSet;
  subresource?: string;
}

/**
 * Kubernetes' `ObjectMeta`.
 *
 * @public
 */
export interface ObjectMeta {
  name: string;
  generateName?: string;
  /** Absent on objects of the whole cluster. */
  namespace?: string;
  uid: string;
  resourceVersion: string;
  /** Absent on kinds that have none, such as ConfigMap. */
  generation?: number;
  creationTimestamp: string;
  /** Present while finalizers hold up the deletion. */
  deletionTimestamp?: string;
  deletionGracePeriodSeconds?: number;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
  finalizers?: string[];
  ownerReferences?: OwnerReference[];
  managedFields?: ManagedFields[];
}

/**
 * An object as the cluster keeps it. What a cluster hands out is frozen: copy it
 * (`structuredClone`) before you change it.
 *
 * @public
 */
export interface KubeObject {
  apiVersion: string;
  kind: string;
  metadata: ObjectMeta;
  [field: string]: any;
}

/**
 * An object as somebody writes it.
 *
 * @public
 */
export interface KubeObjectInput {
  apiVersion: string;
  kind: string;
  metadata: Partial<ObjectMeta>;
  [field: string]: any;
}

export type Json = Record<string, any>;

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Makes a value and everything in it unchangeable. */
export function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) {
    return value;
  }
  Object.values(value).forEach(deepFreeze);
  return Object.freeze(value);
}

/** `apps/v1` is `{ group: 'apps', version: 'v1' }`; `v1` is the core group, which has no name. */
export function splitApiVersion(apiVersion: string): {
  group: string;
  version: string;
} {
  const slash = apiVersion.indexOf('/');
  return slash < 0
    ? { group: '', version: apiVersion }
    : {
        group: apiVersion.slice(0, slash),
        version: apiVersion.slice(slash + 1),
      };
}

export function joinApiVersion(group: string, version: string): string {
  return group ? `${group}/${version}` : version;
}

/** A copy that may be changed. */
export function copy<T>(value: T): T {
  if (Array.isArray(value)) {
    return value.map(copy) as T;
  }
  return isObject(value)
    ? (Object.fromEntries(
        Object.entries(value).map(([key, inner]) => [key, copy(inner)]),
      ) as T)
    : value;
}

/** Whether two JSON values say the same; the order of keys says nothing. */
export function equal(a: unknown, b: unknown): boolean {
  if (a === b) {
    return true;
  }
  if (Array.isArray(a) && Array.isArray(b)) {
    return (
      a.length === b.length && a.every((inner, index) => equal(inner, b[index]))
    );
  }
  if (!isObject(a) || !isObject(b)) {
    return false;
  }
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every(key => Object.hasOwn(b, key) && equal(a[key], b[key]))
  );
}
