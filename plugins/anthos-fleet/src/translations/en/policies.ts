/** The rules of Policy Controller over the fleet. */
export const policies = {
  'policies.title': 'Policy',
  'policies.search': 'Search rules',
  'policies.total_one': '{{count}} rule',
  'policies.total_other': '{{count}} rules',
  'policies.say.none_one': 'Nothing is known to break the one rule here.',
  'policies.say.none_other':
    'Nothing is known to break any of the {{count}} rules.',
  'policies.say.violated_one': '{{count}} of {{total}} rules is broken.',
  'policies.say.violated_other': '{{count}} of {{total}} rules are broken.',
  'policies.say.violations_one': '{{count}} violation {{clusters}}.',
  'policies.say.violations_other': '{{count}} violations {{clusters}}.',
  'policies.say.uncounted_one': '{{count}} cluster is not counted.',
  'policies.say.uncounted_other': '{{count}} clusters are not counted.',
  'policies.say.notRead_one':
    '{{count}} cluster is not counted, as its rules could not be read:',
  'policies.say.notRead_other':
    '{{count}} clusters are not counted, as their rules could not be read:',
  'policies.say.without_one':
    '{{count}} cluster is not counted, as it has no Policy Controller or no rule:',
  'policies.say.without_other':
    '{{count}} clusters are not counted, as they have no Policy Controller or no rule:',
  'policies.say.lastKnown_one':
    '{{count}} cluster is counted as it was last known:',
  'policies.say.lastKnown_other':
    '{{count}} clusters are counted as they were last known:',
  'policies.say.old_one': '{{count}} cluster is counted as it was last known.',
  'policies.say.old_other':
    '{{count}} clusters are counted as they were last known.',
  'policies.csv.lastKnown': 'Clusters not read lately',
  'policies.moreClusters_one': 'and {{count}} more',
  'policies.moreClusters_other': 'and {{count}} more',
  'policies.onClusters_one': 'on {{count}} cluster',
  'policies.onClusters_other': 'on {{count}} clusters',
  'policies.column.bundle': 'Bundle',
  'policies.column.constraint': 'Rule',
  'policies.column.violations': 'Violations',
  'policies.column.enforcement': 'What it does',
  'policies.column.clusters': 'Broken on',
  'policies.column.examples': 'Where most',
  'policies.unaudited_one': '{{count}} cluster not checked yet',
  'policies.unaudited_other': '{{count}} clusters not checked yet',
  'policies.violating': '{{violating}} of {{total}} clusters',
  'policies.example': 'such as {{object}}',
  'policies.remedy.deny':
    'It refuses new objects like these. Correct them in their source before they are applied again.',
  'policies.remedy.warn':
    'Nothing is refused yet. Correct the objects in their source before the rule denies.',
  'policies.remedy.dryrun':
    'Nothing is refused yet. Correct the objects in their source before the rule denies.',
  'policies.remedy.scoped':
    'Look on the cluster what it does where. Correct the objects in their source.',
  'policies.remedy.unknown':
    'Look on the cluster what it does. Correct the objects in their source.',
  'policies.noMatch.title': 'No rule matches',
  'policies.empty.title': 'No rules to show',
  'policies.empty.text':
    'No cluster that you may see has told of a rule of Policy Controller yet.',
} as const;
