import { createHubReader, type HubReaderOptions } from '../HubReader';

export const PROJECT = 'acme-fleet';
export const NOW = new Date('2026-09-01T06:12:00Z');

/** A reader of the fleet that a server of the test plays. */
export function readerOf(
  endpoint: string,
  options: Partial<HubReaderOptions> = {},
) {
  return createHubReader({
    fleet: {
      project: PROJECT,
      hub: { endpoint },
      gateway: { enabled: true },
      auth: { accessToken: 'secret-token' },
    },
    place: { siteLabel: 'site', sites: [] },
    callDeadlineMs: 30_000,
    maxResponseBytes: 1024 * 1024,
    now: () => NOW,
    ...options,
  });
}

/** An empty but valid feature. */
export function emptyFeature(id: string) {
  return { name: `projects/${PROJECT}/locations/global/features/${id}` };
}

/** What part of the API a request is for: `memberships`, or the ID of a feature. */
export function partOf(url: string): string {
  return new URL(url, 'http://hub').pathname.split('/').pop() ?? '';
}

/** A registration, as little of it as there can be. */
export function membership(name: string, fields: object = {}) {
  return {
    name: `projects/${PROJECT}/locations/europe-north1/memberships/${name}`,
    ...fields,
  };
}
