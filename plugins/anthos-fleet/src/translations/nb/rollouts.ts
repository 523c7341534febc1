import type { rollouts as english } from '../en/rollouts';

/** Which commit is where. */
export const rollouts: Record<keyof typeof english, string> = {
  'rollouts.title': 'Utrullinger',
  'rollouts.search': 'Søk i kilder',
  'rollouts.total_one': '{{count}} kilde',
  'rollouts.total_other': '{{count}} kilder',
  'rollouts.say.allSame_one': 'Den ene kilden her er lik overalt.',
  'rollouts.say.allSame_other': 'Alle {{count}} kilder er like overalt.',
  'rollouts.say.different_one':
    '{{count}} av {{total}} kilder er ikke lik overalt.',
  'rollouts.say.different_other':
    '{{count}} av {{total}} kilder er ikke like overalt.',
  'rollouts.say.held_one': '{{count}} holdes tilbake av feil.',
  'rollouts.say.held_other': '{{count}} holdes tilbake av feil.',
  'rollouts.say.moving_one': '{{count}} er på vei.',
  'rollouts.say.moving_other': '{{count}} er på vei.',
  'rollouts.say.unknown_one': 'For {{count}} av {{total}} er det ikke kjent.',
  'rollouts.say.unknown_other': 'For {{count}} av {{total}} er det ikke kjent.',
  'rollouts.column.source': 'Kilde',
  'rollouts.column.state': 'Tilstand',
  'rollouts.column.commits': 'Commiter i drift',
  'rollouts.column.clusters': 'Klynger',
  'rollouts.column.since': 'Etter siden',
  'rollouts.behind_one': '{{count}} av {{total}} klynger henger etter',
  'rollouts.behind_other': '{{count}} av {{total}} klynger henger etter',
  'rollouts.lastKnown_one': '{{count}} klynge er ikke lest i det siste',
  'rollouts.lastKnown_other': '{{count}} klynger er ikke lest i det siste',
  'rollouts.onClusters_one': 'på {{count}} klynge',
  'rollouts.onClusters_other': 'på {{count}} klynger',
  'rollouts.moreCommits_one': '{{count}} commit til',
  'rollouts.moreCommits_other': '{{count}} commiter til',
  'rollouts.none.title': 'Ingen kilde passer',
  'rollouts.empty.title': 'Ingen kilder å vise',
  'rollouts.empty.text':
    'Enten er ingen klynge lest selv ennå, eller så har ingen av dem en synk med en kilde som du får se.',
  'rollout.same': 'lik overalt',
  'rollout.rolling-out': 'på vei',
  'rollout.held-back': 'holdes tilbake',
  'rollout.unknown': 'ikke kjent',
};
