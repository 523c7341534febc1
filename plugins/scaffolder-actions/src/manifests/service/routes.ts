import type { IHTTPRoute } from '@kubernetes-models/gateway-api/gateway.networking.k8s.io/v1/HTTPRoute';
import type { IVirtualService } from '@kubernetes-models/istio/networking.istio.io/v1/VirtualService';
import { dependencyOn, DEPENDS_ON } from '../Manifest';
import { serviceHost } from '../names';
import { metadataOf } from './labels';
import type { HostingPlan, ServicePlan } from './ServicePlan';

type Public = NonNullable<ServicePlan['public']>;

const TIMEOUT = '15s';

/** The rules for a connection must be known before anybody is sent over it. */
function routeMetadata(plan: ServicePlan) {
  return {
    ...metadataOf(plan, `${plan.name}-public`),
    annotations: {
      [DEPENDS_ON]: dependencyOn(
        'networking.istio.io',
        'DestinationRule',
        plan,
      ),
    },
  };
}

/** The way from the gateway to the service, in the API that the hosting uses. */
export function publicRoute(
  plan: ServicePlan,
  route: Public,
  hosting: HostingPlan,
): IVirtualService | IHTTPRoute {
  return hosting.ingress.api === 'istio'
    ? virtualService(plan, route, hosting)
    : httpRoute(plan, route, hosting);
}

function virtualService(
  plan: ServicePlan,
  { host, path }: Public,
  { ingress: { gateway } }: HostingPlan,
): IVirtualService {
  return {
    apiVersion: 'networking.istio.io/v1',
    kind: 'VirtualService',
    metadata: routeMetadata(plan),
    spec: {
      hosts: [host],
      gateways: [`${gateway.namespace}/${gateway.name}`],
      http: [
        {
          ...(path !== '/' && {
            match: [{ uri: { exact: path } }, { uri: { prefix: `${path}/` } }],
          }),
          route: [
            {
              destination: {
                host: serviceHost(plan.name, plan.namespace),
                port: { number: plan.port },
              },
            },
          ],
          timeout: TIMEOUT,
          // Only what the service has not begun to answer: the caller may try again as well, and
          // tries multiply.
          retries: {
            attempts: 2,
            perTryTimeout: '5s',
            retryOn: 'connect-failure,refused-stream',
          },
        },
      ],
    },
  };
}

function httpRoute(
  plan: ServicePlan,
  { host, path }: Public,
  { ingress: { gateway } }: HostingPlan,
): IHTTPRoute {
  return {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: routeMetadata(plan),
    spec: {
      parentRefs: [{ namespace: gateway.namespace, name: gateway.name }],
      hostnames: [host],
      rules: [
        {
          matches: [{ path: { type: 'PathPrefix', value: path } }],
          backendRefs: [{ name: plan.name, port: plan.port }],
          timeouts: { request: TIMEOUT },
        },
      ],
    },
  };
}
