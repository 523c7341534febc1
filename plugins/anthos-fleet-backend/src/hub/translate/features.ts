import { asObject, asWord, field, type JsonObject } from '../../google/json';
import { ReadProblem } from '../../google/problems';
import { cleanMessage } from '../../google/text';
import type { FeatureId } from '../client/HubClient';
import {
  clusterKey,
  readClusterRef,
  readProjectNumber,
  readUnreachable,
} from './names';

const MAX_DESCRIPTION = 1024;

/** What a feature says of one cluster; either part may be missing. */
export interface FeatureMember {
  /** What the fleet is told to do. */
  spec?: unknown;
  /** What the cluster has reported; null when its entry is empty. */
  state?: unknown;
}

export interface FeatureMembers {
  /** By `location/name`. */
  members: Map<string, FeatureMember>;
  unansweredLocations: string[];
  /** Entries that do not say which cluster they are about, or an unclear `unreachable`. */
  unreadable: number;
  /** Number of the fleet host project, which the keys of the maps carry. */
  projectNumber?: string;
}

/**
 * Takes a feature apart by cluster.
 *
 * @throws ReadProblem when the JSON is not that feature at all
 */
export function readFeature(
  body: JsonObject,
  id: FeatureId,
  project: string,
): FeatureMembers {
  const name = field(body, 'name');
  if (typeof name !== 'string' || !name.endsWith(`/features/${id}`)) {
    throw invalid(id, 'does not carry its name');
  }
  const members = new Map<string, FeatureMember>();
  let unreadable = 0;
  let entries = 0;
  let projectNumber: string | undefined;
  for (const part of ['spec', 'state'] as const) {
    const map = field(
      body,
      part === 'spec' ? 'membershipSpecs' : 'membershipStates',
    );
    if (map === undefined || map === null) {
      continue;
    }
    if (!asObject(map)) {
      throw invalid(
        id,
        `has no map of ${part === 'spec' ? 'specs' : 'states'}`,
      );
    }
    for (const [membership, value] of Object.entries(map)) {
      entries++;
      const ref = readClusterRef(membership, project);
      if (!ref) {
        unreadable++;
        continue;
      }
      projectNumber ??= readProjectNumber(membership);
      const key = clusterKey(ref);
      const member = members.get(key) ?? {};
      member[part] = value;
      members.set(key, member);
    }
  }
  if (entries > 0 && members.size === 0) {
    throw invalid(id, 'names no cluster in a way that can be read');
  }
  const { locations, unclear } = readUnreachable(field(body, 'unreachable'));
  return {
    members,
    unansweredLocations: locations,
    unreadable: unreadable + Number(unclear),
    projectNumber,
  };
}

function invalid(id: FeatureId, fault: string): ReadProblem {
  return new ReadProblem(
    'invalid',
    `The answer for the feature ${id} ${fault}`,
    'See whether anthosFleet.fleets[].hub.endpoint is the address of the GKE Hub API',
  );
}

/** Code of a state, as in `OK` or `WARNING`. */
export function stateCode(state: unknown): string | undefined {
  return asWord(field(state, 'state', 'code'));
}

/** What stands beside a state: its code unless that is `OK`, and its description. */
export function describeState(state: unknown): string | undefined {
  const code = stateCode(state);
  const raw = field(state, 'state', 'description');
  const description =
    typeof raw === 'string' ? cleanMessage(raw, MAX_DESCRIPTION) : '';
  if (code === undefined || code === 'OK') {
    return description || undefined;
  }
  return description ? `${code}: ${description}` : code;
}
