import { randomInt, randomUUID } from 'node:crypto';
import { Kind } from './Kind';
import { fieldErrors, KubeError } from './KubeError';
import { copy, equal, Json, KubeObject, KubeObjectInput } from './objects';

const NAME_SIGNS = 'bcdfghjklmnpqrstvwxz2456789';

/** A new object as it begins, before anything is filled in. */
export function newObject(
  kind: Kind,
  input: KubeObjectInput,
  time: string,
): KubeObject {
  const { generateName, namespace, ...metadata } = input.metadata;
  const name = metadata.name || (generateName && generatedName(generateName));
  if (!name) {
    throw KubeError.invalid(kind, '', [
      fieldErrors.required('metadata.name', 'name or generateName is required'),
    ]);
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
      creationTimestamp: input.metadata.creationTimestamp || time,
    },
  });
  delete object.metadata.deletionTimestamp;
  return object;
}

/** What becomes of an object when `input` is written to one part of it. */
export function mergeParts(
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

function generatedName(prefix: string): string {
  const signs = Array.from(
    { length: 5 },
    () => NAME_SIGNS[randomInt(NAME_SIGNS.length)],
  );
  return `${prefix}${signs.join('')}`;
}

/** What an apply may write: everything but the status, or the status only. */
export function partsOf(
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

/** Whether more than metadata and status changed. */
export function specChanged(before: KubeObject, after: KubeObject): boolean {
  const { metadata: _m, status: _s, ...old } = before;
  const { metadata: _n, status: _t, ...current } = after;
  return !equal(old, current);
}

/** @throws KubeError Conflict when the object is another, or another version, than was meant */
export function checkPreconditions(
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
