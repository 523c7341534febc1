/* eslint-disable no-script-url -- such addresses are refused */
import fc from 'fast-check';
import {
  commitUrl,
  compareUrl,
  repositoryUrl,
  sourceFileUrl,
  type GitHost,
} from './gitLinks';
import { knownGitHost } from './knownHosts';
import { hasSourceFiles } from './sourceFiles';

const A = '9f8e7d6c5b4a39281706f5e4d3c2b1a098765432';
const B = '0a1b2c3d4e5f60718293a4b5c6d7e8f901234567';

const links = (host: GitHost, repository: string, path = 'prod/api.yaml') => [
  repositoryUrl({ host, repository }),
  sourceFileUrl({ host, repository, commit: B, path }),
  commitUrl({ host, repository, commit: B }),
  compareUrl({ host, repository, from: A, to: B }),
];

const github = (base: string) => [
  base,
  `${base}/blob/${B}/prod/api.yaml`,
  `${base}/commit/${B}`,
  `${base}/compare/${A}...${B}`,
];
const gitlab = (base: string) => [
  base,
  `${base}/-/blob/${B}/prod/api.yaml`,
  `${base}/-/commit/${B}`,
  `${base}/-/compare/${A}...${B}`,
];
const bitbucketCloud = (base: string) => [
  base,
  `${base}/src/${B}/prod/api.yaml`,
  `${base}/commits/${B}`,
  `${base}/branches/compare/${B}%0D${A}`,
];
const bitbucketServer = (base: string) => [
  `${base}/browse`,
  `${base}/browse/prod/api.yaml?at=${B}`,
  `${base}/commits/${B}`,
  `${base}/compare/diff?sourceBranch=${B}&targetBranch=${A}`,
];
const azure = (base: string) => [
  base,
  `${base}?path=/prod/api.yaml&version=GC${B}`,
  `${base}/commit/${B}`,
  `${base}/branchCompare?baseVersion=GC${A}&targetVersion=GC${B}`,
];
const cloudSource = (base: string) => [
  base,
  `${base}/+/${B}:prod/api.yaml`,
  `${base}/+/${B}`,
  undefined,
];

describe('links to a Git host', () => {
  it.each<[GitHost, string, (string | undefined)[]]>([
    [
      'github',
      'https://github.com/acme/config',
      github('https://github.com/acme/config'),
    ],
    [
      'github',
      'https://github.com/acme/config.git',
      github('https://github.com/acme/config'),
    ],
    [
      'github',
      'https://github.com/acme/config.git/',
      github('https://github.com/acme/config'),
    ],
    [
      'github',
      'https://user:secret@github.com/acme/config',
      github('https://github.com/acme/config'),
    ],
    [
      'github',
      'git@github.com:acme/config.git',
      github('https://github.com/acme/config'),
    ],
    [
      'github',
      'github.com:acme/config',
      github('https://github.com/acme/config'),
    ],
    [
      'github',
      'ssh://git@github.com/acme/config.git',
      github('https://github.com/acme/config'),
    ],
    [
      'github',
      'ssh://git@ssh.github.com:443/acme/config.git',
      github('https://github.com/acme/config'),
    ],
    [
      'github',
      'git://GitHub.com/acme/config',
      github('https://github.com/acme/config'),
    ],
    [
      'github',
      'https://ghe.acme.no:8443/acme/config',
      github('https://ghe.acme.no:8443/acme/config'),
    ],
    [
      'github',
      'http://ghe.lan/acme/config?x=y#z',
      github('http://ghe.lan/acme/config'),
    ],
    [
      'github',
      'https://[fd00::1]:8443/acme/config',
      github('https://[fd00::1]:8443/acme/config'),
    ],
    [
      'gitlab',
      'https://gitlab.com/acme/sub/group/config.git',
      gitlab('https://gitlab.com/acme/sub/group/config'),
    ],
    [
      'gitlab',
      'git@gitlab.acme.no:sub/config.git',
      gitlab('https://gitlab.acme.no/sub/config'),
    ],
    [
      'gitlab',
      'ssh://git@gitlab.acme.no:2222/sub/config.git',
      gitlab('https://gitlab.acme.no/sub/config'),
    ],
    [
      'gitlab',
      'ssh://git@altssh.gitlab.com:443/acme/config.git',
      gitlab('https://gitlab.com/acme/config'),
    ],
    [
      'gitlab',
      'https://acme.no/gitlab/a/b',
      gitlab('https://acme.no/gitlab/a/b'),
    ],
    [
      'bitbucketCloud',
      'https://acme@bitbucket.org/acme/config.git',
      bitbucketCloud('https://bitbucket.org/acme/config'),
    ],
    [
      'bitbucketCloud',
      'git@bitbucket.org:acme/config.git',
      bitbucketCloud('https://bitbucket.org/acme/config'),
    ],
    [
      'bitbucketServer',
      'https://git.acme.no/scm/PLAT/config.git',
      bitbucketServer('https://git.acme.no/projects/PLAT/repos/config'),
    ],
    [
      'bitbucketServer',
      'https://acme.no/bitbucket/scm/PLAT/config.git',
      bitbucketServer('https://acme.no/bitbucket/projects/PLAT/repos/config'),
    ],
    [
      'bitbucketServer',
      'ssh://git@git.acme.no:7999/plat/config.git',
      bitbucketServer('https://git.acme.no/projects/plat/repos/config'),
    ],
    [
      'bitbucketServer',
      'ssh://git@git.acme.no:7999/~kari/config.git',
      bitbucketServer('https://git.acme.no/users/kari/repos/config'),
    ],
    [
      'bitbucketServer',
      'https://git.acme.no/scm/~kari/config.git',
      bitbucketServer('https://git.acme.no/users/kari/repos/config'),
    ],
    [
      'bitbucketServer',
      'https://git.acme.no/projects/PLAT/repos/config',
      bitbucketServer('https://git.acme.no/projects/PLAT/repos/config'),
    ],
    [
      'bitbucketServer',
      'https://git.acme.no/config',
      [undefined, undefined, undefined, undefined],
    ],
    [
      'azure',
      'https://acme@dev.azure.com/acme/Plat%20form/_git/config',
      azure('https://dev.azure.com/acme/Plat%20form/_git/config'),
    ],
    [
      'azure',
      'git@ssh.dev.azure.com:v3/acme/Plat%20form/config',
      azure('https://dev.azure.com/acme/Plat%20form/_git/config'),
    ],
    [
      'azure',
      'acme@vs-ssh.visualstudio.com:v3/acme/plat/config',
      azure('https://dev.azure.com/acme/plat/_git/config'),
    ],
    [
      'azure',
      'https://acme.visualstudio.com/plat/_git/config',
      azure('https://acme.visualstudio.com/plat/_git/config'),
    ],
    [
      'azure',
      'https://tfs.acme.no/tfs/Coll/plat/_git/config',
      azure('https://tfs.acme.no/tfs/Coll/plat/_git/config'),
    ],
    [
      'azure',
      'https://dev.azure.com/acme/plat/config',
      [undefined, undefined, undefined, undefined],
    ],
    [
      'cloudSource',
      'https://source.developers.google.com/p/acme-fleet/r/config',
      cloudSource('https://source.cloud.google.com/acme-fleet/config'),
    ],
    [
      'cloudSource',
      'ssh://kari@acme.no@source.developers.google.com:2022/p/acme-fleet/r/a/b',
      cloudSource('https://source.cloud.google.com/acme-fleet/a%2Fb'),
    ],
    [
      'cloudSource',
      'https://source.developers.google.com/p/acme-fleet',
      [undefined, undefined, undefined, undefined],
    ],
    [
      'cloudSource',
      'https://source.developers.google.com/p/acme-fleet/x/config',
      [undefined, undefined, undefined, undefined],
    ],
    [
      'cloudSource',
      'https://source.developers.google.com/q/acme-fleet/r/config',
      [undefined, undefined, undefined, undefined],
    ],
    [
      'plain',
      'https://git.acme.no/config',
      [undefined, undefined, undefined, undefined],
    ],
  ])('%s %s', (host, repository, expected) => {
    expect(links(host, repository)).toEqual(expected);
  });

  it.each([
    [''],
    ['   '],
    ['config'],
    ['/srv/git/config.git'],
    ['https://github.com'],
    ['https://github.com/'],
    ['https://github.com/.git'],
    ['https:///acme/config'],
    ['https://git hub.com/acme/config'],
    ['ssh://git"hub.com/acme/config'],
    ['ssh://-github.com/acme/config'],
    ['https://github.com/acme/../config'],
    ['https://github.com/acme/%2E%2e/config'],
    ['https://github.com/acme\\..\\config'],
    ['git@github.com:../config'],
    ['https://github.com/acme/%'],
    ['javascript:alert(1)'],
    ['javascript://github.com/acme/config'],
    ['file:///etc/passwd'],
    ['data:text/html,x'],
    [`https://github.com/acme/${'x'.repeat(3000)}`],
  ])('has none for %j', repository => {
    expect(links('github', repository)).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });
});

describe('links to a file', () => {
  const fileUrl = (path: string, commit = B) =>
    sourceFileUrl({
      host: 'github',
      repository: 'git@github.com:a/b',
      commit,
      path,
    });

  it.each([
    ['prod/api.yaml', 'prod/api.yaml'],
    ['/prod//./api.yaml', 'prod/api.yaml'],
    ['prod/æ ø.yaml', 'prod/%C3%A6%20%C3%B8.yaml'],
    ['a#b?c=d&e/f%2F..yaml', 'a%23b%3Fc%3Dd%26e/f%252F..yaml'],
    ['prod/\ud83d.yaml', 'prod/%EF%BF%BD.yaml'],
    ['prod/\ude00.yaml', 'prod/%EF%BF%BD.yaml'],
    ['prod/😀.yaml', 'prod/%F0%9F%98%80.yaml'],
  ])('%j', (path, expected) => {
    expect(fileUrl(path)).toBe(`https://github.com/a/b/blob/${B}/${expected}`);
  });

  it.each([
    '',
    '/',
    '.',
    '../x',
    'a/../../x',
    'a/..',
    'a\\b',
    'a\nb',
    'x'.repeat(3000),
  ])('none to %j', path => {
    expect(fileUrl(path)).toBeUndefined();
  });

  it.each([
    '',
    'main',
    'HEAD',
    '0a1b2c',
    `${B}/../x`,
    'sha256:0a1b2c3d',
    'x'.repeat(65),
  ])('none at %j', commit => {
    expect(fileUrl('a.yaml', commit)).toBeUndefined();
    const repository = {
      host: 'github' as const,
      repository: 'git@github.com:a/b',
    };
    expect(commitUrl({ ...repository, commit })).toBeUndefined();
    expect(compareUrl({ ...repository, from: commit, to: B })).toBeUndefined();
    expect(compareUrl({ ...repository, from: B, to: commit })).toBeUndefined();
  });

  it('none where nothing changed', () => {
    const repository = {
      host: 'github' as const,
      repository: 'git@github.com:a/b',
    };
    expect(compareUrl({ ...repository, from: A, to: A })).toBeUndefined();
  });
});

describe('links to a plain host', () => {
  const host = {
    host: 'plain' as const,
    repository: 'https://git.acme.no/scm/æ/config.git',
    templates: {
      repository: 'https://{host}/view/{repository}',
      file: 'https://{host}/view/{repository}/{path}?id={commit}&x={other}',
      commit: 'javascript:alert({commit})',
      compare: 'https://git.acme.no/diff/{repository}/{from}/{to}',
    },
  };

  it('are made of templates', () => {
    const repository = 'scm/%C3%A6/config';
    expect(repositoryUrl(host)).toBe(`https://git.acme.no/view/${repository}`);
    expect(sourceFileUrl({ ...host, commit: B, path: 'a b.yaml' })).toBe(
      `https://git.acme.no/view/${repository}/a%20b.yaml?id=${B}&x=`,
    );
    expect(compareUrl({ ...host, from: A, to: B })).toBe(
      `https://git.acme.no/diff/${repository}/${A}/${B}`,
    );
  });

  it('lead to the web only', () => {
    expect(commitUrl({ ...host, commit: B })).toBeUndefined();
  });
});

it('lead to the host of the repository, without its credentials', () => {
  const hosts: GitHost[] = [
    'github',
    'gitlab',
    'bitbucketCloud',
    'bitbucketServer',
    'azure',
    'cloudSource',
    'plain',
  ];
  fc.assert(
    fc.property(
      fc.constantFrom(...hosts),
      fc.oneof(
        fc.string({ unit: 'binary', maxLength: 100 }),
        fc.string().map(text => `https://user:hunter2@git.lan/${text}`),
        fc.string().map(text => `git@git.lan:_git/r/${text}`),
      ),
      fc.string({ unit: 'binary', maxLength: 100 }),
      (host, repository, path) => {
        for (const link of links(host, repository, path)) {
          const url = link === undefined ? undefined : new URL(link);
          expect(url?.protocol ?? 'https:').toMatch(/^https?:$/);
          expect(url?.username ?? '').toBe('');
          expect(link ?? '').not.toContain('hunter2');
        }
      },
    ),
  );
});

describe('knownGitHost', () => {
  it.each<[string, GitHost]>([
    ['https://github.com/a/b', 'github'],
    ['git@ssh.github.com:a/b', 'github'],
    ['https://acme.ghe.com/a/b', 'github'],
    ['https://GITLAB.com:443/a/b', 'gitlab'],
    ['https://x@bitbucket.org/a/b', 'bitbucketCloud'],
    ['https://dev.azure.com/a/b/_git/c', 'azure'],
    ['git@ssh.dev.azure.com:v3/a/b/c', 'azure'],
    ['https://acme.visualstudio.com/a/_git/b', 'azure'],
    ['https://source.developers.google.com/p/a/r/b', 'cloudSource'],
    ['https://github.com.evil.example/a/b', 'plain'],
    ['https://notgithub.com/a/b', 'plain'],
    ['https://gitlab.acme.no/a/b', 'plain'],
    ['nothing', 'plain'],
  ])('%s is %s', (repository, expected) => {
    expect(knownGitHost(repository)).toBe(expected);
  });
});

describe('hasSourceFiles', () => {
  const step = (state: 'skipped' | 'done' | 'waiting', message?: string) => ({
    steps: {
      source: { state: 'done' as const, errorCount: 0 },
      rendering: { state, errorCount: 0, ...(message && { message }) },
      sync: { state: 'done' as const, errorCount: 0 },
    },
  });

  it.each([
    ['git', step('skipped'), true],
    ['git', step('waiting', 'Rendering skipped'), true],
    ['git', step('waiting'), false],
    ['git', step('done', 'Rendering succeeded'), false],
    ['oci', step('skipped'), false],
    ['helm', step('skipped'), false],
  ] as const)('%s %j: %s', (sourceType, steps, expected) => {
    expect(hasSourceFiles({ sourceType, ...steps })).toBe(expected);
  });
});
