/** The tab of catalog entities, beside what the card says. */
export const tab = {
  'create.link': 'New namespace or service',
  'tab.noSyncs':
    'The clusters were read, but none of them has a sync of these namespaces that you may see.',
  'tab.syncs.title': 'Syncs',
  'tab.errors.title': 'What is wrong',
  'tab.errors.more_one': '{{count}} more error',
  'tab.errors.more_other': '{{count}} more errors',
  'tab.objects.title': 'Objects',
  'tab.objects.sum': '{{ready}} of {{total}} objects are ready.',
  'tab.mesh.enabled': 'in the mesh',
  'tab.mesh.enabledRevision': 'in the mesh ({{revision}})',
  'tab.mesh.disabled': 'kept out of the mesh',
  'tab.mesh.none': 'not in the mesh',
  'tab.mesh.conflicting': 'two labels contradict each other on the mesh',
  'tab.summary':
    'These states are what the fleet sums up for each whole cluster. When the portal also reads the clusters themselves, each sync, its errors and its objects show here.',
  'tab.truncated': '{{shown}} of {{total}} syncs are listed.',
} as const;
