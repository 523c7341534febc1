import { InputError } from '@backstage/errors';
import {
  checkNamespaceName,
  DEFAULT_REPO_SYNC_NAME,
} from 'backstage-plugin-anthos-fleet-common';
import { checkLabel, checkObjectName, shown } from '../../common';
import type { Quota, SelfServiceConfig } from '../../config';
import { checkBranch, checkPath } from '../../git';
import {
  DEFAULT_PATHS,
  PLACEHOLDER_NAMES,
  unknownPlaceholder,
  type GitAuth,
  type NamespaceLayout,
  type TeamSource,
} from '../../manifests';
import { readQuantity } from '../../schemas';

type Optional<T> = { [K in keyof T]?: T[K] | undefined };

/** What the action is given, before it is checked. */
export interface NamespaceInput {
  name: string;
  owner: string;
  clusters: string[];
  group?: string;
  role?: string;
  source: Optional<TeamSource> & { repoUrl: string };
  quota?: Optional<Quota>;
  layout?: Optional<NamespaceLayout>;
  targetPath?: string;
}

/** What can be checked without asking anybody. */
export interface CheckedInput {
  name: string;
  role: string;
  source: TeamSource;
  quota: Quota;
  layout: NamespaceLayout;
  targetPath: string;
}

const WITH_SECRET: readonly GitAuth[] = [
  'ssh',
  'token',
  'cookiefile',
  'githubapp',
];
/** Signed in with something that must not travel in the clear. */
const WITH_TOKEN: readonly GitAuth[] = [
  'token',
  'cookiefile',
  'githubapp',
  'gcenode',
  'gcpserviceaccount',
];
const LONGEST_URL = 500;

/** @throws InputError that names the input */
export function readInput(
  input: NamespaceInput,
  config: SelfServiceConfig,
): CheckedInput {
  const source = readSource(input.source);
  checkName(input.name, source.syncName, config);
  return {
    name: input.name,
    role: readRole(input.role, config),
    source,
    quota: readQuota(input.quota, config.namespaces.quota),
    layout: readLayout(input.layout ?? {}),
    targetPath: checkPath(input.targetPath ?? '', 'targetPath'),
  };
}

function checkName(
  name: string,
  repoSyncName: string,
  { namespaces: { prefixes, reserved } }: SelfServiceConfig,
): void {
  const problems = checkNamespaceName(name, {
    repoSyncName,
    prefixes,
    reserved,
  });
  if (problems.length) {
    throw new InputError(
      `name: ${problems.map(({ message }) => message).join('. ')}`,
    );
  }
}

function readRole(
  role: string | undefined,
  { namespaces: { roles, teamRole } }: SelfServiceConfig,
): string {
  if (role !== undefined && !roles.includes(role)) {
    throw new InputError(
      `role: ${shown(
        role,
      )} is not given to teams here; choose one of ${roles.join(', ')}`,
    );
  }
  return role ?? teamRole;
}

function readSource(source: NamespaceInput['source']): TeamSource {
  const { auth = 'none', secret, gcpServiceAccount } = source;
  const syncName = source.syncName ?? DEFAULT_REPO_SYNC_NAME;
  checkLabel(syncName, 'source.syncName');
  checkRepoUrl(source.repoUrl, auth);
  const wantsSecret = WITH_SECRET.includes(auth);
  if (wantsSecret !== (secret !== undefined)) {
    throw new InputError(
      wantsSecret
        ? `source.secret: auth ${auth} takes a Secret of the namespace; give its name`
        : `source.secret: auth ${auth} takes no Secret; leave it out, or choose another auth`,
    );
  }
  const wantsAccount = auth === 'gcpserviceaccount';
  if (wantsAccount !== (gcpServiceAccount !== undefined)) {
    throw new InputError(
      wantsAccount
        ? 'source.gcpServiceAccount: auth gcpserviceaccount takes the e-mail address of a Google service account; give it'
        : `source.gcpServiceAccount: auth ${auth} takes no Google service account; leave it out`,
    );
  }
  if (
    gcpServiceAccount !== undefined &&
    !/^[a-z0-9-]{1,63}@[a-z0-9.-]{1,100}\.gserviceaccount\.com$/.test(
      gcpServiceAccount,
    )
  ) {
    throw new InputError(
      `source.gcpServiceAccount: ${shown(
        gcpServiceAccount,
      )} is no Google service account; give one as in name@project.iam.gserviceaccount.com`,
    );
  }
  return {
    syncName,
    repoUrl: source.repoUrl,
    branch: checkBranch(source.branch ?? 'main', 'source.branch'),
    dir: checkPattern(
      source.dir ?? '{namespace}/overlays/{hosting}',
      'source.dir',
    ),
    auth,
    ...(secret !== undefined && {
      secret: checkObjectName(secret, 'source.secret'),
    }),
    ...(gcpServiceAccount !== undefined && { gcpServiceAccount }),
  };
}

function checkRepoUrl(text: string, auth: GitAuth): void {
  // Nothing of the address is repeated: it may hold a password.
  const refuse = (why: string): never => {
    throw new InputError(`source.repoUrl: ${why}`);
  };
  if (text.length > LONGEST_URL || !/^[!-~]+$/.test(text)) {
    refuse(
      `give an address of at most ${LONGEST_URL} letters of English, digits and signs`,
    );
  }
  const isSsh = /^(ssh:\/\/)?[\w.-]+@[\w.-]+[:/][\w./~-]+$/.test(text);
  if ((auth === 'ssh') !== isSsh && (auth === 'ssh' || isSsh)) {
    refuse(
      auth === 'ssh'
        ? 'auth ssh takes an address as in git@example.com:team/repo.git'
        : `an address of SSH takes auth ssh, not ${auth}`,
    );
  }
  if (isSsh) {
    return;
  }
  const url: URL = URL.canParse(text)
    ? new URL(text)
    : refuse('give an address as in https://example.com/team/repo.git');
  if (!['http:', 'https:'].includes(url.protocol) || url.pathname === '/') {
    refuse('give an address as in https://example.com/team/repo.git');
  }
  if (url.username || url.password) {
    refuse(
      'the address has a user or a password in it, which everybody could read; take them out and use source.auth and source.secret',
    );
  }
  if (url.search || url.hash) {
    refuse('the address has a query or a fragment; take it out');
  }
  if (url.protocol === 'http:' && WITH_TOKEN.includes(auth)) {
    refuse(`auth ${auth} would send its token in the clear; use https`);
  }
}

function checkPattern(text: string, field: string): string {
  const unknown = unknownPlaceholder(text);
  if (unknown !== undefined) {
    throw new InputError(
      `${field}: ${shown(
        unknown,
      )} stands for nothing; use ${PLACEHOLDER_NAMES}`,
    );
  }
  // Braces are fine for a placeholder, and for nothing else that is checked.
  checkPath(text.replace(/[{}]/g, ''), field);
  return text.replace(/^\/+|\/+$/g, '');
}

function readQuota(quota: NamespaceInput['quota'], defaults: Quota): Quota {
  const amount = (name: 'cpu' | 'memory' | 'memoryLimit') => {
    const text = quota?.[name] ?? defaults[name];
    if (!readQuantity(text)) {
      throw new InputError(
        `quota.${name}: ${shown(text)} is no amount; give one as in ${
          name === 'cpu' ? '4 or 500m' : '8Gi'
        }`,
      );
    }
    return text;
  };
  return {
    pods: quota?.pods ?? defaults.pods,
    cpu: amount('cpu'),
    memory: amount('memory'),
    memoryLimit: amount('memoryLimit'),
  };
}

function readLayout(layout: Optional<NamespaceLayout>): NamespaceLayout {
  const { kind = 'unstructured', overlays, repoObject } = layout;
  const path = checkPattern(layout.path ?? DEFAULT_PATHS[kind], 'layout.path');
  if (overlays !== undefined && kind !== 'kustomize') {
    throw new InputError(
      `layout.overlays: only kustomize has overlays, not ${kind}; leave it out`,
    );
  }
  if (repoObject && kind !== 'hierarchical') {
    throw new InputError(
      `layout.repoObject: only a hierarchical repository has one, not ${kind}; leave it out`,
    );
  }
  return {
    kind,
    path,
    ...(overlays && { overlays }),
    ...(repoObject && { repoObject }),
  };
}
