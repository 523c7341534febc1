import type { Explanations } from './explanation';

/** Errors in the files of a source, whatever its format. */
export const SOURCE_ERRORS: Explanations = {
  KNV1004: {
    title: 'Selector on an object that cannot be selected',
    cause:
      'Objects that describe clusters cannot be chosen by cluster, and objects without a namespace cannot be chosen by namespace.',
    remedy: 'Remove the annotation from the file.',
    fixedIn: 'source',
  },
  KNV1005: {
    title: 'Value of the annotation "managed" is not allowed',
    cause:
      'The annotation configmanagement.gke.io/managed has a value that Config Sync does not know.',
    remedy: 'Set it to "disabled", or remove it.',
    fixedIn: 'source',
  },
  KNV1006: {
    title: 'The file does not match its kind',
    cause:
      'A field has the wrong type or stands in the wrong place, so the object cannot be read as the kind that it names.',
    remedy: 'Correct the fields by the description of the kind.',
    fixedIn: 'source',
  },
  KNV1010: {
    title: 'Reserved annotation',
    cause:
      'Annotations that begin with configmanagement.gke.io/ or configsync.gke.io/ belong to Config Sync, and this one is not among those that people may set.',
    remedy:
      'Remove the annotation. It often comes with a file that was copied from a cluster.',
    fixedIn: 'source',
  },
  KNV1011: {
    title: 'Reserved label',
    cause:
      'Labels that begin with configmanagement.gke.io/ belong to Config Sync.',
    remedy:
      'Remove the label. It often comes with a file that was copied from a cluster.',
    fixedIn: 'source',
  },
  KNV1013: {
    title: 'The selector does not exist',
    cause:
      'An annotation names a ClusterSelector or NamespaceSelector that the source does not declare, or not in a place where it counts.',
    remedy: 'Declare the selector, or correct its name in the annotation.',
    fixedIn: 'source',
  },
  KNV1014: {
    title: 'The selector is not valid',
    cause:
      'The selector is empty, malformed, or has a mode that is not known here.',
    remedy: 'Correct spec.selector and spec.mode of the selector.',
    fixedIn: 'source',
  },
  KNV1021: {
    title: 'The cluster does not know the kind',
    cause:
      'The cluster has no CustomResourceDefinition for the kind, and the source does not bring one. Config Sync applies the other objects and tries again.',
    remedy:
      'Check apiVersion and kind for typing errors. Otherwise install the operator or the CustomResourceDefinition on the cluster first, or declare it in the same source.',
    fixedIn: 'cluster',
  },
  KNV1029: {
    title: 'The same object twice',
    cause: 'Two files declare an object of the same kind, namespace and name.',
    remedy: 'Rename or remove one of them.',
    fixedIn: 'source',
  },
  KNV1031: {
    title: 'The object has no name',
    cause: 'The field metadata.name is missing in the file.',
    remedy: 'Add metadata.name.',
    fixedIn: 'source',
  },
  KNV1032: {
    title: 'Kind for hierarchical sources only',
    cause:
      'Kinds such as Repo and HierarchyConfig mean nothing in an unstructured source.',
    remedy: 'Remove the file.',
    fixedIn: 'source',
  },
  KNV1034: {
    title: 'Namespace of the system',
    cause:
      'The source declares a namespace that Config Sync itself lives in. Such namespaces cannot be managed.',
    remedy: 'Remove the namespace, and what is in it, from the source.',
    fixedIn: 'source',
  },
  KNV1036: {
    title: 'The name is not allowed',
    cause:
      'Names are at most 253 characters long and have lower-case letters, digits, "-" and "." only.',
    remedy: 'Rename the object.',
    fixedIn: 'source',
  },
  KNV1043: {
    title: 'Definition in a reserved group',
    cause:
      'The source declares a CustomResourceDefinition of the group of Config Sync itself.',
    remedy: 'Use another group for your own kinds.',
    fixedIn: 'source',
  },
  KNV1045: {
    title: 'Field that must not be in the source',
    cause:
      'Fields such as status, ownerReferences, uid and creationTimestamp are written by the cluster. They often come with files that were exported from a cluster or delivered by a vendor.',
    remedy: 'Remove the field from the file.',
    fixedIn: 'source',
  },
  KNV1047: {
    title: 'Definition removed before its objects',
    cause:
      'A CustomResourceDefinition is gone from the source while objects of its kind are still there.',
    remedy:
      'Remove the objects and the definition in one commit, or put the definition back.',
    fixedIn: 'source',
  },
  KNV1048: {
    title: 'Name of the definition is wrong',
    cause:
      'The name of a CustomResourceDefinition must be the plural of its kind, a dot, and its group.',
    remedy: 'Correct metadata.name, or spec.names.plural and spec.group.',
    fixedIn: 'source',
  },
  KNV1050: {
    title: 'Kind in an API that is no longer served',
    cause: 'The object uses a group and version that were replaced.',
    remedy: 'Change apiVersion to the one that the message names.',
    fixedIn: 'source',
  },
  KNV1052: {
    title: 'Namespace on an object that belongs to the cluster',
    cause: 'Objects of this kind have no namespace, and the file sets one.',
    remedy: 'Remove metadata.namespace.',
    fixedIn: 'source',
  },
  KNV1053: {
    title: 'The object has no namespace',
    cause:
      'Objects of this kind live in a namespace. The file must name one, or choose namespaces by a selector, and not both.',
    remedy:
      'Set metadata.namespace, or the annotation configmanagement.gke.io/namespace-selector.',
    fixedIn: 'source',
  },
  KNV1054: {
    title: 'Value of an annotation is not text',
    cause:
      'Values of annotations are texts. YAML reads true, false and numbers without quotes as something else.',
    remedy: 'Put the value in quotes.',
    fixedIn: 'source',
  },
  KNV1055: {
    title: 'Name of the namespace is not allowed',
    cause:
      'Names of namespaces have at most 63 lower-case letters, digits and "-", with a letter or digit at both ends.',
    remedy: 'Rename the namespace.',
    fixedIn: 'source',
  },
  KNV1056: {
    title: 'Managed object in an unmanaged namespace',
    cause:
      'The namespace is told not to be managed, while an object in it is to be managed.',
    remedy:
      'Manage both, or set the annotation "managed" to "disabled" on both.',
    fixedIn: 'source',
  },
  KNV1057: {
    title: 'Label of the hierarchy controller',
    cause:
      'Labels that end with .tree.hnc.x-k8s.io/depth are set by the controller, not by people.',
    remedy: 'Remove the label.',
    fixedIn: 'source',
  },
  KNV1058: {
    title: 'Object outside of the namespace',
    cause:
      'The source of a RepoSync may have objects of its own namespace only. This one belongs to another namespace, or to the cluster.',
    remedy:
      'Correct or remove metadata.namespace, or move the object to the source of a RootSync.',
    fixedIn: 'source',
  },
  KNV1060: {
    title: 'Two syncs declare the same object',
    cause:
      'Each object can be managed by one sync only. With the namespace strategy "implicit" a RootSync also owns namespaces that it merely uses.',
    remedy:
      'Remove the object from one of the sources. Where several RootSyncs share a cluster, set spec.override.namespaceStrategy to "explicit".',
    fixedIn: 'source',
  },
  KNV1061: {
    title: 'The sync itself is not valid',
    cause:
      'A field of the RootSync or RepoSync is missing or wrong, or something that it names does not exist.',
    remedy: 'Correct the specification of the sync as the message says.',
    fixedIn: 'sync',
  },
  KNV1064: {
    title: 'List of API resources cannot be read',
    cause: 'The file api-resources.txt that "nomos vet" uses is malformed.',
    remedy: 'Make it again with "kubectl api-resources".',
    fixedIn: 'source',
  },
  KNV1065: {
    title: 'Definition is malformed',
    cause: 'A CustomResourceDefinition cannot be read.',
    remedy: 'Correct the definition.',
    fixedIn: 'source',
  },
  KNV1066: {
    title: 'Two selectors for clusters on one object',
    cause:
      'The object has the older annotation with the name of a ClusterSelector and the newer one with names of clusters.',
    remedy: 'Remove one of the two annotations.',
    fixedIn: 'source',
  },
  KNV1067: {
    title: 'Fields of the object cannot be compared',
    cause:
      'The object does not fit the schema of its kind. Often a field is missing that identifies the entries of a list, such as "protocol" of a port.',
    remedy: 'Complete the fields of the object by the schema of its kind.',
    fixedIn: 'source',
  },
  KNV1068: {
    title: 'Rendering failed',
    cause: 'Kustomize or Helm could not make objects of the source.',
    remedy:
      'Correct the file that the message names. "nomos hydrate" or "kustomize build" shows the same error on your own machine.',
    fixedIn: 'source',
  },
  KNV1069: {
    title: 'The sync declares itself',
    cause: 'A RootSync or RepoSync is declared in the source that it syncs.',
    remedy: 'Move its declaration to the source of another sync.',
    fixedIn: 'source',
  },
  KNV1070: {
    title: 'Too many objects',
    cause:
      'The source has more objects than "nomos vet" allows, because the list of objects of one sync has a limited size.',
    remedy: 'Split the source into several syncs.',
    fixedIn: 'source',
  },
};
