import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { GitHosts } from '../GitHosts';

export const LIVE = '1'.repeat(40);
export const NEWEST = '2'.repeat(40);

/** Hosts of all three products with credentials, whose APIs are at an address on this machine. */
export function createHosts(url: string): GitHosts {
  const config = new ConfigReader({
    integrations: {
      github: [
        { host: 'github.test', apiBaseUrl: `${url}/gh`, token: 'gh-token' },
      ],
      gitlab: [
        {
          host: 'gitlab.test',
          apiBaseUrl: `${url}/gl`,
          baseUrl: 'https://gitlab.test/below',
          token: 'gl-token',
        },
      ],
      gitea: [
        { host: 'gitea.test', baseUrl: `${url}/gt`, password: 'gt-token' },
        { host: 'ftp.test', baseUrl: 'ftp://ftp.test' },
      ],
    },
  });
  return new GitHosts(config, ScmIntegrations.fromConfig(config));
}
