import { ClientFolder, isInstalled } from './clientEnvironment';

/**
 * Whether kubectl is installed here, and what gcloud lets it sign in with.
 *
 * @public
 */
export function kubectlAvailable(): boolean {
  return ['gcloud', 'kubectl', 'gke-gcloud-auth-plugin'].every(isInstalled);
}

/**
 * Lets gcloud write into the kubeconfig how to reach a cluster, and makes it the one that kubectl
 * asks.
 *
 * @param ref - `location/name`
 * @public
 */
export async function useCluster(
  folder: ClientFolder,
  ref: string,
  ...args: string[]
): Promise<void> {
  const [location, name] = ref.split('/');
  const { exitCode, stderr } = await folder.run('gcloud', [
    'container',
    'fleet',
    'memberships',
    'get-credentials',
    name,
    `--location=${location}`,
    ...args,
  ]);
  if (exitCode !== 0) {
    throw new Error(`gcloud cannot get credentials for ${ref}: ${stderr}`);
  }
}
