import { at, finding, isKind, mapOf, textOf } from '../fields';
import type { CheckedObject, CheckOptions, Finding, Rule } from '../types';
import { knv } from './knv';

const SYSTEM = 'config-management-system';
const LONGEST_ROOT = 38;
const LONGEST_REPO = 45;
const WITH_SECRET = ['ssh', 'cookiefile', 'token', 'githubapp'];

/** RootSyncs and RepoSyncs that would stall. */
export const syncs: Rule = (objects, options) =>
  objects
    .filter(object =>
      isKind(object, 'configsync.gke.io', 'RootSync', 'RepoSync'),
    )
    .flatMap(object => [
      ...position(object),
      ...source(object),
      ...itself(object, options),
    ]);

function position(object: CheckedObject): Finding[] {
  const { kind, name = '', namespace } = object;
  const root = kind === 'RootSync';
  const found: Finding[] = [];
  if (namespace !== undefined && root !== (namespace === SYSTEM)) {
    found.push(
      knv(
        1061,
        object,
        ['metadata', 'namespace'],
        root
          ? `A RootSync is in ${SYSTEM}, and nowhere else`
          : `A RepoSync cannot be in ${SYSTEM}`,
      ),
    );
  }
  const length = root ? name.length : name.length + (namespace ?? '').length;
  const most = root ? LONGEST_ROOT : LONGEST_REPO;
  if (length > most) {
    found.push(
      knv(
        1061,
        object,
        ['metadata', 'name'],
        `${
          root ? 'The name has' : 'Name and namespace have'
        } ${length} characters, and there is room for ${most}`,
      ),
    );
  }
  return found;
}

function source(object: CheckedObject): Finding[] {
  const spec = mapOf(object.value.spec);
  const type = textOf(spec.sourceType) ?? 'git';
  if (!['git', 'oci', 'helm'].includes(type)) {
    return [];
  }
  if (spec[type] === undefined) {
    return [
      knv(1061, object, ['spec'], `spec.${type} is missing, which it reads`),
    ];
  }
  const {
    auth,
    secretRef,
    gcpServiceAccountEmail,
    namespace,
    deployNamespace,
  } = mapOf(spec[type]);
  const found: Finding[] = [];
  const say = (field: string, message: string) =>
    found.push(knv(1061, object, ['spec', type, field], message));
  const secret = textOf(at(secretRef, ['name']));
  if (WITH_SECRET.includes(String(auth)) && !secret) {
    say('secretRef', `auth is ${String(auth)}, which needs secretRef.name`);
  }
  if (typeof auth === 'string' && !WITH_SECRET.includes(auth) && secret) {
    say('secretRef', `auth is ${auth}, which uses no secret`);
  }
  if (auth === 'gcpserviceaccount' && !gcpServiceAccountEmail) {
    say(
      'auth',
      'auth is gcpserviceaccount, which needs gcpServiceAccountEmail',
    );
  }
  if (namespace !== undefined && deployNamespace !== undefined) {
    say('deployNamespace', 'Only one of namespace and deployNamespace may be');
  }
  if (object.kind === 'RootSync' && spec.sourceFormat === undefined) {
    found.push(
      finding('config-sync/source-format', object, ['spec'], {
        severity: 'warning',
        message: 'spec.sourceFormat is missing',
        cause:
          'Without it the source must have the layout of hierarchy, and any other fails (KNV1017).',
        remedy: 'Set spec.sourceFormat to unstructured.',
      }),
    );
  }
  return found;
}

function itself(object: CheckedObject, { sync }: CheckOptions): Finding[] {
  if (!sync || sync.kind !== object.kind) {
    return [];
  }
  const name =
    sync.name ?? (sync.kind === 'RootSync' ? 'root-sync' : 'repo-sync');
  const namespace = sync.kind === 'RootSync' ? SYSTEM : sync.namespace;
  return object.name === name &&
    (namespace === undefined ||
      object.namespace === undefined ||
      object.namespace === namespace)
    ? [
        knv(
          1069,
          object,
          ['metadata', 'name'],
          `The ${sync.kind} ${name} would read itself from this folder`,
        ),
      ]
    : [];
}
