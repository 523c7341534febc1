import type { gkehub_v1 } from 'googleapis/build/src/apis/gkehub/v1';
import { asList, asText, field, type JsonObject } from '../../google/json';
import {
  HubCalls,
  type CallOptions,
  type HubCallsOptions,
} from '../client/HubCalls';
import { isMissing, parseAnswer } from '../client/HubClient';

const EDITOR = 'roles/gkehub.editor';
const MAX_PAGES = 100;
const PAGE_SIZE = 500;
const OPERATION =
  /^projects\/[^/?#]+\/locations\/[^/?#]+\/operations\/[\w.-]+$/;

type Labels = Record<string, string>;
type Locations = gkehub_v1.Gkehub['projects']['locations'];
type Call = (locations: Locations, options: CallOptions) => Promise<unknown>;

/** Team scopes of one fleet with what is in them: reading and writing. */
export class ScopeCalls {
  readonly #calls: HubCalls;
  readonly #host: string;
  readonly #parent: string;

  constructor(options: HubCallsOptions) {
    const { project, hub } = options.fleet;
    this.#calls = new HubCalls({ ...options, role: EDITOR });
    this.#host = new URL(hub.endpoint).host;
    this.#parent = `projects/${project}/locations/global`;
  }

  scopeName(scope: string): string {
    return `${this.#parent}/scopes/${scope}`;
  }

  getScope(scope: string, signal: AbortSignal) {
    const name = this.scopeName(scope);
    return this.#find('gkehub.scopes.get', signal, ({ scopes }, options) =>
      scopes.get({ name }, options),
    );
  }

  /** IDs of all scopes. */
  async listScopes(signal: AbortSignal): Promise<string[]> {
    const scopes = await this.#list(
      'gkehub.scopes.list',
      'scopes',
      signal,
      pageToken => (locations, options) =>
        locations.scopes.list(
          { parent: this.#parent, pageSize: PAGE_SIZE, pageToken },
          options,
        ),
    );
    return scopes.flatMap(scope => idOf(field(scope, 'name')) ?? []);
  }

  createScope(scope: string, labels: Labels, signal: AbortSignal) {
    return this.#send('gkehub.scopes.create', signal, ({ scopes }, options) =>
      scopes.create(
        { parent: this.#parent, scopeId: scope, requestBody: { labels } },
        options,
      ),
    );
  }

  getNamespace(scope: string, namespace: string, signal: AbortSignal) {
    const name = `${this.scopeName(scope)}/namespaces/${namespace}`;
    return this.#find('gkehub.namespaces.get', signal, ({ scopes }, options) =>
      scopes.namespaces.get({ name }, options),
    );
  }

  createNamespace(
    scope: string,
    namespace: string,
    namespaceLabels: Labels,
    signal: AbortSignal,
  ) {
    const parent = this.scopeName(scope);
    return this.#send(
      'gkehub.namespaces.create',
      signal,
      ({ scopes }, options) =>
        scopes.namespaces.create(
          {
            parent,
            scopeNamespaceId: namespace,
            requestBody: { scope: parent, namespaceLabels },
          },
          options,
        ),
    );
  }

  updateNamespace(
    scope: string,
    namespace: string,
    namespaceLabels: Labels,
    signal: AbortSignal,
  ) {
    return this.#send(
      'gkehub.namespaces.update',
      signal,
      ({ scopes }, options) =>
        scopes.namespaces.patch(
          {
            name: `${this.scopeName(scope)}/namespaces/${namespace}`,
            updateMask: 'namespaceLabels',
            requestBody: { scope: this.scopeName(scope), namespaceLabels },
          },
          options,
        ),
    );
  }

  /** Scopes that a cluster is bound to, and how the bindings are called. */
  listBindings(membership: string, signal: AbortSignal) {
    return this.#list(
      'gkehub.membershipbindings.list',
      'membershipBindings',
      signal,
      pageToken =>
        ({ memberships }, options) =>
          memberships.bindings.list(
            { parent: membership, pageSize: PAGE_SIZE, pageToken },
            options,
          ),
    );
  }

  createBinding(membership: string, scope: string, signal: AbortSignal) {
    return this.#send(
      'gkehub.membershipbindings.create',
      signal,
      ({ memberships }, options) =>
        memberships.bindings.create(
          {
            parent: membership,
            membershipBindingId: scope,
            requestBody: { scope: this.scopeName(scope) },
          },
          options,
        ),
    );
  }

  listRoleBindings(scope: string, signal: AbortSignal) {
    return this.#list(
      'gkehub.rbacrolebindings.list',
      'rbacrolebindings',
      signal,
      pageToken =>
        ({ scopes }, options) =>
          scopes.rbacrolebindings.list(
            { parent: this.scopeName(scope), pageSize: PAGE_SIZE, pageToken },
            options,
          ),
    );
  }

  createRoleBinding(
    scope: string,
    id: string,
    requestBody: gkehub_v1.Schema$RBACRoleBinding,
    signal: AbortSignal,
  ) {
    return this.#send(
      'gkehub.rbacrolebindings.create',
      signal,
      ({ scopes }, options) =>
        scopes.rbacrolebindings.create(
          {
            parent: this.scopeName(scope),
            rbacrolebindingId: id,
            requestBody,
          },
          options,
        ),
    );
  }

  updateRoleBinding(
    scope: string,
    id: string,
    requestBody: gkehub_v1.Schema$RBACRoleBinding,
    signal: AbortSignal,
  ) {
    return this.#send(
      'gkehub.rbacrolebindings.update',
      signal,
      ({ scopes }, options) =>
        scopes.rbacrolebindings.patch(
          {
            name: `${this.scopeName(scope)}/rbacrolebindings/${id}`,
            updateMask: 'role',
            requestBody,
          },
          options,
        ),
    );
  }

  /** A long-running operation; undefined when Google has forgotten it, or never named it. */
  async getOperation(name: unknown, signal: AbortSignal) {
    return typeof name === 'string' && OPERATION.test(name)
      ? this.#find('gkehub.operations.get', signal, (locations, options) =>
          locations.operations.get({ name }, options),
        )
      : undefined;
  }

  async #send(
    permission: string,
    signal: AbortSignal,
    call: Call,
  ): Promise<JsonObject> {
    const answer = await this.#calls.send(permission, signal, (hub, options) =>
      call(hub.projects.locations, options),
    );
    return parseAnswer(answer, this.#host);
  }

  async #find(
    permission: string,
    signal: AbortSignal,
    call: Call,
  ): Promise<JsonObject | undefined> {
    try {
      return await this.#send(permission, signal, call);
    } catch (error) {
      if (isMissing(error)) {
        return undefined;
      }
      throw error;
    }
  }

  async #list(
    permission: string,
    key: string,
    signal: AbortSignal,
    page: (pageToken: string | undefined) => Call,
  ): Promise<unknown[]> {
    const all: unknown[] = [];
    let token: string | undefined;
    for (let pages = 0; pages < MAX_PAGES; pages++) {
      const body = await this.#send(permission, signal, page(token));
      all.push(...asList(field(body, key), PAGE_SIZE));
      token = asText(field(body, 'nextPageToken'), 16 * 1024);
      if (!token) {
        break;
      }
    }
    return all;
  }
}

/** The last part of a resource's name. */
export function idOf(name: unknown): string | undefined {
  return typeof name === 'string' ? name.split('/').at(-1) : undefined;
}
