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
  'tab.mesh.noControlPlane': 'flåten kjenner ikke noe tjenestenett her',
  'tab.mesh.say.all_one': 'Navnerommene er i tjenestenettet.',
  'tab.mesh.say.all_other': 'I tjenestenettet på alle {{count}} klynger.',
  'tab.mesh.say.some': 'I tjenestenettet på {{inside}} av {{total}} klynger.',
  'tab.mesh.say.none_one': 'Ikke alle navnerommene er i tjenestenettet.',
  'tab.mesh.say.none_other':
    'I tjenestenettet på ingen av de {{count}} klyngene.',
  'tab.history.title': 'Historikk',
  'commits.same_one': '{{commit}} er live på {{count}} klynge.',
  'commits.same_other':
    'Samme commit, {{commit}}, er live på {{count}} klynger.',
  'commits.different_one': '{{count}} commit er live: {{list}}.',
  'commits.different_other': '{{count}} ulike commits er live: {{list}}.',
  'commits.on': '{{commit}} på {{clusters}}',
  'commits.onMore_one': '{{commit}} på {{clusters}} og 1 til',
  'commits.onMore_other': '{{commit}} på {{clusters}} og {{count}} til',
  'commits.unknown_one': 'Hva som er live på {{count}} klynge, er ikke kjent.',
  'commits.unknown_other':
    'Hva som er live på {{count}} klynger, er ikke kjent.',
  'tab.summary':
    'Disse tilstandene er det flåten oppsummerer for hver hele klynge. Når portalen også leser klyngene selv, vises hver synk, feilene og objektene her.',
  'tab.truncated': '{{shown}} av {{total}} synker er listet.',
};
