import type { PackageSyncSpecFacts } from './packageSyncFacts';
import {
  judgeSyncSource,
  syncSourceText,
  withoutCredentials,
} from './syncSource';

const REPO = 'https://github.com/acme/grunnbok-config';

describe('judgeSyncSource', () => {
  it.each<[string, PackageSyncSpecFacts, {}, string | undefined]>([
    [
      'Git by default',
      { git: { repo: REPO } },
      { sourceType: 'git', repository: REPO, revision: 'master' },
      `${REPO}@master`,
    ],
    [
      'a branch',
      {
        sourceType: 'git',
        git: {
          repo: `${REPO}/`,
          branch: 'main',
          revision: 'HEAD',
          dir: '/prod/',
        },
      },
      {
        sourceType: 'git',
        repository: REPO,
        revision: 'main',
        directory: 'prod',
      },
      `${REPO}/prod@main`,
    ],
    [
      'a revision wins over a branch',
      { git: { repo: REPO, branch: 'main', revision: 'v1.2.3', dir: '.' } },
      { sourceType: 'git', repository: REPO, revision: 'v1.2.3' },
      `${REPO}@v1.2.3`,
    ],
    [
      'a directory that goes up and down',
      { git: { repo: REPO, branch: 'main', dir: './a//b/../c/' } },
      {
        sourceType: 'git',
        repository: REPO,
        revision: 'main',
        directory: 'a/c',
      },
      `${REPO}/a/c@main`,
    ],
    [
      'an image',
      {
        sourceType: 'oci',
        oci: { image: 'europe-docker.pkg.dev/acme/config/pkg:v1', dir: 'prod' },
      },
      {
        sourceType: 'oci',
        repository: 'europe-docker.pkg.dev/acme/config/pkg:v1',
        directory: 'prod',
      },
      'europe-docker.pkg.dev/acme/config/pkg:v1/prod',
    ],
    [
      'a chart',
      {
        sourceType: 'helm',
        helm: { repo: 'oci://ghcr.io/acme/', chart: 'api', version: '1.x' },
      },
      {
        sourceType: 'helm',
        repository: 'oci://ghcr.io/acme/api',
        revision: '1.x',
      },
      'oci://ghcr.io/acme/api:1.x',
    ],
    [
      'the newest chart',
      {
        sourceType: 'helm',
        helm: { repo: 'https://charts.acme.no', chart: 'api' },
      },
      {
        sourceType: 'helm',
        repository: 'https://charts.acme.no/api',
        revision: 'latest',
      },
      'https://charts.acme.no/api:latest',
    ],
    [
      'a chart without anything',
      { sourceType: 'helm', helm: {} },
      { sourceType: 'helm', revision: 'latest' },
      undefined,
    ],
    [
      'Helm without a part of its own',
      { sourceType: 'helm' },
      { sourceType: 'helm' },
      undefined,
    ],
    [
      'OCI without a part of its own',
      { sourceType: 'oci' },
      { sourceType: 'oci' },
      undefined,
    ],
    ['nothing', {}, { sourceType: 'git' }, undefined],
    [
      'a type that is not known',
      { sourceType: 'svn', git: { repo: REPO } },
      { sourceType: 'unknown' },
      undefined,
    ],
  ])('%s', (_, spec, expected, text) => {
    const source = judgeSyncSource(spec);
    expect(source).toEqual(expected);
    expect(syncSourceText(source)).toBe(text);
  });
});

describe('withoutCredentials', () => {
  it.each([
    [undefined, undefined],
    ['', undefined],
    ['  ', undefined],
    [REPO, REPO],
    ['https://user:secret@github.com/acme/x', 'https://github.com/acme/x'],
    ['https://x-access-token@github.com/acme/x', 'https://github.com/acme/x'],
    ['https://user:se@cret@github.com/acme/x', 'https://github.com/acme/x'],
    ['https://user:se/cret@github.com/acme/x', 'https://github.com/acme/x'],
    ['https://github.com:8443/acme/x@y', 'https://github.com:8443/acme/x@y'],
    [
      'https://github.com/acme/x?access_token=secret',
      'https://github.com/acme/x',
    ],
    ['https://github.com/acme/x#secret', 'https://github.com/acme/x'],
    ['https://user:secret@github.com', 'https://github.com'],
    [
      'ssh://git@github.com:22/acme/x.git',
      'ssh://git@github.com:22/acme/x.git',
    ],
    ['ssh://git:secret@github.com/acme/x', 'ssh://git@github.com/acme/x'],
    ['ssh://a b:secret@github.com/acme/x', 'ssh://github.com/acme/x'],
    ['git@github.com:acme/x.git', 'git@github.com:acme/x.git'],
    ['git:secret@github.com:acme/x.git', 'git@github.com:acme/x.git'],
    ['oci://user:secret@ghcr.io/acme', 'oci://ghcr.io/acme'],
    ['ghcr.io/acme/x:v1', 'ghcr.io/acme/x:v1'],
    ['localhost:5000/acme/x', 'localhost:5000/acme/x'],
  ])('%s', (address, expected) => {
    expect(withoutCredentials(address)).toBe(expected);
  });
});
