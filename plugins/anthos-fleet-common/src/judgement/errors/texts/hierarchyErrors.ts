import type { Explanations } from './explanation';

/** Errors that only sources in the hierarchical format can have. */
export const HIERARCHY_ERRORS: Explanations = {
  KNV1003: {
    title: 'Directory below a directory of a namespace',
    cause: 'The directory of a namespace cannot have directories in it.',
    remedy:
      'Move the files up, or turn the upper directory into an abstract one.',
    fixedIn: 'source',
  },
  KNV1007: {
    title: 'Kind not allowed in an abstract directory',
    cause: 'Objects of this kind cannot be inherited by namespaces.',
    remedy: 'Move the file to the directory of a namespace.',
    fixedIn: 'source',
  },
  KNV1009: {
    title: 'Namespace differs from the directory',
    cause:
      'The field metadata.namespace is not the name of the directory that the file is in.',
    remedy: 'Correct metadata.namespace, or remove it.',
    fixedIn: 'source',
  },
  KNV1017: {
    title: 'The Repo object is missing',
    cause: 'A hierarchical source needs a file system/repo.yaml.',
    remedy:
      'Add the file, or set spec.sourceFormat of the RootSync to "unstructured" when the source has no such layout.',
    fixedIn: 'source',
  },
  KNV1019: {
    title: 'Namespace without a directory of its own',
    cause: 'A namespace is declared directly in the directory namespaces/.',
    remedy: 'Put it in a directory with the name of the namespace.',
    fixedIn: 'source',
  },
  KNV1020: {
    title: 'Name of the namespace differs from the directory',
    cause: 'The name of a namespace must be the name of its directory.',
    remedy: 'Rename one of them.',
    fixedIn: 'source',
  },
  KNV1027: {
    title: 'Version of the source is not supported',
    cause:
      'The field spec.version of the Repo object is not one that Config Sync knows.',
    remedy: 'Set it to the version that the message names.',
    fixedIn: 'source',
  },
  KNV1038: {
    title: 'Kind not allowed in namespaces/',
    cause: 'Objects of this kind have another place in a hierarchical source.',
    remedy: 'Move the file out of namespaces/.',
    fixedIn: 'source',
  },
  KNV1039: {
    title: 'File in the wrong directory',
    cause:
      'In a hierarchical source each kind has its place: system/, cluster/, clusterregistry/ or namespaces/.',
    remedy: 'Move the file to the directory that the message names.',
    fixedIn: 'source',
  },
  KNV1041: {
    title: 'Kind not allowed in a HierarchyConfig',
    cause: 'Inheritance of this kind cannot be configured.',
    remedy: 'Remove the kind from the HierarchyConfig.',
    fixedIn: 'source',
  },
  KNV1042: {
    title: 'Mode of inheritance is not allowed',
    cause: 'The field hierarchyMode has a value that the kind does not allow.',
    remedy: 'Use one of the values that the message names.',
    fixedIn: 'source',
  },
  KNV1044: {
    title: 'Objects that no namespace inherits',
    cause:
      'A directory has objects, and there is no namespace in it or below it.',
    remedy: 'Add a namespace, or move the objects.',
    fixedIn: 'source',
  },
  KNV1046: {
    title: 'Kind of the cluster in a HierarchyConfig',
    cause: 'Only kinds that live in namespaces can be inherited.',
    remedy: 'Remove the kind from the HierarchyConfig.',
    fixedIn: 'source',
  },
};
