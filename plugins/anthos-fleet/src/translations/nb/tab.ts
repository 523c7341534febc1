import type { tab as english } from '../en/tab';

/** The tab of catalog entities, beside what the card says. */
export const tab: Record<keyof typeof english, string> = {
  'create.link': 'Nytt navnerom eller ny tjeneste',
  'tab.noSyncs':
    'Klyngene er lest, men ingen av dem har en synk for disse navnerommene som du får se.',
  'tab.syncs.title': 'Synker',
  'tab.errors.title': 'Hva som er galt',
  'tab.errors.more_one': '{{count}} feil til',
  'tab.errors.more_other': '{{count}} feil til',
  'tab.objects.title': 'Objekter',
  'tab.objects.sum': '{{ready}} av {{total}} objekter er klare.',
  'tab.mesh.enabled': 'i tjenestenettet',
  'tab.mesh.enabledRevision': 'i tjenestenettet ({{revision}})',
  'tab.mesh.disabled': 'holdt utenfor tjenestenettet',
  'tab.mesh.none': 'ikke i tjenestenettet',
  'tab.mesh.conflicting': 'to merkelapper motsier hverandre om tjenestenettet',
  'tab.summary':
    'Disse tilstandene er det flåten oppsummerer for hver hele klynge. Når portalen også leser klyngene selv, vises hver synk, feilene og objektene her.',
  'tab.truncated': '{{shown}} av {{total}} synker er listet.',
};
