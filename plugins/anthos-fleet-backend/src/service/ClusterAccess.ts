import type {
  BackstageCredentials,
  PermissionsRegistryService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  AuthorizeResult,
  type BasicPermission,
  type PolicyDecision,
  type ResourcePermission,
} from '@backstage/plugin-permission-common';
import {
  createConditionTransformer,
  type ConditionTransformer,
} from '@backstage/plugin-permission-node';
import {
  anthosFleetClusterDryRunPermission,
  anthosFleetClusterReadPermission,
  anthosFleetClusterRefreshPermission,
  anthosFleetPackageSyncReadPermission,
} from 'backstage-plugin-anthos-fleet-common';
import {
  anthosFleetClusterResourceRef,
  anthosFleetPackageSyncResourceRef,
  type ClusterFilter,
  type PackageSyncFilter,
} from 'backstage-plugin-anthos-fleet-node';
import type { Visible, VisibleClusters, VisiblePackageSyncs } from '../store';

/** What a caller may see, and for which clusters they may ask for a sweep. */
export interface Access {
  visible: Visible;
  /** Undefined when no cluster at all may be refreshed. */
  refreshable: { among: VisibleClusters } | undefined;
}

/**
 * Turns permission decisions into conditions that the store puts into its SQL. Every route takes
 * its decisions in one request to the policy.
 */
export class ClusterAccess {
  readonly #permissions: PermissionsService;
  readonly #transformClusters: ConditionTransformer<ClusterFilter>;
  readonly #transformPackageSyncs: ConditionTransformer<PackageSyncFilter>;

  constructor(options: {
    permissions: PermissionsService;
    permissionsRegistry: PermissionsRegistryService;
  }) {
    this.#permissions = options.permissions;
    const { permissionsRegistry: registry } = options;
    this.#transformClusters = createConditionTransformer(
      registry.getPermissionRuleset(anthosFleetClusterResourceRef),
    );
    this.#transformPackageSyncs = createConditionTransformer(
      registry.getPermissionRuleset(anthosFleetPackageSyncResourceRef),
    );
  }

  /**
   * What somebody may see who asks for clusters. Package syncs that they may not see are absent
   * from the answer.
   *
   * @throws NotAllowedError when the caller may see no cluster at all
   */
  async read(credentials: BackstageCredentials): Promise<Visible> {
    const [clusters, packageSyncs] = await this.#decide(credentials, [
      anthosFleetClusterReadPermission,
      anthosFleetPackageSyncReadPermission,
    ]);
    return {
      clusters: this.#visibleClusters(clusters),
      packageSyncs: this.#visiblePackageSyncs(packageSyncs),
    };
  }

  /**
   * What somebody may see who asks for package syncs, their errors or their history.
   *
   * @throws NotAllowedError when the caller may see no cluster, or no package sync, at all
   */
  async readPackageSyncs(credentials: BackstageCredentials): Promise<Visible> {
    const visible = await this.read(credentials);
    if (visible.packageSyncs === 'none') {
      throw notAllowed(
        'Seeing package syncs',
        anthosFleetPackageSyncReadPermission,
      );
    }
    return visible;
  }

  /** @throws NotAllowedError when the caller may see no cluster at all */
  async readAndRefresh(credentials: BackstageCredentials): Promise<Access> {
    const { visible, allowed } = await this.#readAnd(
      credentials,
      anthosFleetClusterRefreshPermission,
    );
    return { visible, refreshable: allowed };
  }

  /**
   * What a caller may see, and which clusters they may ask about manifests; undefined for none.
   *
   * @throws NotAllowedError when the caller may see no cluster at all
   */
  async readAndDryRun(credentials: BackstageCredentials): Promise<{
    visible: Visible;
    askable: { among: VisibleClusters } | undefined;
  }> {
    const { visible, allowed } = await this.#readAnd(
      credentials,
      anthosFleetClusterDryRunPermission,
    );
    return { visible, askable: allowed };
  }

  async #readAnd(
    credentials: BackstageCredentials,
    permission: ResourcePermission,
  ): Promise<{
    visible: Visible;
    allowed: { among: VisibleClusters } | undefined;
  }> {
    const [clusters, packageSyncs, more] = await this.#decide(credentials, [
      anthosFleetClusterReadPermission,
      anthosFleetPackageSyncReadPermission,
      permission,
    ]);
    return {
      visible: {
        clusters: this.#visibleClusters(clusters),
        packageSyncs: this.#visiblePackageSyncs(packageSyncs),
      },
      allowed:
        more.result === AuthorizeResult.DENY
          ? undefined
          : { among: this.#clusterConditions(more) },
    };
  }

  /** Whether the caller has a permission that knows no conditions. */
  async may(
    credentials: BackstageCredentials,
    permission: BasicPermission,
  ): Promise<boolean> {
    const [decision] = await this.#permissions.authorize([{ permission }], {
      credentials,
    });
    return decision.result === AuthorizeResult.ALLOW;
  }

  /** @throws NotAllowedError, naming the permission */
  async demand(
    credentials: BackstageCredentials,
    permission: BasicPermission,
    what: string,
  ): Promise<void> {
    if (!(await this.may(credentials, permission))) {
      throw notAllowed(what, permission);
    }
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

  #visibleClusters(decision: PolicyDecision): VisibleClusters {
    if (decision.result === AuthorizeResult.DENY) {
      throw notAllowed('Seeing clusters', anthosFleetClusterReadPermission);
    }
    return this.#clusterConditions(decision);
  }

  #clusterConditions(decision: PolicyDecision): VisibleClusters {
    return decision.result === AuthorizeResult.CONDITIONAL
      ? this.#transformClusters(decision.conditions)
      : undefined;
  }

  #visiblePackageSyncs(decision: PolicyDecision): VisiblePackageSyncs {
    if (decision.result === AuthorizeResult.DENY) {
      return 'none';
    }
    return decision.result === AuthorizeResult.CONDITIONAL
      ? this.#transformPackageSyncs(decision.conditions)
      : undefined;
  }
}

function notAllowed(
  what: string,
  permission: { name: string },
): NotAllowedError {
  return new NotAllowedError(
    `${what} takes the permission '${permission.name}'; ask whoever writes the permission policy of this portal for it`,
  );
}
