import type { INetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicy';
import {
  addresses,
  inNamespace,
  networkPolicy,
  tcp,
  udp,
} from '../networkPeers';
import type { NamespacePlan, PlannedCluster } from './NamespacePlan';

// Where nodes answer for DNS themselves, they do it on these addresses.
const NODE_LOCAL_DNS = '169.254.20.10/32';
const METADATA = '169.254.169.254/32';
const GKE_METADATA = '169.254.169.252/32';

const EAST_WEST_PORT = 15443;

/** Nothing in, nothing out; the policies beside it say what is allowed. */
export function defaultDeny({ name }: NamespacePlan): INetworkPolicy {
  return networkPolicy(name, 'default-deny', {
    policyTypes: ['Ingress', 'Egress'],
  });
}

/** Pods of one namespace belong together; who may call whom is for the mesh to say. */
export function allowSameNamespace({ name }: NamespacePlan): INetworkPolicy {
  const same = { podSelector: {} };
  return networkPolicy(name, 'allow-same-namespace', {
    ingress: [{ from: [same] }],
    egress: [{ to: [same] }],
  });
}

export function allowDns(
  { name }: NamespacePlan,
  { hosting }: PlannedCluster,
): INetworkPolicy {
  return networkPolicy(name, 'allow-dns', {
    egress: [
      {
        to: [
          {
            ...inNamespace('kube-system'),
            podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } },
          },
          addresses(NODE_LOCAL_DNS),
          // GKE's Cloud DNS answers where its metadata server does.
          ...(hosting === 'gcp' ? [addresses(METADATA)] : []),
        ],
        ports: [udp(53), tcp(53)],
      },
    ],
  });
}

/** Without its control plane, a sidecar never becomes ready, and with it no pod. */
export function allowControlPlane(
  { name, network }: NamespacePlan,
  { managedMesh }: PlannedCluster,
): INetworkPolicy {
  return networkPolicy(name, 'allow-mesh-control-plane', {
    egress: managedMesh
      ? [
          { to: network.googleApis.map(addresses), ports: [tcp(443)] },
          { to: [addresses(METADATA)], ports: [tcp(80)] },
          { to: [addresses(GKE_METADATA)], ports: [tcp(988)] },
        ]
      : [{ to: [inNamespace('istio-system')], ports: [tcp(15012)] }],
  });
}

export function allowGateway(
  { name }: NamespacePlan,
  { gateway }: PlannedCluster,
): INetworkPolicy {
  return networkPolicy(name, 'allow-gateway', {
    ingress: [{ from: [inNamespace(gateway.namespace)] }],
  });
}

/** Other clusters come in through the gateway between networks, and are reached at theirs. */
export function allowEastWest({
  name,
  network,
}: NamespacePlan): INetworkPolicy {
  return networkPolicy(name, 'allow-other-clusters', {
    ingress: [{ from: [inNamespace(network.eastWest)] }],
    egress: [{ to: [addresses('0.0.0.0/0')], ports: [tcp(EAST_WEST_PORT)] }],
  });
}

/** The sidecars' metrics, with those of the application merged in, and their traces. */
export function allowMonitoring({
  name,
  network,
}: NamespacePlan): INetworkPolicy {
  return networkPolicy(name, 'allow-monitoring', {
    ingress: [
      {
        from: network.monitoring.map(inNamespace),
        ports: [tcp(15020), tcp(15090)],
      },
    ],
    egress: [
      {
        to: network.monitoring.map(inNamespace),
        ports: [tcp(4317), tcp(4318)],
      },
    ],
  });
}
