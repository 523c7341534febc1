/** The components of systems, domains and groups. */
export const components = {
  'components.title': 'Where its components run',
  'components.say.all_one': 'Its one component on clusters is in sync.',
  'components.say.all_other': 'All {{count}} components are in sync.',
  'components.say.some': '{{synced}} of {{total}} components are in sync.',
  'components.say.none_one': 'Its one component on clusters is not in sync.',
  'components.say.none_other': 'None of the {{count}} components is in sync.',
  'components.say.errors_one': '{{name}} has {{count}} error.',
  'components.say.errors_other': '{{name}} has {{count}} errors.',
  'components.say.failing': '{{name}} has sync errors.',
  'components.say.moreFailing_one': '{{count}} more has errors.',
  'components.say.moreFailing_other': '{{count}} more have errors.',
  'components.say.moving_one': '{{count}} is syncing.',
  'components.say.moving_other': '{{count}} are syncing.',
  'components.say.unknown_one': 'The state of {{count}} is not known now.',
  'components.say.unknown_other': 'The states of {{count}} are not known now.',
  'components.say.unwatched_one': 'Config Sync does not look after {{count}}.',
  'components.say.unwatched_other':
    'Config Sync does not look after {{count}}.',
  'components.say.placeless': 'None of its components names a cluster.',
  'components.say.empty': 'Nothing belongs to it that you may see.',
  'components.fold_one': '{{count}} in sync',
  'components.fold_other': '{{count}} in sync',
  'components.synced': 'in sync on {{synced}} of {{total}} clusters',
  'components.syncedOne': 'in sync on its one cluster',
  'components.noCluster': 'on no cluster that you may see',
  'components.errors_one': '{{count}} error',
  'components.errors_other': '{{count}} errors',
  'components.moreClusters_one': 'and {{count}} more cluster',
  'components.moreClusters_other': 'and {{count}} more clusters',
  'components.withoutClusters_one':
    '{{count}} more component names no cluster.',
  'components.withoutClusters_other':
    '{{count}} more components name no cluster.',
  'components.truncated':
    'The first {{shown}} of {{total}} components were looked at.',
} as const;
