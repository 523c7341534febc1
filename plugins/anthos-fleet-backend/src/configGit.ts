import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import type {
  GitHost,
  GitLinkTemplates,
} from 'backstage-plugin-anthos-fleet-common';
import { ConfigValues } from './configValues';

/** Products whose pages are known, and `plain` for those that templates describe. */
const GIT_HOSTS = [
  'plain',
  'github',
  'gitlab',
  'gitea',
  'bitbucketCloud',
  'bitbucketServer',
  'azure',
  'cloudSource',
] as const satisfies (GitHost | 'gitea')[];

/** A Git host that the portal's integrations do not know. */
export interface GitHostConfig {
  /** As in `git.example.com` or `git.example.com:8443`. */
  host: string;
  type: (typeof GIT_HOSTS)[number];
  /** For `plain`: where its pages are. */
  templates?: GitLinkTemplates;
}

/** Reads `anthosFleet.git.hosts`. */
export function readGitHosts(config: Config | undefined): GitHostConfig[] {
  return (config?.getOptionalConfigArray('git.hosts') ?? []).map(
    (host, index) => readGitHost(host, `anthosFleet.git.hosts[${index}]`),
  );
}

function readGitHost(config: Config, key: string): GitHostConfig {
  const host = config.getString('host');
  if (!/^[\w.-]+(:\d+)?$/.test(host)) {
    throw new InputError(
      `${key}.host is '${host}'; give a host without protocol and path, as in 'git.example.com'`,
    );
  }
  const values = new ConfigValues(config, key);
  const template = (name: keyof GitLinkTemplates) => {
    const text = config.getOptionalString(`templates.${name}`);
    if (text !== undefined && !/^https?:\/\//.test(text)) {
      throw new InputError(
        `${key}.templates.${name} is '${text}'; give an address as in 'https://{host}/{repository}'`,
      );
    }
    return text;
  };
  return {
    host,
    type: values.oneOf('type', GIT_HOSTS, 'plain'),
    ...(config.has('templates') && {
      templates: {
        repository: template('repository'),
        file: template('file'),
        commit: template('commit'),
        compare: template('compare'),
      },
    }),
  };
}
