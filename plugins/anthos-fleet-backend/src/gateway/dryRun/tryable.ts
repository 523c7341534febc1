import { InputError } from '@backstage/errors';
import { asObject, field, type JsonObject } from '../../google/json';

/** An object that a cluster is to be asked about. */
export interface Tryable {
  /** Place in the request. */
  index: number;
  /** Empty for the core group. */
  group: string;
  version: string;
  kind: string;
  name: string;
  namespace?: string;
  object: JsonObject;
}

const MAX_DEPTH = 64;
const API_VERSION =
  /^(?:([a-z0-9](?:[-a-z0-9.]{0,251}[a-z0-9])?)\/)?(v\d{1,3}(?:(?:alpha|beta)\d{1,3})?)$/;
const KIND = /^[A-Z][A-Za-z0-9]{0,62}$/;
const NAMESPACE = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;
// What may be a part of a path: names of roles have colons, those of everything else are narrower.
const NAME = /^[A-Za-z0-9]([-A-Za-z0-9._:]{0,251}[A-Za-z0-9])?$/;

/**
 * Reads the objects of a request.
 *
 * @throws InputError for what no cluster can be asked about, naming the field
 */
export function readTryables(manifests: readonly unknown[]): Tryable[] {
  return manifests.map((manifest, index) => readTryable(manifest, index));
}

function readTryable(manifest: unknown, index: number): Tryable {
  const at = `manifests[${index}]`;
  const object = asObject(manifest);
  if (!object) {
    throw new InputError(`${at} is no object; give a Kubernetes object`);
  }
  if (isDeeperThan(object, MAX_DEPTH)) {
    throw new InputError(
      `${at} is nested more than ${MAX_DEPTH} levels deep, which no object of Kubernetes is`,
    );
  }
  const metadata = field(object, 'metadata');
  const [, group = '', version] =
    API_VERSION.exec(
      readText(object, 'apiVersion', at, API_VERSION, 'apps/v1'),
    ) ?? [];
  return {
    index,
    group,
    version,
    kind: readText(object, 'kind', at, KIND, 'Deployment'),
    name: readText(metadata, 'name', `${at}.metadata`, NAME, 'cadastre-api'),
    ...(field(metadata, 'namespace') !== undefined && {
      namespace: readText(
        metadata,
        'namespace',
        `${at}.metadata`,
        NAMESPACE,
        'cadastre-main',
      ),
    }),
    object,
  };
}

function readText(
  from: unknown,
  key: string,
  at: string,
  pattern: RegExp,
  example: string,
): string {
  const value = field(from, key);
  if (typeof value !== 'string') {
    throw new InputError(
      `${at}.${key} is ${
        value === undefined ? 'missing' : 'no text'
      }; give one as in '${example}'`,
    );
  }
  if (!pattern.test(value)) {
    throw new InputError(
      `${at}.${key} is ${JSON.stringify(
        value.slice(0, 80),
      )}, which Kubernetes does not allow; give one as in '${example}'`,
    );
  }
  return value;
}

/** Counts levels without calling itself, so that no depth can exhaust the stack. */
function isDeeperThan(value: unknown, max: number): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > max) {
      return true;
    }
    level = level.flatMap(entry =>
      typeof entry === 'object' && entry !== null ? Object.values(entry) : [],
    );
  }
  return false;
}

/** What the cluster itself writes. A file that has it is refused by Config Sync, too. */
const OF_THE_CLUSTER: readonly string[][] = [
  ['status'],
  ['metadata', 'managedFields'],
  ['metadata', 'resourceVersion'],
  ['metadata', 'uid'],
  ['metadata', 'creationTimestamp'],
  ['metadata', 'deletionTimestamp'],
  ['metadata', 'generation'],
  ['metadata', 'selfLink'],
  ['metadata', 'ownerReferences'],
];

/** A field that only the cluster may write, as in `metadata.uid`. */
export function clusterFieldOf({ object }: Tryable): string | undefined {
  return OF_THE_CLUSTER.find(path => {
    const value = field(object, ...path);
    // Tools that print objects leave an empty time behind, which means nothing.
    return value !== undefined && value !== null;
  })?.join('.');
}

export function isSecret({ group, kind }: Tryable): boolean {
  return group === '' && kind === 'Secret';
}

/** Namespaces, and kinds as `group/Kind`, that a request itself would make. */
export interface Promised {
  namespaces: ReadonlySet<string>;
  kinds: ReadonlySet<string>;
}

export function promisedBy(all: readonly Tryable[]): Promised {
  const namespaces = all.filter(
    ({ group, kind }) => group === '' && kind === 'Namespace',
  );
  const kinds = all
    .filter(
      ({ group, kind }) =>
        group === 'apiextensions.k8s.io' && kind === 'CustomResourceDefinition',
    )
    .map(
      ({ object }) =>
        `${field(object, 'spec', 'group')}/${field(
          object,
          'spec',
          'names',
          'kind',
        )}`,
    );
  return {
    namespaces: new Set(namespaces.map(({ name }) => name)),
    kinds: new Set(kinds),
  };
}
