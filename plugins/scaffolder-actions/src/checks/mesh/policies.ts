import {
  at,
  finding,
  isKind,
  listOf,
  mapOf,
  perObject,
  selects,
  textsOf,
  together,
} from '../fields';
import type { CheckedObject, Finding } from '../types';
import { workloadOf } from '../workloads';

/** Who cannot call pods that take encrypted calls only, as far as the folder tells. */
function outsiderOf(
  object: CheckedObject,
): { path: string[]; who: string } | undefined {
  if (
    isKind(object, 'monitoring.coreos.com', 'ServiceMonitor', 'PodMonitor') ||
    isKind(object, 'monitoring.googleapis.com', 'PodMonitoring')
  ) {
    return { path: ['spec'], who: `scrapes by the ${object.kind}` };
  }
  const type = at(object.value, ['spec', 'type']);
  if (
    isKind(object, '', 'Service') &&
    (type === 'NodePort' || type === 'LoadBalancer')
  ) {
    return {
      path: ['spec', 'type'],
      who: `callers through the ${type} Service`,
    };
  }
  const workload = workloadOf(object);
  const inject =
    workload?.labels['sidecar.istio.io/inject'] ??
    workload?.annotations['sidecar.istio.io/inject'];
  return workload && inject === 'false' && !workload.ends
    ? {
        path: [...workload.pod.map(String), 'metadata'],
        who: 'calls from these pods, which get no proxy,',
      }
    : undefined;
}

/** Callers without a proxy cannot speak mutual TLS. */
export const strictWithOutsiders = perObject((policy, all) => {
  if (
    !isKind(policy, 'security.istio.io', 'PeerAuthentication') ||
    at(policy.value, ['spec', 'mtls', 'mode']) !== 'STRICT'
  ) {
    return [];
  }
  const selector = at(policy.value, ['spec', 'selector', 'matchLabels']);
  return all.flatMap(object => {
    const outsider = together(policy, object) && outsiderOf(object);
    const meant =
      !Object.keys(mapOf(selector)).length ||
      !isKind(object, '', 'Service') ||
      selects(selector, at(object.value, ['spec', 'selector']));
    return outsider && meant
      ? [
          finding('mesh/strict-with-outsiders', object, outsider.path, {
            severity: 'warning',
            message: `${outsider.who} may be refused: PeerAuthentication ${
              policy.name ?? ''
            } is STRICT`,
            cause:
              'STRICT refuses everything that is not mutual TLS of the mesh: monitoring, load balancers and machines without a proxy do not speak it.',
            remedy:
              'Bring the caller into the mesh or in through its gateway, scrape the merged metrics on port 15020, or make the one port PERMISSIVE with a selector and portLevelMtls.',
          }),
        ]
      : [];
  });
});

function principals(
  policy: CheckedObject,
  look: (
    principal: string,
  ) => Omit<Parameters<typeof finding>[3], 'severity'> | undefined,
  rule: string,
): Finding[] {
  if (!isKind(policy, 'security.istio.io', 'AuthorizationPolicy')) {
    return [];
  }
  return listOf(at(policy.value, ['spec', 'rules'])).flatMap((entry, r) =>
    listOf(at(entry, ['from'])).flatMap((from, f) =>
      ['principals', 'notPrincipals'].flatMap(field =>
        textsOf(at(from, ['source', field])).flatMap((principal, p) => {
          const words = look(principal);
          return words
            ? [
                finding(
                  rule,
                  policy,
                  ['spec', 'rules', r, 'from', f, 'source', field, p],
                  { severity: 'warning', ...words },
                ),
              ]
            : [];
        }),
      ),
    ),
  );
}

/** An identity that everything in a namespace shares says nothing. */
export const defaultPrincipal = perObject(policy =>
  principals(
    policy,
    principal =>
      principal.endsWith('/sa/default')
        ? {
            message: `${principal} is every pod of its namespace that has no service account of its own`,
            cause:
              'Identities in the mesh are service accounts. All pods that name none share default, so the rule cannot tell one service from another.',
            remedy:
              'Give the caller a service account of its own, and name that.',
          }
        : undefined,
    'mesh/default-principal',
  ),
);

/** A star may take in identities that others give out. */
export const wildcardPrincipal = perObject(policy =>
  principals(
    policy,
    principal =>
      principal.includes('*')
        ? {
            message: `${principal} takes in identities of every trust domain that the mesh accepts`,
            cause:
              'If the mesh trusts several domains, as a hybrid one does, whoever makes a namespace or an account of that name in any of them is let in.',
            remedy:
              'Write principals whole: TRUST_DOMAIN/ns/NAMESPACE/sa/ACCOUNT, once for each trust domain.',
          }
        : undefined,
    'mesh/wildcard-principal',
  ),
);
