/** Quotas of namespaces, and what of them could not be read. */
export const quotas = {
  'quotas.title': 'Quotas',
  'quotas.say.full_one':
    '{{count}} quota is full: the cluster refuses whatever would need more of it.',
  'quotas.say.full_other':
    '{{count}} quotas are full: the clusters refuse whatever would need more of them.',
  'quotas.say.near_one': '{{count}} quota is near full.',
  'quotas.say.near_other': '{{count}} quotas are near full.',
  'quotas.say.unknown_one': 'How much of {{count}} quota is used is not known.',
  'quotas.say.unknown_other':
    'How much of {{count}} quotas is used is not known.',
  'quotas.say.ok_one': 'There is room in its quota.',
  'quotas.say.ok_other': 'There is room in all of its {{count}} quotas.',
  'quotas.none': 'No quota limits its namespaces.',
  'quotas.level.ok': 'room left',
  'quotas.level.near-full': 'near full',
  'quotas.level.full': 'full',
  'quotas.level.unknown': 'not counted',
  'quotas.of': '{{quota}} in namespace {{namespace}}',
  'quotas.used': '{{used}} of {{hard}}',
  'quotas.limit': 'limit {{hard}}',
  'quotas.scopes': 'only for {{scopes}}',
  'quotas.remedy':
    'Remove what is not needed, ask for less in Git, or ask the platform team for a larger quota.',
  'quotas.more_one': '{{count}} more quota with room',
  'quotas.more_other': '{{count}} more quotas with room',
  'quotas.resources_one': '{{count}} more limit',
  'quotas.resources_other': '{{count}} more limits',
  'unread.say': 'Could not be read on {{clusters}}: {{parts}}.',
  'unread.part.quotas': 'quotas',
  'unread.part.mtls': 'mTLS mode',
  'unread.part.callers': 'who may call it',
  'unread.part.callees': 'whom it calls',
  'unread.tooMany': 'The cluster has more of it than the portal reads.',
  'unread.before': 'What is shown of it is from before.',
  'unread.first':
    'The remedy is written for {{cluster}}; the others need the same.',
} as const;
