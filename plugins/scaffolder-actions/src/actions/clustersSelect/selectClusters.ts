import { InputError } from '@backstage/errors';
import type { Cluster } from 'backstage-plugin-anthos-fleet-common';
import { shown } from '../../common';
import { isNamed, readFilters, type Filter, type Wish } from './filters';

const NEAR_MISSES = 5;

export interface Selected {
  clusters: Cluster[];
  /** Clusters that only their health keeps away, with why. */
  unwell: { cluster: Cluster; why: string }[];
}

/**
 * Chooses among the clusters that somebody may see.
 *
 * @throws InputError when too few or too many are left, with what would have been nearly right
 */
export function selectClusters(
  all: readonly Cluster[],
  { min = 1, max, ...wish }: Wish & { min?: number; max?: number },
): Selected {
  if (max !== undefined && max < min) {
    throw new InputError(
      `max: ${max} is less than min, which is ${min}; give at least as many`,
    );
  }
  const filters = readFilters(wish);
  checkNames(all, wish.names ?? []);
  const judged = all.map(cluster => ({
    cluster,
    misses: filters.flatMap(filter => missOf(filter, cluster)),
  }));
  const clusters = judged
    .filter(({ misses }) => misses.length === 0)
    .map(({ cluster }) => cluster)
    .sort((a, b) => (a.ref < b.ref ? -1 : Number(a.ref > b.ref)));
  const nearly = judged.flatMap(({ cluster, misses }) =>
    misses.length === 1 ? [{ cluster, ...misses[0] }] : [],
  );
  if (clusters.length < min) {
    throw tooFew(clusters.length, min, all.length, nearly, filters);
  }
  if (max !== undefined && clusters.length > max) {
    throw new InputError(
      `max: ${
        clusters.length
      } clusters match, and at most ${max} are wanted: ${list(
        clusters.map(({ ref }) => ref),
      )}; narrow it with names, labels, sites, hosting or platform`,
    );
  }
  return {
    clusters,
    unwell: nearly.filter(({ field }) => field === 'healthyOnly'),
  };
}

interface Miss {
  field: string;
  why: string;
}

function missOf(filter: Filter, cluster: Cluster): Miss[] {
  const why = filter.why(cluster);
  return why === undefined ? [] : [{ field: filter.field, why }];
}

function tooFew(
  found: number,
  min: number,
  total: number,
  nearly: (Miss & { cluster: Cluster })[],
  filters: Filter[],
): InputError {
  if (total === 0) {
    return new InputError(
      'There is no cluster that you may see; ask whoever writes the permission policy of this portal, or see the fleet page for the last sweep',
    );
  }
  const fields = filters.map(({ field }) => field).join(', ') || 'min';
  const matching =
    found === 0
      ? `none of ${total} clusters matches`
      : `${found} of ${total} clusters match, and at least ${min} are needed`;
  const misses = nearly
    .slice(0, NEAR_MISSES)
    .map(({ cluster, why }) => `${cluster.ref} ${why}`);
  const more = nearly.length - misses.length;
  return new InputError(
    `${fields}: ${matching}; ${
      misses.length
        ? `nearly right: ${misses.join('; ')}${
            more > 0 ? `; and ${more} more` : ''
          }`
        : 'no cluster is nearly right: loosen more than one of these'
    }`,
  );
}

/** Whoever names a cluster means it: a name that nothing has is a mistake. */
function checkNames(all: readonly Cluster[], names: string[]): void {
  const missing = names.find(
    name => !all.some(cluster => isNamed(cluster, name)),
  );
  if (missing === undefined) {
    return;
  }
  const similar = all
    .map(({ name }) => ({ name, distance: distance(name, missing) }))
    .filter(entry => entry.distance <= Math.max(2, missing.length / 3))
    .sort((a, b) => a.distance - b.distance)
    .map(({ name }) => name);
  throw new InputError(
    `names: ${shown(missing)} is not in the fleet, or you may not see it${
      similar.length ? `; did you mean ${list([...new Set(similar)], 3)}?` : ''
    }`,
  );
}

function list(words: string[], max: number = NEAR_MISSES): string {
  const more = words.length - max;
  return `${words.slice(0, max).join(', ')}${
    more > 0 ? ` and ${more} more` : ''
  }`;
}

/** In how many characters two names differ, as far as that is of interest. */
function distance(a: string, b: string): number {
  const right = b.slice(0, 64);
  let row = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (const [at, letter] of [...a.slice(0, 64)].entries()) {
    const next = [at + 1];
    for (let index = 0; index < right.length; index++) {
      next.push(
        Math.min(
          next[index] + 1,
          row[index + 1] + 1,
          row[index] + Number(right[index] !== letter),
        ),
      );
    }
    row = next;
  }
  return row[right.length];
}
