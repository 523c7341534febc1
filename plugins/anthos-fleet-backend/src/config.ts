import { Config, readDurationFromConfig } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds } from '@backstage/types';
import type { SiteRule } from 'backstage-plugin-anthos-fleet-common';

/** One fleet to read, and how to sign in to it. */
export interface FleetConfig {
  /** ID of the fleet host project. */
  project: string;
  hub: { endpoint: string };
  auth: { impersonate?: string; accessToken?: string };
}

export interface AnthosFleetConfig {
  fleets: FleetConfig[];
  sweep: {
    frequencyMs: number;
    callDeadlineMs: number;
    maxResponseBytes: number;
  };
  place: { siteLabel: string; sites: SiteRule[] };
}

const DEFAULT_HUB_ENDPOINT = 'https://gkehub.googleapis.com';
const MIN_FREQUENCY_MS = 10_000;
const MIB = 1024 * 1024;

// Google's rule for project IDs; domain-scoped IDs (`example.com:my-project`) are older but valid.
const PROJECT_ID = /^([a-z0-9.-]+:)?[a-z][a-z0-9-]{4,28}[a-z0-9]$/;
// Every part of a cluster's ref is at most this long.
const MAX_PROJECT_LENGTH = 63;
const MAX_SITE_NAME_LENGTH = 200;

/**
 * Reads `anthosFleet` and refuses what cannot work, naming the key and the remedy.
 *
 * @throws InputError for a value that is present and wrong
 */
export function readAnthosFleetConfig(root: Config): AnthosFleetConfig {
  const config = root.getOptionalConfig('anthosFleet');
  const fleets = (config?.getOptionalConfigArray('fleets') ?? []).map(
    (fleet, index) => readFleet(fleet, `anthosFleet.fleets[${index}]`),
  );
  const projects = fleets.map(fleet => fleet.project);
  const twice = projects.find(
    (project, index) => projects.indexOf(project) !== index,
  );
  if (twice) {
    throw new InputError(
      `anthosFleet.fleets names project '${twice}' twice; keep one of the two entries`,
    );
  }
  return {
    fleets,
    sweep: {
      frequencyMs: readMs(
        config,
        'sweep.frequency',
        60_000,
        MIN_FREQUENCY_MS,
        24 * 3600_000,
      ),
      callDeadlineMs: readMs(
        config,
        'sweep.callDeadline',
        20_000,
        100,
        600_000,
      ),
      maxResponseBytes: readMaxResponse(config),
    },
    place: {
      siteLabel: config?.getOptionalString('place.siteLabel') ?? 'site',
      sites: (config?.getOptionalConfigArray('place.sites') ?? []).map(
        site => ({
          name: readSiteName(site),
          label: site.getOptionalString('label'),
          clusters: site.getOptionalStringArray('clusters'),
        }),
      ),
    },
  };
}

function readSiteName(site: Config): string {
  const name = site.getString('name');
  if (name.length > MAX_SITE_NAME_LENGTH) {
    throw new InputError(
      `anthosFleet.place.sites has a name of ${name.length} characters; use at most ${MAX_SITE_NAME_LENGTH}`,
    );
  }
  return name;
}

function readFleet(fleet: Config, key: string): FleetConfig {
  const project = fleet.getString('project');
  if (!PROJECT_ID.test(project) || project.length > MAX_PROJECT_LENGTH) {
    throw new InputError(
      `${key}.project is '${project}', which is no project ID; give the ID of the fleet host project (not its number or title), as in 'acme-fleet'`,
    );
  }
  const endpoint =
    fleet.getOptionalString('hub.endpoint') ?? DEFAULT_HUB_ENDPOINT;
  return {
    project,
    hub: { endpoint: readEndpoint(endpoint, `${key}.hub.endpoint`) },
    auth: {
      impersonate: fleet.getOptionalString('auth.impersonate'),
      accessToken: fleet.getOptionalString('auth.accessToken'),
    },
  };
}

function readEndpoint(text: string, key: string): string {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    throw new InputError(
      `${key} is '${text}', which is no address; give one as in '${DEFAULT_HUB_ENDPOINT}'`,
    );
  }
  const loopback = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && loopback)) {
    throw new InputError(
      `${key} is '${text}'; use https, because an access token is sent there (http is for loopback addresses only)`,
    );
  }
  if (url.username || url.password || url.search || url.hash) {
    throw new InputError(
      `${key} must be a plain address without user, query or fragment`,
    );
  }
  return url.href.replace(/\/+$/, '');
}

function readMs(
  config: Config | undefined,
  key: string,
  fallback: number,
  min: number,
  max: number,
): number {
  if (!config?.has(key)) {
    return fallback;
  }
  const ms = durationToMilliseconds(readDurationFromConfig(config, { key }));
  if (!(ms >= min && ms <= max)) {
    throw new InputError(
      `anthosFleet.${key} is ${ms / 1000} s; give a time from ${
        min / 1000
      } s to ${max / 1000} s`,
    );
  }
  return ms;
}

function readMaxResponse(config: Config | undefined): number {
  const mib = config?.getOptionalNumber('sweep.maxResponseMib') ?? 40;
  if (!(mib >= 1 && mib <= 512)) {
    throw new InputError(
      `anthosFleet.sweep.maxResponseMib is ${mib}; give a number from 1 to 512`,
    );
  }
  return mib * MIB;
}
