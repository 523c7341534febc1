import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import {
  parseLabelSelector,
  type Hosting,
  type InjectionRule,
  type NamespaceInjectionLabel,
} from 'backstage-plugin-anthos-fleet-common';

const ROOT = 'anthosFleet.selfService';

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

export const HOSTINGS: readonly Hosting[] = [
  'on-prem',
  'gcp',
  'aws',
  'azure',
  'edge',
  'unknown',
];

const QUANTITY = /^\d+(\.\d+)?(m|k|M|G|T|Ki|Mi|Gi|Ti)?$/;
const LABEL_KEY =
  /^([a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?\/)?[a-z0-9]([-\w.]{0,61}[a-z0-9])?$/i;
const LABEL_VALUE = /^[a-z0-9]([-\w.]{0,61}[a-z0-9])?$/i;
const NAME = /^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$/;
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
      injection: (mesh?.getOptionalConfigArray('injection') ?? []).map(
        (rule, index) => readRule(rule, `${ROOT}.mesh.injection[${index}]`),
      ),
      sidecar: readAmounts(mesh, 'mesh', 'sidecar', {
        cpu: '100m',
        memory: '128Mi',
        memoryLimit: '1Gi',
      }),
      eastWestNamespace:
        word(mesh, 'mesh', 'eastWestNamespace', NAME) ?? 'istio-system',
      googleApis: words(mesh, 'mesh', 'googleApis', CIDR) ?? ['0.0.0.0/0'],
    },
    ingress: Object.fromEntries(
      HOSTINGS.map(hosting => [hosting, readIngress(config, hosting)]),
    ) as Record<Hosting, Ingress>,
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

function keyOf(...parts: string[]): string {
  return [ROOT, ...parts].filter(Boolean).join('.');
}

function word(
  section: Config | undefined,
  at: string,
  key: string,
  pattern: RegExp,
): string | undefined {
  const value = section?.getOptionalString(key);
  if (value !== undefined && !pattern.test(value)) {
    throw new InputError(
      `${keyOf(at, key)} is '${value}'; it must match ${pattern}`,
    );
  }
  return value;
}

function words(
  section: Config | undefined,
  at: string,
  key: string,
  pattern: RegExp,
): string[] | undefined {
  const values = section?.getOptionalStringArray(key);
  const bad = values?.find(value => !pattern.test(value));
  if (bad !== undefined) {
    throw new InputError(
      `${keyOf(at, key)} has the entry '${bad}'; entries must match ${pattern}`,
    );
  }
  return values;
}

function perHosting<T>(
  config: Config | undefined,
  key: string,
  read: (section: Config, hosting: Hosting) => T | undefined,
): Partial<Record<Hosting, T>> {
  const section = config?.getOptionalConfig(key);
  const found: Partial<Record<Hosting, T>> = {};
  for (const hosting of HOSTINGS) {
    const value = section?.has(hosting) ? read(section, hosting) : undefined;
    if (value !== undefined) {
      found[hosting] = value;
    }
  }
  return found;
}

function readAmounts<T extends Record<string, string>>(
  section: Config | undefined,
  at: string,
  key: string,
  defaults: T,
): T {
  const amounts = section?.getOptionalConfig(key);
  return Object.fromEntries(
    Object.entries(defaults).map(([name, fallback]) => [
      name,
      word(amounts, `${at}.${key}`, name, QUANTITY) ?? fallback,
    ]),
  ) as T;
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

function readRule(rule: Config, key: string): InjectionRule {
  const clusters = rule.getOptionalStringArray('clusters');
  const hosting = rule.getOptionalString('hosting');
  const selector = rule.getOptionalString('selector');
  const known = HOSTINGS.find(each => each === hosting);
  if (hosting !== undefined && !known) {
    throw new InputError(
      `${key}.hosting is '${hosting}'; give one of ${HOSTINGS.join(', ')}`,
    );
  }
  const parsed =
    selector === undefined ? undefined : parseLabelSelector(selector);
  if (parsed?.problem) {
    const { message, remedy } = parsed.problem;
    throw new InputError(`${key}.selector: ${message}. ${remedy}`);
  }
  const label = readLabel(rule.getString('label'), `${key}.label`);
  return {
    ...(clusters && { clusters }),
    ...(known && { hosting: known }),
    ...(parsed?.selector && { selector: parsed.selector }),
    ...(label && { label }),
  };
}

function readLabel(
  text: string,
  key: string,
): NamespaceInjectionLabel | undefined {
  if (text === 'none') {
    return undefined;
  }
  const [name, value, ...more] = text.split('=');
  const known = name === 'istio-injection' || name === 'istio.io/rev';
  if (!known || more.length || !LABEL_VALUE.test(value ?? '')) {
    throw new InputError(
      `${key} is '${text}'; give istio-injection=enabled, istio.io/rev=REVISION or none`,
    );
  }
  return { key: name, value };
}
