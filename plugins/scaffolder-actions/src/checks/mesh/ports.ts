import {
  at,
  finding,
  isKind,
  listOf,
  mapOf,
  perObject,
  selects,
  textOf,
  together,
} from '../fields';
import type { CheckedObject } from '../types';
import { containersOf, workloadsOf } from '../workloads';

const PROTOCOL =
  /^(http|http2|https|grpc|grpc-web|tcp|tls|udp|mongo|mysql|redis|hbone)(-|$)/;
const L7 = ['paths', 'notPaths', 'methods', 'notMethods', 'hosts', 'notHosts'];

interface Port {
  index: number;
  name?: string;
  protocol?: string;
  number: unknown;
  target: unknown;
}

function portsOf(service: CheckedObject): Port[] {
  return listOf(at(service.value, ['spec', 'ports'])).map((item, index) => {
    const port = mapOf(item);
    const name = textOf(port.name);
    return {
      index,
      name,
      protocol:
        textOf(port.appProtocol) ??
        PROTOCOL.exec(name ?? '')?.[1] ??
        (port.protocol === undefined || port.protocol === 'TCP'
          ? undefined
          : 'udp'),
      number: port.port,
      target: port.targetPort ?? port.port,
    };
  });
}

/** Services whose pods a selector takes: they select with some of its labels. */
function servicesFor(
  object: CheckedObject,
  selector: unknown,
  all: readonly CheckedObject[],
): CheckedObject[] {
  const pods = workloadsOf(all).filter(
    workload =>
      together(object, workload.object) && selects(selector, workload.labels),
  );
  return all.filter(
    other =>
      isKind(other, '', 'Service') &&
      together(object, other) &&
      (selects(at(other.value, ['spec', 'selector']), selector) ||
        pods.some(pod =>
          selects(at(other.value, ['spec', 'selector']), pod.labels),
        )),
  );
}

/** The mesh has to guess the protocol of a port. */
export const portProtocol = perObject(service =>
  isKind(service, '', 'Service') &&
  at(service.value, ['spec', 'type']) !== 'ExternalName'
    ? portsOf(service)
        .filter(port => port.protocol === undefined)
        .map(port =>
          finding(
            'mesh/port-protocol',
            service,
            ['spec', 'ports', port.index],
            {
              severity: 'warning',
              message: `Port ${String(
                port.name ?? port.number,
              )} does not say its protocol`,
              cause:
                'The mesh takes the protocol from appProtocol or from the start of the name of the port. Without either it guesses, which fails for protocols in which the server speaks first, and no rules for HTTP apply.',
              remedy:
                'Set appProtocol (http, http2, grpc, tcp, tls), or begin the name with it, as in http-api.',
            },
          ),
        )
    : [],
);

/** Ports of portLevelMtls are those of containers. */
export const portLevelMtls = perObject((policy, all) => {
  const levels = Object.keys(
    mapOf(at(policy.value, ['spec', 'portLevelMtls'])),
  );
  if (
    !isKind(policy, 'security.istio.io', 'PeerAuthentication') ||
    !levels.length
  ) {
    return [];
  }
  const selector = at(policy.value, ['spec', 'selector', 'matchLabels']);
  if (!Object.keys(mapOf(selector)).length) {
    return [
      finding('mesh/port-level-mtls', policy, ['spec', 'portLevelMtls'], {
        severity: 'error',
        message: 'portLevelMtls is set without a selector',
        cause:
          'The mesh ignores portLevelMtls of policies that are for all pods.',
        remedy:
          'Choose the pods in spec.selector.matchLabels, or set spec.mtls for all ports.',
      }),
    ];
  }
  const services = servicesFor(policy, selector, all);
  const containers = workloadsOf(all)
    .filter(
      ({ object, labels }) =>
        together(policy, object) && selects(selector, labels),
    )
    .flatMap(containersOf)
    .flatMap(({ value }) => listOf(value.ports))
    .map(port => String(mapOf(port).containerPort));
  return levels
    .filter(
      level =>
        !containers.includes(level) &&
        services.some(service =>
          portsOf(service).some(
            ({ number, target }) =>
              String(number) === level && String(target) !== level,
          ),
        ),
    )
    .map(level =>
      finding(
        'mesh/port-level-mtls',
        policy,
        ['spec', 'portLevelMtls', level],
        {
          severity: 'error',
          message: `portLevelMtls names ${level}, which is the port of the Service and not of the container`,
          cause:
            'The keys of portLevelMtls are ports of containers; other numbers match nothing, and the setting has no effect.',
          remedy: `Use the targetPort of the Service instead of ${level}.`,
        },
      ),
    );
});

/** Rules about HTTP never match where the mesh sees bytes only. */
export const httpRulesOnTcp = perObject((policy, all) => {
  if (!isKind(policy, 'security.istio.io', 'AuthorizationPolicy')) {
    return [];
  }
  const services = servicesFor(
    policy,
    at(policy.value, ['spec', 'selector', 'matchLabels']),
    all,
  );
  const ports = services.flatMap(portsOf);
  const tcp = ({ protocol }: Port) =>
    /^(tcp|tls|https|mongo|mysql|redis)$/.test(protocol ?? '');
  return listOf(at(policy.value, ['spec', 'rules'])).flatMap((rule, r) =>
    listOf(at(rule, ['to'])).flatMap((to, t) => {
      const operation = mapOf(at(to, ['operation']));
      const field = L7.find(name => listOf(operation[name]).length > 0);
      const named = listOf(operation.ports).map(String);
      const meant = named.length
        ? ports.filter(({ target }) => named.includes(String(target)))
        : ports;
      return field && meant.length && meant.every(tcp)
        ? [
            finding(
              'mesh/http-rules-on-tcp',
              policy,
              ['spec', 'rules', r, 'to', t, 'operation', field],
              {
                severity: 'error',
                message: `${field} is asked for on ports that are declared as TCP`,
                cause:
                  'The proxy does not read HTTP on such ports: an ALLOW rule with paths, methods or hosts never matches there, and everything is refused.',
                remedy:
                  'Declare the port as http, http2 or grpc in the Service, or write the rule with ports and principals only.',
              },
            ),
          ]
        : [];
    }),
  );
});
