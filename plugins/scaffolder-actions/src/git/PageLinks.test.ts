import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { GitRepositories } from './GitRepositories';

const COMMIT = 'c'.repeat(40);

function repositories() {
  const config = new ConfigReader({
    integrations: {
      gitlab: [
        {
          host: 'code.example.com',
          apiBaseUrl: 'https://code.example.com/api/v4',
          baseUrl: 'https://code.example.com',
        },
      ],
      gitea: [{ host: 'gitea.example.com' }],
      bitbucketServer: [
        { host: 'bb.example.com', apiBaseUrl: 'https://bb.example.com/rest' },
      ],
      gerrit: [
        {
          host: 'review.example.com',
          baseUrl: 'https://review.example.com',
          gitilesBaseUrl: 'https://review.example.com/plugins/gitiles',
          username: 'robot',
          password: 'secret',
        },
      ],
    },
    anthosFleet: {
      git: {
        hosts: [
          { host: 'plain.example.com' },
          { host: 'ours.example.com:8443', type: 'gitea' },
          {
            host: 'files.example.com',
            templates: {
              repository: 'https://{host}/r/{repository}',
              commit: 'https://{host}/r/{repository}/c/{commit}',
              file: 'https://{host}/r/{repository}/f/{commit}/{path}',
            },
          },
        ],
      },
    },
  });
  return new GitRepositories({
    config,
    integrations: ScmIntegrations.fromConfig(config),
  });
}

describe('the pages of a repository', () => {
  it.each([
    [
      'https://github.com/acme/x.git',
      'https://github.com/acme/x',
      `https://github.com/acme/x/commit/${COMMIT}`,
      'https://github.com/acme/x/blob/team/main/a%20b/c%23d',
      'https://github.com/acme/x/compare/team%2Fmain...new?expand=1',
    ],
    [
      'https://code.example.com/group/sub/x.git',
      'https://code.example.com/group/sub/x',
      `https://code.example.com/group/sub/x/-/commit/${COMMIT}`,
      'https://code.example.com/group/sub/x/-/blob/team/main/a%20b/c%23d',
      'https://code.example.com/group/sub/x/-/merge_requests/new?merge_request%5Bsource_branch%5D=new&merge_request%5Btarget_branch%5D=team%2Fmain',
    ],
    [
      'https://bitbucket.org/acme/x.git',
      'https://bitbucket.org/acme/x',
      `https://bitbucket.org/acme/x/commits/${COMMIT}`,
      'https://bitbucket.org/acme/x/src/team/main/a%20b/c%23d',
      'https://bitbucket.org/acme/x/pull-requests/new?source=new&dest=team%2Fmain',
    ],
    [
      'https://bb.example.com/scm/PRJ/x.git',
      'https://bb.example.com/projects/PRJ/repos/x/browse',
      `https://bb.example.com/projects/PRJ/repos/x/commits/${COMMIT}`,
      'https://bb.example.com/projects/PRJ/repos/x/browse/a%20b/c%23d?at=refs%2Fheads%2Fteam%2Fmain',
      'https://bb.example.com/projects/PRJ/repos/x/compare/commits?sourceBranch=new&targetBranch=team%2Fmain',
    ],
    [
      'https://dev.azure.com/acme/prj/_git/x',
      'https://dev.azure.com/acme/prj/_git/x',
      `https://dev.azure.com/acme/prj/_git/x/commit/${COMMIT}`,
      'https://dev.azure.com/acme/prj/_git/x?path=/a%20b/c%23d&version=GBteam%2Fmain',
      'https://dev.azure.com/acme/prj/_git/x/pullrequestcreate?sourceRef=new&targetRef=team%2Fmain',
    ],
    [
      'https://gitea.example.com/acme/x.git',
      'https://gitea.example.com/acme/x',
      `https://gitea.example.com/acme/x/commit/${COMMIT}`,
      'https://gitea.example.com/acme/x/src/branch/team/main/a%20b/c%23d',
      'https://gitea.example.com/acme/x/compare/team%2Fmain...new',
    ],
    [
      'https://ours.example.com:8443/acme/x.git',
      'https://ours.example.com:8443/acme/x',
      `https://ours.example.com:8443/acme/x/commit/${COMMIT}`,
      'https://ours.example.com:8443/acme/x/src/branch/team/main/a%20b/c%23d',
      'https://ours.example.com:8443/acme/x/compare/team%2Fmain...new',
    ],
    [
      'https://review.example.com/a/acme/x',
      'https://review.example.com/plugins/gitiles/acme/x',
      `https://review.example.com/plugins/gitiles/acme/x/+/${COMMIT}`,
      'https://review.example.com/plugins/gitiles/acme/x/+/refs/heads/team/main/a%20b/c%23d',
      undefined,
    ],
    [
      'https://files.example.com/acme/x.git',
      'https://files.example.com/r/acme/x',
      `https://files.example.com/r/acme/x/c/${COMMIT}`,
      'https://files.example.com/r/acme/x/f/team/main/a%20b/c%23d',
      undefined,
    ],
    [
      'https://plain.example.com/acme/x.git',
      'https://plain.example.com/acme/x.git',
      undefined,
      undefined,
      undefined,
    ],
  ])('of %s', (url, page, commit, contents, request) => {
    const all = repositories();
    const links = all.links(all.addresses.parse(url));
    expect(links.repository()).toBe(page);
    expect(links.commit(COMMIT)).toBe(commit);
    expect(links.contents('team/main', 'a b/c#d')).toBe(contents);
    expect(links.newRequest('new', 'team/main')).toBe(request);
  });

  it.each([
    ['github.com?owner=acme&repo=x', 'https://github.com/acme/x.git'],
    [
      'code.example.com?owner=group%2Fsub&repo=x',
      'https://code.example.com/group/sub/x.git',
    ],
    [
      'bitbucket.org?workspace=acme&project=P&repo=x',
      'https://bitbucket.org/acme/x.git',
    ],
    [
      'bb.example.com?project=PRJ&repo=x',
      'https://bb.example.com/scm/PRJ/x.git',
    ],
    [
      'dev.azure.com?organization=acme&project=my%20prj&repo=x',
      'https://dev.azure.com/acme/my%20prj/_git/x',
    ],
    [
      'gitea.example.com?owner=acme&repo=x',
      'https://gitea.example.com/acme/x.git',
    ],
    ['review.example.com?repo=acme%2Fx', 'https://review.example.com/a/acme/x'],
  ])('are found from %s', (picked, url) => {
    expect(repositories().addresses.parse(picked).url).toBe(url);
  });
});
