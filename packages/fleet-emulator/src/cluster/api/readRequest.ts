import { DeleteOptions, WriteOptions } from '../clusterOptions';
import { Kind } from '../Kind';
import { KubeError } from '../KubeError';
import { joinApiVersion, Json, KubeObjectInput } from '../objects';
import { KubeRequest } from './messages';
import { readObject } from './readBody';
import { RequestInfo } from './requestInfo';

/** A request for objects, with what was read from its address. */
export interface Call {
  request: KubeRequest;
  info: RequestInfo;
  kind: Kind;
}

/** The object in a body, in the place that the address says. */
export function readInput(
  { request, info, kind }: Call,
  named: boolean,
): KubeObjectInput {
  const body = readObject(request.body, request.headers['content-type']);
  const apiVersion = joinApiVersion(kind.group, String(info.version));
  const wrong =
    (body.kind ?? kind.kind) !== kind.kind ||
    (body.apiVersion ?? apiVersion) !== apiVersion;
  if (wrong) {
    throw KubeError.badRequest(
      `${body.apiVersion}, Kind=${body.kind} does not match the expected kind ${apiVersion}, Kind=${kind.kind} of the address`,
    );
  }
  const metadata: Json = { ...body.metadata };
  if (kind.namespaced) {
    metadata.namespace ??= info.namespace;
    if (metadata.namespace !== info.namespace) {
      throw KubeError.badRequest(
        'the namespace of the provided object does not match the namespace sent on the request',
      );
    }
  }
  if (!named) {
    // A new object: these are the cluster's to say.
    delete metadata.uid;
    delete metadata.creationTimestamp;
    delete metadata.resourceVersion;
  }
  if (named) {
    metadata.name ??= info.name;
    if (metadata.name !== info.name) {
      throw KubeError.badRequest(
        `the name of the object (${metadata.name}) does not match the name on the URL (${info.name})`,
      );
    }
  }
  return { ...body, apiVersion, kind: kind.kind, metadata };
}

/** Who writes, and whether it is only tried. */
export function writeOptions({
  query,
  headers,
  user,
  onWarning,
}: KubeRequest): WriteOptions {
  const [agent] = String(headers['user-agent'] ?? 'unknown').split('/');
  return {
    manager: query.get('fieldManager') || agent,
    dryRun: isDryRun(query.getAll('dryRun')),
    user,
    onWarning,
  };
}

function isDryRun(values: string[]): boolean {
  const unknown = values.filter(value => value !== 'All');
  if (unknown.length > 0) {
    throw new KubeError(
      'Invalid',
      `CreateOptions.meta.k8s.io "" is invalid: dryRun: Unsupported value: ${JSON.stringify(
        unknown,
      )}: supported values: "All"`,
    );
  }
  return values.length > 0;
}

/** How a deletion is meant: Kubernetes takes it from the body and from the address. */
export function deleteOptions({
  query,
  body,
  headers,
}: KubeRequest): DeleteOptions {
  const options: Json =
    body.length > 0 ? readObject(body, headers['content-type']) : {};
  const dryRun = [...query.getAll('dryRun'), ...(options.dryRun ?? [])];
  const propagation =
    options.propagationPolicy ?? query.get('propagationPolicy') ?? undefined;
  return {
    dryRun: isDryRun(dryRun),
    propagation: options.orphanDependents ? 'Orphan' : propagation,
    preconditions: options.preconditions,
  };
}
