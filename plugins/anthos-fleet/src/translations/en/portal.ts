/** Widgets of the home page, and results of search. */
export const portal = {
  'home.services.title': 'My services that are not in sync',
  'home.services.notInSync_one':
    '{{count}} of your {{total}} services is not in sync.',
  'home.services.notInSync_other':
    '{{count}} of your {{total}} services are not in sync.',
  'home.services.noneInSync': 'None of your {{total}} services is in sync.',
  'home.services.onlyOne': 'Your service is not in sync.',
  'home.services.allInSync_one': 'Your service is in sync.',
  'home.services.allInSync_other':
    'All {{count}} of your services are in sync.',
  'home.services.on': 'in sync on {{synced}} of {{total}} clusters',
  'home.services.incomplete':
    'You own more components than are looked at here.',
  'home.services.none.title': 'You own no service that runs on the fleet',
  'home.services.none.text':
    'A component of yours appears here once its catalog-info.yaml says on which clusters it runs, with an annotation such as this one:',
  'home.services.none.line': 'The annotation',
  'home.services.none.create': 'Create a service',
  'home.errors.title': 'What breaks the fleet',
  'home.errors.all': 'All errors',
  'home.errors.say_one': '{{count}} cause breaks syncs.',
  'home.errors.say_other': '{{count}} causes break syncs.',
  'home.errors.none': 'No open error is known.',
  'home.errors.clusters_one': 'on {{count}} cluster',
  'home.errors.clusters_other': 'on {{count}} clusters',
  'home.errors.since': 'since {{time}}',
  'home.errors.muted': 'muted',
  'home.more_one': '{{count}} more',
  'home.more_other': '{{count}} more',
  'search.error.open': 'open error',
  'search.error.in': 'in {{namespace}}',
  'search.asOf': 'as of {{ago}}',
} as const;
