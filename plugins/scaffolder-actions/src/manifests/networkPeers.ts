import type { INetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicy';
import type { INetworkPolicyPeer } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicyPeer';
import type { INetworkPolicyPort } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicyPort';
import type { INetworkPolicySpec } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicySpec';

export const tcp = (port: number | string): INetworkPolicyPort => ({
  protocol: 'TCP',
  port,
});

export const udp = (port: number): INetworkPolicyPort => ({
  protocol: 'UDP',
  port,
});

/** All pods of a namespace, by the label that Kubernetes itself gives every namespace. */
export const inNamespace = (name: string): INetworkPolicyPeer => ({
  namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': name } },
});

export const addresses = (cidr: string): INetworkPolicyPeer => ({
  ipBlock: { cidr },
});

/** A policy; it governs the directions that it has rules for. */
export function networkPolicy(
  namespace: string,
  name: string,
  spec: INetworkPolicySpec,
): INetworkPolicy {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name, namespace },
    spec: {
      podSelector: {},
      policyTypes: [
        ...(spec.ingress ? (['Ingress'] as const) : []),
        ...(spec.egress ? (['Egress'] as const) : []),
      ],
      ...spec,
    },
  };
}
