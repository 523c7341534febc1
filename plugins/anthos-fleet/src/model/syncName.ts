import type { PackageSync } from 'backstage-plugin-anthos-fleet-common';

// What everybody calls the one RepoSync of a namespace: it adds nothing to the namespace's name.
const USUAL_NAME = 'repo-sync';

/**
 * A package sync as people call it: a RootSync by its name, because all of them are in one
 * namespace; a RepoSync by its namespace, and by its name where that is not the usual one.
 */
export function syncName({
  kind,
  namespace,
  name,
}: Pick<PackageSync, 'kind' | 'namespace' | 'name'>): string {
  if (kind === 'RootSync') {
    return name;
  }
  return name === USUAL_NAME ? namespace : `${namespace} / ${name}`;
}
