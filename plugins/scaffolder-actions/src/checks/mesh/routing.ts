import {
  at,
  finding,
  isKind,
  listOf,
  mapOf,
  perObject,
  sameObject,
  textOf,
  textsOf,
} from '../fields';
import type { CheckedObject } from '../types';
import {
  destinationsOf,
  isDestinationRule,
  isShort,
  isVirtualService,
  wholeHost,
} from './hosts';

const covers = (pattern: string, host: string) => {
  const bare = pattern.replace(/^[^/]*\//, '');
  return (
    bare === '*' ||
    bare === host ||
    (bare.startsWith('*.') && host.endsWith(bare.slice(1)))
  );
};

function gatewayNamed(
  name: string,
  service: CheckedObject,
  all: readonly CheckedObject[],
): { found?: CheckedObject; told: boolean } {
  const parts = name.split('/');
  const [namespace, own] =
    parts.length > 1 ? parts : [service.namespace, parts[0]];
  const near = all.filter(
    other =>
      isKind(other, 'networking.istio.io', 'Gateway') &&
      other.namespace === namespace,
  );
  return {
    found: near.find(gateway => gateway.name === own),
    told: near.length > 0,
  };
}

/** Routes that nobody's calls reach. */
export const virtualServiceGateway = perObject((service, all) => {
  if (!isVirtualService(service)) {
    return [];
  }
  const hosts = textsOf(at(service.value, ['spec', 'hosts']));
  const gateways = textsOf(at(service.value, ['spec', 'gateways']));
  const inner = hosts.find(
    host => isShort(host) || host.endsWith('.svc.cluster.local'),
  );
  const found = gateways.flatMap((name, index) => {
    if (name === 'mesh') {
      return [];
    }
    const gateway = gatewayNamed(name, service, all);
    const served = listOf(
      at(gateway.found?.value, ['spec', 'servers']),
    ).flatMap(server => textsOf(at(server, ['hosts'])));
    const lost = gateway.found
      ? served.length > 0 &&
        !hosts.some(host => served.some(pattern => covers(pattern, host)))
      : gateway.told;
    return lost
      ? [
          finding(
            'mesh/virtual-service-gateway',
            service,
            ['spec', 'gateways', index],
            {
              severity: gateway.found ? 'error' : 'warning',
              message: gateway.found
                ? `The Gateway ${name} serves none of the hosts of this VirtualService`
                : `There is no Gateway ${name} in this folder, though others of its namespace are`,
              cause:
                'A route applies only where one of its hosts is one of the hosts of a gateway that it names.',
              remedy:
                'Add the host to the servers of the Gateway, or name the right Gateway as NAMESPACE/NAME.',
            },
          ),
        ]
      : [];
  });
  return inner !== undefined && gateways.length && !gateways.includes('mesh')
    ? [
        ...found,
        finding('mesh/virtual-service-gateway', service, ['spec', 'gateways'], {
          severity: 'warning',
          message: `${inner} is a service of the cluster, but calls within the mesh do not use this VirtualService`,
          cause:
            'As soon as gateways are named, routes apply to those only; if calls between services are meant too, mesh has to be one of them.',
          remedy:
            'Add mesh to spec.gateways, or leave the host of the cluster out of spec.hosts.',
        }),
      ]
    : found;
});

/** Short names mean another service in another namespace. */
export const shortHost = perObject(object => {
  const hosts = [
    ...(isVirtualService(object)
      ? [
          ...listOf(at(object.value, ['spec', 'hosts'])).map((host, index) => ({
            host: textOf(host),
            path: ['spec', 'hosts', index],
          })),
          ...destinationsOf(object).map(({ host, path }) => ({
            host,
            path: [...path, 'host'],
          })),
        ]
      : []),
    ...(isDestinationRule(object)
      ? [
          {
            host: textOf(at(object.value, ['spec', 'host'])),
            path: ['spec', 'host'],
          },
        ]
      : []),
  ];
  return hosts.flatMap(({ host, path }) =>
    host && isShort(host)
      ? [
          finding('mesh/short-host', object, path, {
            severity: 'warning',
            message: `The host ${host} is not whole`,
            cause:
              'A short name is completed with the namespace of this object, not with that of the service, and silently matches nothing if they differ.',
            remedy: `Write ${host}.${
              object.namespace ?? 'NAMESPACE'
            }.svc.cluster.local.`,
          }),
        ]
      : [],
  );
});

/** Traffic to a subset that is not there ends in 503. */
export const subsetWithoutRule = perObject((service, all) => {
  if (!isVirtualService(service)) {
    return [];
  }
  const rules = all.filter(isDestinationRule);
  return destinationsOf(service).flatMap(({ path, host, subset }) => {
    const near = rules.filter(
      rule =>
        wholeHost(textOf(at(rule.value, ['spec', 'host'])) ?? '', rule) ===
        wholeHost(host, service),
    );
    const there = near.some(rule =>
      listOf(at(rule.value, ['spec', 'subsets'])).some(
        item => mapOf(item).name === subset,
      ),
    );
    return subset === undefined || there
      ? []
      : [
          finding('mesh/subset-without-rule', service, [...path, 'subset'], {
            severity: near.length ? 'error' : 'warning',
            message: near.length
              ? `The DestinationRule of ${host} has no subset ${subset}`
              : `No DestinationRule of this folder has the subset ${subset} of ${host}`,
            cause:
              'If no DestinationRule on the cluster has it, each request to the subset ends in 503.',
            remedy:
              'Add the subset to the DestinationRule of the host, and let this object depend on it (config.kubernetes.io/depends-on).',
          }),
        ];
  });
});

const retriesOf = (service: CheckedObject) =>
  listOf(at(service.value, ['spec', 'http'])).flatMap((entry, index) => {
    const attempts = at(entry, ['retries', 'attempts']);
    return typeof attempts === 'number' && attempts > 0
      ? [
          {
            index,
            attempts,
            on: textOf(at(entry, ['retries', 'retryOn'])) ?? '',
            hosts: listOf(at(entry, ['route'])).map(route =>
              wholeHost(
                textOf(at(route, ['destination', 'host'])) ?? '',
                service,
              ),
            ),
          },
        ]
      : [];
  });

/** Retries of several layers are multiplied, just when a service is overloaded. */
export const multipliedRetries = perObject((service, all) => {
  if (!isVirtualService(service)) {
    return [];
  }
  const others = all
    .filter(other => isVirtualService(other) && !sameObject(service, other))
    .flatMap(retriesOf);
  return retriesOf(service).flatMap(({ index, attempts, on, hosts }) => {
    const twice = others.some(other =>
      other.hosts.some(host => hosts.includes(host)),
    );
    const broad = /(^|,)\s*(5xx|gateway-error|retriable-4xx)/.test(on);
    return twice || attempts > 3 || (broad && attempts > 1)
      ? [
          finding(
            'mesh/multiplied-retries',
            service,
            ['spec', 'http', index, 'retries'],
            {
              severity: 'warning',
              message: twice
                ? 'Two VirtualServices retry calls to the same service'
                : `Requests are tried up to ${attempts + 1} times by the mesh`,
              cause:
                'If callers or other layers retry as well, attempts multiply, and an overloaded service gets many times its traffic.',
              remedy:
                'Retry in one place only: at most 2 attempts, on connect-failure and refused-stream, and with perTryTimeout.',
            },
          ),
        ]
      : [];
  });
});

interface Listener {
  path: (string | number)[];
  port: string;
  hosts: string[];
}

function listenersOf(gateway: CheckedObject): Listener[] {
  return isKind(gateway, 'networking.istio.io', 'Gateway')
    ? listOf(at(gateway.value, ['spec', 'servers'])).map((server, index) => ({
        path: ['spec', 'servers', index, 'hosts'],
        port: `${JSON.stringify(
          at(gateway.value, ['spec', 'selector']),
        )} ${String(at(server, ['port', 'number']))}`,
        hosts: textsOf(at(server, ['hosts'])),
      }))
    : [];
}

/** Two gateways on one port of the same proxies, for one host. */
export const gatewayCollision = perObject((gateway, all) =>
  listenersOf(gateway).flatMap(({ path, port, hosts }) => {
    const rival = all.find(
      other =>
        !sameObject(gateway, other) &&
        listenersOf(other).some(
          listener =>
            listener.port === port &&
            listener.hosts.some(theirs =>
              hosts.some(
                host =>
                  theirs.replace(/^[^/]*\//, '') ===
                  host.replace(/^[^/]*\//, ''),
              ),
            ),
        ),
    );
    return rival
      ? [
          finding('mesh/gateway-collision', gateway, path, {
            severity: 'error',
            message: `The Gateway ${rival.namespace ?? ''}/${
              rival.name ?? ''
            } serves the same host on the same port of the same proxies`,
            cause:
              'Hosts of gateways are for the whole cluster: the older of two wins, and the routes of the other one are lost.',
            remedy:
              'Give each Gateway hosts of its own, or let both teams bind their routes to one Gateway.',
          }),
        ]
      : [];
  }),
);
