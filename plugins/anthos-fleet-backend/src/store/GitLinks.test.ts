import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { GitLinks, type GitHostSettings } from './GitLinks';

const COMMIT = '0a1b2c3d4e5f60718293a4b5c6d7e8f901234567';
const SOURCE = '9f8e7d6c5b4a39281706f5e4d3c2b1a098765432';

const integrations = ScmIntegrations.fromConfig(
  new ConfigReader({
    integrations: {
      github: [
        {
          host: 'github.acme.com',
          apiBaseUrl: 'https://github.acme.com/api/v3',
        },
      ],
      gitlab: [
        {
          host: 'code.acme.com',
          baseUrl: 'https://code.acme.com',
          apiBaseUrl: 'https://code.acme.com/api/v4',
        },
      ],
      gitea: [{ host: 'gitea.acme.com' }],
    },
  }),
);
const hosts: GitHostSettings[] = [
  {
    host: 'git.acme.com',
    templates: {
      file: 'https://view.acme.com/{repository}?c={commit}&f={path}',
    },
  },
  { host: 'Code.acme.com:8443', type: 'bitbucketServer' },
  { host: 'forge.acme.com', type: 'gitea' },
];

describe('GitLinks', () => {
  const links = new GitLinks({ hosts, integrations });

  it.each([
    [
      'a public host',
      'https://github.com/acme/config.git',
      `https://github.com/acme/config/blob/${COMMIT}/prod/a.yaml`,
    ],
    [
      'a host of the portal',
      'https://github.acme.com/acme/config',
      `https://github.acme.com/acme/config/blob/${COMMIT}/prod/a.yaml`,
    ],
    [
      'a host of the portal over SSH',
      'git@code.acme.com:acme/config.git',
      `https://code.acme.com/acme/config/-/blob/${COMMIT}/prod/a.yaml`,
    ],
    [
      'Gitea',
      'https://gitea.acme.com/acme/config',
      `https://gitea.acme.com/acme/config/src/commit/${COMMIT}/prod/a.yaml`,
    ],
    [
      'a configured product',
      'ssh://git@forge.acme.com/acme/config',
      `https://forge.acme.com/acme/config/src/commit/${COMMIT}/prod/a.yaml`,
    ],
    [
      'a configured host with a port',
      'https://code.acme.com:8443/scm/acme/config.git',
      `https://code.acme.com:8443/projects/acme/repos/config/browse/prod/a.yaml?at=${COMMIT}`,
    ],
    [
      'a template',
      'https://git.acme.com/acme/config',
      `https://view.acme.com/acme/config?c=${COMMIT}&f=prod/a.yaml`,
    ],
    [
      'a host that nobody knows',
      'https://other.example.com/acme/config',
      undefined,
    ],
    ['no address', 'file:///etc/passwd', undefined],
    ['nothing', undefined, undefined],
  ])('finds the page of a file on %s', (_what, repository, url) => {
    expect(links.file(repository, COMMIT, 'prod/a.yaml')).toBe(url);
    // Asked again, it is remembered.
    expect(links.file(repository, COMMIT, 'prod/a.yaml')).toBe(url);
  });

  it('finds nothing without a commit or a path, and does not climb', () => {
    const repository = 'https://github.com/acme/config';
    expect(links.file(repository, undefined, 'a.yaml')).toBeUndefined();
    expect(links.file(repository, COMMIT, undefined)).toBeUndefined();
    expect(links.file(repository, COMMIT, '../../settings')).toBeUndefined();
  });

  it('finds the pages of a sync, as many as there are', () => {
    const repository = 'https://github.com/acme/config';
    expect(
      links.ofSync({ repository, commit: COMMIT, sourceCommit: SOURCE }),
    ).toEqual({
      repository: 'https://github.com/acme/config',
      commit: `https://github.com/acme/config/commit/${COMMIT}`,
      sourceCommit: `https://github.com/acme/config/commit/${SOURCE}`,
      compare: `https://github.com/acme/config/compare/${COMMIT}...${SOURCE}`,
    });
    expect(
      links.ofSync({ repository, commit: COMMIT, sourceCommit: COMMIT }),
    ).not.toHaveProperty('compare');
    expect(links.ofSync({ repository })).toEqual({
      repository: 'https://github.com/acme/config',
    });
    expect(links.ofSync({ repository: 'https://other.example.com/x' })).toBe(
      undefined,
    );
    expect(links.ofSync({})).toBeUndefined();
  });
});
