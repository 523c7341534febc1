/** The fields of software templates. */
export const forms = {
  'form.required': 'Required',
  'form.remove': 'Remove {{name}}',
  'form.and': '{{names}} and {{more}} more',
  'form.notAsked':
    '{{reason}} You can go on; it is checked again when the template runs.',
  'clusterPicker.title': 'Clusters',
  'clusterPicker.search': 'Search clusters',
  'clusterPicker.all': 'All listed: {{hosting}}',
  'clusterPicker.ofGroup': '{{chosen}} of {{total}} chosen',
  'clusterPicker.none': 'No cluster chosen.',
  'clusterPicker.chosen_one': '1 cluster chosen: {{names}}.',
  'clusterPicker.chosen_other': '{{count}} clusters chosen: {{names}}.',
  'clusterPicker.clear': 'Clear',
  'clusterPicker.atLeast_one': 'Choose at least 1 cluster.',
  'clusterPicker.atLeast_other': 'Choose at least {{count}} clusters.',
  'clusterPicker.atMost_one': 'Choose 1 cluster only.',
  'clusterPicker.atMost_other': 'Choose at most {{count}} clusters.',
  'clusterPicker.isGone': '{{name}} is not in the fleet any more. Remove it.',
  'clusterPicker.isNoRef':
    '{{name}} does not name a cluster as project/location/name. Remove it.',
  'clusterPicker.isRefused': '{{name}} cannot be chosen: {{reason}}',
  'clusterPicker.truncated':
    'The first {{shown}} of {{total}} clusters are listed. Search to find the others.',
  'clusterPicker.truncatedMatches':
    'The first {{shown}} clusters are listed. Search to find the others.',
  'clusterPicker.noMatch': 'No cluster matches “{{text}}”.',
  'clusterPicker.empty.title': 'No cluster to choose',
  'clusterPicker.empty.text':
    'The fleet has no cluster that you may see and that this template allows.',
  'clusterPicker.leftovers': 'Chosen before, and not offered here',
  'clusterPicker.lost.gone': 'not in the fleet any more',
  'clusterPicker.lost.not-a-ref': 'not the name of a cluster',
  'clusterPicker.lost.not-offered': 'not among the clusters of this template',
  'clusterPicker.lost.hidden': 'not visible to you',
  'clusterPicker.lost.unknown': 'could not be looked up',
  'clusterPicker.reason.left-over':
    'Left over in the register; the cluster itself is gone.',
  'clusterPicker.reason.admin': 'Manages other clusters and runs no services.',
  'clusterPicker.reason.silent': 'Silent: nothing new would arrive there now.',
  'clusterPicker.reason.creating': 'Still being created.',
  'clusterPicker.reason.deleting': 'Being removed.',
  'clusterPicker.reason.unhealthy':
    'This template takes clusters in good order only.',
  'clusterPicker.badHosting':
    'The template asks for the hosting {{value}}, which does not exist. It can be {{values}}.',
  'clusterPicker.badPlatform':
    'The template asks for the platform {{value}}, which does not exist. It can be {{values}}.',
  'clusterPicker.badSelector':
    'The label selector of the template cannot be read: {{message}} {{remedy}}',
  'clusterPicker.badTemplate': 'The template needs a correction',
  'namespaceName.title': 'Namespace',
  'namespaceName.hint':
    'Small letters, digits and dashes, at most {{limit}} characters',
  'namespaceName.checking': 'Looking whether it is free',
  'namespaceName.free': 'Free: no cluster has it.',
  'namespaceName.freeUnknown_one':
    'No cluster is known to have it, but the namespaces of 1 cluster are not known.',
  'namespaceName.freeUnknown_other':
    'No cluster is known to have it, but the namespaces of {{count}} clusters are not known.',
  'namespaceName.yours':
    'Exists already on {{clusters}} and is yours: it will be updated.',
  'namespaceName.taken':
    'Taken by {{owner}}, on {{clusters}}. Choose another name.',
  'namespaceName.unowned':
    'Exists already on {{clusters}}, and nobody is known to own it. Ask the platform team whose it is.',
  'namespaceName.alsoUnknown_one': 'The namespaces of 1 cluster are not known.',
  'namespaceName.alsoUnknown_other':
    'The namespaces of {{count}} clusters are not known.',
  'namespaceName.noCluster': 'a cluster that you may not see',
  'namespaceName.problem.empty': 'Give the namespace a name.',
  'namespaceName.problem.too-long':
    'The name is too long: Kubernetes allows {{limit}} characters.',
  'namespaceName.problem.too-long-for-config-sync':
    'The name is too long: Config Sync has room for {{limit}} characters.',
  'namespaceName.problem.not-a-label':
    'The name has {{character}}. Use small letters a to z, digits, and dashes in between.',
  'namespaceName.problem.ends':
    'The name must begin and end with a small letter or a digit.',
  'namespaceName.problem.reserved':
    '{{pattern}} is kept for the platform. Choose another name.',
  'namespaceName.problem.prefix': 'The name must begin with {{pattern}}.',
  'namespaceName.space': 'a space',
  'callerPicker.title': 'Services',
  'callerPicker.placeholder': 'Search services',
  'callerPicker.chosen': 'Chosen services',
  'callerPicker.none': 'No service chosen.',
  'callerPicker.ownerAndNamespace': '{{owner}}, namespace {{namespace}}',
  'callerPicker.noMatch': 'No service with an identity in the mesh matches.',
  'callerPicker.empty':
    'No service of the catalog has an identity in the mesh yet.',
  'callerPicker.lost.gone': 'not in the catalog',
  'callerPicker.lost.no-identity': 'no identity in the mesh',
  'callerPicker.lost.not-a-ref': 'not an entity',
  'callerPicker.isNoRef': '{{name}} does not name a service. Remove it.',
  'callerPicker.isGone': '{{name}} is not in the catalog. Remove it.',
  'callerPicker.hasNoIdentity':
    '{{name}} has no identity in the mesh. Add its annotations or remove it.',
  'callerPicker.missing.title': 'A service is missing?',
  'callerPicker.missing.text':
    'Listed is what has an identity in the mesh. It takes these annotations in the catalog-info.yaml of the service:',
  'callerPicker.missing.lines': 'Annotations of a service',
  'callerPicker.missing.exampleNamespace': 'its-namespace',
  'callerPicker.missing.exampleAccount': 'its-service-account',
  'groupPicker.title': 'Team',
  'groupPicker.placeholder': 'Search groups',
  'groupPicker.mine': 'Your groups',
  'groupPicker.others': 'Other groups',
  'groupPicker.noEmailShort': 'no e-mail address',
  'groupPicker.email': 'The Google group {{email}} gets the rights.',
  'groupPicker.noEmail':
    '{{group}} has no e-mail address in the catalog, so no Google group gets rights. Add it as spec.profile.email of the group.',
  'groupPicker.hint': 'The Google group of the team gets the rights.',
  'groupPicker.gone':
    '{{group}} is not in the catalog, or you may not see it. Choose another group.',
  'groupPicker.isNoGroup': '{{group}} is not a group. Choose a group.',
  'groupPicker.notYours':
    '{{group}} is not one of your groups. Choose one of them.',
  'groupPicker.noneYours':
    'You are in no group of the catalog. The people who run this portal can add you to one.',
} as const;
