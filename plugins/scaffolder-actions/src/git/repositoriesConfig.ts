import { type Config, readDurationFromConfig } from '@backstage/config';
import { InputError } from '@backstage/errors';
import type {
  GitHost,
  GitLinkTemplates,
} from 'backstage-plugin-anthos-fleet-common';
import { Duration } from 'luxon';
import { type AllowedRepository, readAllowed } from './allowList';

/** A Git host that `integrations` does not know, from `anthosFleet.git.hosts`. */
export interface ConfiguredHost {
  /** In lower case, with the port if it is not the usual one. */
  host: string;
  type: GitHost | 'gitea';
  /** `raw` gives the bare text of a file; it and `file` may name the `{branch}`. */
  templates: GitLinkTemplates & { raw?: string };
  username?: string;
  password?: string;
}

/** What may be published where, and for how long it is tried. */
export interface RepositoriesConfig {
  /** Undefined: every repository of a known host. */
  allow?: AllowedRepository[];
  /** Longest time of everything that is asked of a repository in one step. */
  timeoutMs: number;
  /** Largest answer of a Git host that is read. */
  maxBytes: number;
  hosts: ConfiguredHost[];
  /** Every step needs the token of the user who started it. */
  requireUserCredentials: boolean;
  defaultAuthor: { name?: string; email?: string };
}

const TYPES: ReadonlyArray<ConfiguredHost['type']> = [
  'plain',
  'github',
  'gitlab',
  'gitea',
  'bitbucketCloud',
  'bitbucketServer',
  'azure',
  'cloudSource',
];
const LARGEST_MEGABYTES = 512;

/** Reads `anthosFleet.selfService.repositories`, `anthosFleet.git.hosts` and `scaffolder`. */
export function readRepositoriesConfig(config: Config): RepositoriesConfig {
  const key = 'anthosFleet.selfService.repositories';
  const own = config.getOptionalConfig(key);
  const megabytes = own?.getOptionalNumber('maxMegabytes') ?? 50;
  if (!(megabytes > 0 && megabytes <= LARGEST_MEGABYTES)) {
    throw new InputError(
      `${key}.maxMegabytes is ${megabytes}; give a number up to ${LARGEST_MEGABYTES}`,
    );
  }
  const timeoutMs = own?.has('timeout')
    ? Duration.fromObject(
        readDurationFromConfig(own, { key: 'timeout' }),
      ).toMillis()
    : 120_000;
  if (!(timeoutMs >= 100)) {
    throw new InputError(
      `${key}.timeout is too short; give it some seconds, as in { seconds: 120 }`,
    );
  }
  return {
    allow: own
      ?.getOptionalConfigArray('allow')
      ?.map((entry, index) => readAllowed(entry, `${key}.allow[${index}]`)),
    timeoutMs,
    maxBytes: megabytes * 1024 * 1024,
    hosts: (config.getOptionalConfigArray('anthosFleet.git.hosts') ?? []).map(
      (host, index) => readHost(host, `anthosFleet.git.hosts[${index}]`),
    ),
    requireUserCredentials:
      config.getOptionalBoolean('scaffolder.requireScmUserCredentials') ??
      false,
    defaultAuthor: {
      name: config.getOptionalString('scaffolder.defaultAuthor.name'),
      email: config.getOptionalString('scaffolder.defaultAuthor.email'),
    },
  };
}

function readHost(config: Config, key: string): ConfiguredHost {
  const host = config.getString('host').toLowerCase();
  if (!/^[\w.-]+(:\d+)?$/.test(host)) {
    throw new InputError(
      `${key}.host is '${host}'; give a host without protocol and path, as in 'git.example.com'`,
    );
  }
  const text = config.getOptionalString('type') ?? 'plain';
  const type = TYPES.find(known => known === text);
  if (!type) {
    throw new InputError(
      `${key}.type is '${text}'; take one of ${TYPES.join(', ')}`,
    );
  }
  const template = (name: string) =>
    config.getOptionalString(`templates.${name}`);
  return {
    host,
    type,
    templates: {
      repository: template('repository'),
      file: template('file'),
      commit: template('commit'),
      raw: template('raw'),
    },
    username: config.getOptionalString('username'),
    password: config.getOptionalString('password'),
  };
}
