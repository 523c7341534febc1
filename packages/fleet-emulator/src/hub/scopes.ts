import { z } from 'zod';
import { FleetModel } from '../fleet/FleetModel';
import { HubCall, HubRoute } from './call';
import { HubError } from './errors';
import { listJson } from './memberships';
import { Operations } from './Operations';
import { paginate } from './paging';
import { Scope, ScopeNamespace, ScopeStore } from './ScopeStore';
import { toJson } from './wire';

const ID = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

/** Namespaces that Kubernetes keeps for itself. */
const RESERVED = /^(kube-|default$)/;

const label = z.string().max(63);

/** The fields that a caller may set; the rest of the message is Google's to fill. */
const bodySchema = z
  .object({
    name: z.string().optional(),
    scope: z.string().optional(),
    labels: z.record(z.string(), label).default({}),
    namespaceLabels: z.record(z.string(), label).default({}),
  })
  .default({ labels: {}, namespaceLabels: {} });

function readBody(field: string, body: unknown) {
  const result = bodySchema.safeParse(body ?? undefined);
  if (!result.success) {
    const [issue] = result.error.issues;
    throw HubError.invalid(
      [field, ...issue.path.map(String)].join('.'),
      issue.message,
    );
  }
  return result.data;
}

function readId(field: string, id: string | undefined): string {
  if (!id || !ID.test(id)) {
    throw HubError.invalid(
      field,
      'must be 1 to 63 lower-case letters, digits and hyphens, beginning and ending with a letter or digit',
    );
  }
  return id;
}

/** Google answers a finished deletion with nothing, in an envelope. */
const EMPTY = { '@type': 'type.googleapis.com/google.protobuf.Empty' };

/** Team scopes and their namespaces: the methods of the API. */
export class Scopes {
  constructor(
    private readonly model: FleetModel,
    private readonly store: ScopeStore,
    private readonly operations: Operations,
  ) {}

  routes(): HubRoute[] {
    const scopes = '/projects/:project/locations/:location/scopes';
    const namespaces = `${scopes}/:scope/namespaces`;
    const paging = ['pageSize', 'pageToken'];
    const list = (call: HubCall) => this.list(call);
    return [
      {
        verb: 'get',
        path: scopes,
        method: 'scopes.list',
        permission: 'gkehub.scopes.list',
        query: paging,
        handle: list,
      },
      {
        verb: 'get',
        path: `${scopes}\\:listPermitted`,
        method: 'scopes.listPermitted',
        permission: 'gkehub.scopes.list',
        query: paging,
        handle: list,
      },
      {
        verb: 'get',
        path: `${scopes}/:scope`,
        method: 'scopes.get',
        permission: 'gkehub.scopes.get',
        handle: call => {
          const scope = this.existing(call);
          return toJson(this.store.message(scope, this.name(call, scope.id)));
        },
      },
      {
        verb: 'post',
        path: scopes,
        method: 'scopes.create',
        permission: 'gkehub.scopes.create',
        query: ['scopeId'],
        handle: call => this.create(call),
      },
      {
        verb: 'delete',
        path: `${scopes}/:scope`,
        method: 'scopes.delete',
        permission: 'gkehub.scopes.delete',
        handle: call => this.delete(call),
      },
      {
        verb: 'get',
        path: namespaces,
        method: 'scopes.namespaces.list',
        permission: 'gkehub.namespaces.list',
        query: paging,
        handle: call => this.listNamespaces(call),
      },
      {
        verb: 'get',
        path: `${namespaces}/:namespace`,
        method: 'scopes.namespaces.get',
        permission: 'gkehub.namespaces.get',
        handle: call => {
          const scope = this.existing(call);
          const namespace = this.existingNamespace(call, scope);
          return toJson(this.namespaceMessage(call, scope, namespace));
        },
      },
      {
        verb: 'post',
        path: namespaces,
        method: 'scopes.namespaces.create',
        permission: 'gkehub.namespaces.create',
        query: ['scopeNamespaceId'],
        handle: call => this.createNamespace(call),
      },
      {
        verb: 'delete',
        path: `${namespaces}/:namespace`,
        method: 'scopes.namespaces.delete',
        permission: 'gkehub.namespaces.delete',
        handle: call => this.deleteNamespace(call),
      },
    ];
  }

  private list(call: HubCall): string {
    const { items, nextPageToken } = paginate(
      isGlobal(call) ? this.store.list() : [],
      { ...call.query, query: [call.params.location], idOf: scope => scope.id },
    );
    return listJson(
      'scopes',
      items.map(scope =>
        toJson(this.store.message(scope, this.name(call, scope.id))),
      ),
      { nextPageToken },
    );
  }

  private create(call: HubCall): string {
    const id = readId('scope_id', call.query.scopeId);
    const body = readBody('scope', call.body);
    const name = this.name(call, id);
    requireGlobal(call);
    if (this.store.get(id)) {
      throw HubError.alreadyExists(name);
    }
    const doneAt = this.operations.doneAt();
    const scope = this.store.add({ ...body, id, readyAt: doneAt });
    return this.operations.begin(call, {
      target: name,
      verb: 'create',
      doneAt,
      response: () => ({
        '@type': `type.googleapis.com/google.cloud.gkehub.${call.apiVersion}.Scope`,
        ...this.store.message(scope, name),
      }),
    });
  }

  private delete(call: HubCall): string {
    const scope = this.existing(call);
    const name = this.name(call, scope.id);
    const namespaces = this.store.listNamespaces(scope);
    if (namespaces.length) {
      throw new HubError(
        'FAILED_PRECONDITION',
        `Scope '${name}' still has namespaces (${namespaces
          .map(({ id }) => id)
          .join(', ')}); delete them first`,
      );
    }
    scope.deletedAt ??= this.operations.doneAt();
    return this.operations.begin(call, {
      target: name,
      verb: 'delete',
      doneAt: scope.deletedAt,
      response: () => EMPTY,
    });
  }

  private listNamespaces(call: HubCall): string {
    const scope = this.existing(call);
    const { items, nextPageToken } = paginate(
      this.store.listNamespaces(scope),
      {
        ...call.query,
        query: [call.params.location, scope.id],
        idOf: namespace => namespace.id,
      },
    );
    return listJson(
      'scopeNamespaces',
      items.map(namespace =>
        toJson(this.namespaceMessage(call, scope, namespace)),
      ),
      { nextPageToken },
    );
  }

  private createNamespace(call: HubCall): string {
    const scope = this.existing(call);
    const id = readId('scope_namespace_id', call.query.scopeNamespaceId);
    if (RESERVED.test(id)) {
      throw HubError.invalid(
        'scope_namespace_id',
        `${id} is a namespace of Kubernetes itself; choose another name`,
      );
    }
    const body = readBody('scope_namespace', call.body);
    // A namespace means the same everywhere in a fleet, so one scope has it.
    const owner = this.store
      .list()
      .find(other => this.store.getNamespace(other, id));
    if (owner) {
      throw HubError.alreadyExists(this.name(call, owner.id, id));
    }
    const doneAt = this.operations.doneAt();
    const namespace = this.store.addNamespace(scope, {
      ...body,
      id,
      readyAt: doneAt,
    });
    return this.operations.begin(call, {
      target: this.name(call, scope.id, id),
      verb: 'create',
      doneAt,
      response: () => ({
        '@type': `type.googleapis.com/google.cloud.gkehub.${call.apiVersion}.Namespace`,
        ...this.namespaceMessage(call, scope, namespace),
      }),
    });
  }

  private deleteNamespace(call: HubCall): string {
    const scope = this.existing(call);
    const namespace = this.existingNamespace(call, scope);
    namespace.deletedAt ??= this.operations.doneAt();
    return this.operations.begin(call, {
      target: this.name(call, scope.id, namespace.id),
      verb: 'delete',
      doneAt: namespace.deletedAt,
      response: () => EMPTY,
    });
  }

  private existing(call: HubCall): Scope {
    const { scope: id } = call.params;
    const scope = isGlobal(call) ? this.store.get(id) : undefined;
    if (!scope) {
      throw HubError.notFound(this.name(call, id));
    }
    return scope;
  }

  private existingNamespace(call: HubCall, scope: Scope): ScopeNamespace {
    const { namespace: id } = call.params;
    const namespace = this.store.getNamespace(scope, id);
    if (!namespace) {
      throw HubError.notFound(this.name(call, scope.id, id));
    }
    return namespace;
  }

  private namespaceMessage(
    call: HubCall,
    scope: Scope,
    namespace: ScopeNamespace,
  ) {
    return this.store.message(
      namespace,
      this.name(call, scope.id, namespace.id),
      this.name(call, scope.id),
    );
  }

  private name(call: HubCall, scope: string, namespace?: string): string {
    const location = isGlobal(call) ? 'global' : call.params.location;
    const name = `projects/${this.model.settings.project.id}/locations/${location}/scopes/${scope}`;
    return namespace === undefined ? name : `${name}/namespaces/${namespace}`;
  }
}

function isGlobal({ params }: HubCall): boolean {
  return params.location === 'global' || params.location === '-';
}

/** Scopes live in one place. */
function requireGlobal({ params }: HubCall): void {
  if (params.location !== 'global') {
    throw HubError.invalid('parent', 'scopes are only in locations/global');
  }
}
