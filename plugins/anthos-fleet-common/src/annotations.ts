/**
 * Clusters that an entity runs on: refs (`project/location/name`) or names, separated by commas.
 *
 * @public
 */
export const ANNOTATION_CLUSTER = 'anthos-fleet/cluster';

/**
 * Kubernetes label selector over the labels of the fleet's clusters, as in `env=prod,tier in (a,b)`.
 *
 * @public
 */
export const ANNOTATION_CLUSTER_SELECTOR = 'anthos-fleet/cluster-selector';

/**
 * Namespaces of an entity on its clusters, separated by commas.
 *
 * @public
 */
export const ANNOTATION_NAMESPACE = 'anthos-fleet/namespace';

/**
 * Kubernetes service account that an entity runs as. With its namespace it is the entity's identity
 * in the mesh, by which others let it call them.
 *
 * @public
 */
export const ANNOTATION_SERVICE_ACCOUNT = 'anthos-fleet/service-account';

/**
 * Full identity (`project/location/name`) of the cluster that a catalog entity stands for.
 *
 * @public
 */
export const ANNOTATION_CLUSTER_REF = 'anthos-fleet/cluster-ref';

/**
 * Cluster annotation of Backstage's Kubernetes plugin, honoured as well.
 *
 * @public
 */
export const ANNOTATION_KUBERNETES_CLUSTER = 'backstage.io/kubernetes-cluster';

/**
 * Namespace annotation of Backstage's Kubernetes plugin, honoured as well.
 *
 * @public
 */
export const ANNOTATION_KUBERNETES_NAMESPACE =
  'backstage.io/kubernetes-namespace';

/**
 * `spec.type` of the `Resource` entities that stand for clusters.
 *
 * @public
 */
export const CLUSTER_ENTITY_TYPE = 'kubernetes-cluster';
