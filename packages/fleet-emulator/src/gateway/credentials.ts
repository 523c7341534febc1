import { stringify } from 'yaml';
import { HubError } from '../hub/errors';

interface CredentialsOptions {
  /** `https://HOST` as the caller sees the Gateway. */
  origin: string;
  project: { id: string; number: string };
  location: string;
  membership: string;
  /** Whether Google reaches the control plane itself. */
  direct: boolean;
  query: URLSearchParams;
}

const PARAMETERS = new Set([
  'forceUseAgent',
  'impersonatedServiceAccount',
  'kubernetesNamespace',
  'operatingSystem',
  'version',
  // Every API of Google takes these.
  '$.xgafv',
  'alt',
  'fields',
  'key',
  'prettyPrint',
  'quotaUser',
]);
const VERSIONS = ['v1', 'v1beta1', 'v1alpha1'];
const SYSTEMS = ['OPERATING_SYSTEM_UNSPECIFIED', 'OPERATING_SYSTEM_WINDOWS'];

function checkParameters(query: URLSearchParams): void {
  for (const name of query.keys()) {
    if (!PARAMETERS.has(name)) {
      throw new HubError(
        'INVALID_ARGUMENT',
        `Invalid JSON payload received. Unknown name "${name}": Cannot bind query parameter. Field '${name}' could not be found in request message.`,
      );
    }
  }
  const version = query.get('version') || 'v1';
  if (!VERSIONS.includes(version)) {
    throw HubError.invalid('version', `must be one of ${VERSIONS.join(', ')}`);
  }
  const system = query.get('operatingSystem') || SYSTEMS[0];
  if (!SYSTEMS.includes(system)) {
    throw HubError.invalid(
      'operatingSystem',
      `must be one of ${SYSTEMS.join(', ')}`,
    );
  }
}

/** The name of the context that gcloud has always written. */
function contextName(options: CredentialsOptions): string {
  const { project, location, membership, query } = options;
  const namespace = query.get('kubernetesNamespace');
  return `connectgateway_${project.id}_${location}_${membership}${
    namespace ? `_ns-${namespace}` : ''
  }`;
}

/**
 * What `generateCredentials` answers: the address of a cluster, and a kubeconfig with it. As at
 * Google there is no authority in it: the machine must trust the Gateway.
 */
export function generateCredentials(options: CredentialsOptions): {
  kubeconfig: string;
  endpoint: string;
} {
  const { origin, project, location, membership, direct, query } = options;
  checkParameters(query);
  const useAgent = /^(true|1)$/i.test(query.get('forceUseAgent') ?? '');
  const collection = direct && !useAgent ? 'gkeMemberships' : 'memberships';
  const version = query.get('version') || 'v1';
  const endpoint = `${origin}/${version}/projects/${project.number}/locations/${location}/${collection}/${membership}`;
  const name = contextName(options);
  const namespace = query.get('kubernetesNamespace');
  const windows = query.get('operatingSystem') === 'OPERATING_SYSTEM_WINDOWS';
  const impersonated = query.get('impersonatedServiceAccount');
  const kubeconfig = stringify({
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': name,
    clusters: [{ name, cluster: { server: endpoint } }],
    contexts: [
      {
        name,
        context: { cluster: name, user: name, ...(namespace && { namespace }) },
      },
    ],
    users: [
      {
        name,
        user: {
          exec: {
            apiVersion: 'client.authentication.k8s.io/v1beta1',
            command: `gke-gcloud-auth-plugin${windows ? '.exe' : ''}`,
            ...(impersonated && {
              args: [`--impersonate_service_account=${impersonated}`],
            }),
            installHint:
              'Install gke-gcloud-auth-plugin for use with kubectl by following https://cloud.google.com/kubernetes-engine/docs/how-to/cluster-access-for-kubectl#install_plugin',
            provideClusterInfo: true,
            interactiveMode: 'Never',
          },
        },
      },
    ],
  });
  return {
    kubeconfig: Buffer.from(kubeconfig).toString('base64'),
    endpoint,
  };
}
