import type {
  BackstageCredentials,
  PermissionsRegistryService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  AuthorizeResult,
  type PolicyDecision,
  type ResourcePermission,
} from '@backstage/plugin-permission-common';
import {
  createConditionTransformer,
  type ConditionTransformer,
} from '@backstage/plugin-permission-node';
import {
  anthosFleetClusterReadPermission,
  anthosFleetClusterRefreshPermission,
} from 'backstage-plugin-anthos-fleet-common';
import {
  anthosFleetClusterResourceRef,
  type ClusterFilter,
} from 'backstage-plugin-anthos-fleet-node';
import type { Visible } from '../store';

/** What a caller may see, and for which clusters they may ask for a sweep. */
export interface Access {
  visible: Visible;
  /** Undefined when no cluster at all may be refreshed. */
  refreshable: { among: Visible } | undefined;
}

/** Turns permission decisions into conditions that the store puts into its SQL. */
export class ClusterAccess {
  readonly #permissions: PermissionsService;
  readonly #transform: ConditionTransformer<ClusterFilter>;

  constructor(options: {
    permissions: PermissionsService;
    permissionsRegistry: PermissionsRegistryService;
  }) {
    this.#permissions = options.permissions;
    this.#transform = createConditionTransformer(
      options.permissionsRegistry.getPermissionRuleset(
        anthosFleetClusterResourceRef,
      ),
    );
  }

  /** @throws NotAllowedError when the caller may see no cluster at all */
  async read(credentials: BackstageCredentials): Promise<Visible> {
    const [decision] = await this.#decide(credentials, [
      anthosFleetClusterReadPermission,
    ]);
    return this.#visible(decision);
  }

  /** @throws NotAllowedError when the caller may see no cluster at all */
  async readAndRefresh(credentials: BackstageCredentials): Promise<Access> {
    const [read, refresh] = await this.#decide(credentials, [
      anthosFleetClusterReadPermission,
      anthosFleetClusterRefreshPermission,
    ]);
    return {
      visible: this.#visible(read),
      refreshable:
        refresh.result === AuthorizeResult.DENY
          ? undefined
          : { among: this.#conditions(refresh) },
    };
  }

  #decide(
    credentials: BackstageCredentials,
    permissions: ResourcePermission[],
  ): Promise<PolicyDecision[]> {
    return this.#permissions.authorizeConditional(
      permissions.map(permission => ({ permission })),
      { credentials },
    );
  }

  #visible(decision: PolicyDecision): Visible {
    if (decision.result === AuthorizeResult.DENY) {
      throw new NotAllowedError(
        `Seeing clusters takes the permission '${anthosFleetClusterReadPermission.name}'; ask whoever writes the permission policy of this portal for it`,
      );
    }
    return this.#conditions(decision);
  }

  #conditions(decision: PolicyDecision): Visible {
    return decision.result === AuthorizeResult.CONDITIONAL
      ? this.#transform(decision.conditions)
      : undefined;
  }
}
