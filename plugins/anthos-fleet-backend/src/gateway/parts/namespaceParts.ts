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
    translateCut: raw => {
      const policy = translateAuthorizationPolicy(raw);
      return policy && { ...policy, rules: [], truncated: true };
    },
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
  });
  const entries = await readNamespaced(context, {
    groups: [...NETWORKING],
    resource: 'serviceentries',
    translate: raw => translateEgress(raw, 'ServiceEntry'),
  });
  return {
    data: [...sidecars.data, ...entries.data],
    truncated: sidecars.truncated || entries.truncated,
  };
}
