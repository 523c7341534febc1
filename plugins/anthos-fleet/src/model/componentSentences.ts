import type {
  EntitySummary,
  EntityComponents,
} from 'backstage-plugin-anthos-fleet-common';
import type { ReactElement } from 'react';
import type { PageTranslation } from '../pageTranslation';
import { toneOfSync } from './tone';

// More than two of them are a list, and the list stands right below.
const MAX_NAMED = 2;

type NameOf = (component: EntitySummary) => string | ReactElement;

/** What a colleague would say when asked how a system, or what a team owns, is. */
export function componentSentences(
  t: PageTranslation,
  { total, items }: EntityComponents,
  nameOf: NameOf,
): (string | ReactElement)[] {
  if (!items.length) {
    return [total ? t('components.say.placeless') : t('components.say.empty')];
  }
  const failing = items.filter(({ state }) => toneOfSync(state) === 'broken');
  const more = failing.length - MAX_NAMED;
  const count = (...states: EntitySummary['state'][]) =>
    items.filter(({ state }) => states.includes(state)).length;
  const counted = [
    ['components.say.moreFailing', more],
    ['components.say.moving', count('pending', 'reconciling')],
    ['components.say.unknown', count('unknown')],
    ['components.say.unwatched', count('not-installed', 'not-configured')],
  ] as const;
  return [
    syncSentence(t, count('synced'), items.length),
    ...failing
      .slice(0, MAX_NAMED)
      .map(item => failingSentence(t, item, nameOf(item))),
    ...counted.flatMap(([key, number]) =>
      number > 0 ? [t(key, { count: number })] : [],
    ),
  ];
}

function syncSentence(
  t: PageTranslation,
  synced: number,
  total: number,
): string {
  if (synced === total) {
    return t('components.say.all', { count: total });
  }
  return synced
    ? t('components.say.some', {
        synced: String(synced),
        total: String(total),
      })
    : t('components.say.none', { count: total });
}

function failingSentence(
  t: PageTranslation,
  item: EntitySummary,
  name: string | ReactElement,
): string | ReactElement {
  // Errors that only the fleet's summary counts have no group.
  return item.totalErrorGroups
    ? t('components.say.errors', { name, count: item.totalErrorGroups })
    : t('components.say.failing', { name });
}
