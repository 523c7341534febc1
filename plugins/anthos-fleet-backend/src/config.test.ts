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
        maxResponseBytes: 40 * 1024 * 1024,
      },
      place: { siteLabel: 'site', sites: [] },
    });
    expect(read({ fleets: [fleet] }).fleets).toEqual([
      {
        project: 'acme-fleet',
        hub: { endpoint: 'https://gkehub.googleapis.com' },
        auth: {},
      },
    ]);
  });

  it('reads everything', () => {
    expect(
      read({
        fleets: [
          {
            project: 'example.com:acme-fleet',
            hub: { endpoint: 'http://127.0.0.1:8444/' },
            auth: { impersonate: 'sa@acme', accessToken: 'secret' },
          },
        ],
        sweep: {
          frequency: '30s',
          callDeadline: { seconds: 5 },
          maxResponseMib: 1,
        },
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
          auth: { impersonate: 'sa@acme', accessToken: 'secret' },
        },
      ],
      sweep: {
        frequencyMs: 30_000,
        callDeadlineMs: 5_000,
        maxResponseBytes: 1024 * 1024,
      },
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
      { place: { sites: [{ label: 'dc1' }] } },
      'anthosFleet.place.sites[0].name',
    ],
  ])('refuses %j and names the key', (config, message) => {
    expect(() => read(config)).toThrow(message);
  });
});
