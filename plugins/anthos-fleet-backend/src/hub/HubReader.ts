import type {
  FleetReading,
  ObservedCluster,
  SourceName,
  SourceReading,
} from 'backstage-plugin-anthos-fleet-common';
import type { AnthosFleetConfig, FleetAccess } from '../config';
import type { Credentials } from '../google/Credentials';
import { Deadline } from '../google/Deadline';
import { compact } from '../google/json';
import { ReadProblem } from '../google/problems';
import { cleanMessage } from '../google/text';
import { Turns } from '../google/Turns';
import { HubClient, parseAnswer, type FeatureId } from './client/HubClient';
import { MembershipListing } from './MembershipListing';
import { translateConfigSync } from './translate/configSync';
import { readFeature, type FeatureMember } from './translate/features';
import { translateMesh } from './translate/mesh';
import { translatePolicyController } from './translate/policyController';

/** A listing in many pages may take as long as this many calls. */
const MAX_LISTING_CALLS = 20;

/** Reads one fleet from Google. */
export interface HubReader {
  /**
   * Reads the clusters and the features of a fleet, however many clusters it has, with four calls
   * at the same time. Never rejects: each source says how its reading ended.
   */
  readFleet(options?: { signal?: AbortSignal }): Promise<FleetReading>;
}

export interface HubReaderOptions {
  fleet: FleetAccess;
  place: AnthosFleetConfig['place'];
  /** Longest time that one call may take, retries included. */
  callDeadlineMs: number;
  /** Largest answer that is read. */
  maxResponseBytes: number;
  now?: () => Date;
  credentials?: Credentials;
  /** Time before the first retry; each of the next waits twice as long. Default: 250. */
  retryDelayMs?: number;
}

type Result<T> = Pick<
  SourceReading<T>,
  'enabled' | 'unansweredLocations' | 'incomplete' | 'message' | 'data'
>;

/** Creates the reader of one fleet. Nothing is loaded or sent before the first reading. */
export function createHubReader(options: HubReaderOptions): HubReader {
  const { fleet, place, callDeadlineMs, now = () => new Date() } = options;
  const client = new HubClient(options);
  const turns = new Turns();
  // A project keeps its number, so what an earlier reading has told stays true.
  let projectNumber: string | undefined;
  const { host } = new URL(fleet.hub.endpoint);

  async function read<T>(
    source: SourceName,
    reading: (attemptedAt: Date) => Promise<Result<T>>,
  ): Promise<SourceReading<T>> {
    const attemptedAt = now();
    const head = { source, attemptedAt: attemptedAt.toISOString() };
    try {
      return compact({
        ...head,
        outcome: 'ok',
        ...(await reading(attemptedAt)),
      });
    } catch (error) {
      const { outcome, message, remedy } = asProblem(error);
      return compact({
        ...head,
        outcome,
        message,
        remedy,
        enabled: true,
        unansweredLocations: [],
      });
    }
  }

  function readMembers<T>(
    source: SourceName,
    id: FeatureId,
    signal: AbortSignal | undefined,
    translate: (member: FeatureMember) => T | undefined,
  ): Promise<SourceReading<Map<string, T>>> {
    return read(source, async () => {
      const answer = await client.getFeature(id, signal);
      if (!answer) {
        return { enabled: false, unansweredLocations: [] };
      }
      return turns.take(async step => {
        const body = parseAnswer(answer, host);
        const feature = readFeature(body, id, fleet.project);
        projectNumber = feature.projectNumber ?? projectNumber;
        const data = new Map<string, T>();
        for (const [key, member] of feature.members) {
          await step();
          const translated = translate(member);
          if (translated) {
            data.set(key, translated);
          }
        }
        return {
          enabled: true,
          unansweredLocations: feature.unansweredLocations,
          ...unreadable(feature.unreadable),
          data,
        };
      });
    });
  }

  function readClusters(
    signal: AbortSignal | undefined,
  ): Promise<SourceReading<ObservedCluster[]>> {
    const whole = new Deadline(MAX_LISTING_CALLS * callDeadlineMs, signal);
    return read('hub', async observedAt => {
      const listing = new MembershipListing({
        project: fleet.project,
        place,
        observedAt,
      });
      while (listing.more) {
        const answer = await client.listMemberships(
          listing.pageToken,
          whole.signal,
        );
        await turns.take(step => listing.add(parseAnswer(answer, host), step));
      }
      return {
        enabled: true,
        unansweredLocations: listing.unansweredLocations,
        ...unreadable(listing.unreadable),
        data: listing.clusters,
      };
    });
  }

  return {
    async readFleet({ signal } = {}) {
      const [clusters, configSync, mesh, policyController] = await Promise.all([
        readClusters(signal),
        readMembers(
          'configSync',
          'configmanagement',
          signal,
          translateConfigSync,
        ),
        readMembers('mesh', 'servicemesh', signal, translateMesh),
        readMembers(
          'policyController',
          'policycontroller',
          signal,
          translatePolicyController,
        ),
      ]);
      const credible = <T>(feature: SourceReading<T>) =>
        onlyOfKnownFleet(feature, clusters);
      return {
        fleet: fleet.project,
        clusters: withProjectNumber(clusters, projectNumber),
        configSync: credible(configSync),
        mesh: credible(mesh),
        policyController: credible(policyController),
      };
    },
  };
}

/** Registrations name the project by its ID; its number is known from the features. */
function withProjectNumber(
  clusters: SourceReading<ObservedCluster[]>,
  projectNumber: string | undefined,
): SourceReading<ObservedCluster[]> {
  const { data } = clusters;
  return data && projectNumber
    ? {
        ...clusters,
        data: data.map(cluster => ({ projectNumber, ...cluster })),
      }
    : clusters;
}

/**
 * A fleet that does not exist has no features either, and answers the same: then "not found" says
 * nothing of the feature.
 */
function onlyOfKnownFleet<T>(
  feature: SourceReading<T>,
  clusters: SourceReading<unknown>,
): SourceReading<T> {
  if (feature.enabled || clusters.outcome !== 'not-found') {
    return feature;
  }
  const { outcome, message, remedy } = clusters;
  return compact({ ...feature, outcome, message, remedy, enabled: true });
}

function unreadable(
  count: number,
): Pick<SourceReading<unknown>, 'incomplete' | 'message'> {
  if (count === 0) {
    return {};
  }
  const entries = count === 1 ? '1 entry' : `${count} entries`;
  return {
    incomplete: true,
    message: `${entries} of the answer could not be read and ${
      count === 1 ? 'was' : 'were'
    } left out`,
  };
}

function asProblem(error: unknown): ReadProblem {
  return error instanceof ReadProblem
    ? error
    : new ReadProblem(
        'invalid',
        `The answer could not be understood: ${cleanMessage(
          String(error),
          300,
        )}`,
      );
}
