import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import type { SiteRule } from 'backstage-plugin-anthos-fleet-common';
import { readCommits, type CommitsConfig } from './configCommits';
import { readFleets } from './configFleets';
import { readGitHosts, type GitHostConfig } from './configGit';
import { readOwnership, type OwnershipConfig } from './configOwnership';
import { ConfigValues, readOwnerRef } from './configValues';

export type { OwnershipConfig } from './configOwnership';

/** How to reach one fleet. */
export interface FleetAccess {
  /** ID of the fleet host project. */
  project: string;
  hub: { endpoint: string };
  gateway: {
    enabled: boolean;
    /** Host of the gateway, may contain `{location}`; undefined means Google's own. */
    endpoint?: string;
    /** File with the certificate of the host, where it is not one that everybody trusts. */
    caFile?: string;
  };
  auth: { impersonate?: string; accessToken?: string };
}

/** One fleet to read, and what templates may ask of it. */
export interface FleetConfig extends FleetAccess {
  /** Dry runs of manifests and the creation of fleet namespaces. */
  provisioning: {
    enabled: boolean;
    /** Another identity than that of the readings; undefined means the same. */
    auth?: FleetAccess['auth'];
  };
}

/** When and how hard Google is asked. */
export interface SweepConfig {
  /** Time between two sweeps. */
  frequencyMs: number;
  /** Longest time of one call, retries included. */
  callDeadlineMs: number;
  /** Longest time of everything that is asked of one cluster in one sweep. */
  clusterDeadlineMs: number;
  maxResponseBytes: number;
  /** Clusters of one fleet that one process reads at the same time. */
  concurrency: number;
  /** Requests to the gateway for one fleet, over all replicas. */
  requestsPerMinute: number;
  /** Parts of a fleet that replicas sweep independently. */
  shards: number;
  /** Time between two readings of what changes seldom: policy constraints, mesh revisions. */
  slowFrequencyMs: number;
}

export interface HistoryConfig {
  retentionMs: number;
  /** A change that held for this long is told, also when it was seen once only. */
  holdForMs: number;
  /** So many changes within the window are flapping, which is told once. */
  flapping: { changes: number; windowMs: number };
}

// As severe as Backstage's notifications can be, least first.
const NOTIFICATION_SEVERITIES = ['low', 'normal', 'high', 'critical'] as const;

export interface NotificationsConfig {
  enabled: boolean;
  /** Entity ref of who is told of every failure of the fleet. */
  platformGroup: string;
  /** What is less severe than this is not sent. */
  minSeverity: (typeof NOTIFICATION_SEVERITIES)[number];
  /** Owners of namespaces are told of errors of RootSyncs that speak of their namespaces. */
  namespaceOwners: boolean;
}

export interface AnthosFleetConfig {
  fleets: FleetConfig[];
  sweep: SweepConfig;
  place: { siteLabel: string; sites: SiteRule[] };
  history: HistoryConfig;
  ownership: OwnershipConfig;
  notifications: NotificationsConfig;
  errors: {
    /** Page that explains errors; each under its code, as in `#knv1021`. */
    documentationUrl?: string;
  };
  git: { hosts: GitHostConfig[] };
  commits: CommitsConfig;
}

const MIB = 1024 * 1024;
const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const MAX_SITE_NAME_LENGTH = 200;

/**
 * Reads `anthosFleet` and refuses what cannot work, naming the key and the remedy.
 *
 * @throws InputError for a value that is present and wrong
 */
export function readAnthosFleetConfig(root: Config): AnthosFleetConfig {
  const config = root.getOptionalConfig('anthosFleet');
  const ownership = readOwnership(config?.getOptionalConfig('ownership'));
  return {
    fleets: readFleets(config),
    sweep: readSweep(config?.getOptionalConfig('sweep')),
    place: readPlace(config?.getOptionalConfig('place')),
    history: readHistory(config?.getOptionalConfig('history')),
    ownership,
    notifications: readNotifications(
      config?.getOptionalConfig('notifications'),
      ownership.platform,
      root.getOptionalBoolean('permission.enabled') ?? false,
    ),
    errors: {
      documentationUrl: readDocumentationUrl(
        config?.getOptionalString('errors.documentationUrl'),
      ),
    },
    git: {
      hosts: readGitHosts(config),
    },
    commits: readCommits(config),
  };
}

function readSweep(config: Config | undefined): SweepConfig {
  const values = new ConfigValues(config, 'anthosFleet.sweep');
  return {
    frequencyMs: values.ms('frequency', MINUTE, 10 * SECOND, DAY),
    callDeadlineMs: values.ms('callDeadline', 20 * SECOND, 100, 10 * MINUTE),
    clusterDeadlineMs: values.ms(
      'clusterDeadline',
      30 * SECOND,
      100,
      10 * MINUTE,
    ),
    maxResponseBytes: values.count('maxResponseMib', 40, 1, 512) * MIB,
    concurrency: values.count('concurrency', 20, 1, 200),
    requestsPerMinute: values.count('requestsPerMinute', 1200, 10, 1_000_000),
    shards: values.count('shards', 4, 1, 32),
    slowFrequencyMs: values.ms('slowFrequency', 10 * MINUTE, 10 * SECOND, DAY),
  };
}

function readPlace(config: Config | undefined): AnthosFleetConfig['place'] {
  return {
    siteLabel: config?.getOptionalString('siteLabel') ?? 'site',
    sites: (config?.getOptionalConfigArray('sites') ?? []).map(site => ({
      name: readSiteName(site),
      label: site.getOptionalString('label'),
      clusters: site.getOptionalStringArray('clusters'),
    })),
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

function readHistory(config: Config | undefined): HistoryConfig {
  const values = new ConfigValues(config, 'anthosFleet.history');
  return {
    retentionMs: values.ms('retention', 30 * DAY, HOUR, 1_000 * DAY),
    holdForMs: values.ms('holdFor', 2 * MINUTE, 0, DAY),
    flapping: {
      changes: values.count('flapping.changes', 5, 2, 100),
      windowMs: values.ms('flapping.window', 30 * MINUTE, MINUTE, DAY),
    },
  };
}

function readNotifications(
  config: Config | undefined,
  platform: string,
  permissions: boolean,
): NotificationsConfig {
  const key = 'anthosFleet.notifications';
  const values = new ConfigValues(config, key);
  return {
    enabled: config?.getOptionalBoolean('enabled') ?? true,
    platformGroup: readOwnerRef(
      config?.getOptionalString('platformGroup') ?? platform,
      `${key}.platformGroup`,
    ),
    minSeverity: values.oneOf('minSeverity', NOTIFICATION_SEVERITIES, 'low'),
    namespaceOwners:
      config?.getOptionalBoolean('namespaceOwners') ?? !permissions,
  };
}

function readDocumentationUrl(text: string | undefined): string | undefined {
  if (text !== undefined && !/^https?:\/\/[^\s#]+$/.test(text)) {
    throw new InputError(
      `anthosFleet.errors.documentationUrl is '${text}'; give the address of a page without a #, as in 'https://wiki.example.com/config-sync-errors'`,
    );
  }
  return text;
}
