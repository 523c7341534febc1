import { ClusterObjects } from '../ClusterObjects';
import { Json } from '../objects';
import { KubeUser } from '../rbac/Authorizer';

/** Answers the reviews by which somebody asks for their own rights; undefined for all else. */
export function review(
  cluster: ClusterObjects,
  user: KubeUser,
  resource: string,
  body: Json,
): Json | undefined {
  switch (resource) {
    case 'selfsubjectaccessreviews.authorization.k8s.io':
      return { ...body, status: accessStatus(cluster, user, body.spec ?? {}) };
    case 'selfsubjectrulesreviews.authorization.k8s.io':
      return { ...body, status: rulesStatus(cluster, user, body.spec ?? {}) };
    case 'selfsubjectreviews.authentication.k8s.io':
      return {
        ...body,
        status: {
          userInfo: {
            username: user.name,
            groups: [...(user.groups ?? []), 'system:authenticated'],
          },
        },
      };
    default:
      return undefined;
  }
}

function accessStatus(
  cluster: ClusterObjects,
  user: KubeUser,
  { resourceAttributes, nonResourceAttributes }: Json,
): Json {
  if (nonResourceAttributes) {
    const { path = '', verb = '' } = nonResourceAttributes;
    return { allowed: cluster.can(user, { verb, path }) };
  }
  const {
    verb = '',
    group,
    resource,
    subresource,
    namespace,
    name,
  } = resourceAttributes ?? {};
  return {
    allowed: cluster.can(user, {
      verb,
      group,
      resource,
      subresource,
      namespace: namespace || undefined,
      name: name || undefined,
    }),
  };
}

function rulesStatus(
  cluster: ClusterObjects,
  user: KubeUser,
  { namespace }: Json,
): Json {
  const rules = cluster.rights
    .grants(user, namespace || 'default')
    .flatMap(grant => [...grant.rules]);
  return {
    resourceRules: rules.filter(rule => rule.resources),
    nonResourceRules: rules.filter(rule => rule.nonResourceURLs),
    incomplete: false,
  };
}
