import type { gkehub_v1 } from 'googleapis/build/src/apis/gkehub/v1';
import { ClusterDefinition } from '../../fleet/clusterSchema';
import {
  PolicyController,
  PolicyDefaults,
  policyDefaultsSchema,
} from '../../fleet/featureSchemas';
import { FleetHead } from '../wire';
import { CompiledFeature, originOf } from './feature';

type Spec = gkehub_v1.Schema$PolicyControllerMembershipSpec;
type OnCluster = gkehub_v1.Schema$PolicyControllerOnClusterState;

/** The bundles that Google offers; those that are not installed are listed as such. */
const BUNDLES = [
  'asm-policy-v0.0.1',
  'cis-gke-v1.5.0',
  'cis-k8s-v1.5.1',
  'cost-reliability-v2023',
  'nist-sp-800-190',
  'nist-sp-800-53-r5',
  'nsa-cisa-k8s-v1.2',
  'pci-dss-v4.0',
  'policy-essentials-v2022',
  'psp-v2022',
  'pss-baseline-v2022',
  'pss-restricted-v2022',
];

const INSTALL_SPECS: Partial<Record<PolicyController['status'], string>> = {
  'not-installed': 'INSTALL_SPEC_NOT_INSTALLED',
  suspended: 'INSTALL_SPEC_SUSPENDED',
  detached: 'INSTALL_SPEC_DETACHED',
};

const DEFAULTS = policyDefaultsSchema.parse({});

function compileSpec(
  settings: PolicyDefaults,
  installSpec = 'INSTALL_SPEC_ENABLED',
): Spec {
  return {
    version: settings.version,
    policyControllerHubConfig: {
      installSpec,
      auditIntervalSeconds: String(settings.auditIntervalSeconds),
      exemptableNamespaces: settings.exemptNamespaces,
      monitoring: { backends: ['PROMETHEUS', 'CLOUD_MONITORING'] },
      policyContent: {
        templateLibrary: { installation: 'ALL' },
        bundles: Object.fromEntries(
          settings.bundles.map(bundle => [bundle, {}]),
        ),
      },
      deploymentConfigs: {
        admission: { podAffinity: 'ANTI_AFFINITY', replicaCount: '2' },
      },
    },
  };
}

function componentsOf(
  policy: PolicyController,
  state: string,
  version: string,
): Record<string, OnCluster> {
  const running = ['ACTIVE', 'SUSPENDED', 'UPDATING'].includes(state);
  const component: OnCluster = running
    ? { state: 'ACTIVE', details: version }
    : { state };
  return {
    admission: component,
    audit: component,
    mutation: {
      state: 'NOT_INSTALLED',
      details: 'deployment not installed: resource is missing',
    },
    ...policy.components,
  };
}

function bundlesOf(
  policy: PolicyController,
  installed: string[],
): Record<string, OnCluster> {
  const known = BUNDLES.map(bundle => [
    bundle,
    { state: installed.includes(bundle) ? 'ACTIVE' : 'NOT_INSTALLED' },
  ]);
  return { ...Object.fromEntries(known), ...policy.bundleStates };
}

/** What the fleet wants of Policy Controller on new clusters. */
export function compilePolicyDefault(fleet: FleetHead): Spec | undefined {
  const defaults = fleet.features.policyController?.default;
  return defaults && compileSpec(defaults);
}

/** Policy Controller on one cluster. */
export function compilePolicyController(
  fleet: FleetHead,
  cluster: ClusterDefinition,
): CompiledFeature | undefined {
  const policy = cluster.policyController;
  if (!policy) {
    return undefined;
  }
  const defaults = fleet.features.policyController?.default ?? DEFAULTS;
  const settings = {
    ...defaults,
    version: policy.version ?? defaults.version,
    bundles: policy.bundles ?? defaults.bundles,
  };
  const compiled: CompiledFeature = {
    spec: {
      policycontroller: compileSpec(settings, INSTALL_SPECS[policy.status]),
      origin: originOf(policy.origin),
    },
  };
  if (policy.status === 'assigned') {
    return compiled;
  }
  const state = policy.status.toUpperCase().replace('-', '_');
  const absent = state === 'NOT_INSTALLED';
  const broken = state === 'CLUSTER_ERROR' || state === 'HUB_ERROR';
  compiled.state = {
    policycontroller: {
      state,
      componentStates: componentsOf(policy, state, settings.version),
      policyContentState: absent
        ? undefined
        : {
            templateLibraryState: { state: 'ACTIVE' },
            referentialSyncConfigState: { state: 'NOT_INSTALLED' },
            bundleStates: bundlesOf(policy, settings.bundles),
          },
    },
    state: {
      code: policy.code ?? (broken ? 'ERROR' : 'OK'),
      description: policy.description,
      updateTime: policy.reported ?? cluster.updated ?? fleet.created,
    },
  };
  return compiled;
}
