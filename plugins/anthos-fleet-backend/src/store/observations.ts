import {
  ageOf,
  type Age,
  type ClusterFreshness,
  type Freshness,
  type Outcome,
  type SourceName,
} from 'backstage-plugin-anthos-fleet-common';
import type { Knex } from 'knex';

/** How the last read of one source ended, for one location or (`''`) for all that have no own row. */
export interface ObservationRow {
  fleet: string;
  source: SourceName;
  location: string;
  outcome: Outcome;
  enabled: boolean | 0 | 1;
  attempted_at: string;
  observed_at: string | null;
  message: string | null;
  remedy: string | null;
}

/** Row key of what holds for every location that has no row of its own. */
export const EVERYWHERE = '';

/** What a fleet may use or not; a feature that it does not use has no freshness. */
const FEATURES = ['configSync', 'mesh', 'policyController'] as const;

/**
 * Answers how fresh the data of a cluster is. There are a handful of rows per fleet, so a sweep
 * that finds nothing new writes these and no cluster.
 */
export class ObservationIndex {
  readonly #rows = new Map<string, ObservationRow>();
  readonly #locations = new Map<string, Set<string>>();
  // A page of clusters asks the same few questions again and again.
  readonly #ofCluster = new Map<string, ClusterFreshness>();

  constructor(
    rows: ObservationRow[],
    private readonly now: Date,
    private readonly frequencyMs: number,
  ) {
    for (const row of rows) {
      this.#rows.set(key(row.fleet, row.source, row.location), row);
      if (row.location !== EVERYWHERE) {
        const name = `${row.fleet}\n${row.source}`;
        const locations = this.#locations.get(name) ?? new Set();
        this.#locations.set(name, locations.add(row.location));
      }
    }
  }

  /** Undefined for a source that was never tried. */
  row(
    fleet: string,
    source: SourceName,
    location: string = EVERYWHERE,
  ): ObservationRow | undefined {
    return (
      this.#rows.get(key(fleet, source, location)) ??
      this.#rows.get(key(fleet, source, EVERYWHERE))
    );
  }

  /** Freshness of everything that is known of the clusters in a location. */
  ofCluster(fleet: string, location: string): ClusterFreshness {
    const name = `${fleet}
${location}`;
    const known = this.#ofCluster.get(name);
    if (known) {
      return known;
    }
    const hub = this.row(fleet, 'hub', location);
    const freshness: ClusterFreshness = {
      hub: hub ? this.toFreshness(hub) : this.#justNow(),
    };
    for (const source of FEATURES) {
      const row = this.row(fleet, source, location);
      if (row?.enabled) {
        freshness[source] = this.toFreshness(row);
      }
    }
    this.#ofCluster.set(name, freshness);
    return freshness;
  }

  toFreshness(row: ObservationRow): Freshness {
    return {
      outcome: row.outcome,
      age: this.ageOf(row.observed_at),
      attemptedAt: row.attempted_at,
      ...(row.observed_at ? { observedAt: row.observed_at } : {}),
      ...(row.message ? { message: row.message } : {}),
      ...(row.remedy ? { remedy: row.remedy } : {}),
    };
  }

  /** A cluster without an observation was written by its fleet's first sweep, after we looked. */
  #justNow(): Freshness {
    const now = this.now.toISOString();
    return { outcome: 'ok', age: 'fresh', attemptedAt: now, observedAt: now };
  }

  /** Age of what the fleet's register says of the clusters in a location. */
  age(fleet: string, location: string = EVERYWHERE): Age {
    return this.ageOf(this.row(fleet, 'hub', location)?.observed_at ?? null);
  }

  /** Locations with a row of their own: those that did not answer the last time. */
  ownLocations(fleet: string, source: SourceName): string[] {
    return [...(this.#locations.get(`${fleet}\n${source}`) ?? [])].sort();
  }

  /** Whether some locations are of another age than the rest of their fleet. */
  get variesByLocation(): boolean {
    return this.fleets().some(
      fleet => this.ownLocations(fleet, 'hub').length > 0,
    );
  }

  fleets(): string[] {
    return [...new Set([...this.#rows.values()].map(row => row.fleet))];
  }

  /** Age of data of a time. */
  ageOf(observedAt: string | null): Age {
    return ageOf(observedAt ?? undefined, this.now, this.frequencyMs);
  }
}

function key(fleet: string, source: string, location: string) {
  return `${fleet}\n${source}\n${location}`;
}

/** Narrows to clusters whose data has one of these ages. */
export function ageCondition(
  query: Knex.QueryBuilder,
  observations: ObservationIndex,
  ages: Age[],
) {
  const wanted = new Set(ages);
  query.andWhere(builder => {
    builder.whereRaw('1 = 0');
    for (const fleet of observations.fleets()) {
      const own = observations.ownLocations(fleet, 'hub');
      const matching = own.filter(location =>
        wanted.has(observations.age(fleet, location)),
      );
      if (wanted.has(observations.age(fleet, EVERYWHERE))) {
        const others = own.filter(location => !matching.includes(location));
        builder.orWhere(nested =>
          nested
            .where('clusters.fleet', fleet)
            .whereNotIn('clusters.location', others),
        );
      } else {
        builder.orWhere(nested =>
          nested
            .where('clusters.fleet', fleet)
            .whereIn('clusters.location', matching),
        );
      }
    }
  });
}
