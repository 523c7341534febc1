import type { ISidecar } from '@kubernetes-models/istio/networking.istio.io/v1/Sidecar';
import type { IAuthorizationPolicy } from '@kubernetes-models/istio/security.istio.io/v1/AuthorizationPolicy';
import type { IPeerAuthentication } from '@kubernetes-models/istio/security.istio.io/v1/PeerAuthentication';
import type { NamespacePlan } from './NamespacePlan';

/** Nobody without an identity of the mesh gets in. */
export function peerAuthentication({
  name: namespace,
}: NamespacePlan): IPeerAuthentication {
  return {
    apiVersion: 'security.istio.io/v1',
    kind: 'PeerAuthentication',
    metadata: { name: 'default', namespace },
    spec: { mtls: { mode: 'STRICT' } },
  };
}

/** A policy that allows nothing: each service says itself who may call it. */
export function authorizationDefaultDeny({
  name: namespace,
}: NamespacePlan): IAuthorizationPolicy {
  return {
    apiVersion: 'security.istio.io/v1',
    kind: 'AuthorizationPolicy',
    metadata: { name: 'default-deny', namespace },
    spec: {},
  };
}

/**
 * What the sidecars of a namespace need to know: all of a mesh costs memory in every pod. Metrics
 * and traces go out to the namespaces of the mesh and of monitoring.
 */
export function sidecarScope(
  namespaces: readonly string[],
): { hosts: string[] }[] {
  const others = new Set(['istio-system', ...namespaces]);
  return [{ hosts: ['./*', ...[...others].map(name => `${name}/*`)] }];
}

export function sidecar({ name: namespace, network }: NamespacePlan): ISidecar {
  return {
    apiVersion: 'networking.istio.io/v1',
    kind: 'Sidecar',
    metadata: { name: 'default', namespace },
    spec: { egress: sidecarScope(network.monitoring) },
  };
}
