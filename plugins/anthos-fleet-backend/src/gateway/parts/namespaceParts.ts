import type {
  ObservedAuthorizationPolicy,
  ObservedEgress,
  ObservedPeerAuthentication,
  ObservedQuota,
} from 'backstage-plugin-anthos-fleet-common';
import { translateEgress } from '../translate/egress';
import {
  translateAuthorizationPolicy,
  translatePeerAuthentication,
} from '../translate/meshPolicies';
import { translateQuota } from '../translate/quotas';
import { nameAt } from '../translate/strict';
import { readNamespaced } from './namespaced';
import type { PartContext, PartData } from './PartReader';

const SECURITY = ['security.istio.io/v1', 'security.istio.io/v1beta1'] as const;
const NETWORKING = [
  'networking.istio.io/v1',
  'networking.istio.io/v1beta1',
] as const;

/** Reads the quotas of all namespaces. */
export function readQuotas(
  context: PartContext,
): Promise<PartData<ObservedQuota[]>> {
  return readNamespaced(context, {
    groups: ['v1'],
    resource: 'resourcequotas',
    translate: translateQuota,
    translateCut: raw => withName(raw, { scopes: [], resources: [] }),
  });
}

/** Reads by what mode of mTLS namespaces are called. */
export function readPeerAuthentications(
  context: PartContext,
): Promise<PartData<ObservedPeerAuthentication[]>> {
  return readNamespaced(context, {
    groups: [...SECURITY],
    resource: 'peerauthentications',
    translate: translatePeerAuthentication,
    translateCut: raw =>
      withName(raw, { selector: {}, ports: [], truncated: true }),
  });
}

/** Reads whom the mesh lets call namespaces. */
export function readAuthorizationPolicies(
  context: PartContext,
): Promise<PartData<ObservedAuthorizationPolicy[]>> {
  return readNamespaced(context, {
    groups: [...SECURITY],
    resource: 'authorizationpolicies',
    translate: translateAuthorizationPolicy,
    // It stands for others as well, which may be about any workload.
    translateCut: raw =>
      withName<Rest<ObservedAuthorizationPolicy>>(raw, {
        action: 'unknown',
        selector: {},
        rules: [],
        truncated: true,
      }),
  });
}

/** Reads what namespaces tell their sidecars of those whom they call. */
export async function readEgress(
  context: PartContext,
): Promise<PartData<ObservedEgress[]>> {
  const sidecars = await readNamespaced(context, {
    groups: [...NETWORKING],
    resource: 'sidecars',
    translate: raw => translateEgress(raw, 'Sidecar'),
    translateCut: raw =>
      withName<Rest<ObservedEgress>>(raw, {
        kind: 'Sidecar',
        selector: {},
        hosts: [],
        truncated: true,
      }),
  });
  const entries = await readNamespaced(context, {
    groups: [...NETWORKING],
    resource: 'serviceentries',
    translate: raw => translateEgress(raw, 'ServiceEntry'),
    translateCut: raw =>
      withName<Rest<ObservedEgress>>(raw, {
        kind: 'ServiceEntry',
        selector: {},
        hosts: [],
        truncated: true,
      }),
  });
  return {
    data: [...sidecars.data, ...entries.data],
    truncated: sidecars.truncated || entries.truncated,
  };
}

type Rest<T> = Omit<T, 'namespace' | 'name'>;

/** What stands for an object of which only the metadata is known. */
function withName<T extends object>(
  metadata: unknown,
  rest: T,
): (T & { namespace: string; name: string }) | undefined {
  const namespace = nameAt(metadata, 'namespace');
  const name = nameAt(metadata, 'name');
  return namespace && name ? { namespace, name, ...rest } : undefined;
}
