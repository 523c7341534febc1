import type { PageTranslation } from '../pageTranslation';
import { UNKNOWN } from './clusterSearch';
import { shortCommit } from './links';
import type { AnySearch, ListShape } from './listSearch';
import { formatTime, parseTime } from './time';

interface Clock {
  now: Date;
  locale: string;
}

/** A filter of a list, by its name in the address. */
export type FilterName =
  | 'hosting'
  | 'platform'
  | 'syncState'
  | 'connection'
  | 'age'
  | 'label'
  | 'fleet'
  | 'location'
  | 'site'
  | 'region'
  | 'kubernetesVersion'
  | 'configSyncVersion'
  | 'meshRevision'
  | 'policyControllerVersion'
  | 'endOfLife'
  | 'cluster'
  | 'namespace'
  | 'repo'
  | 'owner'
  | 'code'
  | 'state'
  | 'kind'
  | 'commit'
  | 'fingerprint'
  | 'source'
  | 'since'
  | 'orphaned'
  | 'open'
  | 'muted'
  | 'enforcement'
  | 'violated'
  | 'management';

/** The name of a filter. */
export function filterName(t: PageTranslation, filter: string): string {
  return t(`list.filter.${filter as FilterName}`);
}

/** The word for a value of a filter. */
export function filterWord(
  t: PageTranslation,
  filter: string,
  value: string,
): string {
  switch (filter as FilterName) {
    case 'hosting':
      return t(`hosting.${value as 'gcp'}`);
    case 'platform':
      return t(`platform.${value as 'gke'}`);
    case 'state':
      return stateWord(t, value);
    case 'syncState':
      return t(`sync.${value as 'synced'}`);
    case 'connection':
      return t(`connection.${value as 'direct'}`);
    case 'age':
      return t(`age.${value as 'fresh'}`);
    case 'orphaned':
      return t(`list.flag.orphaned.${value as 'true'}`);
    case 'open':
      return t(`list.flag.open.${value as 'true'}`);
    case 'muted':
      return t(`list.flag.muted.${value as 'true'}`);
    case 'management':
      return t(`management.${value as 'managed'}`);
    case 'enforcement':
      return t(`enforcement.${value as 'deny'}`);
    case 'violated':
      return t(`list.flag.violated.${value as 'true'}`);
    case 'site':
    case 'region':
    case 'kubernetesVersion':
    case 'configSyncVersion':
    case 'meshRevision':
    case 'policyControllerVersion':
      return value === UNKNOWN ? t('list.value.unknown') : value;
    case 'commit':
      return shortCommit(value);
    default:
      return value;
  }
}

/** Lists of different things have states of their own, of which none means two things. */
function stateWord(t: PageTranslation, state: string): string {
  switch (state) {
    case 'same':
    case 'rolling-out':
    case 'held-back':
      return t(`rollout.${state}`);
    case 'active':
    case 'provisioning':
    case 'needs-attention':
    case 'degraded':
    case 'failed':
    case 'not-managed':
    case 'deprovisioning':
      return t(`mesh.${state}`);
    default:
      return t(`sync.${state as 'synced'}`);
  }
}

/** A filter that narrows a list now. */
export interface ActiveFilter {
  id: string;
  text: string;
  /** What takes it away. */
  without: Record<string, unknown>;
}

/** The filters that narrow a list now, in the order in which its shape names them. */
export function activeFilters(
  t: PageTranslation,
  shape: ListShape,
  search: AnySearch,
  { now, locale }: Clock,
): ActiveFilter[] {
  const named = (filter: string, word: string) =>
    `${filterName(t, filter)}: ${word}`;
  const lists = Object.keys({ ...shape.texts, ...shape.choices }).flatMap(
    filter => {
      const values = (search[filter] as string[] | undefined) ?? [];
      return values.map(value => ({
        id: `${filter}:${value}`,
        text: named(filter, filterWord(t, filter, value)),
        without: { [filter]: values.filter(other => other !== value) },
      }));
    },
  );
  const singles = shape.singles.flatMap(filter => {
    const value = search[filter] as string | undefined;
    if (!value) {
      return [];
    }
    const time = filter === 'since' ? parseTime(value) : undefined;
    // Nobody reads a fingerprint; that there is one error says enough.
    const text =
      filter === 'fingerprint' || filter === 'source'
        ? filterName(t, filter)
        : named(
            filter,
            time ? formatTime(time, now, locale) : filterWord(t, filter, value),
          );
    return [{ id: filter, text, without: { [filter]: undefined } }];
  });
  const flags = shape.flags.flatMap(filter =>
    search[filter] === undefined
      ? []
      : [
          {
            id: filter,
            text: filterWord(t, filter, String(search[filter])),
            without: { [filter]: undefined },
          },
        ],
  );
  return [...lists, ...singles, ...flags];
}
