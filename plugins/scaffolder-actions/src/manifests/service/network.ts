import type { INetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicy';
import { addresses, inNamespace, networkPolicy, tcp } from '../networkPeers';
import { HTTP_PORT } from './deployment';
import { metadataOf, selectorOf } from './labels';
import type { HostingPlan, ServiceNeighbour, ServicePlan } from './ServicePlan';

function namespacesOf(neighbours: readonly ServiceNeighbour[]): string[] {
  return [
    ...new Set(neighbours.flatMap(({ namespaces }) => namespaces)),
  ].sort();
}

/**
 * Who reaches the pods, and whom they reach, as far as addresses can tell. On which port a service
 * listens that this one calls, is for its owners to say.
 */
export function serviceNetwork(plan: ServicePlan): INetworkPolicy {
  const callers = namespacesOf(plan.callers);
  const callees = namespacesOf(plan.callees);
  const ports = [...new Set(plan.externalHosts.map(({ port }) => port))].sort(
    (a, b) => a - b,
  );
  const egress = [
    ...(callees.length ? [{ to: callees.map(inNamespace) }] : []),
    ...(ports.length
      ? [{ to: [addresses('0.0.0.0/0')], ports: ports.map(tcp) }]
      : []),
  ];
  const policy = networkPolicy(plan.namespace, plan.name, {
    podSelector: { matchLabels: selectorOf(plan) },
    policyTypes: ['Ingress', 'Egress'],
    ...(callers.length && {
      ingress: [{ from: callers.map(inNamespace), ports: [tcp(HTTP_PORT)] }],
    }),
    ...(egress.length && { egress }),
  });
  return { ...policy, metadata: metadataOf(plan) };
}

/** The gateway of one hosting. */
export function gatewayNetwork(
  plan: ServicePlan,
  { ingress }: HostingPlan,
): INetworkPolicy {
  const policy = networkPolicy(plan.namespace, `${plan.name}-public`, {
    podSelector: { matchLabels: selectorOf(plan) },
    ingress: [
      {
        from: [inNamespace(ingress.serviceAccount.namespace)],
        ports: [tcp(HTTP_PORT)],
      },
    ],
  });
  return { ...policy, metadata: metadataOf(plan, `${plan.name}-public`) };
}
