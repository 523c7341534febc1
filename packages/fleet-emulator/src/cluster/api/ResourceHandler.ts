import { ClusterObjects } from '../ClusterObjects';
import { Kind } from '../Kind';
import { fieldErrors, KubeError } from '../KubeError';
import { joinApiVersion, KubeObject } from '../objects';
import { KubePatch } from '../patches';
import { refusal } from '../rbac/Authorizer';
import { json, KubeRequest, KubeResponse } from './messages';
import { ObjectAnswers } from './ObjectAnswers';
import { mediaType, readBody } from './readBody';
import { Call, deleteOptions, readInput, writeOptions } from './readRequest';
import { RequestInfo } from './requestInfo';
import { scaleOf, scaledBy } from './scale';
import { checkApplied, checkDecoding } from './unknownFields';

const PATCH_TYPES: Record<string, KubePatch['type'] | 'apply'> = {
  'application/apply-patch+yaml': 'apply',
  'application/json-patch+json': 'json',
  'application/merge-patch+json': 'merge',
  'application/strategic-merge-patch+json': 'strategic',
};

/** Parts of pods that need a machine behind them. */
const WITHOUT_MACHINE = new Set([
  'attach',
  'exec',
  'log',
  'portforward',
  'proxy',
]);

/** Reads and writes the objects of one cluster for requests that are allowed. */
export class ResourceHandler {
  private readonly answers: ObjectAnswers;

  constructor(private readonly cluster: ClusterObjects, now: () => number) {
    this.answers = new ObjectAnswers(cluster, now);
  }

  handle(request: KubeRequest, info: RequestInfo, kind: Kind): KubeResponse {
    const call = { request, info, kind };
    const { subresource, verb } = info;
    if (subresource !== undefined) {
      return this.part(call, subresource);
    }
    switch (verb) {
      case 'get':
        return this.answers.one(call, this.get(call));
      case 'list':
        return this.answers.list(call);
      case 'watch':
        return this.answers.watch(call);
      case 'create':
        return this.create(call);
      case 'update':
        return this.update(call);
      case 'patch':
        return this.patch(call);
      case 'delete':
        return this.delete(call);
      case 'deletecollection':
        return this.deleteAll(call);
      default:
        throw methodNotAllowed();
    }
  }

  private get({ info, kind }: Call): KubeObject {
    return this.cluster.get(kind.groupResource, nameOf(info), info.namespace);
  }

  /** Parts of objects: status, scale, and those that the emulator does not have. */
  private part(call: Call, subresource: string): KubeResponse {
    const { info, kind } = call;
    if (!kind.subresources.includes(subresource)) {
      throw KubeError.noSuchResource();
    }
    if (WITHOUT_MACHINE.has(subresource)) {
      this.get(call);
      throw notEmulated(kind, info, subresource);
    }
    if (subresource === 'scale') {
      return this.scale(call);
    }
    switch (info.verb) {
      case 'get':
        return this.answers.one(call, this.get(call));
      case 'update':
        return this.update(call);
      case 'patch':
        return this.patch(call);
      default:
        throw methodNotAllowed();
    }
  }

  private create(call: Call): KubeResponse {
    const { request } = call;
    const object = readInput(call, false);
    checkDecoding(call, object);
    const created = this.cluster.create(object, writeOptions(request));
    return this.answers.one(call, created, 201);
  }

  private update(call: Call): KubeResponse {
    const { request, info, kind } = call;
    const object = readInput(call, true);
    checkDecoding(call, object);
    if (kind.custom && !object.metadata.resourceVersion) {
      throw KubeError.invalid(kind, nameOf(info), [
        fieldErrors.invalid(
          'metadata.resourceVersion',
          0,
          'must be specified for an update',
        ),
      ]);
    }
    const { subresource } = info;
    const updated =
      subresource === 'finalize'
        ? this.cluster.update(
            { ...this.get(call), spec: object.spec },
            writeOptions(request),
          )
        : this.cluster.update(object, {
            ...writeOptions(request),
            subresource: subresource as 'status' | undefined,
          });
    return this.answers.one(call, updated);
  }

  private patch(call: Call): KubeResponse {
    const { request, info, kind } = call;
    const type = PATCH_TYPES[mediaType(request.headers['content-type'])];
    if (!type) {
      throw new KubeError(
        'UnsupportedMediaType',
        `the body of the request was in an unknown format - accepted media types include: ${Object.keys(
          PATCH_TYPES,
        ).join(', ')}`,
      );
    }
    if (type === 'apply') {
      return this.apply(call);
    }
    const options = {
      ...writeOptions(request),
      subresource: info.subresource as 'status' | undefined,
    };
    const patched = this.cluster.patch(
      kind.groupResource,
      nameOf(info),
      info.namespace,
      { type, body: readBody(request.body, request.headers['content-type']) },
      options,
    );
    return this.answers.one(call, patched);
  }

  private apply(call: Call): KubeResponse {
    const { request, info, kind } = call;
    const { query, user } = request;
    const manager = query.get('fieldManager');
    if (!manager) {
      throw new KubeError(
        'Invalid',
        'PatchOptions.meta.k8s.io "" is invalid: fieldManager: Required value: is required for apply patch',
      );
    }
    const before = this.cluster.find(
      kind.groupResource,
      nameOf(info),
      info.namespace,
    );
    const action = { ...info, verb: 'create', path: undefined };
    if (!before && !this.cluster.can(user, action)) {
      throw KubeError.forbidden(kind, nameOf(info), refusal(user, action));
    }
    const object = readInput(call, true);
    checkApplied(call, object);
    const applied = this.cluster.apply(object, {
      ...writeOptions(request),
      manager,
      force: query.get('force') === 'true',
      subresource: info.subresource as 'status' | undefined,
    });
    return this.answers.one(call, applied, before ? 200 : 201);
  }

  private delete(call: Call): KubeResponse {
    const { request, info, kind } = call;
    const name = nameOf(info);
    const { uid } = this.cluster.get(
      kind.groupResource,
      name,
      info.namespace,
    ).metadata;
    const last = this.cluster.delete(kind.groupResource, name, info.namespace, {
      ...deleteOptions(request),
    });
    if (last.metadata.deletionTimestamp) {
      return this.answers.one(call, last);
    }
    return json({
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Success',
      details: {
        name,
        ...(kind.group ? { group: kind.group } : {}),
        kind: kind.plural,
        uid,
      },
    });
  }

  private deleteAll(call: Call): KubeResponse {
    const { request, info, kind } = call;
    const { query } = request;
    const { items } = this.cluster.list(kind.groupResource, {
      namespace: kind.namespaced ? info.namespace : undefined,
      labelSelector: query.get('labelSelector') ?? undefined,
      fieldSelector: query.get('fieldSelector') ?? undefined,
    });
    const options = deleteOptions(request);
    for (const { metadata } of items) {
      this.cluster.delete(
        kind.groupResource,
        metadata.name,
        metadata.namespace,
        options,
      );
    }
    return json({
      kind: `${kind.kind}List`,
      apiVersion: joinApiVersion(kind.group, String(info.version)),
      metadata: { resourceVersion: this.cluster.resourceVersion },
      items,
    });
  }

  private scale(call: Call): KubeResponse {
    const { request, info, kind } = call;
    const object = this.get(call);
    if (info.verb === 'get') {
      return json(scaleOf(object));
    }
    const contentType = request.headers['content-type'];
    const replicas = scaledBy(
      scaleOf(object),
      readBody(request.body, contentType),
      mediaType(contentType),
    );
    const updated = this.cluster.patch(
      kind.groupResource,
      nameOf(info),
      info.namespace,
      { type: 'merge', body: { spec: { replicas } } },
      writeOptions(request),
    );
    return json(scaleOf(updated));
  }
}

function nameOf({ name }: RequestInfo): string {
  return name ?? '';
}

function methodNotAllowed(): KubeError {
  return new KubeError(
    'MethodNotAllowed',
    'the server does not allow this method on the requested resource',
  );
}

/** What the emulator cannot do, because no container ever runs in it. */
export function notEmulated(
  kind: Kind,
  { name }: RequestInfo,
  subresource: string,
): KubeError {
  return new KubeError(
    'NotImplemented',
    `the fleet emulator has no ${kind.plural}/${subresource}: no container runs in it`,
    { name, kind: kind.plural },
  );
}
