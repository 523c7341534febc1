import { ClusterObjects } from '../cluster/ClusterObjects';
import { KubeError } from '../cluster/KubeError';
import { KubeUser, refusal } from '../cluster/rbac/Authorizer';
import { Json } from '../cluster/objects';
import { Identity } from '../server/Tokens';

/** Who speaks for the callers in a cluster that Google reaches through an agent. */
const AGENT: KubeUser = {
  name: 'system:serviceaccount:gke-connect:connect-agent-sa',
};

/** Whether the cluster was told to take groups at all; before that none are sent. */
function takesGroups(cluster: ClusterObjects): boolean {
  return cluster.rights
    .grants(AGENT)
    .some(({ rules }) =>
      rules.some(
        ({ resources = [], verbs = [] }: Json) =>
          (resources.includes('groups') || resources.includes('*')) &&
          (verbs.includes('impersonate') || verbs.includes('*')),
      ),
    );
}

function checkOne(
  cluster: ClusterObjects,
  resource: 'users' | 'groups',
  name: string,
): void {
  const action = { verb: 'impersonate', resource, name };
  if (!cluster.can(AGENT, action)) {
    throw new KubeError(
      'Forbidden',
      `${resource} "${name}" is forbidden: ${refusal(AGENT, action)}`,
      { name, kind: resource },
    );
  }
}

/**
 * The caller as the cluster sees them, once its agent may speak for them.
 *
 * @throws KubeError Forbidden, in the name of the agent
 */
export function impersonate(
  cluster: ClusterObjects,
  { user, groups }: Identity,
): KubeUser {
  const sent = takesGroups(cluster) ? groups : [];
  checkOne(cluster, 'users', user);
  sent.forEach(group => checkOne(cluster, 'groups', group));
  return { name: user, groups: sent };
}
