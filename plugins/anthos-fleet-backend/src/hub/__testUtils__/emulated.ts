import { DEFAULT_TOKEN } from 'fleet-emulator';
import { createHubReader, type HubReaderOptions } from '../HubReader';

/** A reader of the fleet that an emulator serves, or something that speaks like one. */
export function emulatedReader(
  emulator: { url: string },
  options: Partial<HubReaderOptions> = {},
) {
  return createHubReader({
    fleet: {
      project: 'acme-fleet',
      hub: { endpoint: emulator.url },
      gateway: { enabled: true },
      auth: { accessToken: DEFAULT_TOKEN },
    },
    place: { siteLabel: 'site', sites: [{ name: 'Oslo DC1', label: 'dc1' }] },
    callDeadlineMs: 10_000,
    maxResponseBytes: 40 * 1024 * 1024,
    ...options,
  });
}
