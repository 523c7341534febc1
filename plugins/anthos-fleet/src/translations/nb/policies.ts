import type { policies as english } from '../en/policies';

/** The rules of Policy Controller over the fleet. */
export const policies: Record<keyof typeof english, string> = {
  'policies.title': 'Policyer',
  'policies.search': 'Søk i regler',
  'policies.total_one': '{{count}} regel',
  'policies.total_other': '{{count}} regler',
  'policies.say.none_one': 'Ingenting er kjent å bryte den ene regelen her.',
  'policies.say.none_other':
    'Ingenting er kjent å bryte noen av de {{count}} reglene.',
  'policies.say.violated_one': '{{count}} av {{total}} regler er brutt.',
  'policies.say.violated_other': '{{count}} av {{total}} regler er brutt.',
  'policies.say.violations_one': '{{count}} brudd {{clusters}}.',
  'policies.say.violations_other': '{{count}} brudd {{clusters}}.',
  'policies.say.uncounted_one': '{{count}} klynge er ikke talt med.',
  'policies.say.uncounted_other': '{{count}} klynger er ikke talt med.',
  'policies.say.notRead_one':
    '{{count}} klynge er ikke talt med, fordi reglene dens ikke kunne leses:',
  'policies.say.notRead_other':
    '{{count}} klynger er ikke talt med, fordi reglene deres ikke kunne leses:',
  'policies.say.without_one':
    '{{count}} klynge er ikke talt med, fordi den ikke har Policy Controller eller noen regel:',
  'policies.say.without_other':
    '{{count}} klynger er ikke talt med, fordi de ikke har Policy Controller eller noen regel:',
  'policies.say.lastKnown_one':
    '{{count}} klynge er talt slik den sist var kjent:',
  'policies.say.lastKnown_other':
    '{{count}} klynger er talt slik de sist var kjent:',
  'policies.say.old_one': '{{count}} klynge er talt slik den sist var kjent.',
  'policies.say.old_other': '{{count}} klynger er talt slik de sist var kjent.',
  'policies.csv.lastKnown': 'Klynger som ikke er lest i det siste',
  'policies.moreClusters_one': 'og {{count}} til',
  'policies.moreClusters_other': 'og {{count}} til',
  'policies.onClusters_one': 'på {{count}} klynge',
  'policies.onClusters_other': 'på {{count}} klynger',
  'policies.column.bundle': 'Samling',
  'policies.column.constraint': 'Regel',
  'policies.column.violations': 'Brudd',
  'policies.column.enforcement': 'Hva den gjør',
  'policies.column.clusters': 'Brutt på',
  'policies.column.examples': 'Hvor mest',
  'policies.unaudited_one': '{{count}} klynge er ikke sjekket ennå',
  'policies.unaudited_other': '{{count}} klynger er ikke sjekket ennå',
  'policies.violating': '{{violating}} av {{total}} klynger',
  'policies.example': 'som {{object}}',
  'policies.remedy.deny':
    'Den avviser nye objekter som disse. Rett dem i kilden før de legges inn på nytt.',
  'policies.remedy.warn':
    'Ingenting avvises ennå. Rett objektene i kilden før regelen avviser.',
  'policies.remedy.dryrun':
    'Ingenting avvises ennå. Rett objektene i kilden før regelen avviser.',
  'policies.remedy.scoped':
    'Se på klyngen hva den gjør hvor. Rett objektene i kilden.',
  'policies.remedy.unknown':
    'Se på klyngen hva den gjør. Rett objektene i kilden.',
  'policies.noMatch.title': 'Ingen regel passer',
  'policies.empty.title': 'Ingen regler å vise',
  'policies.empty.text':
    'Ingen klynge som du får se, har fortalt om en regel i Policy Controller ennå.',
};
