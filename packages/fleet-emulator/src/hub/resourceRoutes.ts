import { z } from 'zod';
import { HubCall, HubRoute } from './call';
import { HubError } from './errors';
import { listJson } from './memberships';
import { Operations } from './Operations';
import { paginate } from './paging';
import { EMPTY, maskedFields, readBody, readId } from './resourceInput';
import { Resource, resourceMessage } from './ResourceMap';
import { ScopeStore } from './ScopeStore';
import { toJson } from './wire';

/** One kind of resource that people write: where it is, and what of it is its own. */
export interface ResourceKind<T extends Resource, Body extends object> {
  /** Express path of the list. */
  path: string;
  /** The last parameter of the path of one. */
  param: string;
  /** `scopes.namespaces` */
  method: string;
  /** `gkehub.namespaces` */
  permission: string;
  /** The name of the message. */
  type: string;
  /** The list in the answer. */
  listField: string;
  idParameter: string;
  idField: string;
  /** The name of the body in errors. */
  bodyField: string;
  body: z.ZodType<Body>;
  /** The fields that can be changed. */
  fields: readonly string[];
  /** Query parameters of the real list that the emulator cannot do. */
  unsupported?: readonly string[];
  /** The ones that the parent of a request has. Throws when there is no such parent. */
  list(call: HubCall): T[];
  find(call: HubCall, id: string): T | undefined;
  nameOf(call: HubCall, id: string): string;
  /** The fields of the message besides those that all have. */
  message(item: T, call: HubCall): Record<string, unknown>;
  /** Keeps a new one. Throws when it cannot be there. */
  add(call: HubCall, base: Resource, body: Body): T;
  /** Throws when a change cannot be. */
  checkUpdate?(call: HubCall, item: T): void;
  checkDelete?(call: HubCall, item: T): void;
}

/** The methods of a kind of resource: list, get, create, patch and delete. */
export class ResourceRoutes<T extends Resource, Body extends object> {
  constructor(
    private readonly kind: ResourceKind<T, Body>,
    private readonly store: ScopeStore,
    private readonly operations: Operations,
  ) {}

  routes(): HubRoute[] {
    const { path, param, method, permission, idParameter, unsupported } =
      this.kind;
    const route = (
      verb: HubRoute['verb'],
      name: string,
      needs: string,
      rest: Pick<HubRoute, 'handle' | 'query' | 'unsupported'>,
    ): HubRoute => ({
      verb,
      path: name === 'list' || name === 'create' ? path : `${path}/:${param}`,
      method: `${method}.${name}`,
      permission: `${permission}.${needs}`,
      ...rest,
    });
    return [
      route('get', 'list', 'list', {
        query: ['pageSize', 'pageToken'],
        unsupported,
        handle: call => this.list(call),
      }),
      route('get', 'get', 'get', {
        handle: call => toJson(this.message(call, this.require(call))),
      }),
      route('post', 'create', 'create', {
        query: [idParameter],
        handle: call => this.create(call),
      }),
      route('patch', 'patch', 'update', {
        query: ['updateMask'],
        handle: call => this.patch(call),
      }),
      route('delete', 'delete', 'delete', {
        handle: call => this.delete(call),
      }),
    ];
  }

  list(call: HubCall): string {
    const { items, nextPageToken } = paginate(this.kind.list(call), {
      ...call.query,
      query: Object.values(call.params),
      idOf: ({ id }) => id,
    });
    return listJson(
      this.kind.listField,
      items.map(item => toJson(this.message(call, item))),
      { nextPageToken },
    );
  }

  private message(call: HubCall, item: T): Record<string, unknown> {
    return {
      ...resourceMessage(
        item,
        this.kind.nameOf(call, item.id),
        this.store.now(),
      ),
      ...this.kind.message(item, call),
    };
  }

  private require(call: HubCall): T {
    const id = call.params[this.kind.param];
    const item = this.kind.find(call, id);
    if (!item) {
      throw HubError.notFound(this.kind.nameOf(call, id));
    }
    return item;
  }

  private create(call: HubCall): string {
    const { kind } = this;
    const id = readId(kind.idField, call.query[kind.idParameter]);
    const body = readBody(kind.bodyField, kind.body, call.body);
    if (kind.find(call, id)) {
      throw HubError.alreadyExists(kind.nameOf(call, id));
    }
    const created = this.store.now();
    const readyAt = this.operations.doneAt();
    const item = kind.add(
      call,
      { id, labels: {}, created, updated: created, readyAt, written: true },
      body,
    );
    return this.begin(call, 'create', item, readyAt);
  }

  private patch(call: HubCall): string {
    const { kind } = this;
    const item = this.require(call);
    requireKept(item, kind.nameOf(call, item.id));
    const given: Record<string, unknown> = { ...Object(call.body) };
    const fields = maskedFields(call.query.updateMask, given, kind.fields);
    const body = readBody(kind.bodyField, kind.body, {
      ...kind.message(item, call),
      labels: item.labels,
      ...Object.fromEntries(fields.map(field => [field, given[field]])),
    });
    const after = new Map<string, unknown>(Object.entries(body));
    const changes = Object.fromEntries(
      fields.map(field => [field, after.get(field)]),
    );
    kind.checkUpdate?.(call, { ...item, ...changes });
    Object.assign(item, changes, {
      updated: Math.max(this.store.now(), item.created + 1),
      readyAt: this.operations.doneAt(),
      written: true,
    });
    return this.begin(call, 'update', item, item.readyAt);
  }

  private delete(call: HubCall): string {
    const { kind } = this;
    const item = this.require(call);
    kind.checkDelete?.(call, item);
    item.deletedAt ??= this.operations.doneAt();
    return this.begin(call, 'delete', item, item.deletedAt);
  }

  private begin(
    call: HubCall,
    verb: 'create' | 'update' | 'delete',
    item: T,
    doneAt: number,
  ): string {
    const { kind } = this;
    const answer = this.operations.begin(call, {
      target: kind.nameOf(call, item.id),
      verb,
      doneAt,
      response: () =>
        verb === 'delete'
          ? EMPTY
          : {
              '@type': `type.googleapis.com/google.cloud.gkehub.${call.apiVersion}.${kind.type}`,
              ...this.message(call, item),
            },
    });
    this.store.changed();
    return answer;
  }
}

function requireKept({ deletedAt }: Resource, name: string): void {
  if (deletedAt !== undefined) {
    throw new HubError(
      'FAILED_PRECONDITION',
      `Resource '${name}' is being deleted`,
    );
  }
}
