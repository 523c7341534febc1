import {
  matchesLabelSelector,
  parseLabelSelector,
  type Cluster,
  type Hosting,
  type LabelSelector,
  type LabelSelectorProblem,
  type Platform,
} from 'backstage-plugin-anthos-fleet-common';
import type { ClusterQuery } from '../../api';
import { CLUSTER_LIST, HOSTING_VALUES } from '../../model/clusterSearch';
import { limitOf, textOf, textsOf } from './values';

const PLATFORM_VALUES: readonly Platform[] = CLUSTER_LIST.choices.platform;

/** What the template asks for and cannot have. */
export type OfferProblem =
  | { kind: 'hosting' | 'platform'; value: string; values: readonly string[] }
  | { kind: 'selector'; problem: LabelSelectorProblem };

/** Which clusters a template offers, and how many of them it takes. */
export interface ClusterOffer {
  hosting: Hosting[];
  platform: Platform[];
  selector: LabelSelector;
  minItems: number;
  /** Undefined: as many as there are. */
  maxItems?: number;
  disableUnhealthy: boolean;
  problem?: OfferProblem;
}

function known<T extends string>(
  values: readonly T[],
  given: unknown,
): { chosen: T[]; wrong?: string } {
  const texts = textsOf(given);
  return {
    chosen: values.filter(value => texts.includes(value)),
    wrong: texts.find(text => !values.some(value => value === text)),
  };
}

/**
 * Reads the options of the field. They are written by hand in a template, so whatever is wrong with
 * them is told rather than guessed.
 */
export function readOffer(
  options: unknown,
  schema: { minItems?: unknown; maxItems?: unknown } = {},
): ClusterOffer {
  const given = (options ?? {}) as Record<string, unknown>;
  const hosting = known(HOSTING_VALUES, given.hosting);
  const platform = known(PLATFORM_VALUES, given.platform);
  const text = textOf(given.labelSelector).trim();
  const parsed = text ? parseLabelSelector(text) : { selector: [] };
  const problem = ((): OfferProblem | undefined => {
    if (hosting.wrong !== undefined) {
      return { kind: 'hosting', value: hosting.wrong, values: HOSTING_VALUES };
    }
    if (platform.wrong !== undefined) {
      return {
        kind: 'platform',
        value: platform.wrong,
        values: PLATFORM_VALUES,
      };
    }
    return parsed.problem && { kind: 'selector', problem: parsed.problem };
  })();
  return {
    hosting: hosting.chosen,
    platform: platform.chosen,
    selector: parsed.selector ?? [],
    minItems: limitOf(given.minItems, schema.minItems) ?? 0,
    maxItems: limitOf(given.maxItems, schema.maxItems),
    disableUnhealthy: given.disableUnhealthy === true,
    ...(problem && { problem }),
  };
}

/** The part of an offer that the back end can filter by. */
export function offerQuery(offer: ClusterOffer, text: string): ClusterQuery {
  const labels = offer.selector.flatMap(({ key, operator, values }) => {
    if (operator === 'exists') {
      return [key];
    }
    return operator === 'in' && values.length === 1
      ? [`${key}=${values[0]}`]
      : [];
  });
  return {
    ...(offer.hosting.length && { hosting: offer.hosting }),
    ...(offer.platform.length && { platform: offer.platform }),
    // More than that the back end does not take; the rest is left to `isOffered`.
    ...(labels.length && { label: labels.slice(0, 20) }),
    ...(text && { q: text }),
    sort: 'name',
  };
}

/** Whether a cluster is among those that the template offers. */
export function isOffered(offer: ClusterOffer, cluster: Cluster): boolean {
  return (
    (!offer.hosting.length || offer.hosting.includes(cluster.hosting)) &&
    (!offer.platform.length || offer.platform.includes(cluster.platform)) &&
    matchesLabelSelector(cluster.labels, offer.selector)
  );
}
