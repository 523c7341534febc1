import { ConflictError } from '@backstage/errors';
import pLimit from 'p-limit';
import type { FleetNamespaceStatus } from 'backstage-plugin-anthos-fleet-common';
import { asObject, field } from '../../google/json';
import { findCause, HttpFailure } from '../../google/problems';
import type { HubCallsOptions } from '../client/HubCalls';
import { endOfExisting, Operations } from './Operations';
import { OWNER_LABEL, ownerLabelOf, ownerOfLabel } from './ownerLabel';
import {
  planRoleBinding,
  predefinedRole,
  roleBindingId,
  type NamespaceRole,
} from './roleBindings';
import { idOf, ScopeCalls } from './ScopeCalls';
import { Steps, type StepEnd } from './Steps';

const AT_A_TIME = 4;
const FOLLOW_MS = 3_000;
const WHOLE_MS = 25_000;

export interface FleetNamespace {
  scope: string;
  namespace: string;
  /** Clusters of the fleet. */
  clusters: readonly { ref: string; location: string; name: string }[];
  /** Entity ref of the owner, in full. */
  owner?: string;
  /** Labels of the namespace on the clusters. */
  labels: Record<string, string>;
  /** Who gets which role in the namespaces of the scope. */
  grant?: { group: string; role: NamespaceRole };
  /** Throws a ConflictError where the namespace is somebody else's, by what the caller knows. */
  beforeCreating?: () => Promise<void>;
}

/** Makes one fleet have namespaces: each step only where something is missing. */
export class FleetNamespaces {
  readonly #calls: ScopeCalls;
  readonly #operations: Operations;
  readonly #project: string;

  constructor({
    followMs = FOLLOW_MS,
    ...options
  }: HubCallsOptions & {
    /** How long one operation of Google's is followed. Default: 3,000. */
    followMs?: number;
  }) {
    this.#calls = new ScopeCalls(options);
    this.#operations = new Operations(this.#calls, followMs);
    this.#project = options.fleet.project;
  }

  /**
   * Does what is missing. Operations that take longer are left to Google, and the next call goes on
   * from there.
   *
   * @throws ConflictError when the scope or the namespace is somebody else's
   */
  async ensure(
    wanted: FleetNamespace,
    caller?: AbortSignal,
  ): Promise<FleetNamespaceStatus> {
    const limit = AbortSignal.timeout(WHOLE_MS);
    const signal = caller ? AbortSignal.any([caller, limit]) : limit;
    const steps = new Steps();
    const { scope, namespace, clusters, grant } = wanted;
    const ready = await steps.take('scope', scope, () =>
      this.#ensureScope(wanted, steps, signal),
    );
    // Nothing can be put into a scope that is not there.
    const after = (work: () => Promise<StepEnd>) => async () =>
      ready
        ? await work()
        : {
            state: 'waiting' as const,
            message: `Waits for the scope ${scope}`,
          };
    const slots = pLimit(AT_A_TIME);
    // First and alone: where it is somebody else's, nothing else may be written.
    await steps.take(
      'namespace',
      namespace,
      after(() => this.#ensureNamespace(wanted, steps, signal)),
    );
    await Promise.all([
      ...clusters.map(cluster =>
        steps.take(
          'cluster',
          cluster.ref,
          after(() =>
            slots(() => this.#ensureBinding(cluster, scope, steps, signal)),
          ),
        ),
      ),
      grant &&
        steps.take(
          'role',
          `${grant.group} ${grant.role}`,
          after(() => this.#ensureRole(scope, grant, steps, signal)),
        ),
    ]);
    return steps.status;
  }

  async #ensureScope(
    { scope, owner }: FleetNamespace,
    steps: Steps,
    signal: AbortSignal,
  ): Promise<StepEnd> {
    const label = ownerLabelOf(owner);
    const existing = await this.#calls.getScope(scope, signal);
    if (existing) {
      this.#checkOwner(scope, existing, label);
      return endOfExisting(existing);
    }
    try {
      const operation = await this.#calls.createScope(
        scope,
        { [OWNER_LABEL]: label },
        signal,
      );
      steps.wrote();
      return await this.#operations.follow(operation, 'created', signal);
    } catch (error) {
      // Somebody was quicker, or an answer was lost: whose it is decides.
      const made = isConflict(error)
        ? await this.#calls.getScope(scope, signal)
        : undefined;
      if (!made) {
        throw error;
      }
      this.#checkOwner(scope, made, label);
      return endOfExisting(made);
    }
  }

  #checkOwner(scope: string, existing: unknown, label: string): void {
    const its = field(existing, 'labels', OWNER_LABEL);
    if (its === label) {
      return;
    }
    throw new ConflictError(
      typeof its === 'string'
        ? `The scope ${scope} belongs to ${ownerOfLabel(
            its,
          )}; choose another scope, or ask its owner`
        : `The scope ${scope} was not made by the portal and does not say whose it is; choose another, or have it marked: gcloud container fleet scopes update ${scope} --update-labels=${OWNER_LABEL}=${label} --project ${
            this.#project
          }`,
    );
  }

  async #ensureNamespace(
    { scope, namespace, labels, beforeCreating }: FleetNamespace,
    steps: Steps,
    signal: AbortSignal,
  ): Promise<StepEnd> {
    const existing = await this.#calls.getNamespace(scope, namespace, signal);
    if (!existing) {
      await this.#refuseElsewhere(scope, namespace, signal);
      await beforeCreating?.();
      const operation = await this.#calls.createNamespace(
        scope,
        namespace,
        labels,
        signal,
      );
      steps.wrote();
      return this.#operations.follow(operation, 'created', signal);
    }
    const end = endOfExisting(existing);
    const before = asObject(field(existing, 'namespaceLabels')) ?? {};
    const missing = Object.entries(labels).some(
      ([key, value]) => before[key] !== value,
    );
    if (end.state !== 'unchanged' || !missing) {
      return end;
    }
    const texts = Object.entries(before).map(([key, value]) => [
      key,
      String(value),
    ]);
    const operation = await this.#calls.updateNamespace(
      scope,
      namespace,
      { ...Object.fromEntries(texts), ...labels },
      signal,
    );
    steps.wrote();
    return this.#operations.follow(operation, 'updated', signal);
  }

  /** In a fleet, a name is one namespace, so only one scope may have it. */
  async #refuseElsewhere(
    scope: string,
    namespace: string,
    signal: AbortSignal,
  ): Promise<void> {
    const slots = pLimit(2 * AT_A_TIME);
    const scopes = await this.#calls.listScopes(signal);
    await Promise.all(
      scopes
        .filter(other => other !== scope)
        .map(other =>
          slots(async () => {
            if (await this.#calls.getNamespace(other, namespace, signal)) {
              slots.clearQueue();
              throw new ConflictError(
                `The namespace ${namespace} is in the scope ${other} already; choose another name, or that scope`,
              );
            }
          }),
        ),
    );
  }

  async #ensureBinding(
    { location, name }: FleetNamespace['clusters'][number],
    scope: string,
    steps: Steps,
    signal: AbortSignal,
  ): Promise<StepEnd> {
    const membership = `projects/${
      this.#project
    }/locations/${location}/memberships/${name}`;
    const bindings = await this.#calls.listBindings(membership, signal);
    const existing = bindings.find(
      binding => idOf(field(binding, 'scope')) === scope,
    );
    if (existing) {
      return endOfExisting(existing);
    }
    const operation = await this.#calls.createBinding(
      membership,
      scope,
      signal,
    );
    steps.wrote();
    return this.#operations.follow(operation, 'created', signal);
  }

  async #ensureRole(
    scope: string,
    { group, role }: NonNullable<FleetNamespace['grant']>,
    steps: Steps,
    signal: AbortSignal,
  ): Promise<StepEnd> {
    const bindings = await this.#calls.listRoleBindings(scope, signal);
    const plan = planRoleBinding(bindings, group, role);
    if (plan === 'keep') {
      return { state: 'unchanged' };
    }
    const id = roleBindingId(group);
    const body = { group, role: { predefinedRole: predefinedRole(role) } };
    const operation =
      plan === 'create'
        ? await this.#calls.createRoleBinding(scope, id, body, signal)
        : await this.#calls.updateRoleBinding(scope, id, body, signal);
    steps.wrote();
    return this.#operations.follow(
      operation,
      plan === 'create' ? 'created' : 'updated',
      signal,
    );
  }
}

function isConflict(error: unknown): boolean {
  return findCause(error, HttpFailure)?.status === 409;
}
