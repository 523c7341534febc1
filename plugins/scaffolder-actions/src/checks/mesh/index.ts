import type { Rule } from '../types';
import {
  defaultDenyEgress,
  envoyFilter,
  serviceEntryExport,
  sidecarHosts,
} from './egress';
import {
  bothInjectionLabels,
  jobWithSidecar,
  restrictedWithoutCni,
} from './injection';
import {
  defaultPrincipal,
  strictWithOutsiders,
  wildcardPrincipal,
} from './policies';
import { httpRulesOnTcp, portLevelMtls, portProtocol } from './ports';
import {
  gatewayCollision,
  multipliedRetries,
  shortHost,
  subsetWithoutRule,
  virtualServiceGateway,
} from './routing';
import {
  quotaOnProxyLimits,
  quotaWithoutProxies,
  workloadLabels,
} from './workloads';

/** The mistakes that are made most often with a service mesh. */
export const meshRules: Rule[] = [
  portProtocol,
  bothInjectionLabels,
  strictWithOutsiders,
  portLevelMtls,
  httpRulesOnTcp,
  defaultPrincipal,
  virtualServiceGateway,
  shortHost,
  subsetWithoutRule,
  workloadLabels,
  serviceEntryExport,
  defaultDenyEgress,
  restrictedWithoutCni,
  jobWithSidecar,
  wildcardPrincipal,
  quotaWithoutProxies,
  quotaOnProxyLimits,
  sidecarHosts,
  envoyFilter,
  multipliedRetries,
  gatewayCollision,
];
