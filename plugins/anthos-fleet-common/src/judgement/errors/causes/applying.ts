import { kindText, type Cause } from './cause';

// The API server gives the same reasons whoever asks, and Config Sync passes them on under these.
const APPLYING = ['KNV2002', 'KNV2009', 'KNV2010', 'KNV2013'];

const RIGHTS = {
  cause:
    'The service account of the reconciler may not do this. A RepoSync gets no rights by itself, and the role "edit" does not include the kinds of a mesh or of other add-ons.',
  remedy:
    'Give its service account ns-reconciler-… in config-management-system a role with this verb and resource, by a RoleBinding in the namespace or a ClusterRole that is aggregated to "edit".',
  fixedIn: 'cluster',
} as const;

/** Reasons why an object cannot be applied, the most telling first. */
export const APPLYING_CAUSES: readonly Cause[] = [
  {
    codes: APPLYING,
    pattern: /exceeded quota: \*(?:, requested: ([^:]{1,300}?), used:)?/,
    headline: match => {
      const resources = quotaResources(match[1]);
      return resources ? `Quota exceeded: ${resources}` : 'Quota exceeded';
    },
    explanation: {
      cause:
        'The object would take more than the ResourceQuota of the namespace allows.',
      remedy:
        'Ask for less in the file, remove what is not used, or have the quota raised. The message tells what is requested, used and allowed.',
      fixedIn: 'source',
    },
  },
  {
    codes: APPLYING,
    pattern:
      /admission webhook "([^"]+)" denied the request: \[([^\]\s]{1,253})\]/,
    headline: match => `Refused by the policy ${match[2]}`,
    explanation: {
      cause:
        'A policy of the cluster does not allow the object as it is in the source.',
      remedy:
        'Change the object as the message of the policy says, or ask for an exemption.',
      fixedIn: 'source',
    },
  },
  {
    codes: APPLYING,
    pattern: /ValidatingAdmissionPolicy '([^']+)'/,
    headline: match => `Refused by the policy ${match[1]}`,
    explanation: {
      cause:
        'A policy of the cluster does not allow the object as it is in the source.',
      remedy:
        'Change the object as the message of the policy says, or ask for an exemption.',
      fixedIn: 'source',
    },
  },
  {
    codes: APPLYING,
    pattern: /admission webhook "([^"]+)" denied the request/,
    headline: match => `Refused by the admission webhook ${match[1]}`,
    explanation: {
      cause:
        'A check of the cluster does not allow the object as it is in the source.',
      remedy: 'Change the object as the message says.',
      fixedIn: 'source',
    },
  },
  {
    codes: APPLYING,
    pattern: /failed calling webhook "([^"]+)"/,
    headline: match => `The admission webhook ${match[1]} does not answer`,
    explanation: {
      cause:
        'The cluster asks a webhook before it takes an object, and the webhook could not be called. Nothing of that kind can be applied until it answers.',
      remedy:
        'Look at the pods and the certificate of the webhook on the cluster. Config Sync tries again.',
      fixedIn: 'cluster',
    },
  },
  {
    codes: APPLYING,
    pattern: /violates PodSecurity "(\w+)/,
    headline: match => `Pods break the security level "${match[1]}"`,
    explanation: {
      cause:
        'The namespace enforces a level of pod security, and the pods ask for more than it allows.',
      remedy: 'Set the securityContext that the message asks for.',
      fixedIn: 'source',
    },
  },
  {
    codes: APPLYING,
    pattern: /attempting to grant RBAC permissions not currently held/,
    headline: 'The reconciler may not grant rights that it does not have',
    explanation: {
      ...RIGHTS,
      cause:
        'Nobody can give away rights in Kubernetes that he does not have himself.',
    },
  },
  {
    codes: APPLYING,
    pattern:
      /User \* cannot (\w+) resource "([\w./-]+)"(?: in API group "([\w.-]*)")?/,
    headline: ([, verb, resource, group]) =>
      `The reconciler may not ${verb} ${resource}${group ? ` (${group})` : ''}`,
    explanation: RIGHTS,
  },
  {
    codes: APPLYING,
    pattern: /because it is being terminated/,
    headline: 'The namespace is being deleted',
    explanation: {
      cause: 'Nothing can be made in a namespace whose deletion has begun.',
      remedy:
        'Wait until the namespace is gone, or find out which finalizer holds its deletion up.',
      fixedIn: 'cluster',
    },
  },
  {
    codes: APPLYING,
    pattern: /namespaces "\*" not found/,
    headline: 'The namespace does not exist',
    explanation: {
      cause:
        'The object belongs to a namespace that the cluster does not have.',
      remedy:
        'Declare the namespace in the source, or correct metadata.namespace.',
      fixedIn: 'source',
    },
  },
  {
    codes: APPLYING,
    pattern: /no matches for kind "([\w*]+)" in version "([\w./-]+)"/,
    headline: ([, kind, version]) =>
      `The cluster does not know the kind ${kind} (${version})`,
    explanation: {
      cause: 'The cluster does not serve the kind in this version.',
      remedy:
        'Check apiVersion and kind for typing errors, or install the CustomResourceDefinition first.',
      fixedIn: 'cluster',
    },
  },
  {
    codes: APPLYING,
    pattern: /unknown field "([^"]{1,200})"/,
    headline: match => `Unknown field ${match[1]}`,
    explanation: {
      cause:
        'The kind has no such field. Often it is misspelt or indented wrongly.',
      remedy: 'Correct or remove the field in the file.',
      fixedIn: 'source',
    },
  },
  {
    codes: APPLYING,
    pattern:
      /(?:([a-z][\w.[\]]{0,100}): Invalid value: .{0,300})?(?:is immutable|updates to \w+ spec for fields other than|may not be changed|cannot be changed)/,
    headline: match =>
      match[1]
        ? `A field that cannot be changed was changed: ${match[1]}`
        : 'A field that cannot be changed was changed',
    explanation: {
      cause: 'Some fields are fixed once an object exists.',
      remedy:
        'Put the field back, or give the object a new name. If it may be interrupted, delete it on the cluster: Config Sync makes it anew.',
      fixedIn: 'source',
    },
  },
  {
    codes: APPLYING,
    pattern:
      /inventory policy prevented actuation|OwnershipOverlap|InventoryOverlap/,
    headline: 'Another sync manages the object already',
    explanation: {
      cause: 'The object on the cluster belongs to another sync or tool.',
      remedy: 'Remove the object from one of the sources.',
      fixedIn: 'source',
    },
  },
  {
    codes: APPLYING,
    pattern: /skipped (apply|delete) of ([A-Z]\w*)?[^:]{0,300}: dependency/,
    headline: ([, strategy, kind]) =>
      `${kind ?? 'Object'} not ${
        strategy === 'apply' ? 'applied' : 'deleted'
      }: it depends on something that is not ready`,
    explanation: {
      cause:
        'The object waits for another one, by its annotation depends-on or because it needs its namespace or its kind, and that one failed or is not ready.',
      remedy: 'Solve the error of the other object first.',
      fixedIn: 'source',
    },
  },
  {
    codes: APPLYING,
    pattern: /failed to wait for ([A-Z]\w*)?[^:]{0,300}: reconcile timeout/,
    headline: match => `${match[1] ?? 'Object'} not ready in time`,
    explanation: {
      cause:
        'The object was applied and did not become ready within spec.override.reconcileTimeout, five minutes by default. What depends on it is not applied.',
      remedy:
        'Look at the object on the cluster: its events and its pods tell why. If it needs longer, raise the timeout.',
      fixedIn: 'cluster',
    },
  },
  {
    codes: APPLYING,
    pattern: /failed to wait for ([A-Z]\w*)?[^:]{0,300}: reconcile failed/,
    headline: match => `${match[1] ?? 'Object'} failed to become ready`,
    explanation: {
      cause:
        'The object was applied, and its controller reports that it failed.',
      remedy: 'Look at the object on the cluster: its conditions tell why.',
      fixedIn: 'cluster',
    },
  },
  {
    codes: APPLYING,
    pattern: /too many resource objects to inventory/,
    headline: 'Too many objects for one sync',
    explanation: {
      cause:
        'The list of objects of the sync is larger than the cluster can store.',
      remedy: 'Split the source into several syncs.',
      fixedIn: 'source',
    },
  },
  {
    codes: APPLYING,
    pattern: /cyclic dependency/,
    headline: 'Objects depend on each other in a circle',
    explanation: {
      cause: 'The annotations depends-on lead back to where they begin.',
      remedy: 'Remove one of the annotations.',
      fixedIn: 'source',
    },
  },
  {
    codes: APPLYING,
    pattern:
      /\b([A-Z]\w*)(?:\.[\w.-]+)? "\*" is invalid: \[?([a-z][\w.*[\]]{0,100})?/,
    headline: ([, kind, field]) =>
      field ? `${kind} is not valid: ${field}` : `${kind} is not valid`,
    explanation: {
      cause:
        'The API server checked the object and found a value that is not allowed.',
      remedy: 'Correct the field that the message names.',
      fixedIn: 'source',
    },
  },
  {
    codes: APPLYING,
    pattern:
      /context deadline exceeded|i\/o timeout|connection refused|connection reset|no route to host|TLS handshake timeout|etcdserver:|the server is currently unable to handle the request/i,
    headline: 'The API server does not answer',
    explanation: {
      cause: 'The cluster was busy or could not be reached.',
      remedy:
        'Wait. If it stays, look at the control plane of the cluster and at its API services.',
      fixedIn: 'cluster',
    },
  },
  {
    codes: APPLYING,
    pattern: /failed to (apply|prune|delete) ([A-Z][\w.]*)/,
    headline: ([, verb, groupKind]) =>
      `Could not ${verb} ${kindText(groupKind)}`,
  },
];

// "limits.cpu=*,limits.memory=*" names what is short.
function quotaResources(requested: string | undefined): string {
  return (requested ?? '')
    .split(',')
    .map(part => part.split('=')[0].trim())
    .filter(name => /^[\w./-]{1,63}$/.test(name))
    .join(', ');
}
