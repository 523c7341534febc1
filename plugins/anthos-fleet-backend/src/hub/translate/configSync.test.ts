import type { ConfigSync } from 'backstage-plugin-anthos-fleet-common';
import { configSyncDefaults, translateConfigSync } from './configSync';

const git = {
  syncRepo: 'https://github.com/acme/fleet-config',
  syncBranch: 'main',
  policyDir: 'root',
  secretType: 'token',
};
const applied = {
  version: '1.22.0',
  management: 'MANAGEMENT_AUTOMATIC',
  configSync: { enabled: true, git },
};
const spec = { configmanagement: applied, origin: { type: 'FLEET' } };

function state(
  sync: object,
  {
    installation = {},
    block = {},
    code = 'OK' as string,
    description = '',
  } = {},
) {
  return {
    state: { code, description },
    configmanagement: {
      membershipSpec: applied,
      operatorState: { version: '1.22.1', deploymentState: 'INSTALLED' },
      configSyncState: {
        state: 'CONFIG_SYNC_INSTALLED',
        syncState: {
          sourceToken: '77aa00bb11cc22dd33ee44ff5566778899001122',
          syncToken: '2945500b7f8a9c0d1e2f30415263748596a7b8c9',
          lastSyncTime: '2026-09-01T06:09:58Z',
          ...sync,
        },
        ...installation,
      },
      ...block,
    },
  };
}

const summaryOf = (member: { spec?: unknown; state?: unknown }) =>
  translateConfigSync(member)?.summary;

describe('translateConfigSync', () => {
  it('reads a cluster that is in sync', () => {
    expect(
      translateConfigSync({ spec, state: state({ code: 'SYNCED' }) }),
    ).toEqual({
      summary: {
        state: 'synced',
        reported: 'SYNCED',
        commit: '2945500b7f8a9c0d1e2f30415263748596a7b8c9',
        sourceCommit: '77aa00bb11cc22dd33ee44ff5566778899001122',
        lastSyncedAt: '2026-09-01T06:09:58.000Z',
        errorCount: 0,
        repository: 'https://github.com/acme/fleet-config',
        revision: 'main',
        directory: 'root',
        version: '1.22.1',
        automaticUpgrades: true,
        origin: 'fleet-default',
      },
      errors: [],
    });
  });

  it.each<[name: string, member: object, expected: Partial<ConfigSync>]>([
    [
      'told, nothing reported',
      { spec },
      {
        state: 'pending',
        reported: 'PENDING',
        repository: git.syncRepo,
        revision: 'main',
        origin: 'fleet-default',
        automaticUpgrades: true,
      },
    ],
    [
      'a state that is null',
      { spec, state: null },
      { state: 'unknown', reported: 'CODE_UNSPECIFIED' },
    ],
    [
      'a state of another type',
      { spec, state: 'SYNCED' },
      { state: 'unknown', reported: 'CODE_UNSPECIFIED' },
    ],
    [
      'only the state of something else',
      { state: { state: { code: 'OK' } } },
      { state: 'not-installed', reported: 'NOT_INSTALLED' },
    ],
    [
      'a state whose parts are of other types',
      {
        state: {
          state: { code: 'OK' },
          configmanagement: {
            operatorState: { deploymentState: 'INSTALLED' },
            configSyncState: {
              state: 'CONFIG_SYNC_INSTALLED',
              syncState: 'SYNCED',
            },
          },
        },
      },
      { state: 'unknown', reported: 'SYNC_CODE_UNSPECIFIED' },
    ],
    [
      'a word that only looks right',
      { state: state({ code: 'SYNCED\u0000' }) },
      { state: 'unknown', reported: '"SYNCED\\u0000"' },
    ],
    [
      'a word with a space',
      { state: state({ code: ' SYNCED' }) },
      { state: 'unknown', reported: '" SYNCED"' },
    ],
    [
      'a word as a number',
      { state: state({ code: 7 }) },
      { state: 'unknown', reported: '7' },
    ],
  ])('%s', (_, member, expected) => {
    expect(summaryOf(member)).toMatchObject(expected);
  });

  it('is silent of commits that gcloud is silent of', () => {
    for (const member of [
      {
        spec,
        state: state({ code: 'SYNCED' }, { block: { operatorState: {} } }),
      },
      {
        spec,
        state: state({ code: 'SYNCED' }, { block: { membershipSpec: null } }),
      },
      {
        spec,
        state: state(
          { code: 'SYNCED' },
          { installation: { state: 'CONFIG_SYNC_PENDING' } },
        ),
      },
    ]) {
      expect(summaryOf(member)).not.toHaveProperty('commit');
      expect(summaryOf(member)).not.toHaveProperty('lastSyncedAt');
    }
  });

  it('has nothing to say of a cluster that is not mentioned', () => {
    expect(translateConfigSync({})).toBeUndefined();
    expect(translateConfigSync({ spec: {} })).toBeUndefined();
    expect(
      translateConfigSync({ spec: { configmanagement: null } }),
    ).toBeUndefined();
  });

  it.each<[name: string, source: object, expected: Partial<ConfigSync>]>([
    [
      'a revision beats a branch',
      { git: { ...git, syncRev: 'v1.2.3' } },
      { revision: 'v1.2.3' },
    ],
    [
      'HEAD is the branch',
      { git: { ...git, syncRev: 'HEAD' } },
      { revision: 'main' },
    ],
    [
      'an image',
      {
        oci: {
          syncRepo: 'europe-docker.pkg.dev/acme/config@sha256:0123',
          policyDir: '.',
        },
      },
      {
        repository: 'europe-docker.pkg.dev/acme/config@sha256:0123',
        directory: '.',
      },
    ],
    [
      'credentials in an address',
      { git: { syncRepo: 'https://bot:p@ss/word@github.com/acme/x' } },
      { repository: 'https://github.com/acme/x' },
    ],
  ])('%s', (_, configSync, expected) => {
    expect(
      summaryOf({ spec: { configmanagement: { configSync } } }),
    ).toMatchObject(expected);
  });
});

describe('configSyncDefaults', () => {
  it('tells not managed from never read', () => {
    expect(configSyncDefaults).toEqual({
      notManaged: {
        summary: { state: 'not-installed', reported: 'NA', errorCount: 0 },
        errors: [],
      },
      neverRead: { summary: { state: 'unknown', errorCount: 0 }, errors: [] },
    });
  });
});
