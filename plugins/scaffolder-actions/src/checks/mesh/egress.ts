import {
  at,
  finding,
  isKind,
  listOf,
  mapOf,
  perObject,
  sameObject,
  textsOf,
  together,
} from '../fields';
import type { CheckedObject } from '../types';
import { hasInjection } from '../workloads';

const isPublic = (entry: CheckedObject) => {
  const to = textsOf(at(entry.value, ['spec', 'exportTo']));
  return to.length === 0 || to.includes('*');
};

/** A host that is told to everybody changes where everybody's calls go. */
export const serviceEntryExport = perObject((entry, all) => {
  if (
    !isKind(entry, 'networking.istio.io', 'ServiceEntry') ||
    !isPublic(entry)
  ) {
    return [];
  }
  const hosts = textsOf(at(entry.value, ['spec', 'hosts']));
  const rival = all.find(
    other =>
      isKind(other, 'networking.istio.io', 'ServiceEntry') &&
      !sameObject(entry, other) &&
      textsOf(at(other.value, ['spec', 'hosts'])).some(host =>
        hosts.includes(host),
      ),
  );
  const field = at(entry.value, ['spec', 'exportTo']) ? 'exportTo' : 'hosts';
  return [
    finding('mesh/service-entry-export', entry, ['spec', field], {
      severity: 'warning',
      message: rival
        ? `ServiceEntry ${rival.namespace ?? ''}/${
            rival.name ?? ''
          } has the same host, and this one is exported to all namespaces`
        : 'The hosts are exported to all namespaces',
      cause:
        'Without exportTo, or with "*", an entry is seen by the whole mesh and may shadow entries of other teams for the same host.',
      remedy: 'Set spec.exportTo to ["."] unless the entry is meant for all.',
    }),
  ];
});

const isPolicy = (object: CheckedObject) =>
  isKind(object, 'networking.k8s.io', 'NetworkPolicy');

function deniesEgress(policy: CheckedObject): boolean {
  const { podSelector, policyTypes, egress } = mapOf(policy.value.spec);
  return (
    isPolicy(policy) &&
    Object.keys(mapOf(podSelector)).length === 0 &&
    textsOf(policyTypes).includes('Egress') &&
    listOf(egress).length === 0
  );
}

function opens(policy: CheckedObject, ports: readonly number[]): boolean {
  return (
    isPolicy(policy) &&
    listOf(at(policy.value, ['spec', 'egress'])).some(rule => {
      const named = listOf(at(rule, ['ports']));
      // Without ports, all are open, but to pods of the namespace that is no way to the control plane.
      return named.length === 0
        ? listOf(at(rule, ['to'])).length === 0
        : named.some(item => {
            const { port, endPort } = mapOf(item);
            return (
              port === undefined ||
              ports.some(
                wanted =>
                  port === wanted ||
                  (typeof port === 'number' &&
                    typeof endPort === 'number' &&
                    port <= wanted &&
                    wanted <= endPort),
              )
            );
          });
    })
  );
}

/** Proxies that reach neither DNS nor their control plane do not become ready. */
export const defaultDenyEgress = perObject((policy, all) => {
  if (!deniesEgress(policy)) {
    return [];
  }
  const near = all.filter(other => together(policy, other));
  const inMesh = all.some(
    other =>
      isKind(other, '', 'Namespace') &&
      other.name === policy.namespace &&
      hasInjection(other),
  );
  const missing = [
    ...(near.some(other => opens(other, [53])) ? [] : ['DNS (port 53)']),
    ...(!inMesh || near.some(other => opens(other, [15012, 443]))
      ? []
      : [
          'the control plane of the mesh (port 15012, or 443 where it is managed)',
        ]),
  ];
  return missing.length
    ? [
        finding('mesh/default-deny-egress', policy, ['spec', 'policyTypes'], {
          severity: 'warning',
          message: `All traffic out of the namespace is denied, and no policy of this folder opens ${missing.join(
            ' and ',
          )}`,
          cause:
            'If no policy elsewhere opens it, names cannot be looked up, and proxies get no configuration and never become ready.',
          remedy:
            'Add a NetworkPolicy with egress to kube-dns on 53 (UDP and TCP), and to istio-system on 15012, or to 443 of Google where the mesh is managed.',
        }),
      ]
    : [];
});

/** A list of hosts that leaves out the mesh itself. */
export const sidecarHosts = perObject(sidecar => {
  if (!isKind(sidecar, 'networking.istio.io', 'Sidecar')) {
    return [];
  }
  const egress = listOf(at(sidecar.value, ['spec', 'egress']));
  const hosts = egress.flatMap(item => textsOf(at(item, ['hosts'])));
  const has = (...prefixes: string[]) =>
    hosts.some(host => prefixes.some(prefix => host.startsWith(prefix)));
  const missing = [
    ...(has('istio-system/', '*/') ? [] : ['istio-system/*']),
    ...(has('./', '*/', `${sidecar.namespace ?? '.'}/`) ? [] : ['./*']),
  ];
  return hosts.length && missing.length
    ? [
        finding('mesh/sidecar-hosts', sidecar, ['spec', 'egress'], {
          severity: 'warning',
          message: `The Sidecar leaves out ${missing.join(' and ')}`,
          cause:
            'Proxies know only the hosts that are listed: what is left out is unknown to them, so calls lose mutual TLS or end in 502, and telemetry is not sent.',
          remedy: `Add ${missing.join(
            ' and ',
          )} to spec.egress[].hosts, and the namespace of every service that is called.`,
        }),
      ]
    : [];
});

/** Settings of Envoy itself are not taken everywhere. */
export const envoyFilter = perObject(filter =>
  isKind(filter, 'networking.istio.io', 'EnvoyFilter')
    ? [
        finding('mesh/envoy-filter', filter, ['kind'], {
          severity: 'warning',
          message: 'EnvoyFilter has no effect where Google runs the mesh',
          cause:
            'A managed control plane ignores it or reports CONFIG_VALIDATION_WARNING; elsewhere it may break with every new version of the proxy.',
          remedy:
            'Use VirtualService, DestinationRule, Telemetry or AuthorizationPolicy for it, or keep it to clusters that run their own control plane.',
        }),
      ]
    : [],
);
