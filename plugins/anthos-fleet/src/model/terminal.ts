import type { Cluster } from 'backstage-plugin-anthos-fleet-common';

// More would be a wall of commands that differ in one word.
const MAX_NAMESPACES = 5;

/** What a person types to look into a cluster through the Connect Gateway. */
export interface TerminalCommands {
  /** Makes the cluster the one that kubectl speaks to. */
  credentials: string;
  /** One line for each namespace. */
  kubectl: string;
  /** Gives a person the rights, typed by whoever administers the cluster. */
  grant: string;
  /** The cluster's agent acts for the person, and must be allowed to. */
  throughAgent: boolean;
}

/** Whether there is a way to the cluster through the Connect Gateway that the portal knows of. */
export function hasTerminal(cluster: Cluster): boolean {
  return cluster.freshness.gateway !== undefined && !cluster.orphaned;
}

/** The commands for one cluster; without a namespace, those that begin to look around. */
export function terminalCommands(
  cluster: Pick<Cluster, 'fleet' | 'location' | 'name' | 'platform'>,
  namespaces: readonly string[],
): TerminalCommands {
  const [name, location, project] = [
    cluster.name,
    cluster.location,
    cluster.fleet,
  ].map(shellWord);
  const shown = namespaces.slice(0, MAX_NAMESPACES).map(shellWord);
  const throughAgent = cluster.platform !== 'gke';
  const forEach = (command: (namespace: string) => string, all: string) =>
    shown.length ? shown.map(command).join('\n') : all;
  return {
    credentials: `gcloud container fleet memberships get-credentials ${name} --location=${location} --project=${project}`,
    kubectl: forEach(
      namespace => `kubectl -n ${namespace} get pods`,
      'kubectl get namespaces',
    ),
    grant: throughAgent
      ? `gcloud container fleet memberships generate-gateway-rbac --membership=${name} --users=EMAIL --role=clusterrole/view --project=${project} --kubeconfig=KUBECONFIG --context=CONTEXT --apply`
      : forEach(
          namespace =>
            `kubectl -n ${namespace} create rolebinding gateway-view-NAME --clusterrole=view --user=EMAIL`,
          'kubectl create clusterrolebinding gateway-view-NAME --clusterrole=view --user=EMAIL',
        ),
    throughAgent,
  };
}

/** A word as a shell takes it, whatever is in it. */
function shellWord(word: string): string {
  return /^[\w.:/@%+=-]+$/.test(word)
    ? word
    : `'${word.replace(/'/g, `'\\''`)}'`;
}
