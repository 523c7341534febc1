import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import type { Hosting } from 'backstage-plugin-anthos-fleet-common';
import { HOSTINGS, keyOf, NAME } from './configValues';

/** A thing in a namespace. */
export interface NamespacedName {
  namespace: string;
  name: string;
}

/** The gateway that public services of a hosting are reached through. */
export interface Ingress {
  /** The API that routes are written in. */
  api: 'istio' | 'gateway-api';
  gateway: NamespacedName;
  /** Who the gateway is in the mesh. */
  serviceAccount: NamespacedName;
}

/** Reads `ingress`, with the default for every hosting that it does not name. */
export function readIngresses(
  config: Config | undefined,
): Record<Hosting, Ingress> {
  return Object.fromEntries(
    HOSTINGS.map(hosting => [hosting, readIngress(config, hosting)]),
  ) as Record<Hosting, Ingress>;
}

function readIngress(config: Config | undefined, hosting: Hosting): Ingress {
  const section = config
    ?.getOptionalConfig('ingress')
    ?.getOptionalConfig(hosting);
  const at = `ingress.${hosting}`;
  const api = section?.getOptionalString('api') ?? 'istio';
  if (api !== 'istio' && api !== 'gateway-api') {
    throw new InputError(
      `${keyOf(at, 'api')} is '${api}'; give istio or gateway-api`,
    );
  }
  const gateway = readName(section, at, 'gateway') ?? {
    namespace: 'istio-ingress',
    name: 'public',
  };
  return {
    api,
    gateway,
    serviceAccount: readName(section, at, 'serviceAccount') ?? {
      namespace: gateway.namespace,
      // What Istio calls the account of a gateway that it deploys for the Gateway API.
      name: api === 'istio' ? 'istio-ingressgateway' : `${gateway.name}-istio`,
    },
  };
}

function readName(
  section: Config | undefined,
  at: string,
  key: string,
): NamespacedName | undefined {
  const text = section?.getOptionalString(key);
  if (text === undefined) {
    return undefined;
  }
  const [namespace, name, ...more] = text.split('/');
  if (more.length || !NAME.test(namespace) || !NAME.test(name ?? '')) {
    throw new InputError(
      `${keyOf(
        at,
        key,
      )} is '${text}'; give a namespace and a name, as in istio-ingress/public`,
    );
  }
  return { namespace, name };
}
