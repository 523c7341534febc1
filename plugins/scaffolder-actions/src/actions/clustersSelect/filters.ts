import { InputError } from '@backstage/errors';
import {
  matchesLabelSelector,
  parseLabelSelector,
  type Cluster,
  type LabelSelector,
} from 'backstage-plugin-anthos-fleet-common';
import { shown } from '../../common';

/** What somebody asks for. */
export interface Wish {
  hosting?: string | string[];
  platform?: string | string[];
  labels?: string | Record<string, string>;
  sites?: string[];
  names?: string[];
  fleet?: string;
  healthyOnly?: boolean;
}

/** One thing that clusters must be. */
export interface Filter {
  field: string;
  /** Why a cluster is left out, as the end of a sentence that begins with its name. */
  why(cluster: Cluster): string | undefined;
}

/**
 * Reads what is asked for.
 *
 * @throws InputError that names the field
 */
export function readFilters(wish: Wish): Filter[] {
  const filters: (Filter | undefined)[] = [
    wish.fleet === undefined
      ? undefined
      : oneOf('fleet', [wish.fleet], cluster => cluster.fleet),
    among('hosting', wish.hosting, cluster => cluster.hosting),
    among('platform', wish.platform, cluster => cluster.platform),
    among('sites', wish.sites, cluster => cluster.place.site ?? 'no site'),
    wish.names && {
      field: 'names',
      why: cluster =>
        wish.names?.some(name => isNamed(cluster, name))
          ? undefined
          : 'is not among the names',
    },
    wish.labels === undefined ? undefined : labelled(wish.labels),
    wish.healthyOnly ? { field: 'healthyOnly', why: ailmentOf } : undefined,
  ];
  return filters.flatMap(filter => filter ?? []);
}

function among(
  field: string,
  wanted: string | string[] | undefined,
  of: (cluster: Cluster) => string,
): Filter | undefined {
  return wanted === undefined ? undefined : oneOf(field, [wanted].flat(), of);
}

function oneOf(
  field: string,
  wanted: string[],
  of: (cluster: Cluster) => string,
): Filter {
  return {
    field,
    why: cluster =>
      wanted.includes(of(cluster)) ? undefined : `has ${field} ${of(cluster)}`,
  };
}

/** Whether somebody may mean a cluster by a name, `location/name` or its ref. */
export function isNamed({ ref, location, name }: Cluster, text: string) {
  return [name, `${location}/${name}`, ref].includes(text);
}

function labelled(labels: string | Record<string, string>): Filter {
  const selector =
    typeof labels === 'string' ? parse(labels) : selectorOf(labels);
  return {
    field: 'labels',
    why(cluster) {
      const missed = selector.find(
        requirement => !matchesLabelSelector(cluster.labels, [requirement]),
      );
      if (!missed) {
        return undefined;
      }
      const { key } = missed;
      return Object.hasOwn(cluster.labels, key)
        ? `has the label ${key}=${cluster.labels[key]}`
        : `has no label ${key}`;
    },
  };
}

function parse(text: string): LabelSelector {
  const { selector, problem } = parseLabelSelector(text);
  if (problem) {
    throw new InputError(
      `labels: ${shown(text)} cannot be read at character ${
        problem.position + 1
      }: ${problem.message}; ${problem.remedy}`,
    );
  }
  return selector;
}

function selectorOf(labels: Record<string, string>): LabelSelector {
  return Object.entries(labels).map(([key, value]) => {
    // A label is no more than a key and a value: what reads like a selector is a mistake.
    const { selector } = parseLabelSelector(`${key}=${value}`);
    const [only] = selector ?? [];
    if (
      selector?.length !== 1 ||
      only.key !== key ||
      only.values[0] !== value
    ) {
      throw new InputError(
        `labels: ${shown(
          `${key}: ${value}`,
        )} is no label; give a key and a value as Kubernetes allows them`,
      );
    }
    return only;
  });
}

/** What keeps a cluster from being good for something new. */
function ailmentOf(cluster: Cluster): string | undefined {
  const { connection, freshness, lifecycle } = cluster;
  if (cluster.orphaned) {
    return 'is gone, only its registration is left';
  }
  if (lifecycle === 'deleting') {
    return 'is being deleted';
  }
  if (cluster.admin) {
    return 'manages other clusters and runs no services';
  }
  if (cluster.endOfLife) {
    return `is on a platform that is shut down on ${cluster.endOfLife}`;
  }
  if (connection.state === 'disconnected') {
    return connection.lastSeenAt
      ? `has not been heard of since ${connection.lastSeenAt}`
      : 'is not connected';
  }
  const { gateway } = freshness;
  return gateway && gateway.outcome !== 'ok'
    ? `does not answer (${gateway.message ?? gateway.outcome})`
    : undefined;
}
