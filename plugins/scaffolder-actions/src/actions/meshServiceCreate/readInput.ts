import { InputError } from '@backstage/errors';
import { checkNamespaceName } from 'backstage-plugin-anthos-fleet-common';
import { checkHost, checkLabel, checkLine, shown } from '../../common';
import type { SelfServiceConfig } from '../../config';
import { checkPath } from '../../git';
import type { ServicePlan } from '../../manifests';
import { readQuantity } from '../../schemas';
import { readImage } from './readImage';

/** What the action is given, before it is checked. */
export interface ServiceInput {
  name: string;
  namespace: string;
  owner: string;
  clusters: string[];
  image?: string;
  port?: number;
  callers?: string[];
  callees?: string[];
  externalHosts?: string[];
  public?: { host: string; path?: string };
  system?: string;
  description?: string;
  lifecycle?: string;
  replicas?: number;
  resources?: { cpu?: string; memory?: string; memoryLimit?: string };
  targetPath?: string;
}

/** What can be checked without asking anybody. */
export type CheckedInput = Pick<
  ServicePlan,
  | 'name'
  | 'namespace'
  | 'image'
  | 'port'
  | 'externalHosts'
  | 'public'
  | 'description'
  | 'lifecycle'
  | 'replicas'
  | 'resources'
> & { targetPath: string };

/** A ReplicaSet adds eleven characters, and its pods carry its name in a label. */
const LONGEST_NAME = 52;
const MOST_HOSTS = 50;
const MOST_REPLICAS = 100;
/** Folders of every overlay. */
const OWN_FOLDERS = ['base', 'overlays'];

/** @throws InputError that names the input */
export function readInput(
  input: ServiceInput,
  config: SelfServiceConfig,
): CheckedInput {
  const { description, lifecycle = 'experimental' } = input;
  const route = input.public && readPublic(input.public);
  return {
    name: readName(input.name),
    namespace: readNamespace(input.namespace),
    image:
      input.image === undefined
        ? { ...readImage(config.sampleImage), sample: true }
        : { ...readImage(input.image), sample: false },
    port: readPort(input.port ?? 8080),
    externalHosts: readHosts(input.externalHosts ?? []),
    ...(route && { public: route }),
    ...(description !== undefined && {
      description: checkLine(description, 'description', 300),
    }),
    lifecycle: readLifecycle(lifecycle),
    replicas: readReplicas(input.replicas ?? 2),
    resources: readResources(input.resources ?? {}),
    targetPath: checkPath(input.targetPath ?? '', 'targetPath'),
  };
}

function readName(name: string): string {
  checkLabel(name, 'name', LONGEST_NAME);
  if (!/^[a-z]/.test(name)) {
    throw new InputError(
      `name: ${shown(
        name,
      )} begins with a digit, which the name of a Service must not; begin with a letter`,
    );
  }
  if (OWN_FOLDERS.includes(name)) {
    throw new InputError(
      `name: ${name} is a folder of the repository already; choose another name`,
    );
  }
  return name;
}

function readNamespace(namespace: string): string {
  // What is longer than Config Sync takes can still exist, without a sync of its own.
  const [problem] = checkNamespaceName(namespace).filter(
    ({ code }) => code !== 'too-long-for-config-sync',
  );
  if (problem) {
    throw new InputError(`namespace: ${problem.message}`);
  }
  return namespace;
}

function readPort(port: number): number {
  if (!Number.isInteger(port) || port < 1024 || port > 65535) {
    throw new InputError(
      `port: ${port} cannot be used without rights of root; give a whole number from 1024 to 65535`,
    );
  }
  if ((port >= 15000 && port <= 15099) || port === 15443) {
    throw new InputError(
      `port: ${port} belongs to the sidecar; give one outside of 15000 to 15099, and not 15443`,
    );
  }
  return port;
}

function readReplicas(replicas: number): number {
  if (!Number.isInteger(replicas) || replicas < 1 || replicas > MOST_REPLICAS) {
    throw new InputError(
      `replicas: ${replicas} is not possible; give a whole number from 1 to ${MOST_REPLICAS}`,
    );
  }
  return replicas;
}

function readLifecycle(lifecycle: string): string {
  if (!/^[a-z0-9]([\w.-]{0,61}[a-z0-9])?$/i.test(lifecycle)) {
    throw new InputError(
      `lifecycle: ${shown(
        lifecycle,
      )} is no lifecycle; give a word, as in production`,
    );
  }
  return lifecycle;
}

function readHosts(texts: readonly string[]) {
  if (texts.length > MOST_HOSTS) {
    throw new InputError(
      `externalHosts: ${texts.length} are given; give at most ${MOST_HOSTS}`,
    );
  }
  return [...new Set(texts.map(text => text.replace(/:443$/, '')))]
    .sort()
    .map(text => {
      const [host, port = '443', ...more] = text.split(':');
      const number = Number(port);
      if (
        more.length ||
        !/^\d{1,5}$/.test(port) ||
        number < 1 ||
        number > 65535
      ) {
        throw new InputError(
          `externalHosts: ${shown(
            text,
          )} is no host; give one as in login.example.org or mail.example.org:465`,
        );
      }
      return { host: checkHost(host, 'externalHosts'), port: number };
    });
}

function readPublic({ host, path = '/' }: { host: string; path?: string }) {
  const sound =
    path.length <= 200 &&
    /^\/([\w.~-]+(\/[\w.~-]+)*\/?)?$/.test(path) &&
    !path.split('/').some(part => part === '.' || part === '..');
  if (!sound) {
    throw new InputError(
      `public.path: ${shown(path)} cannot be a path; give one as in /api`,
    );
  }
  return {
    host: checkHost(host, 'public.host'),
    path: path === '/' ? path : path.replace(/\/$/, ''),
  };
}

function readResources({
  cpu = '100m',
  memory = '256Mi',
  memoryLimit = '512Mi',
}: NonNullable<ServiceInput['resources']>) {
  const amounts = { cpu, memory, memoryLimit };
  for (const [name, text] of Object.entries(amounts)) {
    if (!readQuantity(text)) {
      throw new InputError(
        `resources.${name}: ${shown(
          text,
        )} is no amount; give one as in 500m or 256Mi`,
      );
    }
  }
  if ((readQuantity(memory) ?? 0) > (readQuantity(memoryLimit) ?? 0)) {
    throw new InputError(
      `resources.memoryLimit: ${memoryLimit} is less than the ${memory} that a pod asks for; raise it`,
    );
  }
  return amounts;
}
