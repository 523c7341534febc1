import type { IDestinationRule } from '@kubernetes-models/istio/networking.istio.io/v1/DestinationRule';
import type { IServiceEntry } from '@kubernetes-models/istio/networking.istio.io/v1/ServiceEntry';
import type { ISidecar } from '@kubernetes-models/istio/networking.istio.io/v1/Sidecar';
import type { IAuthorizationPolicy } from '@kubernetes-models/istio/security.istio.io/v1/AuthorizationPolicy';
import { nameForHost, principalOf, serviceHost } from '../names';
import { sidecarScope } from '../namespace/meshPolicies';
import { metadataOf, selectorOf } from './labels';
import type {
  ExternalHost,
  HostingPlan,
  MeshIdentity,
  ServicePlan,
} from './ServicePlan';

/** Identities in every trust domain that the service's clusters have. */
function principals(
  { trustDomains }: ServicePlan,
  identities: readonly MeshIdentity[],
): string[] {
  const all = trustDomains.flatMap(domain =>
    identities.map(identity => principalOf(domain, identity)),
  );
  return [...new Set(all)].sort();
}

/** Who may call the service, besides the gateway. */
export function callerPrincipals(plan: ServicePlan): string[] {
  return principals(
    plan,
    plan.callers.flatMap(({ namespaces, serviceAccount }) =>
      namespaces.map(namespace => ({ namespace, serviceAccount })),
    ),
  );
}

function allow(
  plan: ServicePlan,
  name: string,
  who: string[],
  paths?: string[],
): IAuthorizationPolicy {
  return {
    apiVersion: 'security.istio.io/v1',
    kind: 'AuthorizationPolicy',
    metadata: metadataOf(plan, name),
    spec: {
      selector: { matchLabels: selectorOf(plan) },
      action: 'ALLOW',
      // A policy without rules allows nobody, which is right for a service without callers.
      ...(who.length && {
        rules: [
          {
            from: [{ source: { principals: who } }],
            ...(paths && { to: [{ operation: { paths } }] }),
          },
        ],
      }),
    },
  };
}

/** Exactly the callers, each by its identity. */
export function allowCallers(plan: ServicePlan): IAuthorizationPolicy {
  return allow(plan, plan.name, callerPrincipals(plan));
}

/** The gateway of one hosting, for what is public. */
export function allowGateway(
  plan: ServicePlan,
  { ingress }: HostingPlan,
  path: string,
): IAuthorizationPolicy {
  const { namespace, name } = ingress.serviceAccount;
  return allow(
    plan,
    `${plan.name}-public`,
    principals(plan, [{ namespace, serviceAccount: name }]),
    path === '/' ? undefined : [path, `${path}/*`],
  );
}

/**
 * How others talk to the service. It is not confined to the namespace (`exportTo`): callers are
 * elsewhere.
 */
export function destinationRule(plan: ServicePlan): IDestinationRule {
  return {
    apiVersion: 'networking.istio.io/v1',
    kind: 'DestinationRule',
    metadata: metadataOf(plan),
    spec: {
      host: serviceHost(plan.name, plan.namespace),
      trafficPolicy: {
        tls: { mode: 'ISTIO_MUTUAL' },
        outlierDetection: {
          consecutive5xxErrors: 5,
          interval: '10s',
          baseEjectionTime: '30s',
          maxEjectionPercent: 50,
        },
      },
    },
  };
}

/** A host outside. Only this namespace learns of it, so that nobody else's traffic changes. */
export function serviceEntry(
  plan: ServicePlan,
  { host, port }: ExternalHost,
): IServiceEntry {
  return {
    apiVersion: 'networking.istio.io/v1',
    kind: 'ServiceEntry',
    metadata: metadataOf(plan, nameForHost(plan.name, host, port)),
    spec: {
      hosts: [host],
      exportTo: ['.'],
      location: 'MESH_EXTERNAL',
      resolution: 'DNS',
      ports: [{ number: port, name: 'tls', protocol: 'TLS' }],
    },
  };
}

/** The namespace's own scope leaves out the namespaces of those that the service calls. */
export function sidecar(plan: ServicePlan): ISidecar {
  const namespaces = plan.callees
    .flatMap(callee => callee.namespaces)
    .filter(namespace => namespace !== plan.namespace);
  return {
    apiVersion: 'networking.istio.io/v1',
    kind: 'Sidecar',
    metadata: metadataOf(plan),
    spec: {
      workloadSelector: { labels: selectorOf(plan) },
      egress: sidecarScope([...plan.monitoring, ...namespaces.sort()]),
    },
  };
}
