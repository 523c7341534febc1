import type { Explanations } from './explanation';

/** Errors that show when a source is fetched or applied, and errors of Config Sync itself. */
export const RUNTIME_ERRORS: Explanations = {
  KNV2001: {
    title: 'A file cannot be read',
    cause:
      'A file of the source is not valid YAML or JSON, or cannot be opened.',
    remedy:
      'Correct the file that the message names. Charts that make empty documents also cause this.',
    fixedIn: 'source',
  },
  KNV2002: {
    title: 'The API server answers with an error',
    cause:
      'The API server of the cluster could not be reached, or did not accept the request.',
    remedy:
      'Read the message. If the cluster is healthy, Config Sync recovers by itself.',
    fixedIn: 'cluster',
  },
  KNV2003: {
    title: 'Error of the operating system',
    cause: 'The reconciler could not use its file system.',
    remedy:
      'It usually heals when the reconciler tries again. Otherwise restart its pod.',
    fixedIn: 'cluster',
  },
  KNV2004: {
    title: 'The source cannot be fetched',
    cause:
      'Address, branch, directory or credentials are wrong, or the way is blocked.',
    remedy:
      'Check address, branch, directory and Secret of the sync, and whether the cluster reaches the host.',
    fixedIn: 'sync',
  },
  KNV2005: {
    title: 'Somebody else keeps changing the object',
    cause:
      'Another controller or person changes the object back each time that Config Sync applies it.',
    remedy:
      'Find out who changes it and stop that, or leave the object out of the source. With the annotation client.lifecycle.config.k8s.io/mutation: ignore Config Sync leaves later changes alone.',
    fixedIn: 'cluster',
  },
  KNV2006: {
    title: 'Protection against an empty source',
    cause: 'The commit would delete everything that the sync manages.',
    remedy:
      'Put the files back if this is a mistake. If not, remove all but one harmless object first, and that one in a second commit.',
    fixedIn: 'source',
  },
  KNV2008: {
    title: 'The object changed meanwhile',
    cause:
      'An object or its kind appeared, vanished or changed while Config Sync worked on it.',
    remedy: 'Wait. Config Sync tries again.',
    fixedIn: 'nowhere',
  },
  KNV2009: {
    title: 'An object cannot be applied',
    cause:
      'The API server or an admission check refused the object, or it did not become ready in time.',
    remedy: 'Read the message: it gives the reason of the cluster.',
    fixedIn: 'unknown',
  },
  KNV2010: {
    title: 'Error with an object',
    cause: 'The cluster refused what Config Sync wanted to do with the object.',
    remedy: 'Read the message: it gives the reason of the cluster.',
    fixedIn: 'unknown',
  },
  KNV2012: {
    title: 'Several objects where one is allowed',
    cause:
      'The cluster has more than one object of a kind that may exist only once.',
    remedy: 'Delete all but one.',
    fixedIn: 'cluster',
  },
  KNV2013: {
    title: 'The reconciler lacks rights',
    cause:
      'The service account of the reconciler may not do what the source asks for. A RepoSync gets no rights by itself.',
    remedy:
      'Give its service account ns-reconciler-… in config-management-system the missing rights with a RoleBinding in the namespace.',
    fixedIn: 'cluster',
  },
  KNV2014: {
    title: 'Admission webhook of Config Sync was changed',
    cause: 'Somebody edited the webhook that belongs to Config Sync.',
    remedy: 'Nothing to do: Config Sync corrects it.',
    fixedIn: 'nowhere',
  },
  KNV2015: {
    title: 'Internal error while rendering',
    cause: 'The rendering step failed for a reason that is not in the source.',
    remedy:
      'Wait for the next try. If it stays, ask the support of the product.',
    fixedIn: 'nowhere',
  },
  KNV2016: {
    title: 'Passing error',
    cause:
      'Something was not ready yet, such as rendering that is still in progress.',
    remedy: 'Wait. Config Sync tries again.',
    fixedIn: 'nowhere',
  },
  KNV2017: {
    title: 'Namespaces cannot be listed',
    cause:
      'A NamespaceSelector with the mode "dynamic" needs the namespaces of the cluster, and the reconciler may not list them.',
    remedy: 'Give the reconciler the right to list and watch namespaces.',
    fixedIn: 'cluster',
  },
  KNV9998: {
    title: 'Internal error of Config Sync',
    cause: 'Config Sync met a case that should not happen.',
    remedy: 'Ask the support of the product, with the message.',
    fixedIn: 'unknown',
  },
  KNV9999: {
    title: 'Error that the product does not describe',
    cause: 'Config Sync met an error that has no code of its own.',
    remedy: 'Read the message.',
    fixedIn: 'unknown',
  },
};
