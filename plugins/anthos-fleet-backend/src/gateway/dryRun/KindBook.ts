import { asList, field } from '../../google/json';
import type { ClusterCalls } from '../client/ClusterCalls';
import { GatewayProblem } from '../client/GatewayProblem';
import { addressOf } from '../client/Listing';
import { parseAnswer } from '../client/parse';
import type { Tryable } from './tryable';

const KEEP_MS = 5 * 60_000;
/** A kind that is missing may have come meanwhile: it is looked for again after this. */
const KEEP_MISSING_MS = 10_000;
const MAX_ENTRIES = 2_000;
const MAX_RESOURCES = 1_000;
const PLURAL = /^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/;

/** How a kind is addressed. */
export interface KindAddress {
  plural: string;
  namespaced: boolean;
}

type Kinds = ReadonlyMap<string, KindAddress>;

interface Entry {
  reading: Promise<Kinds>;
  /** Undefined while it is read. */
  kinds?: Kinds;
  readAt: number;
}

interface Place {
  ref: string;
  calls: ClusterCalls;
  /** Address of the cluster. */
  address: string;
}

/** Remembers for a while which kinds the clusters have, as their discovery tells. */
export class KindBook {
  readonly #now: () => Date;
  readonly #entries = new Map<string, Entry>();

  constructor(now: () => Date) {
    this.#now = now;
  }

  /**
   * How a kind is addressed on a cluster.
   *
   * @returns undefined when the cluster does not have it
   * @throws GatewayProblem when the cluster does not tell
   */
  async find(
    place: Place,
    { group, version, kind }: Pick<Tryable, 'group' | 'version' | 'kind'>,
  ): Promise<KindAddress | undefined> {
    const groupVersion = group ? `${group}/${version}` : version;
    const key = `${place.ref}\n${groupVersion}`;
    const known = this.#entries.get(key);
    const entry =
      known && !this.#isOld(known, kind)
        ? known
        : this.#read(place, groupVersion, key);
    return (await entry.reading).get(kind);
  }

  /** What is being read is as new as can be. */
  #isOld({ kinds, readAt }: Entry, kind: string): boolean {
    const age = this.#now().getTime() - readAt;
    const keepMs = kinds?.has(kind) ? KEEP_MS : KEEP_MISSING_MS;
    return kinds !== undefined && (age < 0 || age >= keepMs);
  }

  #read(place: Place, groupVersion: string, key: string): Entry {
    const entry: Entry = {
      readAt: this.#now().getTime(),
      reading: askForKinds(place, groupVersion),
    };
    entry.reading.then(
      kinds => {
        entry.kinds = kinds;
      },
      () => {
        if (this.#entries.get(key) === entry) {
          this.#entries.delete(key);
        }
      },
    );
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    if (this.#entries.size > MAX_ENTRIES) {
      const [oldest] = this.#entries.keys();
      this.#entries.delete(oldest);
    }
    return entry;
  }
}

async function askForKinds(
  { calls, address }: Place,
  group: string,
): Promise<Kinds> {
  try {
    const answer = await calls.get({ url: addressOf({ address, group }) });
    return readKinds(parseAnswer(answer), group);
  } catch (error) {
    if (error instanceof GatewayProblem && error.details.kindMissing) {
      return new Map();
    }
    throw error;
  }
}

function readKinds(body: unknown, group: string): Kinds {
  if (field(body, 'kind') !== 'APIResourceList') {
    throw new GatewayProblem(
      'invalid',
      `The cluster does not say which kinds ${group} has`,
      { refusedBy: 'api-server' },
    );
  }
  const kinds = new Map<string, KindAddress>();
  for (const resource of asList(field(body, 'resources'), MAX_RESOURCES)) {
    const plural = field(resource, 'name');
    const kind = field(resource, 'kind');
    // Names with a slash are parts of objects, such as their status.
    if (
      typeof plural === 'string' &&
      PLURAL.test(plural) &&
      typeof kind === 'string'
    ) {
      kinds.set(kind, {
        plural,
        namespaced: field(resource, 'namespaced') === true,
      });
    }
  }
  return kinds;
}
