import table from './generated/kinds.json';

/** Fields of an object, each with the number of its own shape; `*` stands for any other field. */
export type Shape = Readonly<Record<string, number>>;

/** A kind that has a schema. */
export interface KnownKind {
  /** The module of its class. */
  module: string;
  shape: Shape;
}

const KINDS: Readonly<Record<string, { module: string; shape: number }>> =
  table.kinds;
// Each shape has other fields, so the compiler makes of them a union that says nothing.
const SHAPES = table.shapes as unknown as readonly Shape[];

/** Cluster-scoped kinds of the groups that have schemas. */
const CLUSTER_SCOPED = new Set([
  '/ComponentStatus',
  '/Namespace',
  '/Node',
  '/PersistentVolume',
  'admissionregistration.k8s.io/MutatingAdmissionPolicy',
  'admissionregistration.k8s.io/MutatingAdmissionPolicyBinding',
  'admissionregistration.k8s.io/MutatingWebhookConfiguration',
  'admissionregistration.k8s.io/ValidatingAdmissionPolicy',
  'admissionregistration.k8s.io/ValidatingAdmissionPolicyBinding',
  'admissionregistration.k8s.io/ValidatingWebhookConfiguration',
  'apiextensions.k8s.io/CustomResourceDefinition',
  'apiregistration.k8s.io/APIService',
  'authentication.k8s.io/SelfSubjectReview',
  'authentication.k8s.io/TokenReview',
  'authorization.k8s.io/SelfSubjectAccessReview',
  'authorization.k8s.io/SelfSubjectRulesReview',
  'authorization.k8s.io/SubjectAccessReview',
  'certificates.k8s.io/CertificateSigningRequest',
  'certificates.k8s.io/ClusterTrustBundle',
  'configmanagement.gke.io/ClusterSelector',
  'configmanagement.gke.io/HierarchyConfig',
  'configmanagement.gke.io/NamespaceSelector',
  'configmanagement.gke.io/Repo',
  'flowcontrol.apiserver.k8s.io/FlowSchema',
  'flowcontrol.apiserver.k8s.io/PriorityLevelConfiguration',
  'gateway.networking.k8s.io/GatewayClass',
  'gateway.networking.x-k8s.io/XMesh',
  'internal.apiserver.k8s.io/StorageVersion',
  'networking.k8s.io/IPAddress',
  'networking.k8s.io/IngressClass',
  'networking.k8s.io/ServiceCIDR',
  'node.k8s.io/RuntimeClass',
  'rbac.authorization.k8s.io/ClusterRole',
  'rbac.authorization.k8s.io/ClusterRoleBinding',
  'resource.k8s.io/DeviceClass',
  'resource.k8s.io/DeviceTaintRule',
  'resource.k8s.io/ResourceSlice',
  'scheduling.k8s.io/PriorityClass',
  'storage.k8s.io/CSIDriver',
  'storage.k8s.io/CSINode',
  'storage.k8s.io/StorageClass',
  'storage.k8s.io/VolumeAttachment',
  'storage.k8s.io/VolumeAttributesClass',
  'storagemigration.k8s.io/StorageVersionMigration',
]);

const SYNC = /^configsync\.gke\.io\/(v1beta1|v1alpha1)\/(RootSync|RepoSync)$/;

export function findKind(
  apiVersion: string,
  kind: string,
): KnownKind | undefined {
  const name = `${apiVersion}/${kind}`;
  return Object.hasOwn(KINDS, name)
    ? { module: KINDS[name].module, shape: SHAPES[KINDS[name].shape] }
    : undefined;
}

/** The shape that a field has; undefined where anything may be. */
export function shapeOf(index: number): Shape | undefined {
  return index === 0 ? undefined : SHAPES[index];
}

/** Whether objects of a kind are in namespaces; undefined when the kind is not known. */
export function isNamespaced(
  apiVersion: string,
  kind: string,
): boolean | undefined {
  const group = apiVersion.includes('/') ? apiVersion.split('/')[0] : '';
  if (CLUSTER_SCOPED.has(`${group}/${kind}`)) {
    return false;
  }
  const known =
    SYNC.test(`${apiVersion}/${kind}`) || findKind(apiVersion, kind);
  return known ? true : undefined;
}
