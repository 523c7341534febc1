import { equal } from '../objects';
import { matchesLabels } from '../selectors';
import type { Controller } from './startControllers';

const ROLES = 'clusterroles.rbac.authorization.k8s.io';

/** Gives roles with an `aggregationRule` the rules of the roles that it selects. */
export const aggregateRoles: Controller = ({ kind }, cluster) => {
  if (kind.groupResource !== ROLES) {
    return;
  }
  const roles = cluster.all(ROLES);
  for (const role of roles) {
    const selectors = role.aggregationRule?.clusterRoleSelectors;
    if (!selectors || !cluster.find(ROLES, role.metadata.name)) {
      continue;
    }
    const rules = roles
      .filter(
        other =>
          other !== role &&
          selectors.some((selector: unknown) =>
            matchesLabels(selector, other.metadata.labels),
          ),
      )
      .flatMap(other => other.rules ?? []);
    if (!equal(rules, role.rules)) {
      cluster.update({ ...role, rules });
      // The update is a change of a role, which brings the next round.
      return;
    }
  }
};
