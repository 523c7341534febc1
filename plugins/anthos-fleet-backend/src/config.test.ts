import { mockServices } from '@backstage/backend-test-utils';
import { readAnthosFleetConfig } from './config';

function read(anthosFleet: object | undefined) {
  return readAnthosFleetConfig(
    mockServices.rootConfig({ data: { anthosFleet } as never }),
  );
}

const fleet = { project: 'acme-fleet' };

describe('readAnthosFleetConfig', () => {
  it('has sensible defaults', () => {
    expect(read(undefined)).toEqual({
      fleets: [],
      sweep: {
        frequencyMs: 60_000,
        callDeadlineMs: 20_000,
        clusterDeadlineMs: 30_000,
        maxResponseBytes: 40 * 1024 * 1024,
        concurrency: 20,
        requestsPerMinute: 1200,
        shards: 4,
        slowFrequencyMs: 600_000,
      },
      place: { siteLabel: 'site', sites: [] },
      history: {
        retentionMs: 30 * 24 * 3600_000,
        holdForMs: 120_000,
        flapping: { changes: 5, windowMs: 1_800_000 },
      },
      ownership: {
        namespaceLabels: ['owner', 'team'],
        rules: [],
        platform: 'group:default/platform',
      },
      notifications: {
        enabled: true,
        platformGroup: 'group:default/platform',
        minSeverity: 'low',
        namespaceOwners: true,
      },
      errors: {},
      git: { hosts: [] },
      commits: { enabled: true, requestsPerMinute: 60 },
    });
    expect(read({ fleets: [fleet] }).fleets).toEqual([
      {
        project: 'acme-fleet',
        hub: { endpoint: 'https://gkehub.googleapis.com' },
        gateway: { enabled: true },
        auth: {},
        provisioning: { enabled: false },
      },
    ]);
  });

  it.each([
    ['no permissions', {}, undefined, true],
    ['a policy that may hide them', { enabled: true }, undefined, false],
    ['a policy that shows them', { enabled: true }, true, true],
    ['no wish for it', {}, false, false],
  ])(
    'tells owners of namespaces of RootSyncs with %s: %p',
    (_what, permission, namespaceOwners, expected) => {
      const config = mockServices.rootConfig({
        data: {
          permission,
          anthosFleet: {
            ...(namespaceOwners !== undefined && {
              notifications: { namespaceOwners },
            }),
          },
        },
      });
      expect(readAnthosFleetConfig(config).notifications.namespaceOwners).toBe(
        expected,
      );
    },
  );

  it('reads everything', () => {
    expect(
      read({
        fleets: [
          {
            project: 'example.com:acme-fleet',
            hub: { endpoint: 'http://127.0.0.1:8444/' },
            gateway: {
              enabled: false,
              endpoint: 'https://{location}-gateway.example.com/',
              caFile: 'ca.pem',
            },
            auth: { impersonate: 'sa@acme', accessToken: 'secret' },
            provisioning: {
              enabled: true,
              auth: { impersonate: 'provisioner@acme' },
            },
          },
        ],
        sweep: {
          frequency: '30s',
          callDeadline: { seconds: 5 },
          clusterDeadline: 'PT15S',
          maxResponseMib: 1,
          concurrency: 5,
          requestsPerMinute: 600,
          shards: 1,
          slowFrequency: { minutes: 30 },
        },
        history: {
          retention: '90 days',
          holdFor: { seconds: 0 },
          flapping: { changes: 3, window: { hours: 1 } },
        },
        ownership: {
          namespaceLabels: ['squad'],
          rules: [
            { namespaces: ['maps-*'], owner: 'maps' },
            {
              namespaces: ['*'],
              clusters: ['dc1-*'],
              owner: 'user:people/kari',
            },
          ],
          platform: 'Group:ops/runners',
        },
        notifications: { enabled: false, minSeverity: 'high' },
        errors: { documentationUrl: 'https://wiki.example.com/errors' },
        git: {
          hosts: [
            { host: 'git.example.com', type: 'gitea' },
            {
              host: 'cgit.example.com:8443',
              type: 'plain',
              templates: { file: 'https://{host}/{repository}/tree/{path}' },
            },
          ],
        },
        commits: { enabled: false, requestsPerMinute: 10 },
        place: {
          siteLabel: 'dc',
          sites: [{ name: 'Oslo DC1', label: 'dc1', clusters: ['a'] }],
        },
      }),
    ).toEqual({
      fleets: [
        {
          project: 'example.com:acme-fleet',
          hub: { endpoint: 'http://127.0.0.1:8444' },
          gateway: {
            enabled: false,
            endpoint: 'https://{location}-gateway.example.com',
            caFile: 'ca.pem',
          },
          auth: { impersonate: 'sa@acme', accessToken: 'secret' },
          provisioning: {
            enabled: true,
            auth: { impersonate: 'provisioner@acme' },
          },
        },
      ],
      sweep: {
        frequencyMs: 30_000,
        callDeadlineMs: 5_000,
        clusterDeadlineMs: 15_000,
        maxResponseBytes: 1024 * 1024,
        concurrency: 5,
        requestsPerMinute: 600,
        shards: 1,
        slowFrequencyMs: 1_800_000,
      },
      history: {
        retentionMs: 90 * 24 * 3600_000,
        holdForMs: 0,
        flapping: { changes: 3, windowMs: 3600_000 },
      },
      ownership: {
        namespaceLabels: ['squad'],
        rules: [
          { namespaces: ['maps-*'], owner: 'group:default/maps' },
          {
            namespaces: ['*'],
            clusters: ['dc1-*'],
            owner: 'user:people/kari',
          },
        ],
        platform: 'group:ops/runners',
      },
      notifications: {
        enabled: false,
        platformGroup: 'group:ops/runners',
        minSeverity: 'high',
        namespaceOwners: true,
      },
      errors: { documentationUrl: 'https://wiki.example.com/errors' },
      git: {
        hosts: [
          { host: 'git.example.com', type: 'gitea' },
          {
            host: 'cgit.example.com:8443',
            type: 'plain',
            templates: { file: 'https://{host}/{repository}/tree/{path}' },
          },
        ],
      },
      commits: { enabled: false, requestsPerMinute: 10 },
      place: {
        siteLabel: 'dc',
        sites: [{ name: 'Oslo DC1', label: 'dc1', clusters: ['a'] }],
      },
    });
  });

  it.each([
    [
      { fleets: [{ project: '123456789012' }] },
      'anthosFleet.fleets[0].project',
    ],
    [{ fleets: [{ project: 'My Fleet' }] }, 'anthosFleet.fleets[0].project'],
    [
      { fleets: [{ project: `${'a'.repeat(60)}.com:fleet-1` }] },
      'anthosFleet.fleets[0].project',
    ],
    [
      { place: { sites: [{ name: 'x'.repeat(201) }] } },
      'anthosFleet.place.sites has a name of 201 characters',
    ],
    [{ fleets: [{}] }, 'anthosFleet.fleets[0].project'],
    [{ fleets: [fleet, fleet] }, "names project 'acme-fleet' twice"],
    [
      { fleets: [{ ...fleet, hub: { endpoint: 'gkehub' } }] },
      'anthosFleet.fleets[0].hub.endpoint',
    ],
    [
      { fleets: [{ ...fleet, hub: { endpoint: 'http://example.com' } }] },
      'use https',
    ],
    [
      { fleets: [{ ...fleet, hub: { endpoint: 'https://u:p@example.com' } }] },
      'without user',
    ],
    [{ sweep: { frequency: '1s' } }, 'anthosFleet.sweep.frequency is 1 s'],
    [{ sweep: { frequency: 'often' } }, 'frequency'],
    [{ sweep: { callDeadline: '1h' } }, 'anthosFleet.sweep.callDeadline'],
    [{ sweep: { maxResponseMib: 0 } }, 'anthosFleet.sweep.maxResponseMib'],
    [
      { fleets: [{ ...fleet, gateway: { endpoint: 'http://{location}.x' } }] },
      'anthosFleet.fleets[0].gateway.endpoint',
    ],
    [
      { fleets: [{ ...fleet, gateway: { endpoint: 'connectgateway' } }] },
      'give one as in',
    ],
    [
      { fleets: [{ ...fleet, gateway: { enabled: 'maybe' } }] },
      'anthosFleet.fleets[0].gateway.enabled',
    ],
    [
      { sweep: { clusterDeadline: '1h' } },
      'anthosFleet.sweep.clusterDeadline is 3600 s',
    ],
    [{ sweep: { concurrency: 0 } }, 'anthosFleet.sweep.concurrency is 0'],
    [{ sweep: { concurrency: 1.5 } }, 'give a whole number from 1 to 200'],
    [{ sweep: { requestsPerMinute: 5 } }, 'sweep.requestsPerMinute is 5'],
    [
      { commits: { requestsPerMinute: 0 } },
      'anthosFleet.commits.requestsPerMinute is 0',
    ],
    [{ sweep: { shards: 100 } }, 'anthosFleet.sweep.shards is 100'],
    [{ sweep: { slowFrequency: '1s' } }, 'anthosFleet.sweep.slowFrequency'],
    [{ history: { retention: '1 minute' } }, 'anthosFleet.history.retention'],
    [{ history: { holdFor: '2 days' } }, 'anthosFleet.history.holdFor'],
    [
      { history: { flapping: { changes: 1 } } },
      'anthosFleet.history.flapping.changes is 1',
    ],
    [
      { history: { flapping: { window: '1s' } } },
      'anthosFleet.history.flapping.window',
    ],
    [
      { ownership: { namespaceLabels: [' '] } },
      'anthosFleet.ownership.namespaceLabels',
    ],
    [
      { ownership: { platform: 'component:default/x' } },
      'anthosFleet.ownership.platform',
    ],
    [{ ownership: { platform: 'group:' } }, 'which is no entity'],
    [
      { ownership: { rules: [{ owner: 'maps' }] } },
      'anthosFleet.ownership.rules[0].namespaces is empty',
    ],
    [
      { ownership: { rules: [{ namespaces: ['maps'] }] } },
      'anthosFleet.ownership.rules[0].owner',
    ],
    [
      { notifications: { minSeverity: 'loud' } },
      'give one of low, normal, high, critical',
    ],
    [
      { notifications: { platformGroup: 'api:x' } },
      'anthosFleet.notifications.platformGroup',
    ],
    [
      { errors: { documentationUrl: 'https://example.com/#{code}' } },
      'anthosFleet.errors.documentationUrl',
    ],
    [
      { git: { hosts: [{ host: 'https://git.example.com' }] } },
      'anthosFleet.git.hosts[0].host',
    ],
    [
      { git: { hosts: [{ host: 'git', type: 'svn' }] } },
      'anthosFleet.git.hosts[0].type',
    ],
    [
      { git: { hosts: [{ host: 'git', templates: { file: '{path}' } }] } },
      'anthosFleet.git.hosts[0].templates.file',
    ],
    [
      { place: { sites: [{ label: 'dc1' }] } },
      'anthosFleet.place.sites[0].name',
    ],
  ])('refuses %j and names the key', (config, message) => {
    expect(() => read(config)).toThrow(message);
  });
});
