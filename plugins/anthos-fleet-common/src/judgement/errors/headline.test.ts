import { describeSyncError } from './describe';

const APPLY = 'failed to apply Deployment.apps, a/b: ';

describe('headlines', () => {
  it.each([
    // Applying.
    [
      '2009',
      `${APPLY}exceeded quota: compute, requested: limits.cpu=1,limits.memory=4Gi, used: limits.cpu=1,limits.memory=1Gi, limited: limits.cpu=1,limits.memory=2Gi`,
      'Quota exceeded: limits.cpu, limits.memory',
    ],
    [
      '2009',
      `${APPLY}pods "x" is forbidden: exceeded quota: compute`,
      'Quota exceeded',
    ],
    [
      '2009',
      `${APPLY}exceeded quota: a, requested: *(*, used: x`,
      'Quota exceeded',
    ],
    [
      '2009',
      `${APPLY}admission webhook "validation.gatekeeper.sh" denied the request: [require-owner] you must provide labels: {"owner"}`,
      'Refused by the policy require-owner',
    ],
    [
      '2009',
      `${APPLY}deployments.apps "b" is forbidden: ValidatingAdmissionPolicy 'replica-limit' with binding 'b' denied request: failed expression: object.spec.replicas <= 5`,
      'Refused by the policy replica-limit',
    ],
    [
      '2009',
      `${APPLY}admission webhook "check.acme.no" denied the request: no`,
      'Refused by the admission webhook check.acme.no',
    ],
    [
      '2010',
      'Internal error occurred: failed calling webhook "istiod.istio.io": failed to call webhook: Post "https://istiod.istio-system.svc:443/validate?timeout=10s": context deadline exceeded',
      'The admission webhook istiod.istio.io does not answer',
    ],
    [
      '2009',
      'failed to apply Pod, a/b: pods "b" is forbidden: violates PodSecurity "restricted:latest": allowPrivilegeEscalation != false (container "app" must set securityContext.allowPrivilegeEscalation=false)',
      'Pods break the security level "restricted"',
    ],
    [
      '2009',
      'roles.rbac.authorization.k8s.io "x" is forbidden: user "system:serviceaccount:a:b" (groups=["x"]) is attempting to grant RBAC permissions not currently held:\n{APIGroups:["*"]}',
      'The reconciler may not grant rights that it does not have',
    ],
    [
      '2013',
      'Insufficient permission. To fix, make sure the reconciler has sufficient permissions.: virtualservices.networking.istio.io "api" is forbidden: User "system:serviceaccount:config-management-system:ns-reconciler-a" cannot patch resource "virtualservices" in API group "networking.istio.io" in the namespace "a"',
      'The reconciler may not patch virtualservices (networking.istio.io)',
    ],
    [
      '2013',
      'configmaps "x" is forbidden: User "u" cannot create resource "configmaps" in API group "" in the namespace "a"',
      'The reconciler may not create configmaps',
    ],
    ['2013', 'Insufficient permission.', 'The reconciler lacks rights'],
    [
      '2009',
      `${APPLY}deployments.apps "b" is forbidden: unable to create new content in namespace a because it is being terminated`,
      'The namespace is being deleted',
    ],
    [
      '2009',
      `${APPLY}namespaces "a" not found`,
      'The namespace does not exist',
    ],
    [
      '2009',
      'no matches for kind "Ingress" in version "extensions/v1beta1"',
      'The cluster does not know the kind Ingress (extensions/v1beta1)',
    ],
    [
      '2009',
      `${APPLY}.spec.replica: unknown field "spec.replica"`,
      'Unknown field spec.replica',
    ],
    [
      '2009',
      `${APPLY}Deployment.apps "b" is invalid: spec.selector: Invalid value: v1.LabelSelector{MatchLabels:map[string]string{"app":"b"}}: field is immutable`,
      'A field that cannot be changed was changed: spec.selector',
    ],
    [
      '2009',
      'Pod "b" is invalid: pod updates to pod spec for fields other than image are forbidden: updates to pod spec for fields other than x',
      'A field that cannot be changed was changed',
    ],
    [
      '2009',
      'skipped apply of Service, a/b: inventory policy prevented actuation (strategy: Apply, status: NoMatch, policy: AdoptIfNoInventory)',
      'Another sync manages the object already',
    ],
    [
      '2009',
      'skipped apply of Deployment.apps, a/b: dependency apply reconcile timeout: a_db_apps_StatefulSet',
      'Deployment not applied: it depends on something that is not ready',
    ],
    [
      '2009',
      'skipped delete of a_b: dependency delete actuation failed: x',
      'Object not deleted: it depends on something that is not ready',
    ],
    [
      '2009',
      'failed to wait for Deployment.apps, a/b: reconcile timeout',
      'Deployment not ready in time',
    ],
    [
      '2009',
      'failed to wait for a/b: reconcile timeout',
      'Object not ready in time',
    ],
    [
      '2009',
      'failed to wait for Job.batch, a/b: reconcile failed',
      'Job failed to become ready',
    ],
    [
      '2009',
      'failed to wait for a/b: reconcile failed',
      'Object failed to become ready',
    ],
    [
      '2009',
      'source repository contains too many resource objects to inventory with a single ResourceGroup: inventory apply failed: x: etcdserver: request is too large.',
      'Too many objects for one sync',
    ],
    [
      '2009',
      'cyclic dependency: a -> b; b -> a',
      'Objects depend on each other in a circle',
    ],
    [
      '2009',
      `${APPLY}Deployment.apps "b" is invalid: spec.template.spec.containers[0].image: Required value`,
      'Deployment is not valid: spec.template.spec.containers[…].image',
    ],
    [
      '2009',
      'Service "b" is invalid: [spec.ports[0].port: Invalid value: 0: must be between 1 and 65535, inclusive, spec.x: y]',
      'Service is not valid: spec.ports[…].port',
    ],
    ['2009', 'Service "b" is invalid: 7', 'Service is not valid'],
    [
      '2002',
      'APIServer error: failed to get RootSync: Get "https://10.0.0.1:443/x": dial tcp 10.0.0.1:443: i/o timeout',
      'The API server does not answer',
    ],
    ['2009', `${APPLY}never seen before`, 'Could not apply Deployment (apps)'],
    [
      '2009',
      'failed to prune ConfigMap, a/b: never seen before',
      'Could not prune ConfigMap',
    ],
    ['2009', 'never seen before', 'An object cannot be applied'],
    // Fetching.
    [
      '2004',
      'git-sync: Host key verification failed.',
      'The host key of the source is not known',
    ],
    [
      '2004',
      'error in the git-sync container: fatal: Authentication failed for https://x',
      'The source refuses the credentials',
    ],
    [
      '2004',
      'error in the git-sync container: git@github.com: Permission denied (publickey).',
      'The source refuses the credentials',
    ],
    [
      '2004',
      'error in the oci-sync container: GET https://ghcr.io/token: unexpected status code 401 Unauthorized',
      'The source refuses the credentials',
    ],
    [
      '2004',
      'error in the helm-sync container: failed to fetch index: 403 Forbidden',
      'The source refuses the credentials',
    ],
    [
      '2004',
      'fatal: unable to access https://x/: The requested URL returned error: 403',
      'The source refuses the credentials',
    ],
    [
      '2004',
      'x509: certificate signed by unknown authority',
      'The certificate of the source is not trusted',
    ],
    [
      '2004',
      'fatal: unable to access https://git.lan/: Could not resolve host: git.lan',
      'The cluster does not reach the source',
    ],
    [
      '2004',
      'fatal: The requested URL returned error: 503',
      'The cluster does not reach the source',
    ],
    [
      '2004',
      'fatal: Remote branch prod not found in upstream origin',
      'Branch, tag or commit not found',
    ],
    [
      '2004',
      "fatal: couldn't find remote ref feature",
      'Branch, tag or commit not found',
    ],
    [
      '2004',
      'chart "api" version "9.9.9" not found in https://charts.lan repository',
      'Chart or image not found',
    ],
    ['2004', 'remote: Repository not found.', 'Repository not found'],
    [
      '2004',
      'fatal: The requested URL returned error: 404',
      'Repository not found',
    ],
    [
      '2004',
      'failed to evaluate the config directory "/repo/source/abc/prod": lstat /repo: no such file or directory',
      'The directory is not in the source',
    ],
    [
      '2004',
      'error in the git-sync container: {"Msg":"new"}',
      'The source cannot be fetched',
    ],
    [
      '2004',
      'failed to check the status of the source root directory "/repo": x',
      'The source has not been fetched yet',
    ],
    ['2004', 'never seen before', 'The source cannot be fetched'],
    // Declaring.
    [
      '1021',
      'No CustomResourceDefinition is defined for the type "VirtualService.networking.istio.io" in the cluster.',
      'The cluster does not know the kind VirtualService (networking.istio.io)',
    ],
    [
      '1021',
      'No CustomResourceDefinition is defined for the type "Thing" in the cluster.',
      'The cluster does not know the kind Thing',
    ],
    [
      '1010',
      'The config has invalid annotations: "configmanagement.gke.io/foo", "configsync.gke.io/bar"',
      'Reserved annotation configmanagement.gke.io/foo',
    ],
    [
      '1011',
      'The config has disallowed labels: "configmanagement.gke.io/foo"',
      'Reserved label configmanagement.gke.io/foo',
    ],
    [
      '1013',
      'Config "a" MUST refer to an existing ClusterSelector, but has annotation "configmanagement.gke.io/cluster-selector=x"',
      'The ClusterSelector does not exist',
    ],
    [
      '1029',
      'Found 2 configs of GroupKind "Deployment.apps" in Namespace "a" named "b".',
      'The same Deployment (apps) twice',
    ],
    ['1029', 'Namespaces MUST have unique names.', 'The same object twice'],
    [
      '1045',
      'Configs with "metadata.creationTimestamp" specified are not allowed.',
      'The field metadata.creationTimestamp must not be in the source',
    ],
    [
      '1045',
      'Configs with "status" specified are not allowed.',
      'The field status must not be in the source',
    ],
    [
      '1053',
      'namespace-scoped resources MUST NOT declare both metadata.namespace and metadata.annotations.x',
      'The object has both a namespace and a selector for namespaces',
    ],
    [
      '1053',
      'namespace-scoped resources MUST either declare either metadata.namespace or metadata.annotations.x',
      'The object has no namespace',
    ],
    [
      '1060',
      'The ":root" reconciler detected a management conflict with the ":root_b" reconciler.',
      'Two root syncs declare the same object',
    ],
    [
      '1060',
      'The "a" reconciler detected a management conflict with the "b_c" reconciler.',
      'Syncs of two namespaces declare the same object',
    ],
    [
      '1060',
      'The "a" reconciler detected a management conflict with the ":root" reconciler.',
      'A root sync and the sync of a namespace declare the same object',
    ],
    [
      '1060',
      'The ":root" reconciler detected a management conflict with another reconciler.',
      'Another sync declares the same object',
    ],
    [
      '1061',
      'Secret git-creds not found: create one to allow client authentication',
      'The Secret with the credentials does not exist',
    ],
    [
      '1061',
      'git authType was set as "ssh" but "ssh" key is not present in "git-creds" Secret',
      'The Secret with the credentials lacks a key',
    ],
    [
      '1061',
      'RepoSyncs must specify spec.git.repo when spec.sourceType is "git"',
      'The sync must say spec.git.repo',
    ],
    [
      '1061',
      'RepoSyncs which specify spec.git.auth as "none" must not specify spec.git.secretRef',
      'The sync must not say spec.git.secretRef',
    ],
    [
      '1061',
      'maximum combined length of RepoSync name and namespace is 45, but found 60',
      'The name of the sync is too long',
    ],
    ['1061', 'new', 'The sync itself is not valid'],
    [
      '1068',
      'Kustomization config file is missing from the sync directory /repo/x. To fix, add kustomization.yaml',
      'The Kustomization file is missing in the directory of the sync',
    ],
    [
      '1068',
      'failed to run kustomize build in /repo/x, stdout: : Error: accumulating resources: open /repo/x/a.yaml: no such file or directory',
      'Rendering failed: a file is missing',
    ],
    [
      '1068',
      'failed to run kustomize build in /repo/x, stdout: : Error: yaml: line 3: did not find expected key',
      'Rendering failed: a file is not valid',
    ],
    [
      '1068',
      'failed to run kustomize build in /repo/x, stdout: : Error: unable to pull chart with helm',
      'Rendering failed: a Helm chart cannot be used',
    ],
    ['1068', 'new', 'Rendering failed'],
    [
      '2001',
      'yaml: line 3: mapping values are not allowed in this context',
      'A file is not valid YAML or JSON',
    ],
    ['2001', 'permission denied', 'A file cannot be read'],
    // Neither.
    ['1031', 'Configs must declare `metadata.name`:', 'The object has no name'],
    ['7777', 'Brand new of "api". More.', 'Brand new of "…"'],
    ['7777', '', 'KNV7777'],
    [undefined, 'Deployment of /a/b failed: ', 'Deployment of … failed'],
    [
      '7777',
      'effaced has no `spec.x` but `y` at 0a1b2c3d',
      'effaced has no `spec.x` but `…` at …',
    ],
    [undefined, '', 'An error without a message'],
    ['constructor', '', 'constructor'],
  ])('%s %s', (code, message, expected) => {
    expect(describeSyncError({ code, message }).headline).toBe(expected);
  });

  it('are at most 120 characters long', () => {
    const { headline } = describeSyncError({ message: 'word '.repeat(100) });
    expect(headline).toHaveLength(120);
  });
});
