import {
  parseClusterRef,
  type ClusterRef,
} from 'backstage-plugin-anthos-fleet-common';
import { asText } from '../../google/json';

const MEMBERSHIP =
  /^projects\/[^/]+\/locations\/([^/]+)\/memberships\/([^/]+)$/;
const LOCATION =
  /^(?:(?:\/\/[^/]+\/)?projects\/[^/]+\/locations\/)?([a-z0-9-]{1,63})(?:\/.*)?$/;

/**
 * Reads the name of a registration, `projects/P/locations/L/memberships/M`. Features write the
 * project's number for P and registrations its ID, so P is left out of account: the fleet is the
 * one that was asked.
 */
export function readClusterRef(
  name: unknown,
  project: string,
): ClusterRef | undefined {
  const [, location, membership] =
    typeof name === 'string' ? MEMBERSHIP.exec(name) ?? [] : [];
  return location && membership
    ? parseClusterRef(`${project}/${location}/${membership}`)
    : undefined;
}

const PROJECT_NUMBER = /^projects\/(\d{1,20})\/locations\//;

/** The project's number, where a name says it instead of the project's ID. */
export function readProjectNumber(name: unknown): string | undefined {
  return typeof name === 'string'
    ? PROJECT_NUMBER.exec(name.slice(0, 100))?.[1]
    : undefined;
}

/** What features are keyed by: `location/name`. */
export function clusterKey(ref: ClusterRef): string {
  return `${ref.location}/${ref.name}`;
}

/** Reads `unreachable`: locations, or names of resources in them. */
export function readUnreachable(value: unknown): {
  locations: string[];
  /** Something is in it that names no location, so any location may be meant. */
  unclear: boolean;
} {
  if (value === undefined || value === null) {
    return { locations: [], unclear: false };
  }
  if (!Array.isArray(value)) {
    return { locations: [], unclear: true };
  }
  const locations = new Set<string>();
  let unclear = false;
  for (const entry of value) {
    const location = LOCATION.exec(asText(entry, 500) ?? '')?.[1];
    if (location && location !== '-') {
      locations.add(location);
    } else {
      unclear = true;
    }
  }
  return { locations: [...locations].sort(), unclear };
}
