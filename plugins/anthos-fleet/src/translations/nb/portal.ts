import type { portal as english } from '../en/portal';

/** Widgets of the home page, and results of search. */
export const portal: Record<keyof typeof english, string> = {
  'home.services.title': 'Mine tjenester som ikke er i synk',
  'home.services.notInSync_one':
    '{{count}} av dine {{total}} tjenester er ikke i synk.',
  'home.services.notInSync_other':
    '{{count}} av dine {{total}} tjenester er ikke i synk.',
  'home.services.noneInSync': 'Ingen av dine {{total}} tjenester er i synk.',
  'home.services.onlyOne': 'Tjenesten din er ikke i synk.',
  'home.services.allInSync_one': 'Tjenesten din er i synk.',
  'home.services.allInSync_other': 'Alle dine {{count}} tjenester er i synk.',
  'home.services.on': 'i synk på {{synced}} av {{total}} klynger',
  'home.services.incomplete':
    'Du eier flere komponenter enn dem som ses på her.',
  'home.services.none.title': 'Du eier ingen tjeneste som kjører på flåten',
  'home.services.none.text':
    'En komponent av dine dukker opp her når catalog-info.yaml sier hvilke klynger den kjører på, med en annotasjon som denne:',
  'home.services.none.line': 'Annotasjonen',
  'home.services.none.create': 'Opprett en tjeneste',
  'home.errors.title': 'Hva som stanser synker i flåten',
  'home.errors.all': 'Alle feil',
  'home.errors.say_one': '{{count}} årsak stanser synker.',
  'home.errors.say_other': '{{count}} årsaker stanser synker.',
  'home.errors.none': 'Ingen åpen feil er kjent.',
  'home.errors.clusters_one': 'på {{count}} klynge',
  'home.errors.clusters_other': 'på {{count}} klynger',
  'home.errors.since': 'siden {{time}}',
  'home.errors.muted': 'dempet',
  'home.more_one': '{{count}} til',
  'home.more_other': '{{count}} til',
  'search.error.open': 'åpen feil',
  'search.error.in': 'i {{namespace}}',
  'search.asOf': 'per {{ago}}',
};
