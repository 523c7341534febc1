import { createHash } from 'node:crypto';
import { ClusterDefinition } from '../fleet/clusterSchema';
import { FleetDefinition } from '../fleet/fleetSchema';

/** What of the fleet is needed to write the JSON of one cluster. */
export type FleetHead = Omit<
  FleetDefinition,
  'clusters' | 'scopes' | 'repositories'
>;

/** Names of resources carry the project ID. */
export function membershipName(fleet: FleetHead, cluster: ClusterDefinition) {
  return `projects/${fleet.project.id}/locations/${cluster.location}/memberships/${cluster.name}`;
}

/** Keys of a feature's maps carry the project number. */
export function membershipKey(fleet: FleetHead, cluster: ClusterDefinition) {
  return `projects/${fleet.project.number}/locations/${cluster.location}/memberships/${cluster.name}`;
}

/** An ID that looks random and is always the same for the same text. */
export function stableUuid(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  const variant = ((parseInt(hex[16], 16) % 4) + 8).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}

/** Maps keep entries that are empty, unlike fields. */
const MAPS = new Set(['labels', 'namespaceLabels']);

/** Fields that are sent whenever they were set, even to false. */
const EXPLICIT = new Set(['enabled', 'done']);

/**
 * Writes JSON the way proto3 does: what is false, zero, empty text or an empty list is left out;
 * messages that are set stay, even without fields.
 */
export function toJson(message: unknown): string {
  const maps = new Set<unknown>();
  return JSON.stringify(message, function omitZero(key, value) {
    if (MAPS.has(key)) {
      maps.add(value);
      return Object.keys(value ?? {}).length ? value : undefined;
    }
    if (maps.has(this) || EXPLICIT.has(key) || Array.isArray(this)) {
      return value;
    }
    if (value === false || value === 0 || value === '' || value === null) {
      return undefined;
    }
    return Array.isArray(value) && value.length === 0 ? undefined : value;
  });
}
