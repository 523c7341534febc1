import type { components as english } from '../en/components';

/** The components of systems, domains and groups. */
export const components: Record<keyof typeof english, string> = {
  'components.title': 'Hvor komponentene kjører',
  'components.say.all_one': 'Den ene komponenten på klynger er i synk.',
  'components.say.all_other': 'Alle {{count}} komponentene er i synk.',
  'components.say.some': '{{synced}} av {{total}} komponenter er i synk.',
  'components.say.none_one': 'Den ene komponenten på klynger er ikke i synk.',
  'components.say.none_other': 'Ingen av de {{count}} komponentene er i synk.',
  'components.say.errors_one': '{{name}} har {{count}} feil.',
  'components.say.errors_other': '{{name}} har {{count}} feil.',
  'components.say.failing': '{{name}} har synkfeil.',
  'components.say.moreFailing_one': '{{count}} til har feil.',
  'components.say.moreFailing_other': '{{count}} til har feil.',
  'components.say.moving_one': '{{count}} synker.',
  'components.say.moving_other': '{{count}} synker.',
  'components.say.unknown_one': 'Tilstanden til {{count}} er ikke kjent nå.',
  'components.say.unknown_other': 'Tilstanden til {{count}} er ikke kjent nå.',
  'components.say.unwatched_one': 'Config Sync passer ikke på {{count}}.',
  'components.say.unwatched_other': 'Config Sync passer ikke på {{count}}.',
  'components.say.placeless': 'Ingen av komponentene nevner en klynge.',
  'components.say.empty': 'Den har ingenting som du får se.',
  'components.fold_one': '{{count}} i synk',
  'components.fold_other': '{{count}} i synk',
  'components.synced': 'i synk på {{synced}} av {{total}} klynger',
  'components.syncedAll_one': 'i synk på sin ene klynge',
  'components.syncedAll_other': 'i synk på alle {{count}} klynger',
  'components.syncedNot': 'ikke i synk på sin ene klynge',
  'components.noCluster': 'på ingen klynge som du får se',
  'components.errors_one': '{{count}} feil',
  'components.errors_other': '{{count}} feil',
  'components.moreClusters_one': 'og {{count}} klynge til',
  'components.moreClusters_other': 'og {{count}} klynger til',
  'components.withoutClusters_one':
    '{{count}} komponent til nevner ingen klynge.',
  'components.withoutClusters_other':
    '{{count}} komponenter til nevner ingen klynge.',
  'components.truncated':
    'De første {{shown}} av {{total}} komponenter er sett på.',
};
