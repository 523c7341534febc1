import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import type {
  Hosting,
  InjectionRule,
} from 'backstage-plugin-anthos-fleet-common';
import { readIngresses, type Ingress } from './configIngress';
import { readInjectionRules } from './configInjection';
import {
  keyOf,
  LABEL_KEY,
  NAME,
  perHosting,
  readAmounts,
  ROOT,
  word,
  words,
} from './configValues';

export type { Ingress, NamespacedName } from './configIngress';
export { HOSTINGS } from './configValues';

/** What a pod's sidecar asks for. */
export interface SidecarResources {
  cpu: string;
  memory: string;
  memoryLimit: string;
}

/** What the containers of a namespace may ask for together, sidecars not counted. */
export interface Quota {
  pods: number;
  cpu: string;
  memory: string;
  memoryLimit: string;
}

/** How this installation makes namespaces and services. */
export interface SelfServiceConfig {
  mesh: {
    /** Default: that of the cluster's fleet. */
    trustDomain?: string;
    injection: InjectionRule[];
    sidecar: SidecarResources;
    eastWestNamespace: string;
    googleApis: string[];
  };
  ingress: Record<Hosting, Ingress>;
  /** Where the images of a hosting's clusters come from. */
  registries: Partial<Record<Hosting, string>>;
  /** Annotations of service accounts, with `{name}` and `{namespace}`. */
  identity: Partial<Record<Hosting, Record<string, string>>>;
  namespaces: {
    prefixes: string[];
    reserved: string[];
    ownerLabel: string;
    roles: string[];
    teamRole: string;
    reconcilerRole?: string;
    quota: Quota;
  };
  monitoringNamespaces: string[];
  sampleImage: string;
}

const REGISTRY = /^[a-z0-9]([-a-z0-9.]*[a-z0-9])?(:\d+)?(\/[a-z0-9._-]+)*$/;
const CIDR = /^[0-9a-f.:]+\/\d{1,3}$/i;

/**
 * Reads `anthosFleet.selfService`; everything has a default.
 *
 * @throws InputError for a value that is present and wrong
 */
export function readSelfServiceConfig(root: Config): SelfServiceConfig {
  const config = root.getOptionalConfig(ROOT);
  const mesh = config?.getOptionalConfig('mesh');
  const namespaces = config?.getOptionalConfig('namespaces');
  const trustDomain = word(mesh, 'mesh', 'trustDomain', NAME);
  const reconcilerRole = word(
    namespaces,
    'namespaces',
    'reconcilerRole',
    /^\S{1,253}$/,
  );
  const roles = namespaces?.getOptionalStringArray('roles') ?? [
    'view',
    'edit',
    'admin',
  ];
  const teamRole = namespaces?.getOptionalString('teamRole') ?? roles[0];
  if (!roles.includes(teamRole)) {
    throw new InputError(
      `${ROOT}.namespaces.teamRole is '${teamRole}', which ${ROOT}.namespaces.roles does not list; add it there`,
    );
  }
  return {
    mesh: {
      ...(trustDomain && { trustDomain }),
      injection: readInjectionRules(mesh),
      sidecar: readAmounts(mesh, 'mesh', 'sidecar', {
        cpu: '100m',
        memory: '128Mi',
        memoryLimit: '1Gi',
      }),
      eastWestNamespace:
        word(mesh, 'mesh', 'eastWestNamespace', NAME) ?? 'istio-system',
      googleApis: words(mesh, 'mesh', 'googleApis', CIDR) ?? ['0.0.0.0/0'],
    },
    ingress: readIngresses(config),
    registries: perHosting(config, 'registries', (section, hosting) =>
      word(section, 'registries', hosting, REGISTRY),
    ),
    identity: perHosting(config, 'identity', (section, hosting) =>
      readAnnotations(section, hosting),
    ),
    namespaces: {
      prefixes:
        words(namespaces, 'namespaces', 'prefixes', /^[-a-z0-9]+$/) ?? [],
      reserved:
        words(namespaces, 'namespaces', 'reserved', /^[-a-z0-9]+\*?$/) ?? [],
      ownerLabel:
        word(namespaces, 'namespaces', 'ownerLabel', LABEL_KEY) ?? 'owner',
      roles,
      teamRole,
      ...(reconcilerRole && { reconcilerRole }),
      quota: {
        ...readAmounts(namespaces, 'namespaces', 'quota', {
          cpu: '4',
          memory: '8Gi',
          memoryLimit: '16Gi',
        }),
        pods: readPods(namespaces),
      },
    },
    monitoringNamespaces: words(config, '', 'monitoringNamespaces', NAME) ?? [
      'monitoring',
      'gmp-system',
    ],
    sampleImage:
      config?.getOptionalString('sampleImage') ??
      'us-docker.pkg.dev/google-samples/containers/gke/hello-app:1.0',
  };
}

function readPods(namespaces: Config | undefined): number {
  const pods = namespaces?.getOptionalNumber('quota.pods') ?? 20;
  if (!Number.isInteger(pods) || pods < 1 || pods > 10_000) {
    throw new InputError(
      `${keyOf(
        'namespaces.quota.pods',
      )} is ${pods}; give a whole number from 1 to 10000`,
    );
  }
  return pods;
}

function readAnnotations(
  section: Config,
  hosting: Hosting,
): Record<string, string> {
  const value = section.get<unknown>(hosting);
  const entries =
    typeof value === 'object' && value !== null ? Object.entries(value) : [];
  const bad = entries.find(
    ([key, text]) => !LABEL_KEY.test(key) || typeof text !== 'string',
  );
  if (bad || !entries.length) {
    throw new InputError(
      `${keyOf(
        'identity',
        hosting,
      )} must be an object of annotations and their texts${
        bad ? `, which '${bad[0]}' is not` : ''
      }`,
    );
  }
  return Object.fromEntries(entries);
}
