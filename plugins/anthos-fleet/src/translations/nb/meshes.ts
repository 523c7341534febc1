import type { meshes as english } from '../en/meshes';

/** The meshes of the fleet. */
export const meshes: Record<keyof typeof english, string> = {
  'meshes.title': 'Mesh',
  'meshes.search': 'Søk i klynger',
  'meshes.total_one': '{{count}} klynge',
  'meshes.total_other': '{{count}} klynger',
  'meshes.say.have_one': '{{count}} av {{total}} klynger har mesh.',
  'meshes.say.have_other': '{{count}} av {{total}} klynger har mesh.',
  'meshes.say.attention_one': '{{count}} trenger tilsyn.',
  'meshes.say.attention_other': '{{count}} trenger tilsyn.',
  'meshes.say.unknown_one': 'For {{count}} er det ikke kjent.',
  'meshes.say.unknown_other': 'For {{count}} er det ikke kjent.',
  'meshes.column.cluster': 'Klynge',
  'meshes.column.management': 'Mesh',
  'meshes.column.state': 'Tilstand',
  'meshes.column.controlPlanes': 'Kontrollplan',
  'meshes.column.namespaces': 'Navnerom i den',
  'meshes.notReported': 'tilstand ikke meldt',
  'meshes.channel': 'kanal {{channel}}',
  'meshes.moreConditions_one': '{{count}} tilstand til',
  'meshes.moreConditions_other': '{{count}} tilstander til',
  'meshes.namespacesUnread': 'navnerom ikke lest',
  'meshes.injected_one': '{{count}} av {{total}} i meshen',
  'meshes.injected_other': '{{count}} av {{total}} i meshen',
  'meshes.conflicting_one':
    '{{count}} med merkelapper som strider mot hverandre',
  'meshes.conflicting_other':
    '{{count}} med merkelapper som strider mot hverandre',
  'meshes.noMatch.title': 'Ingen klynge passer',
  'meshes.empty.title': 'Ingen klynger å vise',
  'meshes.empty.text': 'Flåten har ingen klynge som du får se.',
  'management.managed': 'drives av Google',
  'management.in-cluster': 'drives i klyngen',
  'management.other': 'en annen mesh',
  'management.none': 'ingen mesh',
  'management.unknown': 'mesh ikke kjent',
};
