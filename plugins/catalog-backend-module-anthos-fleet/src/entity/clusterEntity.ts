import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  KubernetesValidatorFunctions,
  makeValidator,
  type ResourceEntity,
} from '@backstage/catalog-model';
import {
  ANNOTATION_CLUSTER_REF,
  CLUSTER_ENTITY_TYPE,
  type Cluster,
  type ClusterRef,
} from 'backstage-plugin-anthos-fleet-common';
import {
  clusterDescription,
  clusterEntityName,
} from 'backstage-plugin-anthos-fleet-node';
import { completeEntityRef } from './entityRefs';
import { applyLabelRules, type LabelRules } from './labelRules';

/** Labels of the entities that the module sets itself. */
export const LABEL_HOSTING = 'anthos-fleet/hosting';
export const LABEL_PLATFORM = 'anthos-fleet/platform';

/** What configuration says about the entities. */
export interface EntityRules {
  namespace: string;
  owner: LabelRules & { default: string };
  system: LabelRules;
  lifecycle: LabelRules;
}

// Google allows 64 labels a cluster.
const MAX_LABELS = 64;
const MAX_LIFECYCLE_LENGTH = 63;

/** Location of the entity of a cluster, by which the catalog knows where it came from. */
export function clusterLocationRef(ref: string): string {
  return `anthos-fleet:${ref}`;
}

/**
 * A cluster as a catalog entity, with nothing in it that changes from sweep to sweep: states,
 * versions and counts are read from the API when somebody looks. What the catalog would refuse,
 * such as a label in a syntax of its own, is left out; the cluster never is.
 */
export function clusterEntity(
  cluster: Cluster,
  ref: ClusterRef,
  title: string,
  rules: EntityRules,
): ResourceEntity {
  const system = applyLabelRules(rules.system, cluster.labels, answer =>
    completeEntityRef(answer, 'System'),
  );
  const lifecycle = applyLabelRules(
    rules.lifecycle,
    cluster.labels,
    answer => answer.trim().slice(0, MAX_LIFECYCLE_LENGTH) || undefined,
  );
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: {
      namespace: rules.namespace,
      name: clusterEntityName(ref),
      title,
      description: clusterDescription(cluster),
      annotations: {
        [ANNOTATION_CLUSTER_REF]: cluster.ref,
        [ANNOTATION_LOCATION]: clusterLocationRef(cluster.ref),
        [ANNOTATION_ORIGIN_LOCATION]: clusterLocationRef(cluster.ref),
      },
      labels: labelsOf(cluster),
      tags: tagsOf(cluster),
    },
    spec: {
      type: CLUSTER_ENTITY_TYPE,
      owner:
        applyLabelRules(rules.owner, cluster.labels, answer =>
          completeEntityRef(answer, 'Group'),
        ) ?? rules.owner.default,
      ...(system !== undefined && { system }),
      ...(lifecycle !== undefined && { lifecycle }),
    },
  };
}

/** Adds the way to a cluster in Google's console. */
export function withConsoleLink(
  entity: ResourceEntity,
  consoleUrl: string | undefined,
): ResourceEntity {
  // The catalog takes any URL; a browser must only ever get one that is a page.
  if (!consoleUrl || !URL.canParse(consoleUrl)) {
    return entity;
  }
  const url = new URL(consoleUrl);
  if (url.protocol !== 'https:') {
    return entity;
  }
  return {
    ...entity,
    metadata: {
      ...entity.metadata,
      annotations: {
        ...entity.metadata.annotations,
        'backstage.io/view-url': url.href,
      },
      links: [{ url: url.href, title: 'Google Cloud console' }],
    },
  };
}

function labelsOf(cluster: Cluster): Record<string, string> {
  const copied = Object.entries(cluster.labels)
    .filter(([key, value]) => isCopiedLabel(key) && isLabelValue(value))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .slice(0, MAX_LABELS);
  const own = [
    [LABEL_HOSTING, cluster.hosting],
    [LABEL_PLATFORM, cluster.platform],
  ].filter(([, value]) => isLabelValue(value));
  return Object.fromEntries([...copied, ...own]);
}

// Labels with a prefix mean something to software. Those of a cluster are meant for Kubernetes,
// and must not speak to Backstage in its place.
function isCopiedLabel(key: string): boolean {
  return KubernetesValidatorFunctions.isValidObjectName(key);
}

function isLabelValue(value: unknown): boolean {
  return KubernetesValidatorFunctions.isValidLabelValue(value);
}

function tagsOf(cluster: Cluster): string[] {
  const { isValidTag } = makeValidator();
  return [
    cluster.hosting,
    cluster.platform,
    ...(cluster.orphaned ? ['orphaned'] : []),
    ...(cluster.admin ? ['admin-cluster'] : []),
  ].filter(
    (tag, index, all) =>
      tag !== 'unknown' && isValidTag(tag) && all.indexOf(tag) === index,
  );
}
